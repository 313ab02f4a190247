/** Where a form of several steps is. A step that was reached can be gone back to. */
import { useTranslation } from '../i18n/use-translation.ts';
import { CheckIcon } from './icons.tsx';
import './steps.css';

export type Step = { id: string; title: string; state: 'done' | 'current' | 'todo' };

type StepsProps = {
  label: string;
  steps: readonly Step[];
  /** Without it the steps are shown only. */
  onGo?: (id: string) => void;
  testId?: string;
};

export function Steps({ label, steps, onGo, testId }: StepsProps) {
  return (
    <nav aria-label={label} className="steps" data-testid={testId}>
      <ol>
        {steps.map((step, index) => (
          <li key={step.id} data-state={step.state} aria-current={step.state === 'current' ? 'step' : undefined}>
            {onGo && step.state === 'done' ? (
              <button
                type="button"
                className="step"
                data-testid={testId && `${testId}-${step.id}`}
                onClick={() => onGo(step.id)}
              >
                <StepWords step={step} place={index + 1} />
              </button>
            ) : (
              <span className="step">
                <StepWords step={step} place={index + 1} />
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function StepWords({ step, place }: { step: Step; place: number }) {
  const { t } = useTranslation();
  return (
    <>
      <span className="place" aria-hidden="true">
        {step.state === 'done' ? <CheckIcon size="1.25em" /> : place}
      </span>
      <span className="title">{step.title}</span>
      <span className="unseen">{t(`ui.step_${step.state}`)}</span>
    </>
  );
}
