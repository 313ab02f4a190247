/** The code of a meeting's pages, which may have come before they are drawn. */
import type { ComponentType } from 'react';
import { loadHallTexts } from '../i18n/language.ts';

let Meeting: ComponentType | undefined;

export async function loadMeeting(): Promise<ComponentType> {
  Meeting ??= (await import('./Meeting.tsx')).Meeting;
  return Meeting;
}

export function arrivedMeeting(): ComponentType | undefined {
  return Meeting;
}

export const loadDisplay = async () => (await Promise.all([import('./Display.tsx'), loadHallTexts()]))[0].Display;
