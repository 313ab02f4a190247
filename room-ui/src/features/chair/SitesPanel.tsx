/** The sites as a list, for a phone: how each is connected, a tap to look at it, and what can be done there. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSlice } from '../../session/SessionContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { CheckIcon, EyeIcon, MicrophoneIcon, UnlinkedIcon, WarningIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { type Tile, tilesOf } from '../stage/model.ts';
import { sitesOf } from '../stage/sites.ts';
import { TileMenu } from '../stage/TileMenu.tsx';
import { pinnedTile } from '../stage/view-choices.ts';
import './sites.css';

export function SitesPanel() {
  const { t } = useTranslation();
  const names = useSlice('attendance').rows;
  const media = useSlice('media').rows;
  const floor = useSlice('floor').head;
  const { endpointId } = useSlice('me').head;
  const tiles = tilesOf(media, names, floor, endpointId);
  const sites = sitesOf(names, media);
  return (
    <section className="panel sites-panel" aria-label={t('chair.sites')}>
      <h2>{t('chair.sites')}</h2>
      {sites.length === 0 && <p className="soft empty">{t('chair.sitesNone')}</p>}
      <ul>
        {sites.map(({ siteId, name, isConnected, isSeenOnly }) => {
          // A room stands for its site before the devices of single persons; so do its first camera and who is connected.
          const own = tiles.filter((tile) => tile.siteId === siteId && tile.source === 'camera' && tile.slot === 0);
          const tile = own.find((other) => other.isConnected) ?? own[0];
          return (
            <li key={siteId} className="row" data-testid={`site-${siteId}`} data-connected={isConnected}>
              <span className="who">
                <strong>{name}</strong>
                <SiteMark tile={tile} isConnected={isConnected} isSeenOnly={isSeenOnly} />
              </span>
              {tile && (
                <>
                  <TileMenu tile={tile} />
                  <Button
                    testId={`look-at-${siteId}`}
                    label={t('stage.look', { name })}
                    onPress={() => pinnedTile.set(tile.key)}
                  >
                    <EyeIcon />
                    {t('chair.look')}
                  </Button>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

type SiteMarkProps = { tile: Tile | undefined; isConnected: boolean; isSeenOnly: boolean };

function SiteMark({ tile, isConnected, isSeenOnly }: SiteMarkProps) {
  const { t } = useTranslation();
  if (!tile || !isConnected) {
    return (
      <Mark icon={<UnlinkedIcon size="1.25rem" />} look="warning">
        {t(isSeenOnly ? 'stage.siteSeenOnly' : 'stage.siteMissing')}
      </Mark>
    );
  }
  if (tile.microphone === 'open') {
    return (
      <Mark icon={<MicrophoneIcon size="1.25rem" />} look="good">
        {t('floor.speaking')}
      </Mark>
    );
  }
  const { quality } = tile;
  if (quality && quality !== 'good') {
    return (
      <Mark icon={<WarningIcon size="1.25rem" />} look="warning">
        {t(`linkQuality.${quality}`)}
      </Mark>
    );
  }
  return <Mark icon={<CheckIcon size="1.25rem" />}>{t('chair.siteHere')}</Mark>;
}
