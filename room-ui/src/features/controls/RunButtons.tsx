/** Running the meeting: opening, pausing, going on; and its end, which must be held. */

import type { MeetingCommandType } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { HoldButton } from '../../ui/HoldButton.tsx';
import { PauseIcon, PlayIcon, StopIcon } from '../../ui/icons.tsx';
import { BarButton } from './BarButton.tsx';

type RunCommand = 'meeting.open' | 'meeting.adjourn' | 'meeting.resume' | 'meeting.close';

function useRunning() {
  const me = useSlice('me').head;
  const { status } = useSlice('meeting').head;
  const isOnline = useIsOnline();
  const command = useCommand();
  return {
    status,
    isDisabled: !isOnline,
    may: (name: MeetingCommandType) => me.may.includes(name),
    // Not sent again after a lost connection: it could end what was begun meanwhile.
    run: (name: RunCommand) => void command(name, {}, { patienceMs: 0 }),
  };
}

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
