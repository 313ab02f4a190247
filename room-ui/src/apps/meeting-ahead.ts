/** What the way in does ahead for the meeting, so that the tap has nothing to load and nothing to wait for. */
import type { EndpointKind } from '#contract';
import { loadLinkCode } from '../media/early-link.ts';
import { loadDisplay, loadFirstParts, loadMeeting } from './meeting-code.ts';

/** Connects the session while its page is still to be drawn, if the code for it is there. */
export let beginSession: (sessionKey: string) => void = () => undefined;

/** What does not come now is asked for again when it is needed. */
export function loadMeetingAhead(kind: EndpointKind): void {
  const page = kind === 'display' ? loadDisplay() : loadMeeting();
  const connecting = import('./page-session.ts').then(({ beginPageSession }) => {
    beginSession = beginPageSession;
  });
  Promise.all([import('./SessionPage.tsx'), page, connecting, loadLinkCode()])
    .then(() => (kind === 'display' ? undefined : loadFirstParts()))
    .catch(() => undefined);
}
