/** Marks one person. A device of a site also says who sits there. */

import type { AttendanceRow, CommandInput, Me } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { MoreIcon } from '../../ui/icons.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { isRemovable, ownDeviceOf } from '../waiting/model.ts';
import { waitingPart } from '../waiting/parts.ts';
import { formalName, isStaff } from './model.ts';

type Mark = CommandInput<'attendance.mark'>['mark'];

export function MarkMenu({ row, onAbsent }: { row: AttendanceRow; onAbsent: () => void }) {
  const { t } = useTranslation();
  const me = useSlice('me').head;
  const status = useSlice('meeting').head.status;
  const isOnline = useIsOnline();
  const command = useCommand();
  const { personId } = row;
  const device = ownDeviceOf(useSlice('media').rows, personId);
  const mayRemove = device !== undefined && me.may.includes('endpoint.remove') && isRemovable(row);
  const isCarried = me.personIds.includes(personId);
  const maySeat = me.role === 'room' && row.siteId === me.siteId;
  if ((!mayMark(me, row) && !maySeat) || status === 'closed') return null;
  const mark = (value: Mark) => void command('attendance.mark', { personId, mark: value });
  const seat = { endpointId: me.endpointId, personId };
  return (
    <Menu
      icon={<MoreIcon />}
      label={t('attendance.mark', { name: formalName(row) })}
      testId={`mark-${personId}`}
      isDisabled={!isOnline}
    >
      {maySeat && (
        <MenuItem
          testId="mark-as-seated"
          onAction={() => void command(isCarried ? 'endpoint.detachPerson' : 'endpoint.attachPerson', seat)}
        >
          {t(isCarried ? 'attendance.detach' : 'attendance.attach')}
        </MenuItem>
      )}
      <MenuItem testId="mark-as-inPerson" onAction={() => mark({ status: 'present', mode: 'inPerson' })}>
        {t('attendance.inPerson')}
      </MenuItem>
      <MenuItem testId="mark-as-online" onAction={() => mark({ status: 'present', mode: 'online' })}>
        {t('attendance.online')}
      </MenuItem>
      <MenuItem testId="mark-as-absent" onAction={onAbsent}>
        {t('attendance.markAbsent')}
      </MenuItem>
      <MenuItem testId="mark-as-left" onAction={() => mark({ status: 'left' })}>
        {t('attendance.left')}
      </MenuItem>
      <MenuItem testId="mark-as-unmarked" onAction={() => mark({ status: 'unmarked' })}>
        {t('attendance.unmarked')}
      </MenuItem>
      {mayRemove && (
        <MenuItem
          testId="remove-device"
          onAction={() => waitingPart.set({ name: 'remove', endpointId: device, who: formalName(row) })}
        >
          {t('waiting.removeMenu')}
        </MenuItem>
      )}
    </Menu>
  );
}

/** Those who run the meeting mark everybody, others themselves; the server decides again. */
function mayMark(me: Me, row: AttendanceRow): boolean {
  if (!me.may.includes('attendance.mark')) return false;
  return isStaff(me) || row.personId === me.personId || me.personIds.includes(row.personId);
}
