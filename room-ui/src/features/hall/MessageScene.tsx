/** The chair's message to all, as large as it fits. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { useStore } from '../../session/use-store.ts';
import { clockTime } from '../../ui/format.ts';
import { messageSize } from './scene-model.ts';

export function MessageScene() {
  const { t } = useTranslation();
  const notice = useStore(useSession().slices).displays?.head.notice;
  if (!notice) return null;
  return (
    <div className="hall-message">
      <h1>{t('hall.message', { time: clockTime(notice.since) })}</h1>
      <p data-size={messageSize(notice.text)} data-testid="hall-message">
        {notice.text}
      </p>
    </div>
  );
}
