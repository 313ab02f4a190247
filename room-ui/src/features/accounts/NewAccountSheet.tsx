/** A new account for a person of the register, with a first password that is shown once. */
import { useState } from 'react';
import type { AccountRole, PersonId } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { Combo } from '../../ui/Combo.tsx';
import { TextField } from '../../ui/Field.tsx';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { compareNames } from '../../ui/format.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { useForm } from '../../ui/use-form.ts';
import type { Body } from '../desk/DeskContext.tsx';
import { type Account, loginPattern, makePassword, suggestLogin } from './model.ts';
import { RoleChoice } from './RoleChoice.tsx';
import { type Slip, SlipView } from './SlipView.tsx';

type NewAccountSheetProps = {
  body: Body;
  accounts: readonly Account[];
  onClose: () => void;
  onChange: () => Promise<void>;
};

export function NewAccountSheet({ body, accounts, onClose, onChange }: NewAccountSheetProps) {
  const { t } = useTranslation();
  const [slip, setSlip] = useState<Slip | null>(null);
  return (
    <Sheet title={t('accounts.create')} onClose={onClose} testId="new-account-sheet">
      {slip ? (
        <SlipView slip={slip} onDone={onClose} onNext={() => setSlip(null)} />
      ) : (
        <NewAccountForm
          body={body}
          accounts={accounts}
          onMade={(made) => {
            setSlip(made);
            void onChange();
          }}
        />
      )}
    </Sheet>
  );
}

type NewAccountFormProps = { body: Body; accounts: readonly Account[]; onMade: (slip: Slip) => void };

export function NewAccountForm({ body, accounts, onMade }: NewAccountFormProps) {
  const { t } = useTranslation();
  const { send } = useSession();
  const [personId, setPersonId] = useState<string | null>(null);
  const [login, setLogin] = useState('');
  const [role, setRole] = useState<AccountRole>('clerk');
  const [isTried, setTried] = useState(false);
  const owners = new Set<string>(accounts.map((account) => account.personId));
  const persons = body.persons
    .filter(({ id }) => !owners.has(id))
    .sort((one, other) => compareNames(one.name, other.name));
  const choose = (id: string | null) => {
    setPersonId(id);
    const person = persons.find((other) => other.id === id);
    const logins = accounts.map((account) => account.login);
    setLogin(person ? suggestLogin(person.name, logins) : '');
  };
  const isLoginGood = loginPattern.test(login.trim().toLowerCase());
  const { isSending, problem, onSubmit } = useForm(async () => {
    setTried(true);
    const person = persons.find(({ id }) => id === personId);
    if (!person || !isLoginGood) return;
    const password = makePassword((bytes) => void crypto.getRandomValues(bytes));
    const made = { login: login.trim().toLowerCase(), role, password };
    await send('account.create', {
      accountId: crypto.randomUUID(),
      bodyId: body.id,
      personId: person.id as PersonId,
      ...made,
    });
    onMade({ name: person.name, bodyName: body.name, ...made });
  });
  return (
    <form className="form" noValidate onSubmit={onSubmit}>
      <Combo
        label={t('accounts.person')}
        hint={t('accounts.personHint')}
        problem={isTried && !personId ? t('accounts.choosePerson') : undefined}
        items={persons.map(({ id, name, title }) => ({ id, text: name, hint: title }))}
        value={personId}
        onChange={choose}
        testId="account-person"
      />
      <TextField
        label={t('accounts.login')}
        hint={t('setup.loginHint')}
        problem={isTried && !isLoginGood ? t('accounts.badLogin') : undefined}
        value={login}
        onChange={setLogin}
        autoComplete="off"
        isRequired
        maxLength={64}
        testId="account-login"
      />
      <RoleChoice value={role} onChange={setRole} />
      <FormEnd problem={problem} words={t('accounts.create')} isSending={isSending} testId="create-account" />
    </form>
  );
}
