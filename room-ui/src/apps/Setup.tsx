/** The first administrator and the body of an empty installation, with the address that the start printed. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../session/http.ts';
import { TextField } from '../ui/Field.tsx';
import { FormEnd } from '../ui/FormEnd.tsx';
import { fragmentToken } from '../ui/fragment-token.ts';
import { WarningIcon } from '../ui/icons.tsx';
import { PageState, TopBar } from '../ui/Page.tsx';
import { navigate } from '../ui/router.ts';
import { useForm } from '../ui/use-form.ts';
import { useTheme } from '../ui/use-theme.ts';

const nothing = { bodyName: '', name: '', login: '', password: '' };

export function Setup() {
  const { t } = useTranslation();
  useTheme('paper');
  const [token] = useState(fragmentToken);
  return (
    <>
      <TopBar />
      {token ? (
        <main className="page narrow">
          <h1>{t('setup.title')}</h1>
          <p className="soft">{t('setup.intro')}</p>
          <SetupForm token={token} />
        </main>
      ) : (
        <PageState icon={<WarningIcon />} title={t('setup.title')} text={t('setup.noToken')} />
      )}
    </>
  );
}

function SetupForm({ token }: { token: string }) {
  const { t } = useTranslation();
  const [values, setValues] = useState(nothing);
  const set = (name: keyof typeof nothing) => (value: string) => setValues((old) => ({ ...old, [name]: value }));
  const { isSending, problem, onSubmit } = useForm(async () => {
    const { sessionKey } = await post('setup', { token, ...values });
    navigate(`/s/${sessionKey}`);
  });
  return (
    <form className="card form" onSubmit={onSubmit}>
      <TextField
        label={t('setup.bodyName')}
        value={values.bodyName}
        testId="setup-body"
        onChange={set('bodyName')}
        isRequired
        maxLength={200}
      />
      <TextField
        testId="setup-name"
        label={t('setup.name')}
        value={values.name}
        onChange={set('name')}
        isRequired
        maxLength={200}
      />
      <TextField
        label={t('setup.login')}
        value={values.login}
        testId="setup-login"
        onChange={set('login')}
        hint={t('setup.loginHint')}
        autoComplete="username"
        isRequired
        maxLength={64}
      />
      <TextField
        label={t('setup.password')}
        value={values.password}
        testId="setup-password"
        onChange={set('password')}
        type="password"
        hint={t('setup.passwordHint')}
        autoComplete="new-password"
        isRequired
        minLength={12}
        maxLength={200}
      />
      <FormEnd problem={problem} words={t('setup.submit')} isSending={isSending} testId="setup-submit" />
    </form>
  );
}
