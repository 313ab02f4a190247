/** The button of all pages. At least 48 pixels high; one `primary` in a view. */
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';

type ButtonProps = {
  children: ReactNode;
  onPress?: () => void;
  look?: 'plain' | 'primary' | 'good' | 'danger' | 'quiet';
  size?: 'normal' | 'large' | 'compact';
  isDisabled?: boolean;
  /** At work: it takes no tap but keeps the focus. */
  isPending?: boolean;
  /** What a screen reader says when the words on the button are not enough. */
  label?: string | undefined;
  testId?: string | undefined;
  type?: 'button' | 'submit';
  className?: string;
  isPressed?: boolean;
};

export function Button({
  children,
  onPress,
  look = 'plain',
  size = 'normal',
  isDisabled = false,
  isPending = false,
  label,
  testId,
  type = 'button',
  className = '',
  isPressed,
}: ButtonProps) {
  const onClick = (event: MouseEvent<HTMLButtonElement>) => {
    // Whatever the button lies in, its tap is its own: a row that opens, or a page below a dialog.
    event.stopPropagation();
    if (isPending) return event.preventDefault();
    // Safari gives a button no focus when it is tapped, and a dialog gives it back to what had it. Enter in a field of a
    // form comes as a click without a count, and leaves the focus in the field.
    if (event.detail > 0) event.currentTarget.focus({ preventScroll: true });
    onPress?.();
  };
  return (
    <button
      type={type}
      className={`button ${look} ${size} ${className}`}
      disabled={isDisabled}
      data-disabled={isDisabled || undefined}
      aria-disabled={isPending || undefined}
      data-pending={isPending || undefined}
      aria-label={label || undefined}
      aria-pressed={isPressed}
      data-testid={testId}
      onClick={onClick}
      onKeyDown={keepKey}
    >
      {children}
    </button>
  );
}

/** Enter and Space are the button's own too, and a key that is held down is one tap. */
function keepKey(event: KeyboardEvent): void {
  if (event.key !== 'Enter' && event.key !== ' ') return;
  event.stopPropagation();
  if (event.repeat) event.preventDefault();
}
