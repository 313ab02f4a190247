/**
 * The stage: whoever has the floor is large, everybody else small below; while nobody speaks all are equal. A tap on a
 * small picture makes it large for this viewer alone. Those who run the meeting also see which sites are missing.
 */
import { type ReactNode, Suspense, useState } from 'react';
import type { EndpointId } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSlice } from '../../session/SessionContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { EyeIcon, PeopleIcon } from '../../ui/icons.tsx';
import { Avatar, Mark } from '../../ui/Mark.tsx';
import { isStaff } from '../attendance/model.ts';
import { lazyPart } from '../controls/lazy-part.ts';
import { speakersOf } from '../floor/model.ts';
import { SpeakerBar } from '../floor/SpeakerBar.tsx';
import { MissingSite } from './MissingSite.tsx';
import { type Tile, tileOfPerson, tilesOf } from './model.ts';
import { type SiteState, sitesOf } from './sites.ts';
import { TileGrid } from './TileGrid.tsx';
import { TileView } from './TileView.tsx';
import './stage.css';

const TileMenu = lazyPart(async () => (await import('./TileMenu.tsx')).TileMenu);

export function StageView() {
  const { t } = useTranslation();
  const names = useSlice('attendance').rows;
  const media = useSlice('media').rows;
  const floor = useSlice('floor').head;
  const me = useSlice('me').head;
  const [lookedAtId, setLookedAtId] = useState<EndpointId | null>(null);
  const tiles = tilesOf(media, names, floor, me.endpointId);
  const runs = isStaff(me);
  const missing = runs ? sitesOf(names, media).filter((site) => !site.isConnected) : [];
  const [speaker] = speakersOf(floor, names);
  const lookedAt = tiles.find((tile) => tile.endpointId === lookedAtId);
  const large = lookedAt ?? tileOfPerson(tiles, speaker?.personId);
  const smallView = (tile: Tile) => (
    <SmallTile key={tile.endpointId} tile={tile} hasMenu={runs} onLook={() => setLookedAtId(tile.endpointId)} />
  );
  if (!speaker && !lookedAt) {
    return (
      <section className="stage" aria-label={t('stage.others')}>
        {tiles.length > 0 ? <TileGrid tiles={tiles} viewOf={smallView} /> : <Alone />}
        <Strip tiles={[]} missing={missing} viewOf={smallView} />
      </section>
    );
  }
  return (
    <section className="stage speaking" aria-label={t('floor.speaking')}>
      <div className="main-picture">
        {large ? (
          <TileView key={large.endpointId} tile={large} isLarge isNamed={large === lookedAt} />
        ) : (
          <div className="tile large" data-microphone="closed">
            <Avatar name={speaker?.name ?? ''} />
          </div>
        )}
        {lookedAt && <LookingBar hasSpeaker={speaker !== undefined} onBack={() => setLookedAtId(null)} />}
      </div>
      {speaker && <SpeakerBar />}
      <Strip tiles={tiles.filter((tile) => tile !== large)} missing={missing} viewOf={smallView} />
    </section>
  );
}

function SmallTile({ tile, hasMenu, onLook }: { tile: Tile; hasMenu: boolean; onLook: () => void }) {
  const menu = hasMenu && (
    <Suspense>
      <TileMenu tile={tile} />
    </Suspense>
  );
  return <TileView tile={tile} onLook={onLook} menu={menu} />;
}

type StripProps = {
  tiles: readonly Tile[];
  missing: readonly SiteState[];
  viewOf: (tile: Tile) => ReactNode;
};

function Strip({ tiles, missing, viewOf }: StripProps) {
  const { t } = useTranslation();
  if (tiles.length + missing.length === 0) return null;
  return (
    <section className="strip" aria-label={t('stage.strip')}>
      {tiles.map(viewOf)}
      {missing.map((site) => (
        <MissingSite key={site.siteId} name={site.name} />
      ))}
    </section>
  );
}

/** So that nobody takes for the speaker whom only this viewer looks at. */
function LookingBar({ hasSpeaker, onBack }: { hasSpeaker: boolean; onBack: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="looking">
      <Mark icon={<EyeIcon />}>{t('stage.looking')}</Mark>
      <Button testId="look-back" onPress={onBack}>
        {t(hasSpeaker ? 'stage.backToSpeaker' : 'stage.backToAll')}
      </Button>
    </div>
  );
}

function Alone() {
  const { t } = useTranslation();
  return (
    <p className="alone soft">
      <PeopleIcon size="2.5rem" />
      {t('stage.alone')}
    </p>
  );
}
