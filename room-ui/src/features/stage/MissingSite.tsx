/** The place of a site of which nothing is connected. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { UnlinkedIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { briefSiteName } from './brief-name.ts';

export function MissingSite({ name }: { name: string }) {
  const { t } = useTranslation();
  return (
    <div className="tile missing">
      <span>
        <strong>{briefSiteName(name)}</strong>
        <Mark icon={<UnlinkedIcon size="1.25rem" />} look="warning">
          {t('stage.siteMissing')}
        </Mark>
      </span>
    </div>
  );
}
