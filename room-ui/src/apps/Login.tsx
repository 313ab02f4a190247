/** Sign-in of clerks and administrators. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../session/http.ts';
import { TextField } from '../ui/Field.tsx';
import { FormEnd } from '../ui/FormEnd.tsx';
import { TopBar } from '../ui/Page.tsx';
import { navigate } from '../ui/router.ts';
import { useForm } from '../ui/use-form.ts';
import { useTheme } from '../ui/use-theme.ts';

export function Login() {
  const { t } = useTranslation();
  useTheme('paper');
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
          <TextField
            label={t('login.password')}
            value={password}
            testId="login-password"
            onChange={setPassword}
            type="password"
            autoComplete="current-password"
            isRequired
          />
          <FormEnd problem={problem} words={t('login.submit')} isSending={isSending} testId="login-submit" />
        </form>
        <p>
          <a href="/trust">{t('login.trust')}</a>
        </p>
      </main>
    </>
  );
}
