/** What every field has around it: label above, hint and problem below, tied to the input by their ids. */
import type { ReactNode } from 'react';
import { WarningIcon } from './icons.tsx';

/** What every field takes. */
export type FieldBasics = {
  label: string;
  hint?: string | undefined;
  /** Why the value cannot stay as it is, in words. */
  problem?: string | undefined;
  testId?: string | undefined;
};

type FieldFrameProps = {
  id: string;
  label: string;
  hint?: string | undefined;
  problem?: string | undefined;
  isLabelUnseen?: boolean;
  /** A group of inputs has its name on the group: the label points at no single input. */
  isGroup?: boolean;
  className?: string;
  children: ReactNode;
};

export function FieldFrame(props: FieldFrameProps) {
  const { id, label, hint, problem, isLabelUnseen = false, isGroup = false, className = '', children } = props;
  const labelClass = isLabelUnseen ? 'label unseen' : 'label';
  return (
    <div className={`field ${className}`} data-invalid={problem ? true : undefined}>
      {isGroup ? (
        <span id={`${id}-label`} className={labelClass}>
          {label}
        </span>
      ) : (
        <label htmlFor={id} className={labelClass}>
          {label}
        </label>
      )}
      {children}
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {problem && (
        <span className="problem" id={`${id}-problem`}>
          <WarningIcon size="1.25em" />
          <span>{problem}</span>
        </span>
      )}
    </div>
  );
}

/** The attributes that tie an input to its hint and its problem. */
export function inputLinks(id: string, hint: string | undefined, problem: string | undefined) {
  const ids = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ');
  return { 'aria-describedby': ids || undefined, 'aria-invalid': problem ? true : undefined } as const;
}
