/** Where the papers of one's meetings will be. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { DocumentIcon } from '../../ui/icons.tsx';
import { SectionHead } from './SectionHead.tsx';

export function Papers() {
  const { t } = useTranslation();
  return (
    <>
      <SectionHead title={t('home.papers')} />
      <EmptyState
        icon={<DocumentIcon />}
        title={t('home.noPapers')}
        text={t('home.noPapersText')}
        testId="papers-empty"
      />
    </>
  );
}
