/** The steps from an empty installation to a first meeting. The first one is behind the set-up link, the others here. */
import type { Step } from '../../ui/Steps.tsx';

export const wizardSteps = ['body', 'sites', 'persons', 'clerk', 'end'] as const;
export type WizardStep = (typeof wizardSteps)[number];

/** What an address names; the first step that is left to do where it names none. */
export function wizardStepAt(segment: string | undefined): Exclude<WizardStep, 'body'> {
  const named = wizardSteps.find((step) => step === segment);
  return named && named !== 'body' ? named : 'sites';
}

export function stepBefore(step: WizardStep): Exclude<WizardStep, 'body'> | null {
  const index = wizardSteps.indexOf(step) - 1;
  const before = wizardSteps[index];
  return before && before !== 'body' ? before : null;
}

export function stepAfter(step: WizardStep): WizardStep | null {
  return wizardSteps[wizardSteps.indexOf(step) + 1] ?? null;
}

export function stepsAt(current: WizardStep, titles: Record<WizardStep, string>): Step[] {
  const currentIndex = wizardSteps.indexOf(current);
  return wizardSteps.map((id, index) => ({
    id,
    title: titles[id],
    state: index < currentIndex ? 'done' : index === currentIndex ? 'current' : 'todo',
  }));
}
