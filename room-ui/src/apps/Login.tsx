/** Sign-in of everybody with an account. */
import { useState } from 'react';
import { PasswordField } from '../features/accounts/PasswordField.tsx';
import { useTranslation } from '../i18n/use-translation.ts';
import { post } from '../session/http.ts';
import { TextField } from '../ui/Field.tsx';
import { FormEnd } from '../ui/FormEnd.tsx';
import { TopBar } from '../ui/Page.tsx';
import { navigate } from '../ui/router.ts';
import { useForm } from '../ui/use-form.ts';
import { useTheme } from '../ui/use-theme.ts';
import { useTitle } from '../ui/use-title.ts';
import './login.css';

export function Login() {
  const { t } = useTranslation();
  useTheme('paper');
  useTitle(t('login.title'));
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const { isSending, problem, onSubmit } = useForm(async () => {
    const { sessionKey } = await post('login', { login, password });
    navigate(`/s/${sessionKey}`);
  });
  return (
    <>
      <TopBar />
      <main className="page narrow">
        <h1>{t('login.title')}</h1>
        <p className="soft">{t('login.intro')}</p>
        <form className="card form" onSubmit={onSubmit}>
          <TextField
            label={t('login.login')}
            value={login}
            testId="login-name"
            onChange={setLogin}
            autoComplete="username"
            isRequired
            autoFocus
          />
          <PasswordField
            label={t('login.password')}
            value={password}
            testId="login-password"
            onChange={setPassword}
            autoComplete="current-password"
          />
          <FormEnd problem={problem} words={t('login.submit')} isSending={isSending} testId="login-submit" />
        </form>
        <section className="login-help" aria-labelledby="login-help">
          <h2 id="login-help">{t('login.help')}</h2>
          <dl>
            <dt>{t('login.forgotten')}</dt>
            <dd>{t('login.forgottenText')}</dd>
            <dt>{t('login.given')}</dt>
            <dd>{t('login.givenText')}</dd>
            <dt>{t('login.warning')}</dt>
            <dd>
              <a href="/trust">{t('login.trust')}</a>
            </dd>
          </dl>
        </section>
      </main>
    </>
  );
}
