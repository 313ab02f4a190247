/** Running the meeting: opening, pausing, going on. Its end is a button of its own. */

import { useTranslation } from '../../i18n/use-translation.ts';
import { PauseIcon, PlayIcon } from '../../ui/icons.tsx';
import { BarButton } from './BarButton.tsx';
import { useRunning } from './use-running.ts';

export function RunButtons() {
  const { t } = useTranslation();
  const { status, isDisabled, may, run } = useRunning();
  return (
    <>
      {status === 'convened' && may('meeting.open') && (
        <BarButton
          testId="open-meeting"
          look="primary"
          icon={<PlayIcon />}
          isDisabled={isDisabled}
          onPress={() => run('meeting.open')}
        >
          {t('meeting.open')}
        </BarButton>
      )}
      {status === 'inSession' && may('meeting.adjourn') && (
        <BarButton
          testId="recess-button"
          icon={<PauseIcon />}
          isDisabled={isDisabled}
          onPress={() => run('meeting.adjourn')}
        >
          {t('meeting.adjourn')}
        </BarButton>
      )}
      {status === 'adjourned' && may('meeting.resume') && (
        <BarButton
          testId="recess-button"
          look="primary"
          icon={<PlayIcon />}
          isDisabled={isDisabled}
          onPress={() => run('meeting.resume')}
        >
          {t('meeting.resume')}
        </BarButton>
      )}
    </>
  );
}
