/** Which code an address needs: each page is loaded when it is asked for, those of the desk together with their texts. */
import type { ComponentType } from 'react';
import { loadDeskTexts } from './i18n/language.ts';
import { parseSessionPath } from './session/session-keys.ts';

export const loadSession = async () => (await import('./apps/SessionPage.tsx')).SessionPage;

export const loaders: Record<string, () => Promise<ComponentType>> = {
  '/join': async () => (await import('./apps/Join.tsx')).Join,
  '/welcome': async () => (await Promise.all([import('./apps/Welcome.tsx'), loadDeskTexts()]))[0].Welcome,
  '/setup': async () => (await Promise.all([import('./apps/Setup.tsx'), loadDeskTexts()]))[0].Setup,
  '/login': async () => (await import('./apps/Login.tsx')).Login,
  '/trust': async () => (await Promise.all([import('./apps/Trust.tsx'), loadDeskTexts()]))[0].Trust,
  '/pair': async () => (await import('./apps/Pair.tsx')).Pair,
  '/gallery': async () => (await Promise.all([import('./apps/Gallery.tsx'), loadDeskTexts()]))[0].Gallery,
};

const arrivedPages = new Map<string, ComponentType>();

/** If it does not come, the page says so when it is drawn. */
export function beginLoading(path: string): void {
  if (parseSessionPath(path)) loadSession().catch(() => undefined);
  else
    loaders[path]?.().then(
      (Page) => void arrivedPages.set(path, Page),
      () => undefined,
    );
}

/** The page of an address, if its code has come. */
export function arrivedPage(path: string): ComponentType | undefined {
  return arrivedPages.get(path);
}
