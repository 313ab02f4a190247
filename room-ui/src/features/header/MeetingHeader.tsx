/** What meeting this is, how it stands, what time it is, and whether there is a quorum. */

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeetingStatus } from '#contract';
import { useNow, useSlice } from '../../session/SessionContext.tsx';
import { clockTime } from '../../ui/format.ts';
import { CheckIcon, ClockIcon, PauseIcon, PeopleIcon, PlayIcon, StopIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { LanguageButton } from '../../ui/Page.tsx';
import './header.css';

export function MeetingHeader() {
  const { t } = useTranslation();
  const { bodyName, title, status, plannedStartAt } = useSlice('meeting').head;
  const now = useNow();
  const isBefore = status === 'draft' || status === 'convened';
  return (
    <header className="meeting-header">
      <h1 title={`${bodyName} · ${title}`}>
        {bodyName && (
          <span className="body">
            <span className="ellipsis">{bodyName}</span>
            <span className="dot">·</span>
          </span>
        )}
        <span className="title">{title}</span>
      </h1>
      <StatusMark status={status} />
      <QuorumMark />
      <span className="clock">
        {isBefore && (
          <span className="soft small">{t('meeting.plannedStart', { time: clockTime(plannedStartAt) })}</span>
        )}
        <time>{clockTime(now)}</time>
      </span>
      <LanguageButton />
    </header>
  );
}

const statusIcons: Record<MeetingStatus | 'none', ReactNode> = {
  none: <ClockIcon size="1.25rem" />,
  draft: <ClockIcon size="1.25rem" />,
  convened: <ClockIcon size="1.25rem" />,
  inSession: <PlayIcon size="1.25rem" />,
  adjourned: <PauseIcon size="1.25rem" />,
  closed: <StopIcon size="1.25rem" />,
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

export function QuorumMark() {
  const { t } = useTranslation();
  const { members, present, needed, isReached } = useSlice('meeting').head.quorum;
  return (
    <span className="quorum" data-testid="quorum" data-present={present} data-needed={needed} data-reached={isReached}>
      <Mark
        icon={isReached ? <CheckIcon size="1.25rem" /> : <PeopleIcon size="1.25rem" />}
        look={isReached ? 'soft' : 'warning'}
      >
        <span>{t('meeting.quorum', { present, members, needed })}</span>
        <span className="verdict">{t(isReached ? 'meeting.quorumReached' : 'meeting.quorumMissing')}</span>
      </Mark>
    </span>
  );
}
