/** The code of a meeting's pages, which may have come before they are drawn. */
import type { ComponentType } from 'react';
import { loadHallTexts, loadMeetingTexts } from '../i18n/language.ts';

let Meeting: ComponentType | undefined;

export async function loadMeeting(): Promise<ComponentType> {
  Meeting ??= (await import('./Meeting.tsx')).Meeting;
  return Meeting;
}

export function arrivedMeeting(): ComponentType | undefined {
  return Meeting;
}

export const loadDisplay = async () => (await Promise.all([import('./Display.tsx'), loadHallTexts()]))[0].Display;

/** What a meeting draws of itself as soon as it has been seen: asked for in the moment of the tap it would hold up the picture. */
export async function loadFirstParts(): Promise<void> {
  await Promise.all([
    loadMeetingTexts(),
    import('../features/attendance/AttendanceView.tsx'),
    import('../features/floor/OwnFloor.tsx'),
    import('../features/notice/MeetingNotices.tsx'),
    import('../features/stage/ViewMenu.tsx'),
    import('../features/waiting/DoorButton.tsx'),
  ]);
}
