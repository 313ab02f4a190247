/** The code of a meeting's pages. The way in asks for it ahead, so that the tap has nothing to load. */
import type { ComponentType } from 'react';
import { loadLinkCode } from '../media/early-link.ts';
import { loadSession } from '../pages.ts';

let Meeting: ComponentType | undefined;

export async function loadMeeting(): Promise<ComponentType> {
  Meeting ??= (await import('./Meeting.tsx')).Meeting;
  return Meeting;
}

export function arrivedMeeting(): ComponentType | undefined {
  return Meeting;
}

export const loadDisplay = async () => (await import('./Display.tsx')).Display;

/** What does not come now is asked for again when it is needed. */
export function loadMeetingAhead(kind: 'personal' | 'room' | 'display'): void {
  const page = kind === 'display' ? loadDisplay() : loadMeeting();
  Promise.all([loadSession(), page, loadLinkCode()]).catch(() => undefined);
}
