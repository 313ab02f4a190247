/** A number at the corner of an icon. It is drawn and not written: the button's name says it in words. */
import type { ReactNode } from 'react';

type NewCountProps = { count: number; testId: string; children: ReactNode };

export function NewCount({ count, testId, children }: NewCountProps) {
  return (
    <span className="badge-place" data-count={count > 99 ? '99+' : count || undefined} data-testid={testId}>
      {children}
    </span>
  );
}
