import { useTranslation } from '../../i18n/use-translation.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { LeaveIcon } from '../../ui/icons.tsx';

export function LeaveDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const leave = async () => {
    // Without a connection the server notices by itself; the person leaves all the same.
    await session.send('session.leave', {}, { patienceMs: 0 }).catch(() => undefined);
    session.close();
  };
  return (
    <Dialog title={t('meeting.leaveConfirm')} onClose={onClose}>
      <p>{t('meeting.leaveText')}</p>
      <div className="actions">
        <Button size="large" onPress={onClose}>
          {t('meeting.stay')}
        </Button>
        <Button size="large" look="primary" testId="leave-confirm" onPress={() => void leave()}>
          <LeaveIcon />
          {t('meeting.leave')}
        </Button>
      </div>
    </Dialog>
  );
}
