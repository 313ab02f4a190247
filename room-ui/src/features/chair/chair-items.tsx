/** What the menu "more" holds for those who run the meeting; on a phone also what stands in the bar elsewhere. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useSession, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { LockIcon, MailIcon, PersonIcon, UnlockIcon } from '../../ui/icons.tsx';
import { MenuItem } from '../../ui/Menu.tsx';
import { notices } from '../../ui/notices.ts';
import { formalName, isStaff } from '../attendance/model.ts';
import { successorsOf } from './authority-model.ts';
import { chairSheet } from './sheets.ts';

/** All that the items need; called by whoever draws them. */
export function useChairItems() {
  const { t } = useTranslation();
  const command = useCommand();
  const session = useSession();
  const me = useSlice('me').head;
  const meeting = useSlice('meeting').head;
  const isOnline = useIsOnline();
  const successors = successorsOf(useSlice('attendance').rows, meeting.actingChairId);
  return { t, command, session, me, meeting, isOnline, successors };
}

type ChairItems = ReturnType<typeof useChairItems> & { isWhole: boolean };

/** A menu wants its items as its own children, so this is no component. */
export function chairItems({ t, command, session, me, meeting, isOnline, successors, isWhole }: ChairItems) {
  const { status, sessionClosedSince } = meeting;
  if (!isStaff(me) || (status !== 'inSession' && status !== 'adjourned')) return [];
  const end = async () => {
    // The notice outlives this menu: the closed session that is shown when it is tapped is meant.
    const since = session.slices.get().meeting?.head.sessionClosedSince;
    if (since) await command('closedSession.end', { since });
  };
  const begin = async () => {
    if (await command('closedSession.begin', {}, { patienceMs: 0 })) notices.undo(t('chair.closedBegun'), end);
  };
  const fromId = meeting.actingChairId;
  const mayGive = isOnline && status === 'inSession' && me.isActingChair;
  return [
    isWhole && isOnline && me.may.includes('display.showNotice') && (
      <MenuItem key="notice" testId="notice-button" onAction={() => chairSheet.set({ name: 'notice' })}>
        <MailIcon />
        {t('chair.noticeTitle')}
      </MenuItem>
    ),
    isWhole && isOnline && sessionClosedSince === null && status === 'inSession' && (
      <MenuItem key="closed" testId="closed-session-button" onAction={() => void begin()}>
        <LockIcon />
        {t('chair.closedBegin')}
      </MenuItem>
    ),
    isWhole && isOnline && sessionClosedSince !== null && (
      <MenuItem key="open" testId="closed-session-button" onAction={() => void end()}>
        <UnlockIcon />
        {t('chair.closedEnd')}
      </MenuItem>
    ),
    ...(mayGive && fromId !== null
      ? successors.map((successor) => (
          <MenuItem
            key={successor.personId}
            testId={`hand-over-${successor.personId}`}
            onAction={() => void command('authority.handOver', { personId: successor.personId, fromId })}
          >
            <PersonIcon />
            {t('chair.handOverTo', { name: formalName(successor) })}
          </MenuItem>
        ))
      : []),
    mayGive && fromId !== null && (
      <MenuItem key="handOver" testId="hand-over-button" onAction={() => chairSheet.set({ name: 'handOver' })}>
        <PersonIcon />
        {t(successors.length > 0 ? 'chair.handOverOther' : 'chair.handOver')}
      </MenuItem>
    ),
  ];
}
