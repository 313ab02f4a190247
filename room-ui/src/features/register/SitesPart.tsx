/** The sites of a body as a tree, beside the one that is open. On a phone one of the two is seen at a time. */
import { useMemo } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { goTo } from '../../session/session-path.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ArrowLeftIcon, BuildingIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { Tree } from '../../ui/Tree.tsx';
import { useLayout } from '../../ui/use-layout.ts';
import { SectionLink } from '../home/SectionLink.tsx';
import { NewSiteForm } from './NewSiteForm.tsx';
import { SeatPlan } from './SeatPlan.tsx';
import { SiteDetails } from './SiteDetails.tsx';
import { type Body, childSites, type Site } from './tree.ts';

type SitesPartProps = { body: Body; siteId: string | null };

export function SitesPart({ body, siteId }: SitesPartProps) {
  const { t } = useTranslation();
  const isNarrow = useLayout() === 'narrow';
  const top = childSites(body.sites, null);
  const wanted = body.sites.find(({ id }) => id === siteId);
  // Beside the tree there is room for the first one; on a phone the tree comes first.
  const opened = wanted ?? (isNarrow ? undefined : top[0]);
  if (isNarrow && opened) {
    return (
      <>
        <SectionLink className="button quiet back" segments={['register']} testId="back-to-sites">
          <ArrowLeftIcon />
          {t('register.allSites')}
        </SectionLink>
        <OpenedSite body={body} site={opened} />
      </>
    );
  }
  return (
    <div className="sites-part">
      <div className="sites-side">
        {body.sites.length === 0 ? (
          <EmptyState icon={<BuildingIcon />} title={t('register.noSites')} text={t('register.noSitesText')} />
        ) : (
          <SiteTree body={body} selectedId={opened?.id ?? null} />
        )}
        <NewSiteForm body={body} parentId={null} isOpening={!isNarrow} />
      </div>
      {opened && <OpenedSite body={body} site={opened} />}
    </div>
  );
}

function OpenedSite({ body, site }: { body: Body; site: Site }) {
  return (
    <div className="opened-site" data-testid="opened-site">
      <SiteDetails key={site.id} body={body} site={site} />
      <SeatPlan key={`${site.id}-seats`} body={body} site={site} />
    </div>
  );
}

function SiteTree({ body, selectedId }: { body: Body; selectedId: string | null }) {
  const { t } = useTranslation();
  const { sites, seats } = body;
  const counts = useMemo(() => {
    const bySite = new Map<string, number>();
    for (const seat of seats) bySite.set(seat.siteId, (bySite.get(seat.siteId) ?? 0) + 1);
    return bySite;
  }, [seats]);
  return (
    <div className="card site-tree">
      <Tree
        label={t('register.sites')}
        items={childSites(sites, null)}
        childrenOf={(site) => childSites(sites, site.id)}
        itemKey={({ id }) => id}
        selectedKey={selectedId}
        onSelect={(id) => goTo('register', 'sites', id)}
        testId="site-row"
      >
        {(site) => (
          <span className="two-lines">
            <span>{site.name}</span>
            <span className="site-facts">
              {site.isChairSite && (
                <Mark icon={null} look="accent">
                  {t('register.chairSite')}
                </Mark>
              )}
              <span className="soft small">{t('register.seatCount', { count: counts.get(site.id) ?? 0 })}</span>
            </span>
          </span>
        )}
      </Tree>
    </div>
  );
}
