/** Pieces that do something when they are tapped. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { HoldButton } from '../../ui/HoldButton.tsx';
import { CheckIcon, EditIcon, MicrophoneIcon, MoreIcon, StopIcon, TrashIcon } from '../../ui/icons.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { notices } from '../../ui/notices.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import type { Piece } from './piece.ts';

export const actionPieces: readonly Piece[] = [
  { id: 'button', content: <Buttons /> },
  { id: 'holdButton', content: <Hold /> },
  { id: 'menu', content: <Menus /> },
  { id: 'notices', content: <NoticeButtons />, hasLayouts: true },
  { id: 'dialog', content: <Dialogs />, hasLayouts: true },
  { id: 'sheet', content: <Sheets />, hasLayouts: true },
];

function Buttons() {
  const { t } = useTranslation();
  return (
    <div className="samples">
      <Button look="primary">{t('gallery.primary')}</Button>
      <Button>{t('gallery.plain')}</Button>
      <Button look="good">
        <MicrophoneIcon />
        {t('gallery.good')}
      </Button>
      <Button look="danger">
        <TrashIcon />
        {t('gallery.danger')}
      </Button>
      <Button look="quiet">{t('gallery.quiet')}</Button>
      <Button look="primary" size="large">
        {t('gallery.large')}
      </Button>
      <Button isDisabled testId="gallery-disabled">
        {t('gallery.disabled')}
      </Button>
      <Button look="primary" isDisabled>
        {t('gallery.disabled')}
      </Button>
      <Button
        look="primary"
        isPending
        testId="gallery-pending"
        onPress={() => notices.show('done', t('gallery.saved'))}
      >
        {t('gallery.pending')}
      </Button>
    </div>
  );
}

function Hold() {
  const { t } = useTranslation();
  const [isEnded, setEnded] = useState(false);
  return (
    <div className="samples">
      <HoldButton action={t('gallery.holdAction')} onHeld={() => setEnded(true)} testId="gallery-hold">
        <StopIcon />
        <span>{t('gallery.holdAction')}</span>
      </HoldButton>
      <span role="status">{isEnded && t('gallery.ended')}</span>
    </div>
  );
}

function Menus() {
  const { t } = useTranslation();
  const [done, setDone] = useState('');
  return (
    <div className="samples">
      <Menu icon={<MoreIcon />} label={t('gallery.menu')} testId="gallery-menu">
        <MenuItem onAction={() => setDone(t('gallery.saved'))}>
          <EditIcon />
          {t('common.save')}
        </MenuItem>
        <MenuItem onAction={() => setDone(t('gallery.removed', { name: t('gallery.item', { number: 1 }) }))}>
          <TrashIcon />
          {t('gallery.danger')}
        </MenuItem>
      </Menu>
      <span role="status">{done}</span>
    </div>
  );
}

function NoticeButtons() {
  const { t } = useTranslation();
  const remove = () =>
    notices.undo(t('gallery.removed', { name: t('gallery.person', { number: 3 }) }), () =>
      notices.show('done', t('gallery.takenBack')),
    );
  return (
    <div className="samples">
      <Button testId="gallery-done" onPress={() => notices.show('done', t('gallery.saved'))}>
        <CheckIcon />
        {t('common.save')}
      </Button>
      <Button testId="gallery-hint" onPress={() => notices.show('hint', t('gallery.emptyText'))}>
        {t('gallery.sampleHint')}
      </Button>
      <Button testId="gallery-problem" onPress={() => notices.show('problem', t('gallery.connectionLost'))}>
        {t('gallery.error')}
      </Button>
      <Button look="danger" testId="gallery-undo" onPress={remove}>
        {t('gallery.danger')}
      </Button>
    </div>
  );
}

function Dialogs() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button testId="gallery-dialog" onPress={() => setOpen(true)}>
        {t('gallery.dialog')}
      </Button>
      {isOpen && (
        <Dialog title={t('gallery.dialog')} onClose={() => setOpen(false)}>
          <SampleForm onDone={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  );
}

function Sheets() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button testId="gallery-sheet" onPress={() => setOpen(true)}>
        {t('gallery.sheet')}
      </Button>
      {isOpen && (
        <Sheet title={t('gallery.sheet')} onClose={() => setOpen(false)} testId="sheet">
          <SampleForm onDone={() => setOpen(false)} />
        </Sheet>
      )}
    </>
  );
}

function SampleForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  return (
    <>
      <TextField label={t('gallery.sampleLabel')} hint={t('gallery.sampleHint')} value={name} onChange={setName} />
      <div className="actions">
        <Button onPress={onDone}>{t('common.cancel')}</Button>
        <Button look="primary" onPress={onDone}>
          {t('common.save')}
        </Button>
      </div>
    </>
  );
}
