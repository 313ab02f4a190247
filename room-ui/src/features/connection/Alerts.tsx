/**
 * What lies over the picture and moves nothing: the thin bar of the connection, and the one button that turns sound on
 * where the browser holds it back.
 */
import { ConnectionBar } from './ConnectionBar.tsx';
import { MediaBar } from './MediaBar.tsx';
import { OwnMediaBar } from './OwnMediaBar.tsx';
import { SoundButton } from './SoundButton.tsx';
import { useConnection } from './use-connection.ts';
import './alerts.css';

export function Alerts() {
  const notice = useConnection();
  return (
    <div className="alerts">
      {notice.name === 'none' ? <MediaBar /> : <ConnectionBar notice={notice} />}
      <OwnMediaBar />
      <SoundButton />
    </div>
  );
}
