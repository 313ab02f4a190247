/** The first step of the set-up: the body and its administrator, with the address that the start printed. */
import { useState } from 'react';
import { loginPattern, minPasswordLength, suggestLogin } from '../features/accounts/model.ts';
import { PasswordField } from '../features/accounts/PasswordField.tsx';
import { WizardFrame } from '../features/home/WizardFrame.tsx';
import { useTranslation } from '../i18n/use-translation.ts';
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
        <WizardFrame step="body" title={t('setup.title')} text={t('setup.intro')}>
          <SetupForm token={token} />
        </WizardFrame>
      ) : (
        <PageState icon={<WarningIcon />} title={t('setup.title')} text={t('setup.noToken')}>
          <a className="button" href="/login">
            {t('common.toLogin')}
          </a>
        </PageState>
      )}
    </>
  );
}

function SetupForm({ token }: { token: string }) {
  const { t } = useTranslation();
  const [values, setValues] = useState(nothing);
  const [isTried, setTried] = useState(false);
  const set = (name: keyof typeof nothing) => (value: string) => setValues((old) => ({ ...old, [name]: value }));
  const wrong = problemsOf(values);
  const { isSending, problem, onSubmit } = useForm(async () => {
    setTried(true);
    if (Object.values(wrong).some(Boolean)) return;
    const { sessionKey } = await post('setup', { token, ...values, login: values.login.trim().toLowerCase() });
    navigate(`/s/${sessionKey}/wizard`);
  });
  const words = (isWrong: boolean, text: string) => (isTried && isWrong ? text : undefined);
  return (
    <form className="card form" noValidate onSubmit={onSubmit}>
      <TextField
        label={t('setup.bodyName')}
        problem={words(wrong.bodyName, t('setup.needed'))}
        value={values.bodyName}
        onChange={set('bodyName')}
        isRequired
        autoFocus
        maxLength={200}
        testId="setup-body"
      />
      <div className="setup-pair">
        <TextField
          label={t('setup.name')}
          problem={words(wrong.name, t('setup.needed'))}
          value={values.name}
          onChange={set('name')}
          isRequired
          maxLength={200}
          testId="setup-name"
          onBlur={() => {
            if (values.login === '' && values.name.trim() !== '') set('login')(suggestLogin(values.name, []));
          }}
        />
        <TextField
          label={t('setup.login')}
          hint={t('setup.loginHint')}
          problem={words(wrong.login, t('setup.badLogin'))}
          value={values.login}
          onChange={set('login')}
          autoComplete="username"
          isRequired
          maxLength={64}
          testId="setup-login"
        />
      </div>
      <PasswordField
        label={t('setup.password')}
        hint={t('setup.passwordHint')}
        problem={words(wrong.password, t('errors.WEAK_PASSWORD'))}
        value={values.password}
        onChange={set('password')}
        autoComplete="new-password"
        testId="setup-password"
      />
      <FormEnd problem={problem} words={t('setup.submit')} isSending={isSending} testId="setup-submit" />
    </form>
  );
}

function problemsOf({ bodyName, name, login, password }: typeof nothing) {
  return {
    bodyName: bodyName.trim() === '',
    name: name.trim() === '',
    login: !loginPattern.test(login.trim().toLowerCase()),
    password: password.length < minPasswordLength,
  };
}
