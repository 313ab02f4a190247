/** Shows the page that the address asks for, in the page's language. */
import { type ReactNode, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { useTranslation } from '../i18n/use-translation.ts';
import { arrivedPage, loaders, loadSession } from '../pages.ts';
import { parseSessionPath } from '../session/session-keys.ts';
import { Crash } from '../ui/Crash.tsx';
import { lazyPage } from '../ui/lazy-page.tsx';
import { Notices } from '../ui/Notices.tsx';
import { Loading } from '../ui/Page.tsx';
import { usePath } from '../ui/router.ts';

const SessionPage = lazyPage(loadSession);
const NotFound = lazyPage(async () => (await import('./NotFound.tsx')).NotFound);
const pages = new Map(Object.entries(loaders).map(([path, load]) => [path, lazyPage(load, () => arrivedPage(path))]));

export function drawApp(root: HTMLElement): void {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

function App() {
  const { t } = useTranslation();
  return (
    <Crash>
      <Suspense fallback={<Loading text={t('common.loading')} />}>{pageAt(usePath())}</Suspense>
      <Notices />
    </Crash>
  );
}

function pageAt(path: string): ReactNode {
  const sessionKey = parseSessionPath(path)?.sessionKey;
  if (sessionKey) return <SessionPage key={sessionKey} sessionKey={sessionKey} />;
  const Page = pages.get(path) ?? NotFound;
  return <Page />;
}
