/** After the first sign-in with a password that an administrator gave: a password of one's own, before anything else. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { TopBar } from '../../ui/Page.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { useDesk } from '../desk/DeskContext.tsx';
import { signOut } from '../home/sign-out.ts';
import { ChangePasswordForm } from './ChangePassword.tsx';

export function FirstPassword() {
  const { t } = useTranslation();
  const { home, reload } = useDesk();
  useTitle(t('accounts.firstTitle'));
  return (
    <>
      <TopBar>
        <Button look="quiet" onPress={() => signOut(t)}>
          {t('home.signOut')}
        </Button>
      </TopBar>
      <main className="page narrow" data-testid="first-password">
        <h1>{t('accounts.firstTitle')}</h1>
        <p className="soft">{t('accounts.firstText', { name: home.account.name })}</p>
        <div className="card">
          <ChangePasswordForm onChanged={() => void reload()} />
        </div>
      </main>
    </>
  );
}
