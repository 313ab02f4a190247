/** An absence is marked with its reason, which only those who run the meeting read. */

import type { AttendanceRow } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useCommand } from '../../session/use-command.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { formalName } from './model.ts';
import { ReasonForm } from './ReasonForm.tsx';

export function AbsenceDialog({ row, onClose }: { row: AttendanceRow; onClose: () => void }) {
  const { t } = useTranslation();
  const command = useCommand();
  const save = async (reason: string) => {
    const mark = { status: 'absent', reason } as const;
    if (await command('attendance.mark', { personId: row.personId, mark })) onClose();
  };
  return (
    <Dialog title={t('attendance.reasonTitle', { name: formalName(row) })} onClose={onClose}>
      <ReasonForm reason={row.reason ?? ''} onSave={(reason) => void save(reason)} />
    </Dialog>
  );
}
