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
type Part = 'cameras' | 'core' | 'desk' | 'hall' | 'lines' | 'meeting' | 'refusals';
type LaterPart = Exclude<Part, 'core'>;
type Bundle = Record<Language, () => Promise<TextGroups>>;

const storageKey = 'rostrum.language';
const bundles: Partial<Record<Part, Bundle>> = {
  core: {
    vi: async () => (await import('./vi/core-texts.ts')).coreTexts,
    en: async () => (await import('./en/core-texts.ts')).coreTexts,
  },
  desk: {
    vi: async () => (await import('./vi/desk-texts.ts')).deskTexts,
    en: async () => (await import('./en/desk-texts.ts')).deskTexts,
  },
  meeting: {
    vi: async () => (await import('./vi/meeting-texts.ts')).meetingTexts,
    en: async () => (await import('./en/meeting-texts.ts')).meetingTexts,
  },
  refusals: {
    vi: async () => (await import('./vi/refusal-texts.ts')).refusalTexts,
    en: async () => (await import('./en/refusal-texts.ts')).refusalTexts,
  },
  lines: {
    vi: async () => (await import('./vi/line-texts.ts')).lineTexts,
    en: async () => (await import('./en/line-texts.ts')).lineTexts,
  },
  hall: {
    vi: async () => (await import('./vi/hall-texts.ts')).hallTexts,
    en: async () => (await import('./en/hall-texts.ts')).hallTexts,
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
export async function loadDeskTexts(): Promise<void> {
  await Promise.all([loadPart('desk'), loadPart('refusals')]);
}

/** Before a connection test, the operator's board, the sheet of displays or the minutes are drawn. */
export function loadLineTexts(): Promise<void> {
  return loadPart('lines');
}

/** Before the own standing with the floor, messages of the chair or the attendance are drawn. */
export async function loadMeetingTexts(): Promise<void> {
  await Promise.all([loadPart('meeting'), loadPart('refusals')]);
}

/** Before a display of the hall is drawn. */
export function loadHallTexts(): Promise<void> {
  return loadPart('hall');
}

/** Texts that not even their address is known of before: `from` says where they are. */
export function loadTextsFrom(part: LaterPart, from: Bundle): Promise<void> {
  bundles[part] = from;
  return loadPart(part);
}

async function loadPart(part: LaterPart): Promise<void> {
  usedParts.add(part);
  const [language] = await Promise.all([started.then(currentLanguage), bundles[part]?.[rememberedLanguage()]()]);
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
  const groups = await bundles[part]?.[language]();
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
