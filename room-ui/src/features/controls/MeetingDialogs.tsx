/** The dialog that is open, loaded when it is asked for. */
import { Suspense } from 'react';
import { loadLineTexts } from '../../i18n/language.ts';
import type { DialogName } from './dialogs.ts';
import { lazyPart } from './lazy-part.ts';

const LinksDialog = lazyPart(async () => (await import('../links/LinksDialog.tsx')).LinksDialog);
const LeaveDialog = lazyPart(async () => (await import('./LeaveDialog.tsx')).LeaveDialog);
const DeviceSheet = lazyPart(async () => (await import('./DeviceSheet.tsx')).DeviceSheet);
const ScreenDialog = lazyPart(async () => (await import('./ScreenDialog.tsx')).ScreenDialog);
const DisplaysSheet = lazyPart(
  async () => (await Promise.all([import('../hall/DisplaysSheet.tsx'), loadLineTexts()]))[0].DisplaysSheet,
);
const KeysSheet = lazyPart(async () => (await import('../keys/KeysSheet.tsx')).KeysSheet);

export function MeetingDialogs({ name, onClose }: { name: DialogName | null; onClose: () => void }) {
  return (
    <Suspense>
      {name === 'links' && <LinksDialog onClose={onClose} />}
      {name === 'leave' && <LeaveDialog onClose={onClose} />}
      {name === 'devices' && <DeviceSheet onClose={onClose} />}
      {name === 'screen' && <ScreenDialog onClose={onClose} />}
      {name === 'displays' && <DisplaysSheet onClose={onClose} />}
      {name === 'keys' && <KeysSheet onClose={onClose} />}
    </Suspense>
  );
}
