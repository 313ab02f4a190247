/** For what cannot be taken back: it acts when it was held for 0.8 seconds, by finger, mouse or key. */
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { notices } from './notices.ts';

const holdMs = 800;
/** A click so soon after a hold is that hold's own; any other comes from a screen reader. */
const clickAfterHoldMs = 500;

type HoldButtonProps = {
  children: ReactNode;
  action: string;
  onHeld: () => void;
  isDisabled?: boolean;
  testId?: string;
};

export function HoldButton({ children, action, onHeld, isDisabled = false, testId }: HoldButtonProps) {
  const { t } = useTranslation();
  const { isHolding, handlers } = useHold(isDisabled, onHeld, () => notices.show('hint', t('common.hold', { action })));
  return (
    <button
      type="button"
      className="button danger hold"
      disabled={isDisabled}
      data-disabled={isDisabled || undefined}
      aria-label={t('common.hold', { action })}
      data-testid={testId}
      data-holding={isHolding}
      {...handlers}
    >
      {children}
    </button>
  );
}

function useHold(isDisabled: boolean, onHeld: () => void, onLetGo: () => void) {
  const [isHolding, setHolding] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isDown = useRef(false);
  const endedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    // A button that is disabled meanwhile hears nothing of the release.
    if (isDisabled) setHolding(false);
    return () => clearTimeout(timer.current);
  }, [isDisabled]);
  const begin = () => {
    clearTimeout(timer.current);
    isDown.current = true;
    setHolding(true);
    timer.current = setTimeout(() => {
      setHolding(false);
      onHeld();
    }, holdMs);
  };
  const end = ({ timeStamp }: { timeStamp: number }) => {
    if (!isDown.current) return;
    isDown.current = false;
    clearTimeout(timer.current);
    endedAt.current = timeStamp;
    setHolding(false);
    if (isHolding) onLetGo();
  };
  const ownKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return false;
    event.stopPropagation();
    // Without this the browser would make a click of it.
    event.preventDefault();
    return true;
  };
  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0 || isVirtual(event)) return;
      // A finger that slides off the button must be noticed.
      event.currentTarget.releasePointerCapture(event.pointerId);
      begin();
    },
    onPointerUp: end,
    onPointerLeave: end,
    onPointerCancel: end,
    onKeyDown: (event: KeyboardEvent) => {
      if (ownKey(event) && !event.repeat) begin();
    },
    onKeyUp: (event: KeyboardEvent) => {
      if (ownKey(event)) end(event);
    },
    onBlur: end,
    // A screen reader presses and lets go in one; it asked its user already.
    onClick: (event: MouseEvent) => {
      event.stopPropagation();
      if (event.timeStamp - endedAt.current > clickAfterHoldMs) onHeld();
    },
  };
  return { isHolding, handlers };
}

/** Screen readers on touch screens report a pointer without an extent. */
function isVirtual({ width, height, pressure, pointerType, detail }: PointerEvent): boolean {
  return (
    (width === 0 && height === 0) ||
    (width === 1 && height === 1 && pressure === 0 && pointerType === 'mouse' && detail === 0)
  );
}
