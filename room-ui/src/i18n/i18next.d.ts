/** Makes `t` know every key of the Vietnamese texts, so that a missing one is a compile error. */
import type { texts } from './vi/texts.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'texts';
    resources: { texts: typeof texts };
    returnNull: false;
  }
}
