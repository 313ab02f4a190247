/** The meetings of the body, what can be done with each, and the way to a new one. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { dayAndTime } from '../../ui/format.ts';
import { LinkIcon, PlusIcon, WarningIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { notices } from '../../ui/notices.ts';
import { MeetingForm } from './MeetingForm.tsx';
import { MeetingLinks } from './MeetingLinks.tsx';
import { type Body, isRunnable, type MeetingSummary, meetingsInOrder } from './model.ts';

type MeetingsPanelProps = { body: Body; meetings: readonly MeetingSummary[]; onChange: () => void };

export function MeetingsPanel({ body, meetings, onChange }: MeetingsPanelProps) {
  const { t } = useTranslation();
  const [isMaking, setMaking] = useState(false);
  const [linked, setLinked] = useState<MeetingSummary | null>(null);
  const { current, closed } = meetingsInOrder(meetings);
  if (isMaking) {
    const done = () => {
      setMaking(false);
      onChange();
    };
    return <MeetingForm body={body} onMade={done} onCancel={() => setMaking(false)} />;
  }
  return (
    <div className="desk-panel single">
      <div className="actions">
        <Button look="primary" testId="new-meeting" onPress={() => setMaking(true)}>
          <PlusIcon />
          {t('desk.newMeeting')}
        </Button>
      </div>
      {current.length === 0 && (
        <p className="soft nothing">{t(closed.length === 0 ? 'desk.noMeetings' : 'desk.noCurrent')}</p>
      )}
      <MeetingList meetings={current} testId="meetings-current" onChange={onChange} onLinks={setLinked} />
      {closed.length > 0 && (
        <section>
          <h2>{t('status.closed')}</h2>
          <MeetingList meetings={closed} testId="meetings-closed" onChange={onChange} onLinks={setLinked} />
        </section>
      )}
      {linked && <MeetingLinks meeting={linked} body={body} onClose={() => setLinked(null)} />}
    </div>
  );
}

type MeetingListProps = {
  meetings: readonly MeetingSummary[];
  testId: string;
  onChange: () => void;
  onLinks: (meeting: MeetingSummary) => void;
};

function MeetingList({ meetings, testId, onChange, onLinks }: MeetingListProps) {
  return (
    <ul className="rows" data-testid={testId}>
      {meetings.map((meeting) => (
        <MeetingRow key={meeting.id} meeting={meeting} onChange={onChange} onLinks={() => onLinks(meeting)} />
      ))}
    </ul>
  );
}

type MeetingRowProps = { meeting: MeetingSummary; onChange: () => void; onLinks: () => void };

function MeetingRow({ meeting, onChange, onLinks }: MeetingRowProps) {
  const { t } = useTranslation();
  const command = useCommand();
  const { id, title, status, plannedStartAt, isQuarantined } = meeting;
  const mayConvene = status === 'draft' && isRunnable(meeting);
  const convene = async () => {
    if (!(await command('meeting.convene', {}, { meetingId: id }))) return;
    notices.show('done', t('desk.convened'));
    onChange();
  };
  return (
    <li data-testid={`meeting-${id}`} data-status={status} data-damaged={isQuarantined}>
      <span className="who">
        <strong>{title}</strong>
        <span className="soft small">
          {dayAndTime(plannedStartAt)} · {t(`status.${status as 'draft'}`)}
        </span>
        {isQuarantined && (
          <Mark icon={<WarningIcon size="1.25rem" />} look="danger">
            {t('desk.quarantined')}
          </Mark>
        )}
      </span>
      {mayConvene && (
        <Button testId={`convene-${id}`} look="primary" size="compact" onPress={() => void convene()}>
          {t('desk.convene')}
        </Button>
      )}
      {status !== 'closed' && (
        <Button testId={`links-${id}`} size="compact" onPress={onLinks}>
          <LinkIcon />
          {t('desk.links')}
        </Button>
      )}
    </li>
  );
}
