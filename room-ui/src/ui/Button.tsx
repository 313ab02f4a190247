/** The button of all pages. At least 48 pixels high; one `primary` in a view. */
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';

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
  return (
    <AriaButton
      type={type}
      className={`button ${look} ${size} ${className}`}
      isDisabled={isDisabled}
      isPending={isPending}
      {...(onPress ? { onPress } : {})}
      {...(label ? { 'aria-label': label } : {})}
      {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed })}
      data-testid={testId}
    >
      {children}
    </AriaButton>
  );
}
