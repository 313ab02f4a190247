/** Gives the components of a session's page their session, and the slices that they show. */

import { createContext, useContext } from 'react';
import type { SliceName, Slices } from '#contract';
import type { Session } from './session.ts';
import { useStore } from './use-store.ts';

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('There is no session around this component.');
  return session;
}

/** Only below a page that waited for all slices. */
export function useSlice<Name extends SliceName>(name: Name): Slices[Name] {
  const slice = useStore(useSession().slices)[name];
  if (!slice) throw new Error(`The slice ${name} is not here yet.`);
  return slice as Slices[Name];
}

/** The server's time, new each second. */
export function useNow(): number {
  return useStore(useSession().clock.seconds);
}

/** False while the connection is lost: controls are off, because none may pretend to work. */
export function useIsOnline(): boolean {
  return useStore(useSession().phase).name === 'online';
}
