/** Above the page of a desk whose session ran out: the password, and everything goes on where it was. */
import { useState } from 'react';
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useTranslation } from '../../i18n/use-translation.ts';
import { deskMemory } from '../../session/desk-memory.ts';
import { post } from '../../session/http.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { replaceSessionKey } from '../../session/session-path.ts';
import { TextField } from '../../ui/Field.tsx';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { navigate } from '../../ui/router.ts';
import { useForm } from '../../ui/use-form.ts';
import { PasswordField } from '../accounts/PasswordField.tsx';

export function SignInAgain() {
  const { t } = useTranslation();
  const session = useSession();
  const [knownLogin] = useState(() => deskMemory.get()?.login ?? '');
  const [login, setLogin] = useState(knownLogin);
  const [password, setPassword] = useState('');
  const { isSending, problem, onSubmit } = useForm(async () => {
    const { sessionKey } = await post('login', { login, password });
    // What is on the page belongs to whoever was here; somebody else begins anew.
    const isSame = knownLogin === '' || login.trim().toLowerCase() === knownLogin;
    if (!isSame) return navigate(`/s/${sessionKey}`);
    deskMemory.set({ sessionKey, login: knownLogin || login.trim().toLowerCase() });
    replaceSessionKey(sessionKey);
    session.resume(sessionKey);
  });
  return (
    <ModalOverlay className="overlay above" isOpen isDismissable={false} isKeyboardDismissDisabled>
      <Modal className="dialog" data-testid="session-expired">
        <AriaDialog role="alertdialog">
          <div className="top">
            <Heading slot="title">{t('home.expired')}</Heading>
          </div>
          <div className="body">
            <p>{t('home.expiredText')}</p>
            <form className="form" onSubmit={onSubmit}>
              <TextField
                label={t('login.login')}
                value={login}
                onChange={setLogin}
                autoComplete="username"
                isRequired
                autoFocus={knownLogin === ''}
                testId="expired-login"
              />
              <PasswordField
                label={t('login.password')}
                value={password}
                onChange={setPassword}
                autoComplete="current-password"
                autoFocus={knownLogin !== ''}
                testId="expired-password"
              />
              <FormEnd problem={problem} words={t('home.goOn')} isSending={isSending} testId="expired-submit" />
            </form>
            <p>
              <a href="/login">{t('home.toLogin')}</a>
            </p>
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
