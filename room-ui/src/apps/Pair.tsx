/** Where a room's device or a display is joined to its site. It is opened rarely, so its words come with it. */
import { lazy } from 'react';
import { loadDeskTexts } from '../i18n/language.ts';

const PairPage = lazy(async () => {
  const [{ PairPage: page }] = await Promise.all([import('../features/devices/PairPage.tsx'), loadDeskTexts()]);
  return { default: page };
});

export function Pair() {
  return <PairPage />;
}
