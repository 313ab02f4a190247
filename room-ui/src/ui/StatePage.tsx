/** A whole page that cannot show its content: what happened, what it means for the meeting, what to do. */
import type { ReactNode } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { LockIcon, SearchIcon, UnlinkedIcon, WarningIcon } from './icons.tsx';
import { PageState } from './Page.tsx';

const icons = { offline: UnlinkedIcon, forbidden: LockIcon, error: WarningIcon, notFound: SearchIcon };

type StatePageProps = {
  kind: keyof typeof icons;
  /** Instead of the usual words. */
  title?: string;
  text?: string;
  /** The number of an error, for who looks after the server. */
  detail?: string;
  /** What to do now: a button or a link. */
  children?: ReactNode;
};

export function StatePage({ kind, title, text, detail, children }: StatePageProps) {
  const { t } = useTranslation();
  const Icon = icons[kind];
  return (
    <PageState
      icon={<Icon />}
      title={title ?? t(`ui.${kind}`)}
      text={text ?? t(`ui.${kind}Text`)}
      {...(detail ? { detail } : {})}
    >
      {children}
    </PageState>
  );
}
