/**
 * The language of the page: Vietnamese first, English second, remembered on this device. Only the language in use is
 * loaded, and the texts of the desk and of the lines only with their pages.
 */
import { createStore, type ReadableStore } from '../session/store.ts';
import { setFormatLanguage } from '../ui/format.ts';
import { createTranslate, type TextGroups, type TFunction } from './translate.ts';

export type Language = 'vi' | 'en';

export const languages: readonly Language[] = ['vi', 'en'];

export type Translation = { readonly language: Language; readonly t: TFunction };
type Part = 'core' | 'desk' | 'floor' | 'hall' | 'lines';
type LaterPart = Exclude<Part, 'core'>;

const storageKey = 'rostrum.language';
const bundles: Record<Language, Record<Part, () => Promise<TextGroups>>> = {
  vi: {
    core: async () => (await import('./vi/core-texts.ts')).coreTexts,
    desk: async () => (await import('./vi/desk-texts.ts')).deskTexts,
    floor: async () => (await import('./vi/floor-texts.ts')).floorTexts,
    lines: async () => (await import('./vi/line-texts.ts')).lineTexts,
    hall: async () => (await import('./vi/hall-texts.ts')).hallTexts,
  },
  en: {
    core: async () => (await import('./en/core-texts.ts')).coreTexts,
    desk: async () => (await import('./en/desk-texts.ts')).deskTexts,
    floor: async () => (await import('./en/floor-texts.ts')).floorTexts,
    lines: async () => (await import('./en/line-texts.ts')).lineTexts,
    hall: async () => (await import('./en/hall-texts.ts')).hallTexts,
  },
};
const loaded: Record<Language, TextGroups> = { vi: {}, en: {} };
const shown = createStore<Translation>({ language: 'vi', t: createTranslate('vi', {}) });
const usedParts = new Set<LaterPart>();
let tellStarted: () => void;
const started = new Promise<void>((resolve) => {
  tellStarted = resolve;
});

/** What the page's texts are looked up with. */
export const translation: ReadableStore<Translation> = shown;

export async function startLanguage(): Promise<void> {
  const language = rememberedLanguage();
  await addTexts(language, 'core');
  show(language);
  tellStarted();
}

/** Before a page of the desk is drawn. */
export function loadDeskTexts(): Promise<void> {
  return loadPart('desk');
}

/** Before a connection test, the operator's board, the sheet of displays or the minutes are drawn. */
export function loadLineTexts(): Promise<void> {
  return loadPart('lines');
}

/** Before the own standing with the floor is drawn. */
export function loadFloorTexts(): Promise<void> {
  return loadPart('floor');
}

/** Before a display of the hall is drawn. */
export function loadHallTexts(): Promise<void> {
  return loadPart('hall');
}

async function loadPart(part: LaterPart): Promise<void> {
  usedParts.add(part);
  const [language] = await Promise.all([started.then(currentLanguage), bundles[rememberedLanguage()][part]()]);
  await addTexts(language, part);
  if (language === currentLanguage()) show(language);
}

export function currentLanguage(): Language {
  return shown.get().language;
}

export async function setLanguage(language: Language): Promise<void> {
  remember(language);
  await showLanguage(language);
}

/** Without remembering it. */
export async function showLanguage(language: Language): Promise<void> {
  await addTexts(language, 'core');
  await Promise.all([...usedParts].map((part) => addTexts(language, part)));
  show(language);
}

async function addTexts(language: Language, part: Part): Promise<void> {
  const groups = await bundles[language][part]();
  loaded[language] = { ...loaded[language], ...groups };
}

function show(language: Language): void {
  setFormatLanguage(language);
  document.documentElement.lang = language;
  shown.set({ language, t: createTranslate(language, loaded[language]) });
}

// A browser may forbid a page to remember anything; then the page is in Vietnamese.
function rememberedLanguage(): Language {
  try {
    return localStorage.getItem(storageKey) === 'en' ? 'en' : 'vi';
  } catch {
    return 'vi';
  }
}

function remember(language: Language): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // It holds for this page all the same.
  }
}
