import { useTranslation } from '../i18n/use-translation.ts';
import { WarningIcon } from '../ui/icons.tsx';
import { PageState, TopBar } from '../ui/Page.tsx';
import { useTheme } from '../ui/use-theme.ts';

export function NotFound() {
  const { t } = useTranslation();
  useTheme('paper');
  return (
    <>
      <TopBar />
      <PageState icon={<WarningIcon />} title={t('common.notFound')} text={t('common.notFoundText')}>
        <a className="button" href="/login">
          {t('common.toLogin')}
        </a>
      </PageState>
    </>
  );
}
