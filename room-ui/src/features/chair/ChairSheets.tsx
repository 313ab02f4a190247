/** The sheets of those who run the meeting: one at a time, each loaded with the others when the first is asked for. */
import { useStore } from '../../session/use-store.ts';
import { DropSheet } from './DropSheet.tsx';
import { HandOverSheet } from './HandOverSheet.tsx';
import { OpenModeSheet, PresenterSheet } from './ModeSheets.tsx';
import { NoticeSheet } from './NoticeSheet.tsx';
import { chairSheet } from './sheets.ts';
import { TimesSheet } from './TimesSheet.tsx';
import './chair-sheets.css';

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
    case 'openMode':
      return <OpenModeSheet onClose={close} />;
    case 'presentation':
      return <PresenterSheet onClose={close} />;
    case 'drop':
      return <DropSheet key={sheet.requestId} request={sheet} onClose={close} />;
    default:
      return null;
  }
}
