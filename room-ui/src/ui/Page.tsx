/** Frames of the plain pages, and the states that a page can be in instead of its content. */
import type { ReactNode } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { LanguageMenu } from './LanguageMenu.tsx';
import './pages.css';

/** For the header of a meeting, which is a frame of its own. */
export const LanguageButton = LanguageMenu;

export function TopBar({ children }: { children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <header className="bar">
      <span className="brand">
        <img src="/icon.svg" alt="" />
        {t('common.product')}
      </span>
      <span>
        {children}
        <LanguageMenu />
      </span>
    </header>
  );
}

type PageStateProps = { icon: ReactNode; title: string; text?: string; detail?: string; children?: ReactNode };

export function PageState({ icon, title, text, detail, children }: PageStateProps) {
  return (
    <main className="state">
      {icon}
      <h1>{title}</h1>
      {text && <p>{text}</p>}
      {detail && <p className="small">{detail}</p>}
      {children}
    </main>
  );
}

export function Loading({ text }: { text: string }) {
  return (
    <main className="state" aria-busy="true">
      <span className="spinner" aria-hidden="true" />
      <p>{text}</p>
    </main>
  );
}
