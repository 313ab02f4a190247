/** Watches the connection for the bar: anew each second and with each change of what the page holds. */
import { useEffect, useReducer, useRef } from 'react';
import { useSession } from '../../session/SessionContext.tsx';
import { useStore } from '../../session/use-store.ts';
import { type ConnectionNotice, type Cut, nextCut, noticeOf } from './model.ts';

export function useConnection(): ConnectionNotice {
  const session = useSession();
  const phase = useStore(session.phase);
  const held = useStore(session.slices).media;
  const cut = useRef<Cut | null>(null);
  const [, tick] = useReducer((count: number) => count + 1, 0);
  const now = performance.now();
  cut.current = nextCut(cut.current, phase, held, now);
  const notice = noticeOf(phase, cut.current, now);
  const isChanging = notice.name !== 'none';
  useEffect(() => {
    if (!isChanging) return;
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [isChanging]);
  return notice;
}
