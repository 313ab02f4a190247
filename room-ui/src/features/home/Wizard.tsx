/** The set-up after the first account was made. It can be left at any step and taken up again. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { goTo, useSegments } from '../../session/session-path.ts';
import { Button } from '../../ui/Button.tsx';
import { TopBar } from '../../ui/Page.tsx';
import { useDesk } from '../desk/DeskContext.tsx';
import { WizardClerk } from './WizardClerk.tsx';
import { WizardDone } from './WizardDone.tsx';
import { WizardPersons } from './WizardPersons.tsx';
import { WizardSites } from './WizardSites.tsx';
import { stepAfter, stepBefore, type WizardStep, wizardStepAt } from './wizard-model.ts';

export type WizardStepProps = { onGo: (step: WizardStep) => void; onBack?: () => void; onNext: () => void };

export function Wizard() {
  const { t } = useTranslation();
  const { body } = useDesk();
  const step = wizardStepAt(useSegments()[1]);
  const onGo = (next: WizardStep) => {
    goTo('wizard', next);
    scrollTo({ top: 0 });
  };
  const before = stepBefore(step);
  const ways: WizardStepProps = {
    onGo,
    ...(before ? { onBack: () => onGo(before) } : {}),
    onNext: () => onGo(stepAfter(step) ?? 'end'),
  };
  return (
    <>
      <TopBar>
        <Button look="quiet" testId="wizard-leave" onPress={() => goTo()}>
          {t('setup.leave')}
        </Button>
      </TopBar>
      {body && step === 'sites' && <WizardSites body={body} {...ways} />}
      {body && step === 'persons' && <WizardPersons body={body} {...ways} />}
      {body && step === 'clerk' && <WizardClerk body={body} {...ways} />}
      {body && step === 'end' && <WizardDone body={body} {...ways} />}
    </>
  );
}
