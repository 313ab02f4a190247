/** Running the meeting, as far as the viewer's role allows, and leaving it. */

import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeetingCommandType } from '#contract';
import { useIsOnline, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { HoldButton } from '../../ui/HoldButton.tsx';
import { LeaveIcon, LinkIcon, PauseIcon, PlayIcon, StopIcon } from '../../ui/icons.tsx';
import { BarButton } from './BarButton.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';

const LinksDialog = lazy(async () => ({ default: (await import('../links/LinksDialog.tsx')).LinksDialog }));

export function MeetingButtons() {
  const { t } = useTranslation();
  const me = useSlice('me').head;
  const isOnline = useIsOnline();
  const [dialog, setDialog] = useState<'none' | 'links' | 'leave'>('none');
  const close = () => setDialog('none');
  return (
    <>
      {me.may.includes('meeting.open') && <RunButtons />}
      {me.may.includes('participant.add') && (
        <BarButton testId="links-button" icon={<LinkIcon />} isDisabled={!isOnline} onPress={() => setDialog('links')}>
          {t('meeting.links')}
        </BarButton>
      )}
      <BarButton testId="leave-button" icon={<LeaveIcon />} onPress={() => setDialog('leave')}>
        {t('meeting.leave')}
      </BarButton>
      {dialog === 'leave' && <LeaveDialog onClose={close} />}
      {dialog === 'links' && (
        <Suspense>
          <LinksDialog onClose={close} />
        </Suspense>
      )}
    </>
  );
}

function RunButtons() {
  const { t } = useTranslation();
  const me = useSlice('me').head;
  const { status } = useSlice('meeting').head;
  const isOnline = useIsOnline();
  const command = useCommand();
  const run = (name: 'meeting.open' | 'meeting.adjourn' | 'meeting.resume' | 'meeting.close') => void command(name, {});
  const may = (name: MeetingCommandType) => me.may.includes(name);
  const isDisabled = !isOnline;
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
          testId="adjourn-meeting"
          icon={<PauseIcon />}
          isDisabled={isDisabled}
          onPress={() => run('meeting.adjourn')}
        >
          {t('meeting.adjourn')}
        </BarButton>
      )}
      {status === 'adjourned' && may('meeting.resume') && (
        <BarButton
          testId="resume-meeting"
          look="primary"
          icon={<PlayIcon />}
          isDisabled={isDisabled}
          onPress={() => run('meeting.resume')}
        >
          {t('meeting.resume')}
        </BarButton>
      )}
      {(status === 'inSession' || status === 'adjourned') && may('meeting.close') && (
        <HoldButton
          testId="close-meeting"
          action={t('meeting.end')}
          isDisabled={isDisabled}
          onHeld={() => run('meeting.close')}
        >
          <StopIcon />
          <span>{t('meeting.end')}</span>
        </HoldButton>
      )}
    </>
  );
}
