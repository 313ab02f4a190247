/** The connection test with its texts, loaded after the page has been drawn. */
import { Suspense } from 'react';
import { loadLineTexts } from '../../i18n/language.ts';
import { lazyPart } from '../controls/lazy-part.ts';
import type { TestAccess } from './run-test.ts';

const ConnectionTest = lazyPart(
  async () => (await Promise.all([import('./ConnectionTest.tsx'), loadLineTexts()]))[0].ConnectionTest,
);

export function LaterConnectionTest({ access }: { access: TestAccess }) {
  return (
    <Suspense>
      <ConnectionTest access={access} />
    </Suspense>
  );
}
