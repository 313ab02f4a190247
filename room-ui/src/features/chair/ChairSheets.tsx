/** The sheets of those who run the meeting: one at a time, each loaded with the others when the first is asked for. */
import { Suspense } from 'react';
import { loadCameraTexts } from '../../i18n/camera-language.ts';
import { loadMeetingTexts } from '../../i18n/language.ts';
import { useStore } from '../../session/use-store.ts';
import { lazyPart } from '../controls/lazy-part.ts';
import { DropSheet } from './DropSheet.tsx';
import { HandOverSheet } from './HandOverSheet.tsx';
import { ModeSheet } from './ModeSheet.tsx';
import { NoticeSheet } from './NoticeSheet.tsx';
import { chairSheet } from './sheets.ts';
import { TimesSheet } from './TimesSheet.tsx';
import './chair-sheets.css';

const CameraSheet = lazyPart(
  async () =>
    (await Promise.all([import('../camera/CameraSheet.tsx'), loadCameraTexts(), loadMeetingTexts()]))[0].CameraSheet,
);

export function ChairSheets() {
  const sheet = useStore(chairSheet);
  const close = () => chairSheet.set(null);
  switch (sheet?.name) {
    case 'notice':
      return <NoticeSheet onClose={close} />;
    case 'times':
      return <TimesSheet onClose={close} />;
    case 'handOver':
      return <HandOverSheet onClose={close} />;
    case 'mode':
      return <ModeSheet onClose={close} />;
    case 'cameras':
      return (
        <Suspense>
          <CameraSheet siteId={sheet.siteId} onClose={close} />
        </Suspense>
      );
    case 'drop':
      return <DropSheet key={sheet.requestId} request={sheet} onClose={close} />;
    default:
      return null;
  }
}
