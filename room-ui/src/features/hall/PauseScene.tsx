/** A recess: since when and for how long, and what goes on afterwards. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useNow, useSlice } from '../../session/SessionContext.tsx';
import { clockTime, duration } from '../../ui/format.ts';
import { PauseIcon } from '../../ui/icons.tsx';

export function PauseScene() {
  const { t } = useTranslation();
  const now = useNow();
  const { adjournedSince } = useSlice('meeting').head;
  const { head, rows } = useSlice('agenda');
  const active = head.activeItemId ? rows[head.activeItemId] : undefined;
  return (
    <div className="hall-pause">
      <PauseIcon />
      <h1>{t('hall.pause')}</h1>
      {adjournedSince !== null && (
        <p className="since">
          {t('hall.pauseSince', { time: clockTime(adjournedSince), span: duration(now - adjournedSince) })}
        </p>
      )}
      {active && <p className="hall-word">{t('hall.resumesWith', { title: active.title })}</p>}
    </div>
  );
}
