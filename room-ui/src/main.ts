/**
 * Starts the page. It is small and must stay so, without React: it asks for the page's code, its texts and what the page
 * will want to know first, while the code that draws is still on its way.
 */
import './ui/fonts.css';
import './ui/base.css';
import './ui/controls.css';
import './ui/overlays.css';
import './ui/print.css';
import './ui/pages.css';
import './ui/languages.css';
import './features/stage/picture.css';
import { startLanguage } from './i18n/language.ts';
import { beginLoading } from './pages.ts';
import { beginPreview } from './session/join-preview.ts';

async function start(): Promise<void> {
  if (location.pathname === '/') history.replaceState(null, '', '/login');
  if (location.pathname === '/join') beginPreview();
  beginLoading(location.pathname);
  const [{ drawApp }] = await Promise.all([import('./apps/App.tsx'), startLanguage()]);
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no root element.');
  drawApp(root);
}

void start();
