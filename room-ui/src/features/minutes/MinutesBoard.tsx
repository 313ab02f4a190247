/**
 * The minutes in the making: a sheet over the whole page of the meeting, with the facts as the record tells them now and
 * the clerk's text beside them. For those who run the meeting; loaded only when it is opened.
 */
import { Dialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSlice } from '../../session/SessionContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { CloseIcon } from '../../ui/icons.tsx';
import { ConnectionBar } from '../connection/ConnectionBar.tsx';
import { useConnection } from '../connection/use-connection.ts';
import { MinutesActions } from './MinutesActions.tsx';
import { MinutesBody } from './MinutesBody.tsx';
import { useMinutes } from './use-minutes.ts';
import '../attendance/board.css';

export function MinutesBoard({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const read = useMinutes(null);
  const mayWrite = useSlice('me').head.may.includes('minutes.write');
  const { id, title } = useSlice('meeting').head;
  const notice = useConnection();
  return (
    <ModalOverlay className="overlay board-overlay" isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal className="board minutes-board" data-testid="minutes-board">
        <Dialog>
          <div className="board-top">
            <span className="words">
              <Heading slot="title">{t('minutes.title')}</Heading>
              <span className="soft ellipsis">{title}</span>
            </span>
            <MinutesActions meetingId={id} document={read.document} />
            <Button testId="minutes-close" label={t('minutes.close')} onPress={onClose}>
              <CloseIcon />
              <span className="long">{t('common.close')}</span>
            </Button>
            {notice.name !== 'none' && (
              <div className="alerts">
                <ConnectionBar notice={notice} />
              </div>
            )}
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys. */}
          <section className="board-body" aria-label={t('minutes.title')} tabIndex={0}>
            <MinutesBody read={read} mayWrite={mayWrite} meetingId={null} />
          </section>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
