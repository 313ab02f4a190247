/** A dialog above the page. Never one above another. */
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useTranslation } from '../i18n/use-translation.ts';
import { Button } from './Button.tsx';
import { CloseIcon } from './icons.tsx';

type DialogProps = { title: string; isWide?: boolean; onClose: () => void; children: ReactNode };

export function Dialog({ title, isWide = false, onClose, children }: DialogProps) {
  const { t } = useTranslation();
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal className={`dialog ${isWide ? 'wide' : ''}`}>
        <AriaDialog>
          <div className="top">
            <Heading slot="title">{title}</Heading>
            <Button look="quiet" label={t('common.close')} onPress={onClose}>
              <CloseIcon />
            </Button>
          </div>
          <div className="body">{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
