/** A room's device or a display while no meeting is convened: that all is well, and that nothing has to be done. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { Clock } from '../../ui/Clock.tsx';
import { weekdayAndDay } from '../../ui/format.ts';
import { useTitle } from '../../ui/use-title.ts';
import { useWakeLock } from '../../ui/use-wake-lock.ts';
import './pair.css';

export function WaitingDevice() {
  const { t } = useTranslation();
  useWakeLock();
  useTitle(t('devices.waiting'));
  return (
    <main className="pair waiting" data-testid="waiting-device">
      <p className="clock">
        <Clock />
      </p>
      <p className="day">{weekdayAndDay(Date.now())}</p>
      <h1>{t('devices.waiting')}</h1>
      <p className="soft">{t('devices.waitingText')}</p>
    </main>
  );
}
