/** What is open of the chair's sheets; one at a time. */
import type { PersonId, SiteId } from '#contract';
import { createStore } from '../../session/store.ts';

type ChairSheet =
  | { name: 'notice' | 'times' | 'handOver' | 'mode' }
  /** Opened at a site, or where somebody is framed. */
  | { name: 'cameras'; siteId: SiteId | null }
  | { name: 'drop'; personId: PersonId; requestId: number; who: string };

export const chairSheet = createStore<ChairSheet | null>(null);
