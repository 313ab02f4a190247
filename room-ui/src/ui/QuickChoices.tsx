/** A few values side by side, each of which takes effect by one tap; the present one is marked. */
import { Button } from './Button.tsx';
import { CheckIcon } from './icons.tsx';
import './quick-choices.css';

type QuickChoice<Value> = {
  value: Value;
  text: string;
  /** What a screen reader says of it when the text is not enough. */
  label?: string;
  testId: string;
};

type QuickChoicesProps<Value> = {
  /** What is chosen, for a screen reader. */
  label: string;
  value: Value | undefined;
  choices: readonly QuickChoice<Value>[];
  isDisabled: boolean;
  onChoose: (value: Value) => void;
};

export function QuickChoices<Value>({ label, value, choices, isDisabled, onChoose }: QuickChoicesProps<Value>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is a part of a form, and these take effect at once.
    <div className="quick-choices" role="group" aria-label={label}>
      {choices.map((choice) => {
        const isChosen = choice.value === value;
        return (
          <Button
            key={choice.text}
            size="compact"
            // Words among numbers take no more room than they must.
            className={choice.text.length > 4 ? 'words' : ''}
            testId={choice.testId}
            label={choice.label}
            isPressed={isChosen}
            isDisabled={isDisabled}
            onPress={() => isChosen || onChoose(choice.value)}
          >
            {isChosen && <CheckIcon size="1.25rem" />}
            {choice.text}
          </Button>
        );
      })}
    </div>
  );
}
