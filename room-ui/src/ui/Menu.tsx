/** A button that opens a list of actions. */
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu as AriaMenu, MenuItem as AriaMenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';

type MenuProps = {
  icon: ReactNode;
  label: string;
  children: ReactNode;
  isDisabled?: boolean;
  testId?: string;
  className?: string;
  /** Words beside the icon; without them the label is for screen readers only. */
  text?: ReactNode;
  /** For items that are asked for only now. */
  onOpen?: () => void;
};

export function Menu({
  icon,
  label,
  text,
  children,
  isDisabled = false,
  testId,
  className = 'quiet',
  onOpen,
}: MenuProps) {
  return (
    <MenuTrigger onOpenChange={(isOpen) => isOpen && onOpen?.()}>
      <AriaButton
        className={`button ${className} menu-button`}
        aria-label={label}
        isDisabled={isDisabled}
        data-testid={testId}
      >
        {icon}
        {text}
      </AriaButton>
      <Popover className="popover">
        <AriaMenu className="menu">{children}</AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

type MenuItemProps = { children: ReactNode; onAction: () => void; isDisabled?: boolean; testId?: string };

export function MenuItem({ children, onAction, isDisabled = false, testId }: MenuItemProps) {
  return (
    <AriaMenuItem onAction={onAction} isDisabled={isDisabled} data-testid={testId}>
      {children}
    </AriaMenuItem>
  );
}
