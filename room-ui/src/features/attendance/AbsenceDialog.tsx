/** An absence is marked with its reason, which only those who run the meeting read. */

import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttendanceRow } from '#contract';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';

export function AbsenceDialog({ row, onClose }: { row: AttendanceRow; onClose: () => void }) {
  const { t } = useTranslation();
  const command = useCommand();
  const [reason, setReason] = useState(row.reason ?? '');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const mark = { status: 'absent', reason: reason.trim() } as const;
    if (await command('attendance.mark', { personId: row.personId, mark })) onClose();
  };
  return (
    <Dialog title={t('attendance.reasonTitle', { name: row.name })} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <TextField
          label={t('attendance.reason')}
          value={reason}
          onChange={setReason}
          isRequired
          maxLength={500}
          autoFocus
        />
        <div className="actions">
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" isDisabled={reason.trim() === ''}>
            {t('common.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
