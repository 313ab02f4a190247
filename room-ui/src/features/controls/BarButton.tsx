/** A button of the bar: icon above a short word, so that six fit on a phone. */
import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';

type BarButtonProps = {
  icon: ReactNode;
  children: ReactNode;
  onPress: () => void;
  label?: string;
  testId: string;
  isOff?: boolean;
  isDisabled?: boolean;
  look?: 'quiet' | 'primary';
};

export function BarButton({
  icon,
  children,
  onPress,
  label,
  testId,
  isOff,
  isDisabled,
  look = 'quiet',
}: BarButtonProps) {
  return (
    <Button
      className={`bar-button ${isOff ? 'off' : ''}`}
      look={look}
      testId={testId}
      label={label}
      isDisabled={isDisabled ?? false}
      onPress={onPress}
    >
      {icon}
      <span>{children}</span>
    </Button>
  );
}
