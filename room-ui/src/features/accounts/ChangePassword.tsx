/** One's own password: changed by wish in a sheet, or by need on a page of its own after the first sign-in. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { notices } from '../../ui/notices.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { useForm } from '../../ui/use-form.ts';
import { minPasswordLength, passwordProblem } from './model.ts';
import { PasswordField } from './PasswordField.tsx';

export function ChangePasswordSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Sheet title={t('accounts.changeOwn')} onClose={onClose} testId="change-password-sheet">
      <ChangePasswordForm onChanged={onClose} />
    </Sheet>
  );
}

export function ChangePasswordForm({ onChanged }: { onChanged: () => void }) {
  const { t } = useTranslation();
  const { send } = useSession();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [repeated, setRepeated] = useState('');
  const [isTried, setTried] = useState(false);
  const wrong = passwordProblem(current, next, repeated);
  const { isSending, problem, onSubmit } = useForm(async () => {
    setTried(true);
    if (wrong) return;
    await send('account.changePassword', { currentPassword: current, newPassword: next });
    notices.show('done', t('accounts.changedOwn'));
    onChanged();
  });
  const problemOf = (...kinds: string[]) =>
    isTried && wrong && kinds.includes(wrong) ? t(`accounts.${wrong}`) : undefined;
  return (
    <form className="form" noValidate onSubmit={onSubmit}>
      <PasswordField
        label={t('accounts.current')}
        value={current}
        onChange={setCurrent}
        autoComplete="current-password"
        testId="password-current"
      />
      <PasswordField
        label={t('accounts.next')}
        hint={t('accounts.rule', { count: minPasswordLength })}
        problem={problemOf('tooShort', 'same')}
        value={next}
        onChange={setNext}
        autoComplete="new-password"
        testId="password-next"
      />
      <PasswordField
        label={t('accounts.repeat')}
        problem={problemOf('different')}
        value={repeated}
        onChange={setRepeated}
        autoComplete="new-password"
        testId="password-repeat"
      />
      <FormEnd problem={problem} words={t('accounts.saveOwn')} isSending={isSending} testId="password-submit" />
    </form>
  );
}
