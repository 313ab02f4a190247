/** Starts the page and shows what its address asks for. Each part of the page is loaded when it is needed. */
import { lazy, type ReactNode, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { useTranslation } from 'react-i18next';
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
import { usePath } from './ui/router.ts';

const Join = lazy(async () => ({ default: (await import('./apps/Join.tsx')).Join }));
const SessionPage = lazy(async () => ({ default: (await import('./apps/SessionPage.tsx')).SessionPage }));
const Welcome = lazy(async () => ({ default: (await import('./apps/Welcome.tsx')).Welcome }));
const Setup = lazy(async () => {
  const [{ Setup: page }] = await Promise.all([import('./apps/Setup.tsx'), loadDeskTexts()]);
  return { default: page };
});
const Login = lazy(async () => ({ default: (await import('./apps/Login.tsx')).Login }));
const Trust = lazy(async () => ({ default: (await import('./apps/Trust.tsx')).Trust }));
const Pair = lazy(async () => ({ default: (await import('./apps/Pair.tsx')).Pair }));
const Gallery = lazy(async () => {
  const [{ Gallery: page }] = await Promise.all([import('./apps/Gallery.tsx'), loadDeskTexts()]);
  return { default: page };
});
const NotFound = lazy(async () => ({ default: (await import('./apps/NotFound.tsx')).NotFound }));

function pageAt(path: string): ReactNode {
  const sessionKey = parseSessionPath(path)?.sessionKey;
  if (sessionKey) return <SessionPage key={sessionKey} sessionKey={sessionKey} />;
  switch (path) {
    case '/join':
      return <Join />;
    case '/welcome':
      return <Welcome />;
    case '/setup':
      return <Setup />;
    case '/login':
      return <Login />;
    case '/trust':
      return <Trust />;
    case '/pair':
      return <Pair />;
    case '/gallery':
      return <Gallery />;
    default:
      return <NotFound />;
  }
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
  if (location.pathname === '/') history.replaceState(null, '', '/login');
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
