/** The head of a part: its name, a word on it, and what can be done there. */
import type { ReactNode } from 'react';
import { useTitle } from '../../ui/use-title.ts';

type SectionHeadProps = {
  title: string;
  text?: string;
  /** The page's name where the title is not one. */
  pageTitle?: string;
  children?: ReactNode;
};

export function SectionHead({ title, text, pageTitle = title, children }: SectionHeadProps) {
  useTitle(pageTitle);
  return (
    <div className="section-head">
      <div>
        <h1>{title}</h1>
        {text && <p className="soft">{text}</p>}
      </div>
      {children && <div className="actions">{children}</div>}
    </div>
  );
}
