/** The hall's display: one scene of the meeting, in letters for the last row. It shows and never asks, but for its sound. */
import { MediaBar } from '../features/connection/MediaBar.tsx';
import { SoundButton } from '../features/connection/SoundButton.tsx';
import { useConnection } from '../features/connection/use-connection.ts';
import { HallFooter } from '../features/hall/HallFooter.tsx';
import { LostMark } from '../features/hall/LostMark.tsx';
import { useScene } from '../features/hall/scenes.ts';
import { MediaProvider } from '../media/MediaContext.tsx';
import { useSlice } from '../session/SessionContext.tsx';
import { useTitle } from '../ui/use-title.ts';
import { useWakeLock } from '../ui/use-wake-lock.ts';
import '../features/connection/alerts.css';
import '../features/hall/hall.css';

export function Display() {
  const { title } = useSlice('meeting').head;
  const drawn = useScene(useSlice('me').head.scene ?? 'idle');
  useTitle(title);
  useWakeLock();
  return (
    <MediaProvider isSoundChecked>
      <div className="display" data-testid="display" data-scene={drawn?.scene}>
        <div className="shifting">
          {/* The key makes a new scene come in softly. */}
          <main key={drawn?.scene} data-testid="scene" data-scene={drawn?.scene}>
            {drawn && <drawn.View />}
          </main>
          <HallFooter scene={drawn?.scene ?? 'idle'} />
        </div>
        <Alerts />
      </div>
    </MediaProvider>
  );
}

function Alerts() {
  const notice = useConnection();
  return (
    <div className="alerts">
      {notice.name === 'none' || notice.name === 'back' ? <MediaBar /> : <LostMark notice={notice} />}
      <SoundButton isDisplay />
    </div>
  );
}
