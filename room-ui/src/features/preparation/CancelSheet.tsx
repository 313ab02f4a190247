/** Cancels a meeting that will not take place. Its record stays, with the reason. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { failureText } from '../../session/failure-text.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { HoldButton } from '../../ui/HoldButton.tsx';
import { notices } from '../../ui/notices.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { useDesk } from '../desk/DeskContext.tsx';

type CancelSheetProps = { meeting: { id: string; title: string }; onClose: () => void };

export function CancelSheet({ meeting, onClose }: CancelSheetProps) {
  const { t } = useTranslation();
  const { send } = useSession();
  const { reload } = useDesk();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState('');
  const cancel = async () => {
    if (reason.trim() === '') return setProblem(t('preparation.reasonMissing'));
    try {
      await send('meeting.cancel', { reason }, { meetingId: meeting.id });
      notices.show('done', t('preparation.cancelled'));
      onClose();
      await reload();
    } catch (error) {
      setProblem(failureText(t, error));
    }
  };
  return (
    <Sheet title={t('preparation.cancelMeeting')} onClose={onClose} testId="cancel-sheet">
      <p>{t('preparation.cancelText', { title: meeting.title })}</p>
      <TextArea
        label={t('preparation.cancelReason')}
        hint={t('preparation.cancelReasonHint')}
        value={reason}
        onChange={(text) => {
          setReason(text);
          setProblem('');
        }}
        problem={problem || undefined}
        maxLength={500}
        testId="cancel-reason"
      />
      <div className="actions">
        <HoldButton action={t('preparation.cancelMeeting')} onHeld={() => void cancel()} testId="cancel-confirm">
          {t('preparation.cancelMeeting')}
        </HoldButton>
      </div>
    </Sheet>
  );
}
