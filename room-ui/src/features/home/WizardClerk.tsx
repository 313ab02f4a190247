/** Step 4: an account for whoever will prepare the meetings. It may be left out. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { CheckIcon } from '../../ui/icons.tsx';
import { NewAccountForm } from '../accounts/NewAccountSheet.tsx';
import { type Slip, SlipView } from '../accounts/SlipView.tsx';
import { useAccounts } from '../accounts/use-accounts.ts';
import type { Body } from '../register/tree.ts';
import type { WizardStepProps } from './Wizard.tsx';
import { WizardEnd, WizardFrame } from './WizardFrame.tsx';

export function WizardClerk({ body, onGo, onBack, onNext }: WizardStepProps & { body: Body }) {
  const { t } = useTranslation();
  const { accounts, reload } = useAccounts(body.id);
  const [slip, setSlip] = useState<Slip | null>(null);
  const names = new Map<string, string>(body.persons.map(({ id, name }) => [id, name]));
  const owners = new Set<string>(accounts?.map(({ personId }) => personId));
  const hasOthers = body.persons.some(({ id }) => !owners.has(id));
  return (
    <WizardFrame step="clerk" title={t('setup.clerkTitle')} text={t('setup.clerkText')} onGo={onGo}>
      <div className="card">
        {accounts && (
          <ul className="wizard-list" aria-label={t('home.accounts')}>
            {accounts.map(({ accountId, personId, login, role }) => (
              <li key={accountId}>
                <CheckIcon />
                <span>
                  {names.get(personId) ?? login} <span className="soft">· {t(`accounts.${role}`)}</span>
                </span>
              </li>
            ))}
          </ul>
        )}
        {slip ? (
          <SlipView slip={slip} onDone={() => setSlip(null)} />
        ) : hasOthers && accounts ? (
          <div className="wizard-inner">
            <NewAccountForm
              body={body}
              accounts={accounts}
              onMade={(made) => {
                setSlip(made);
                void reload();
              }}
            />
          </div>
        ) : (
          <p className="soft">{t('setup.nobodyForAccount')}</p>
        )}
      </div>
      <WizardEnd
        {...(onBack ? { onBack } : {})}
        onNext={onNext}
        isSecond={slip !== null || hasOthers}
        words={t((accounts?.length ?? 0) > 1 ? 'setup.next' : 'setup.later')}
      />
    </WizardFrame>
  );
}
