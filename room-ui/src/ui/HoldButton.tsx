/** For what cannot be taken back: it acts when it was held for 0.8 seconds, by finger, mouse or key. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from '../i18n/use-translation.ts';
import { notices } from './notices.ts';

const holdMs = 800;

type HoldButtonProps = {
  children: ReactNode;
  action: string;
  onHeld: () => void;
  isDisabled?: boolean;
  testId?: string;
};

export function HoldButton({ children, action, onHeld, isDisabled = false, testId }: HoldButtonProps) {
  const { t } = useTranslation();
  const [isHolding, setHolding] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const stop = () => {
    clearTimeout(timer.current);
    setHolding(false);
  };
  return (
    <AriaButton
      className="button danger hold"
      isDisabled={isDisabled}
      aria-label={t('common.hold', { action })}
      data-testid={testId}
      data-holding={isHolding}
      onPressStart={(press) => {
        // A screen reader presses and lets go in one; it asked its user already.
        if (press.pointerType === 'virtual') return onHeld();
        setHolding(true);
        timer.current = setTimeout(() => {
          stop();
          onHeld();
        }, holdMs);
      }}
      onPressEnd={(press) => {
        // Let go too early: say what is needed.
        if (isHolding && press.pointerType !== 'virtual') notices.show('hint', t('common.hold', { action }));
        stop();
      }}
    >
      {children}
    </AriaButton>
  );
}
