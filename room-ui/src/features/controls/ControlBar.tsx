/** The bar at the bottom: own devices left, the floor in the middle, the meeting and the way out right. */
import { FloorButton } from '../floor/FloorButton.tsx';
import { DeviceButtons } from './DeviceButtons.tsx';
import { MeetingButtons } from './MeetingButtons.tsx';
import './controls.css';

export function ControlBar() {
  return (
    <footer className="control-bar">
      <div className="devices">
        <DeviceButtons />
      </div>
      <FloorButton />
      <div className="running">
        <MeetingButtons />
      </div>
    </footer>
  );
}
