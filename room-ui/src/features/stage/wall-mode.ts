/** The wall: only the pictures, on the whole screen. Where a browser has no full screen, on the whole page. */
import { wallMode } from './view-choices.ts';

export function enterWall(): void {
  wallMode.set(true);
  // Refused where no person asked for it; the pictures fill the page all the same.
  document.documentElement.requestFullscreen?.().catch(() => undefined);
}

export function leaveWall(): void {
  wallMode.set(false);
  if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined);
}

/** Leaving the full screen by the browser's own key leaves the wall too. */
export function followFullScreen(): () => void {
  const onChange = () => {
    if (!document.fullscreenElement) wallMode.set(false);
  };
  const onKey = ({ key }: KeyboardEvent) => {
    if (key === 'Escape' && !document.fullscreenElement) wallMode.set(false);
  };
  document.addEventListener('fullscreenchange', onChange);
  addEventListener('keydown', onKey);
  return () => {
    document.removeEventListener('fullscreenchange', onChange);
    removeEventListener('keydown', onKey);
  };
}
