/** A live picture. It never has sound: that goes through media/sound.ts. */
import { useEffect, useRef } from 'react';
import './picture.css';

type PictureProps = {
  track: MediaStreamTrack;
  endpointId?: string;
  /** What it shows, for tests and for the window of its own. */
  source?: 'camera' | 'screen';
  isMirrored?: boolean;
};

export function Picture({ track, endpointId, source = 'camera', isMirrored = false }: PictureProps) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = element.current;
    if (!video) return;
    video.srcObject = new MediaStream([track]);
    // A refusal leaves the first frame standing; muted pictures are not refused by any browser that we serve.
    video.play().catch(() => undefined);
    return () => {
      video.srcObject = null;
    };
  }, [track]);
  return (
    <video
      ref={element}
      className={isMirrored ? 'picture mirrored' : 'picture'}
      data-endpoint-id={endpointId}
      data-source={source}
      muted
      playsInline
      autoPlay
    />
  );
}
