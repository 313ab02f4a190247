/** How many are here and how, whether that is a quorum and by which rule, and which sites are connected. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSlice } from '../../session/SessionContext.tsx';
import { CheckIcon, UnlinkedIcon, WarningIcon } from '../../ui/icons.tsx';
import { type SiteState, sitesOf } from '../stage/sites.ts';
import { presenceCounts, shownSites } from './scene-model.ts';
import './lists.css';

const kinds = ['inPerson', 'online', 'absent', 'unmarked', 'guests'] as const;

export function AttendanceScene() {
  const { t } = useTranslation();
  const names = useSlice('attendance').rows;
  const sites = shownSites(sitesOf(names, useSlice('media').rows));
  const counts = presenceCounts(Object.values(names));
  return (
    <div className="hall-attendance">
      <h1>{t('hall.attendance')}</h1>
      <Quorum />
      <ul className="counts">
        {kinds
          .filter((kind) => counts[kind] > 0 || kind === 'inPerson' || kind === 'online' || kind === 'absent')
          .map((kind) => (
            <li key={kind}>
              <strong>{counts[kind]}</strong>
              <span>{t(`hall.count_${kind}`)}</span>
            </li>
          ))}
      </ul>
      {sites.sites.length > 0 && (
        <ul className="sites" aria-label={t('hall.sites')}>
          {sites.sites.map((site) => (
            <Site key={site.siteId} site={site} />
          ))}
          {sites.moreCount > 0 && <li className="soft">{t('hall.moreSites', { count: sites.moreCount })}</li>}
        </ul>
      )}
    </div>
  );
}

function Quorum() {
  const { t } = useTranslation();
  const { quorum, quorumRule } = useSlice('meeting').head;
  const { members, present, needed, isReached } = quorum;
  const { comparison, numerator, denominator } = quorumRule;
  return (
    <div className="quorum" data-testid="hall-quorum" data-reached={isReached}>
      <strong className="present">{t('meeting.quorum', { present, members })}</strong>
      <span className="words">
        <span className="verdict">
          {isReached ? <CheckIcon /> : <WarningIcon />}
          {t(isReached ? 'hall.quorumReached' : 'hall.quorumMissing')}
        </span>
        <span className="soft">{t(`hall.rule_${comparison}`, { numerator, denominator, needed })}</span>
      </span>
    </div>
  );
}

function Site({ site: { name, isConnected } }: { site: SiteState }) {
  const { t } = useTranslation();
  return (
    <li data-connected={isConnected}>
      {isConnected ? <CheckIcon /> : <UnlinkedIcon />}
      <span>
        {name}
        {!isConnected && <span className="site-state">{t('hall.siteLost')}</span>}
      </span>
    </li>
  );
}
