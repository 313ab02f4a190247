/** The place of a site of which nothing is connected, or nothing by which anybody there would be heard. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { UnlinkedIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { briefSiteName } from './brief-name.ts';
import type { SiteState } from './sites.ts';

export function MissingSite({ site: { name, isSeenOnly } }: { site: SiteState }) {
  const { t } = useTranslation();
  return (
    <div className="tile missing">
      <span>
        <strong>{briefSiteName(name)}</strong>
        <Mark icon={<UnlinkedIcon size="1.25rem" />} look="warning">
          {t(isSeenOnly ? 'stage.siteSeenOnly' : 'stage.siteMissing')}
        </Mark>
      </span>
    </div>
  );
}
