/** One meeting of one's own: when, where, as whom, how it stands, and the way in. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { clockTime, relativeDay } from '../../ui/format.ts';
import {
  BuildingIcon,
  CheckIcon,
  ClockIcon,
  CloseIcon,
  DocumentIcon,
  EditIcon,
  PauseIcon,
  PersonIcon,
  PlayIcon,
} from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { useDesk } from '../desk/DeskContext.tsx';
import { minutesSegment } from '../minutes/minutes-address.ts';
import { type HomeMeeting, mayEnter, sectionsOf, whereOf } from './model.ts';
import { SectionLink } from './SectionLink.tsx';
import { useEnter } from './use-enter.ts';

type MeetingCardProps = { meeting: HomeMeeting; isNext: boolean; nowMs: number };

export function MeetingCard({ meeting, isNext, nowMs }: MeetingCardProps) {
  const { t } = useTranslation();
  const { id, title, status, plannedStartAt, plannedEndAt, role, seatLabel } = meeting;
  const time = t('home.timeOf', { day: relativeDay(plannedStartAt, nowMs), start: clockTime(plannedStartAt) });
  const where = whereOf(meeting);
  const end = plannedEndAt > plannedStartAt ? t('home.forecastEnd', { time: clockTime(plannedEndAt) }) : '';
  return (
    <li className="card meeting-card" data-testid={`my-meeting-${id}`} data-status={status}>
      <div className="head">
        <h3>{title}</h3>
        <StatusMark status={status} />
      </div>
      <dl>
        <div>
          <dt>
            <ClockIcon />
            <span className="unseen">{t('home.time')}</span>
          </dt>
          <dd>
            <strong>{time}</strong>
            {end && <span className="soft"> · {end}</span>}
          </dd>
        </div>
        {where && (
          <div>
            <dt>
              <BuildingIcon />
              <span className="unseen">{t('home.place')}</span>
            </dt>
            <dd>{where}</dd>
          </div>
        )}
        <div>
          <dt>
            <PersonIcon />
            <span className="unseen">{t('home.role')}</span>
          </dt>
          <dd>{[t(`role.${role as 'delegate'}`), seatLabel].filter(Boolean).join(' · ')}</dd>
        </div>
      </dl>
      <CardActions meeting={meeting} isNext={isNext} />
    </li>
  );
}

function CardActions({ meeting, isNext }: { meeting: HomeMeeting; isNext: boolean }) {
  const { t } = useTranslation();
  const { role } = useDesk().home.account;
  const enter = useEnter();
  const [isEntering, setEntering] = useState(false);
  const { id, title, status } = meeting;
  const mayPrepare = sectionsOf(role).includes('meetings') && status === 'draft';
  const hasMinutes = sectionsOf(role).includes('meetings') && status === 'closed';
  if (!mayEnter(meeting) && !mayPrepare && !hasMinutes) return null;
  const go = async () => {
    setEntering(true);
    await enter(id);
    setEntering(false);
  };
  return (
    <div className="actions">
      {mayPrepare && (
        <SectionLink className="button" segments={['meetings', id]} testId={`prepare-${id}`}>
          <EditIcon />
          {t('home.prepare')}
        </SectionLink>
      )}
      {hasMinutes && (
        <SectionLink className="button" segments={['meetings', id, minutesSegment]} testId={`minutes-${id}`}>
          <DocumentIcon />
          {t('home.minutes')}
        </SectionLink>
      )}
      {mayEnter(meeting) && (
        <Button
          look={isNext ? 'primary' : 'plain'}
          isPending={isEntering}
          label={t('home.enterNamed', { title })}
          testId={`enter-${id}`}
          onPress={() => void go()}
        >
          {t('home.enter')}
        </Button>
      )}
    </div>
  );
}

const marks = {
  draft: { icon: <EditIcon />, look: 'soft' },
  convened: { icon: <CheckIcon />, look: 'accent' },
  inSession: { icon: <PlayIcon />, look: 'good' },
  adjourned: { icon: <PauseIcon />, look: 'warning' },
  closed: { icon: <CheckIcon />, look: 'soft' },
  cancelled: { icon: <CloseIcon />, look: 'danger' },
} as const;

function StatusMark({ status }: { status: string }) {
  const { t } = useTranslation();
  const { icon, look } = marks[status as keyof typeof marks] ?? marks.draft;
  return (
    <Mark icon={icon} look={look}>
      {t(`status.${status as 'draft'}`)}
    </Mark>
  );
}
