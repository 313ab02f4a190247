/** What all steps of the set-up have around them: where one is, one question, and the ways back and on. */
import type { ReactNode } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { Steps } from '../../ui/Steps.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { stepsAt, type WizardStep } from './wizard-model.ts';
import './wizard.css';

type WizardFrameProps = {
  step: WizardStep;
  title: string;
  text: string;
  onGo?: (step: WizardStep) => void;
  children: ReactNode;
};

export function WizardFrame({ step, title, text, onGo, children }: WizardFrameProps) {
  const { t } = useTranslation();
  useTitle(title);
  const titles = {
    body: t('setup.stepBody'),
    sites: t('setup.stepSites'),
    persons: t('setup.stepPersons'),
    clerk: t('setup.stepClerk'),
    end: t('setup.stepEnd'),
  };
  return (
    <main className="page wizard" data-testid={`wizard-${step}`}>
      <Steps
        label={t('setup.title')}
        steps={stepsAt(step, titles)}
        testId="wizard-steps"
        {...(onGo ? { onGo: (id: string) => id !== 'body' && onGo(id as WizardStep) } : {})}
      />
      <div>
        <h1>{title}</h1>
        <p className="soft">{text}</p>
      </div>
      {children}
    </main>
  );
}

type WizardEndProps = {
  onBack?: () => void;
  onNext: () => void;
  words: string;
  isPending?: boolean;
  /** A form above has the view's primary button. */
  isSecond?: boolean;
};

export function WizardEnd({ onBack, onNext, words, isPending = false, isSecond = false }: WizardEndProps) {
  const { t } = useTranslation();
  return (
    <div className="wizard-end">
      {onBack ? (
        <Button look="quiet" testId="wizard-back" onPress={onBack}>
          {t('setup.back')}
        </Button>
      ) : (
        <span />
      )}
      <Button
        look={isSecond ? 'plain' : 'primary'}
        size="large"
        isPending={isPending}
        testId="wizard-next"
        onPress={onNext}
      >
        {words}
      </Button>
    </div>
  );
}
