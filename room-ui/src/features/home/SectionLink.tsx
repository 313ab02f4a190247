/** A link to a part of the page: it goes there without loading anew, and opens in a new tab as any link does. */
import type { MouseEvent, ReactNode } from 'react';
import { sessionPath } from '../../session/session-path.ts';
import { navigate } from '../../ui/router.ts';

type SectionLinkProps = {
  segments: readonly string[];
  children: ReactNode;
  className?: string;
  isCurrent?: boolean;
  testId?: string;
};

export function SectionLink({ segments, children, className = '', isCurrent = false, testId }: SectionLinkProps) {
  const path = sessionPath(...segments);
  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    navigate(path);
  };
  return (
    <a
      href={path}
      className={className}
      aria-current={isCurrent ? 'page' : undefined}
      data-testid={testId}
      onClick={onClick}
    >
      {children}
    </a>
  );
}
