/** The session is closed and this display was put out of it: it says so, and nothing of the meeting. It comes back by itself. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { LockIcon } from '../../ui/icons.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { useWakeLock } from '../../ui/use-wake-lock.ts';
import './hall.css';

export function ClosedScene() {
  const { t } = useTranslation();
  useTitle(t('hall.closed'));
  useWakeLock();
  return (
    <div className="display" data-testid="display" data-scene="closed">
      <div className="shifting">
        <main data-testid="scene" data-scene="closed">
          <div className="hall-closed">
            <LockIcon />
            <h1>{t('hall.closed')}</h1>
            <p className="hall-word">{t('hall.closedText')}</p>
          </div>
        </main>
      </div>
    </div>
  );
}
