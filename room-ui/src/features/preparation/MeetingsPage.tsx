/** The meetings of the body: those to come, those that are over, and the way to a new one. */
import { useMemo, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { goTo } from '../../session/session-path.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { clockTime, numberText, plainText, weekdayAndDay } from '../../ui/format.ts';
import { CalendarIcon, MoreIcon, PlusIcon, WarningIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { useDesk } from '../desk/DeskContext.tsx';
import { minutesSegment } from '../minutes/minutes-address.ts';
import { CancelSheet } from './CancelSheet.tsx';
import { type MeetingSummary, meetingsInOrder } from './model.ts';
import { NewMeetingSheet } from './NewMeetingSheet.tsx';
import { StatusMark } from './StatusMark.tsx';
import { WatchedTemplateSheet } from './TemplateSheet.tsx';
import './preparation.css';
import './sheets.css';

type Opened = { name: 'new' } | { name: 'cancel' | 'template'; meeting: MeetingSummary } | null;

export function MeetingsPage() {
  const { t } = useTranslation();
  const { data, body } = useDesk();
  const [opened, setOpened] = useState<Opened>(null);
  const [query, setQuery] = useState('');
  useTitle(t('preparation.meetings'));
  const own = useMemo(() => data.meetings.filter(({ bodyId }) => bodyId === body?.id), [data, body]);
  const found = useMemo(() => own.filter((meeting) => isFound(meeting, query)), [own, query]);
  const { current, past } = meetingsInOrder(found);
  const close = () => setOpened(null);
  const add = (
    <Button look="primary" testId="new-meeting" onPress={() => setOpened({ name: 'new' })}>
      <PlusIcon />
      {t('preparation.newMeeting')}
    </Button>
  );
  return (
    <div className="meetings-page">
      <div className="page-head">
        <h1>{t('preparation.meetings')}</h1>
        {own.length > 0 && add}
      </div>
      {own.length === 0 ? (
        <EmptyState icon={<CalendarIcon />} title={t('preparation.noMeetings')} text={t('preparation.noMeetingsText')}>
          {add}
        </EmptyState>
      ) : (
        <>
          <SearchField
            label={t('preparation.searchMeetings')}
            value={query}
            onChange={setQuery}
            isLabelUnseen
            testId="meetings-search"
          />
          <Group title={t('preparation.current')} rows={current} onOpen={setOpened} testId="meetings-current" />
          {past.length > 0 && (
            <Group title={t('preparation.past')} rows={past} onOpen={setOpened} testId="meetings-past" />
          )}
        </>
      )}
      {opened?.name === 'new' && <NewMeetingSheet onClose={close} />}
      {opened?.name === 'cancel' && <CancelSheet meeting={opened.meeting} onClose={close} />}
      {opened?.name === 'template' && <WatchedTemplateSheet meetingId={opened.meeting.id} onClose={close} />}
    </div>
  );
}

function isFound({ title, place, plannedStartAt }: MeetingSummary, query: string): boolean {
  const text = plainText(`${title} ${place} ${weekdayAndDay(plannedStartAt)}`);
  return plainText(query)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

type GroupProps = {
  title: string;
  rows: readonly MeetingSummary[];
  onOpen: (opened: Opened) => void;
  testId: string;
};

function Group({ title, rows, onOpen, testId }: GroupProps) {
  const { t } = useTranslation();
  const columns = useColumns(onOpen);
  return (
    <section>
      <h2>{title}</h2>
      <Table<MeetingSummary>
        label={title}
        rows={rows}
        columns={columns}
        rowKey={({ id }) => id}
        rowLabel={(meeting) => meeting.title}
        hasSearch={false}
        onOpen={({ id }) => goTo('meetings', id, 'general')}
        empty={<p className="soft">{t('preparation.noCurrent')}</p>}
        testId={testId}
      />
    </section>
  );
}

function useColumns(onOpen: (opened: Opened) => void): Column<MeetingSummary>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: 'title',
        title: t('preparation.meetingTitle'),
        width: 'minmax(14rem, 3fr)',
        isRowHeader: true,
        text: ({ title }) => title,
        cell: ({ title, isQuarantined }) => (
          <span className="two-lines">
            <strong>{title}</strong>
            {isQuarantined && (
              <Mark icon={<WarningIcon size="1.25em" />} look="danger">
                {t('preparation.damaged')}
              </Mark>
            )}
          </span>
        ),
      },
      {
        id: 'start',
        title: t('preparation.columnStart'),
        width: 'minmax(11rem, 1.6fr)',
        text: ({ plannedStartAt }) => `${clockTime(plannedStartAt)} ${weekdayAndDay(plannedStartAt)}`,
        compare: (one, other) => one.plannedStartAt - other.plannedStartAt,
        cell: ({ plannedStartAt }) => (
          <span className="two-lines">
            <span>{clockTime(plannedStartAt)}</span>
            <span className="soft small">{weekdayAndDay(plannedStartAt)}</span>
          </span>
        ),
      },
      {
        id: 'place',
        title: t('preparation.place'),
        width: 'minmax(8rem, 1.5fr)',
        shownFrom: 'medium',
        text: ({ place }) => place,
        cell: ({ place }) => place,
      },
      {
        id: 'status',
        title: t('preparation.columnStatus'),
        width: 'minmax(9.5rem, 1fr)',
        text: ({ status }) => t(`status.${status as 'draft'}`),
        cell: ({ status }) => <StatusMark status={status} />,
      },
      {
        id: 'count',
        title: t('preparation.columnCount'),
        width: '9.5rem',
        isNumeric: true,
        shownFrom: 'medium',
        text: ({ participantCount }) => String(participantCount),
        compare: (one, other) => one.participantCount - other.participantCount,
        cell: ({ participantCount }) => numberText(participantCount),
      },
      {
        id: 'more',
        title: t('preparation.columnMore'),
        width: '5rem',
        cell: (meeting) => <RowMenu meeting={meeting} onOpen={onOpen} />,
      },
    ],
    [t, onOpen],
  );
}

function RowMenu({ meeting, onOpen }: { meeting: MeetingSummary; onOpen: (opened: Opened) => void }) {
  const { t } = useTranslation();
  const { id, title, status, isQuarantined } = meeting;
  const mayCancel = !isQuarantined && (status === 'draft' || status === 'convened');
  return (
    <Menu icon={<MoreIcon />} label={t('preparation.moreOf', { title })} testId={`meeting-more-${id}`}>
      <MenuItem onAction={() => goTo('meetings', id, 'general')} testId={`meeting-open-${id}`}>
        {t('preparation.openMeeting')}
      </MenuItem>
      {status !== 'draft' && (
        <MenuItem onAction={() => goTo('meetings', id, minutesSegment)} testId={`meeting-minutes-${id}`}>
          {t('preparation.openMinutes')}
        </MenuItem>
      )}
      <MenuItem onAction={() => onOpen({ name: 'template', meeting })} testId={`meeting-template-${id}`}>
        {t('preparation.saveTemplate')}
      </MenuItem>
      {mayCancel && (
        <MenuItem onAction={() => onOpen({ name: 'cancel', meeting })} testId={`meeting-cancel-${id}`}>
          {t('preparation.cancelMeeting')}
        </MenuItem>
      )}
    </Menu>
  );
}
