/** Leads from a gap of the check list to the place where it is filled. */
import { goTo } from '../../session/session-path.ts';
import { createStore } from '../../session/store.ts';
import type { Gap } from './checklist.ts';

/** The gap that a part was opened for; the part shows it and lays it aside. */
export const wantedGap = createStore<Gap | null>(null);

export function goToGap(meetingId: string, gap: Gap): void {
  const isInRegister = gap.code === 'noChairSite';
  wantedGap.set(isInRegister ? null : gap);
  goTo(...(isInRegister ? ['register', 'sites'] : ['meetings', meetingId, gap.part]));
}

/** Brings what has this test id or id into sight and puts the cursor there, as soon as it is drawn. */
export function focusOn(selector: string): void {
  requestAnimationFrame(() => {
    const place = document.querySelector<HTMLElement>(selector);
    place?.scrollIntoView({ block: 'center' });
    place?.focus({ preventScroll: true });
  });
}
