/** The bar at the bottom: own devices left, the floor in the middle, the meeting and the way out right. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSlice } from '../../session/SessionContext.tsx';
import { useLayout } from '../../ui/use-layout.ts';
import { isStaff } from '../attendance/model.ts';
import { FloorButton } from '../floor/FloorButton.tsx';
import { DeviceButtons } from './DeviceButtons.tsx';
import type { OpenDialog } from './dialogs.ts';
import { EndButton, RunButtons } from './RunButtons.tsx';
import { WayButtons } from './WayButtons.tsx';
import './controls.css';

export function ControlBar({ onOpen }: { onOpen: OpenDialog }) {
  const { t } = useTranslation();
  const runs = isStaff(useSlice('me').head);
  const layout = useLayout();
  return (
    <section className="control-bar" aria-label={t('meeting.controls')}>
      <div className="devices">
        <DeviceButtons />
      </div>
      <FloorButton />
      <div className="running">
        {runs && <RunButtons />}
        <WayButtons isShort={runs && layout === 'narrow'} onOpen={onOpen} />
        {runs && <EndButton />}
      </div>
    </section>
  );
}
