/** Step 5: what stands, and what usually follows. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { goTo } from '../../session/session-path.ts';
import { CheckIcon, ScreenIcon, WarningIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { useAccounts } from '../accounts/use-accounts.ts';
import type { Body } from '../register/tree.ts';
import { SectionLink } from './SectionLink.tsx';
import type { WizardStepProps } from './Wizard.tsx';
import { WizardEnd, WizardFrame } from './WizardFrame.tsx';
import type { WizardStep } from './wizard-model.ts';

export function WizardDone({ body, onGo, onBack }: WizardStepProps & { body: Body }) {
  const { t } = useTranslation();
  const { accounts } = useAccounts(body.id);
  const lines: { step: WizardStep; count: number; enough: number; text: string }[] = [
    { step: 'sites', count: body.sites.length, enough: 1, text: t('setup.doneSites', { count: body.sites.length }) },
    {
      step: 'persons',
      count: body.persons.length,
      enough: 2,
      text: t('setup.personsThere', { count: body.persons.length }),
    },
    {
      step: 'clerk',
      count: accounts?.length ?? 0,
      enough: 1,
      text: t('setup.doneAccounts', { count: accounts?.length ?? 0 }),
    },
  ];
  return (
    <WizardFrame step="end" title={t('setup.endTitle', { name: body.name })} text={t('setup.endText')} onGo={onGo}>
      <ul className="card wizard-list">
        {lines.map(({ step, count, enough, text }) => (
          <li key={step}>
            <Mark icon={count >= enough ? <CheckIcon /> : <WarningIcon />} look={count >= enough ? 'good' : 'warning'}>
              {text}
            </Mark>
            {count < enough && (
              <SectionLink segments={['wizard', step]} className="button" testId={`wizard-fill-${step}`}>
                {t('setup.fill')}
              </SectionLink>
            )}
          </li>
        ))}
      </ul>
      <div className="card wizard-devices">
        <ScreenIcon />
        <p>{t('setup.devicesText')}</p>
        <SectionLink segments={['devices']} className="button" testId="wizard-devices">
          {t('devices.pair')}
        </SectionLink>
      </div>
      <WizardEnd {...(onBack ? { onBack } : {})} onNext={() => goTo('meetings')} words={t('setup.firstMeeting')} />
    </WizardFrame>
  );
}
