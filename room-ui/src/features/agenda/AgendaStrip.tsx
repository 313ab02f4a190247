/** What is discussed now, in one line: for layouts without room for the list. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useNow, useSlice } from '../../session/SessionContext.tsx';
import { duration } from '../../ui/format.ts';
import { PlayIcon } from '../../ui/icons.tsx';
import { itemsInOrder, overrunMs, usedMs } from './model.ts';
import './agenda.css';

export function AgendaStrip() {
  const { t } = useTranslation();
  const { head, rows } = useSlice('agenda');
  const now = useNow();
  const items = itemsInOrder(rows);
  const index = items.findIndex((item) => item.id === head.activeItemId);
  const active = items[index];
  return (
    <p className="agenda-strip">
      <PlayIcon size="1.25rem" />
      <span>
        {active
          ? t('agenda.strip', { number: index + 1, total: items.length, title: active.title })
          : t('agenda.noneActive')}
      </span>
      {active && (
        <span className={`time ${overrunMs(active, now) > 0 ? 'over' : ''}`}>{duration(usedMs(active, now))}</span>
      )}
    </p>
  );
}
