/** The language of the page: Vietnamese first, English second, remembered on this device. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { texts as en } from './en/texts.ts';
import { texts as vi } from './vi/texts.ts';

export type Language = 'vi' | 'en';

const storageKey = 'rostrum.language';

export async function startLanguage(): Promise<void> {
  const language: Language = localStorage.getItem(storageKey) === 'en' ? 'en' : 'vi';
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'vi',
    defaultNS: 'texts',
    ns: ['texts'],
    resources: { vi: { texts: vi }, en: { texts: en } },
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = language;
}

export async function switchLanguage(): Promise<void> {
  const language: Language = i18next.language === 'vi' ? 'en' : 'vi';
  localStorage.setItem(storageKey, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}
