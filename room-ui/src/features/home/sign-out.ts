/** Leaves the desk at once; should the server not have heard of it, the page says so. */
import type { TFunction } from '../../i18n/translate.ts';
import { deskMemory } from '../../session/desk-memory.ts';
import { post } from '../../session/http.ts';
import { currentSessionKey } from '../../session/session-path.ts';
import { notices } from '../../ui/notices.ts';
import { navigate } from '../../ui/router.ts';

export function signOut(t: TFunction): void {
  const sessionKey = currentSessionKey();
  deskMemory.clear();
  navigate('/login');
  post('logout', { sessionKey }).catch(() => notices.show('problem', t('home.signOutFailed')));
}
