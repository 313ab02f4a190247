/** Starts the page and shows what its address asks for. Each part of the page is loaded when it is needed. */
import { type ComponentType, lazy, type ReactNode, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { useTranslation } from './i18n/use-translation.ts';
import './ui/fonts.css';
import './ui/base.css';
import './ui/controls.css';
import './ui/overlays.css';
import './ui/print.css';
import { loadDeskTexts, startLanguage } from './i18n/language.ts';
import { parseSessionPath } from './session/session-path.ts';
import { Crash } from './ui/Crash.tsx';
import { Notices } from './ui/Notices.tsx';
import { Loading } from './ui/Page.tsx';
import { redirect, usePath } from './ui/router.ts';

const loadSession = async () => (await import('./apps/SessionPage.tsx')).SessionPage;
const loaders: Record<string, () => Promise<ComponentType>> = {
  '/join': async () => (await import('./apps/Join.tsx')).Join,
  '/welcome': async () => (await import('./apps/Welcome.tsx')).Welcome,
  '/setup': async () => (await Promise.all([import('./apps/Setup.tsx'), loadDeskTexts()]))[0].Setup,
  '/login': async () => (await import('./apps/Login.tsx')).Login,
  '/trust': async () => (await import('./apps/Trust.tsx')).Trust,
  '/pair': async () => (await import('./apps/Pair.tsx')).Pair,
  '/gallery': async () => (await Promise.all([import('./apps/Gallery.tsx'), loadDeskTexts()]))[0].Gallery,
};
const SessionPage = lazy(async () => ({ default: await loadSession() }));
const NotFound = lazy(async () => ({ default: (await import('./apps/NotFound.tsx')).NotFound }));
const pages = new Map(
  Object.entries(loaders).map(([path, load]) => [path, lazy(async () => ({ default: await load() }))]),
);

function pageAt(path: string): ReactNode {
  const sessionKey = parseSessionPath(path)?.sessionKey;
  if (sessionKey) return <SessionPage key={sessionKey} sessionKey={sessionKey} />;
  const Page = pages.get(path) ?? NotFound;
  return <Page />;
}

/** The page's code comes at the same time as its texts; if it does not come, the page says so when it is drawn. */
function beginLoading(path: string): void {
  const load = parseSessionPath(path) ? loadSession : loaders[path];
  load?.().catch(() => undefined);
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

async function start(): Promise<void> {
  if (location.pathname === '/') redirect('/login');
  beginLoading(location.pathname);
  await startLanguage();
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no root element.');
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

void start();
