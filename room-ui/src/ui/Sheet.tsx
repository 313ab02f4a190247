/** A panel from the right (from below on a phone) above the page. Never one above another. */
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useTranslation } from '../i18n/use-translation.ts';
import { Button } from './Button.tsx';
import { CloseIcon } from './icons.tsx';

type SheetProps = { title: string; onClose: () => void; isWide?: boolean; children: ReactNode; testId?: string };

export function Sheet({ title, onClose, isWide = false, children, testId }: SheetProps) {
  const { t } = useTranslation();
  return (
    <ModalOverlay className="overlay at-side" isOpen isDismissable onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal className={`dialog sheet ${isWide ? 'wide' : ''}`} data-testid={testId}>
        <AriaDialog>
          <div className="top">
            <Heading slot="title">{title}</Heading>
            <Button look="quiet" label={t('common.close')} onPress={onClose} testId={testId && `${testId}-close`}>
              <CloseIcon />
            </Button>
          </div>
          <div className="body">{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
