/**
 * The language of the page: Vietnamese first, English second, remembered on this device. Only the language in use is
 * loaded, and the texts of the desk only with the desk.
 */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { setFormatLanguage } from '../ui/format.ts';

export type Language = 'vi' | 'en';

export const languages: readonly Language[] = ['vi', 'en'];

const storageKey = 'rostrum.language';
const bundles = {
  vi: {
    core: async () => (await import('./vi/core-texts.ts')).coreTexts,
    desk: async () => (await import('./vi/desk-texts.ts')).deskTexts,
  },
  en: {
    core: async () => (await import('./en/core-texts.ts')).coreTexts,
    desk: async () => (await import('./en/desk-texts.ts')).deskTexts,
  },
};
let usesDeskTexts = false;
let tellStarted: () => void;
const started = new Promise<void>((resolve) => {
  tellStarted = resolve;
});

export async function startLanguage(): Promise<void> {
  const language = rememberedLanguage();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'texts',
    ns: ['texts'],
    resources: { [language]: { texts: await bundles[language].core() } },
    interpolation: { escapeValue: false },
  });
  tellPage(language);
  tellStarted();
}

/** Before a page of the desk is drawn. */
export async function loadDeskTexts(): Promise<void> {
  usesDeskTexts = true;
  const [language] = await Promise.all([started.then(currentLanguage), bundles[rememberedLanguage()].desk()]);
  await addTexts(language, 'desk');
}

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'vi';
}

export async function setLanguage(language: Language): Promise<void> {
  remember(language);
  await showLanguage(language);
}

/** Without remembering it. */
export async function showLanguage(language: Language): Promise<void> {
  await addTexts(language, 'core');
  if (usesDeskTexts) await addTexts(language, 'desk');
  tellPage(language);
  await i18next.changeLanguage(language);
}

async function addTexts(language: Language, part: 'core' | 'desk'): Promise<void> {
  i18next.addResourceBundle(language, 'texts', await bundles[language][part](), true, true);
}

function tellPage(language: Language): void {
  setFormatLanguage(language);
  document.documentElement.lang = language;
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
