/** The end of the meeting, which must be held. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { HoldButton } from '../../ui/HoldButton.tsx';
import { StopIcon } from '../../ui/icons.tsx';
import { useRunning } from './use-running.ts';

/** At the far end of the bar, away from everything that is tapped often. */
export function EndButton() {
  const { t } = useTranslation();
  const { status, isDisabled, may, run } = useRunning();
  if ((status !== 'inSession' && status !== 'adjourned') || !may('meeting.close')) return null;
  return (
    <HoldButton
      testId="close-meeting"
      action={t('meeting.end')}
      isDisabled={isDisabled}
      onHeld={() => run('meeting.close')}
    >
      <StopIcon />
      <span>{t('meeting.end')}</span>
    </HoldButton>
  );
}
