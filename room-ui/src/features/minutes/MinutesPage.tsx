/** The minutes at the desk: of a meeting that runs, and of one that is over, where they are finished. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { CommandError } from '../../session/command-error.ts';
import { failureText } from '../../session/failure-text.ts';
import { goTo } from '../../session/session-path.ts';
import { useWatchedMeeting, useWatchProblem } from '../../session/use-watched-meeting.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { dayAndTime } from '../../ui/format.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { useDesk } from '../desk/DeskContext.tsx';
import { MinutesActions } from './MinutesActions.tsx';
import { MinutesBody } from './MinutesBody.tsx';
import { useMinutes } from './use-minutes.ts';
import '../preparation/preparation.css';

export function MinutesPage({ meetingId }: { meetingId: string }) {
  const { t } = useTranslation();
  const watched = useWatchedMeeting(meetingId);
  const problem = useWatchProblem();
  const read = useMinutes(meetingId);
  const isDamaged = useDesk().data.meetings.some(({ id, isQuarantined }) => id === meetingId && isQuarantined);
  useTitle(t('minutes.title'));
  if (problem && problem !== 'LOST') {
    return (
      <EmptyState
        icon={<WarningIcon />}
        title={t('preparation.notShown')}
        text={failureText(t, new CommandError({ code: problem, message: '' }))}
      >
        <Button onPress={() => goTo('meetings')}>{t('preparation.toMeetings')}</Button>
      </EmptyState>
    );
  }
  const head = watched?.meeting.head;
  return (
    <div className="minutes-page">
      <div className="page-head">
        <div className="what">
          <h1>{t('minutes.title')}</h1>
          {head && <p className="soft">{`${head.title} · ${dayAndTime(head.openedAt ?? head.plannedStartAt)}`}</p>}
        </div>
        <div className="actions">
          <MinutesActions meetingId={meetingId} document={read.document} />
        </div>
      </div>
      {/* Texts are here together with the slices: a field must not begin empty. */}
      {watched ? (
        <MinutesBody read={read} mayWrite={!isDamaged && head?.status !== 'cancelled'} meetingId={meetingId} />
      ) : (
        <p className="soft">{t('common.loading')}</p>
      )}
    </div>
  );
}
