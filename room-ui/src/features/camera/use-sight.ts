/** What a camera sees now: asked for as long as somebody looks. */
import { useEffect, useState } from 'react';
import type { SiteId } from '#contract';
import { useSession } from '../../session/SessionContext.tsx';
import type { SightOfSite } from '../../session/session.ts';
import { useStore } from '../../session/use-store.ts';

/** Older than this it tells nothing of the present picture. */
const freshMs = 1_500;

export function useSight(siteId: SiteId, cameraId: string): SightOfSite | null {
  const session = useSession();
  const connection = useStore(session.hello);
  const [sight, setSight] = useState<SightOfSite | null>(null);
  useEffect(() => {
    if (!connection) return;
    const tell = (isOn: boolean) =>
      void session.send('camera.watch', { siteId, isOn }, { patienceMs: 0 }).catch(() => undefined);
    tell(true);
    return () => tell(false);
  }, [session, connection, siteId]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = session.onSight((next) => {
      if (next.siteId !== siteId || next.cameraId !== cameraId) return;
      setSight(next);
      clearTimeout(timer);
      timer = setTimeout(() => setSight(null), freshMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
      setSight(null);
    };
  }, [session, siteId, cameraId]);
  return sight;
}
