/** How the meeting stands and whether there is a quorum, as icon and words: for the header and the display. */
import type { ReactNode } from 'react';
import type { MeetingStatus } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSlice } from '../../session/SessionContext.tsx';
import { CheckIcon, ClockIcon, CloseIcon, LockIcon, PauseIcon, PeopleIcon, PlayIcon, StopIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import './header.css';

const statusIcons: Record<MeetingStatus | 'none', ReactNode> = {
  none: <ClockIcon size="1.25rem" />,
  draft: <ClockIcon size="1.25rem" />,
  convened: <ClockIcon size="1.25rem" />,
  inSession: <PlayIcon size="1.25rem" />,
  adjourned: <PauseIcon size="1.25rem" />,
  closed: <StopIcon size="1.25rem" />,
  cancelled: <CloseIcon size="1.25rem" />,
};

export function StatusMark({ status }: { status: MeetingStatus | 'none' }) {
  const { t } = useTranslation();
  return (
    <span className="status" data-testid="status" data-status={status}>
      <Mark icon={statusIcons[status]} look={status === 'inSession' ? 'accent' : 'soft'}>
        {t(`status.${status}`)}
      </Mark>
    </span>
  );
}

/** Those outside see nothing of the meeting; this is for those who are in it. */
export function ClosedMark() {
  const { t } = useTranslation();
  if (useSlice('meeting').head.sessionClosedSince === null) return null;
  return (
    <span className="closed-mark" data-testid="closed-mark">
      <LockIcon size="1.25rem" />
      {t('meeting.sessionClosed')}
    </span>
  );
}

export function QuorumMark() {
  const { t } = useTranslation();
  const { members, present, needed, isReached } = useSlice('meeting').head.quorum;
  return (
    <span
      className="fact quorum"
      data-testid="quorum"
      data-present={present}
      data-needed={needed}
      data-reached={isReached}
    >
      <Mark
        icon={isReached ? <CheckIcon size="1.25rem" /> : <PeopleIcon size="1.25rem" />}
        look={isReached ? 'soft' : 'warning'}
      >
        {t('meeting.quorum', { present, members })}
      </Mark>
      <span className="label">{t(isReached ? 'meeting.quorumReached' : 'meeting.quorumMissing', { needed })}</span>
    </span>
  );
}
