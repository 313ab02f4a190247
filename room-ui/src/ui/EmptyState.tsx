/** What stands in a panel that has nothing to show: what is missing, and what to do about it. */
import type { ReactNode } from 'react';
import './states.css';

type EmptyStateProps = { icon: ReactNode; title: string; text?: string; children?: ReactNode; testId?: string };

export function EmptyState({ icon, title, text, children, testId }: EmptyStateProps) {
  return (
    <div className="empty-state" data-testid={testId}>
      {icon}
      <p className="title">{title}</p>
      {text && <p className="soft">{text}</p>}
      {children && <div className="actions">{children}</div>}
    </div>
  );
}
