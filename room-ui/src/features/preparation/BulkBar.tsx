/** What can be done with the ticked delegates at once. Each can be taken back. */

import type { AttendanceRow, PersonRole } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { ChevronIcon, TrashIcon } from '../../ui/icons.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { notices } from '../../ui/notices.ts';
import { memberCalls, roleCalls } from './delegate-model.ts';
import { personRoles } from './model.ts';
import { usePreparation } from './PreparationContext.tsx';
import { type Call, personsBefore } from './undo.ts';

/** A meeting has one chair: that is no role for many. */
const bulkRoles = personRoles.filter((role) => role !== 'chair');

export function BulkBar({ rows, onDone }: { rows: readonly AttendanceRow[]; onDone: () => void }) {
  const { t } = useTranslation();
  const { prepared, editWithUndo } = usePreparation();
  const count = rows.length;
  const change = async (calls: readonly Call[], label: string) => {
    if (calls.length === 0) return notices.show('hint', t('preparation.nothingToChange'));
    if (await editWithUndo(calls, { label })) onDone();
  };
  const setRole = (role: PersonRole) =>
    change(roleCalls(rows, role), t('preparation.roleSet', { count, role: t(`role.${role}`) }));
  const setMember = (isMember: boolean) =>
    change(memberCalls(rows, isMember), t(isMember ? 'preparation.memberSet' : 'preparation.memberUnset', { count }));
  const remove = async () => {
    const ids = rows.map(({ personId }) => personId);
    const calls = ids.map((personId): Call => ({ name: 'participant.remove', input: { personId } }));
    const label = t('preparation.removedDelegates', { count, name: rows[0]?.name ?? '' });
    if (await editWithUndo(calls, { label, inverse: personsBefore(prepared, ids) })) onDone();
  };
  return (
    <section className="bulk-bar no-print" aria-label={t('preparation.tickedCount', { count })} data-testid="bulk-bar">
      <strong>{t('preparation.tickedCount', { count })}</strong>
      <Menu
        icon={<ChevronIcon />}
        label={t('preparation.setRole')}
        text={t('preparation.setRole')}
        className="plain compact"
        testId="bulk-role"
      >
        {bulkRoles.map((role) => (
          <MenuItem key={role} onAction={() => void setRole(role)} testId={`bulk-role-${role}`}>
            {t(`role.${role}`)}
          </MenuItem>
        ))}
      </Menu>
      <Menu
        icon={<ChevronIcon />}
        label={t('preparation.setMember')}
        text={t('preparation.setMember')}
        className="plain compact"
        testId="bulk-member"
      >
        <MenuItem onAction={() => void setMember(true)} testId="bulk-member-yes">
          {t('preparation.memberYes')}
        </MenuItem>
        <MenuItem onAction={() => void setMember(false)} testId="bulk-member-no">
          {t('preparation.memberNo')}
        </MenuItem>
      </Menu>
      <Button size="compact" onPress={() => void remove()} testId="bulk-remove">
        <TrashIcon />
        {t('preparation.removeFromMeeting')}
      </Button>
    </section>
  );
}
