/** What is open of the waiting room's controls; one at a time. */
import type { EndpointId } from '#contract';
import { createStore } from '../../session/store.ts';

export type WaitingPart =
  | { name: 'door' }
  | { name: 'list' }
  | { name: 'deny' | 'remove'; endpointId: EndpointId; who: string };

export const waitingPart = createStore<WaitingPart | null>(null);
