/** The time of the server where there is a session, else that of this device; new each second. */
import { useContext } from 'react';
import { SessionContext } from '../session/SessionContext.tsx';
import { createServerClock } from '../session/server-clock.ts';
import { useStore } from '../session/use-store.ts';

const ownClock = createServerClock();

export function useClock(): number {
  const session = useContext(SessionContext);
  return useStore(session ? session.clock.seconds : ownClock.seconds);
}
