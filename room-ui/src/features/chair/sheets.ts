/** What is open of the chair's sheets; one at a time. */
import type { PersonId } from '#contract';
import { createStore } from '../../session/store.ts';

export type ChairSheet =
  | { name: 'notice' | 'times' | 'handOver' | 'openMode' | 'presentation' }
  | { name: 'drop'; personId: PersonId; requestId: number; who: string };

export const chairSheet = createStore<ChairSheet | null>(null);
