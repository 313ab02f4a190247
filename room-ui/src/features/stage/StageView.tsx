/**
 * The stage: the shared screen, whoever is in the spotlight or has the floor is large, the others small below; while
 * nobody is, all are equal. A tap on a small picture pins it for this viewer alone. Those who run the meeting also see
 * which sites are missing.
 */
import { type ReactNode, Suspense } from 'react';
import { loadLineTexts } from '../../i18n/language.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSlice } from '../../session/SessionContext.tsx';
import { useStore } from '../../session/use-store.ts';
import { Button } from '../../ui/Button.tsx';
import { EyeIcon, PeopleIcon } from '../../ui/icons.tsx';
import { Avatar, Mark } from '../../ui/Mark.tsx';
import { useLayout } from '../../ui/use-layout.ts';
import { isStaff } from '../attendance/model.ts';
import { lazyPart } from '../controls/lazy-part.ts';
import { speakersOf } from '../floor/model.ts';
import { SpeakerBar } from '../floor/SpeakerBar.tsx';
import { planStage, type StagePlan } from './layout.ts';
import { MissingSite } from './MissingSite.tsx';
import { type Tile, tileOfPerson, tilesOf } from './model.ts';
import { type SiteState, sitesOf } from './sites.ts';
import { TileGrid } from './TileGrid.tsx';
import { TileView } from './TileView.tsx';
import { layoutChoice, pinnedTile, selfView } from './view-choices.ts';
import './stage.css';

const SpeakerDesk = lazyPart(
  async () => (await Promise.all([import('../chair/SpeakerDesk.tsx'), loadLineTexts()]))[0].SpeakerDesk,
);
const TileMenu = lazyPart(async () => (await import('./TileMenu.tsx')).TileMenu);

export function StageView() {
  const { t } = useTranslation();
  const names = useSlice('attendance').rows;
  const floor = useSlice('floor').head;
  const me = useSlice('me').head;
  const media = useSlice('media');
  const runs = isStaff(me);
  const { beside: who, ...plan } = usePlan();
  // On a phone there is no room beside a shared screen, and on it the picture would cover what is read.
  const isNarrow = useLayout() === 'narrow';
  const beside = isNarrow ? undefined : who;
  const small = isNarrow && who ? [who, ...plan.small] : plan.small;
  const missing = runs ? sitesOf(names, media.rows).filter((site) => !site.isConnected) : [];
  const [speaker] = speakersOf(floor, names);
  const view = (tile: Tile, isBrief: boolean) => (
    <SmallTile key={tile.key} tile={tile} hasMenu={runs} isBrief={isBrief} onLook={() => pinnedTile.set(tile.key)} />
  );
  const smallView = (tile: Tile) => view(tile, false);
  if (plan.layout === 'grid') {
    return (
      <section className="stage" aria-label={t('stage.others')} data-layout="grid">
        {plan.small.length > 0 ? <TileGrid tiles={plan.small} viewOf={smallView} /> : <Alone />}
        {speaker && <Speakers runs={runs} />}
        <Strip tiles={[]} missing={missing} viewOf={smallView} />
      </section>
    );
  }
  return (
    <section className="stage speaking" aria-label={t('floor.speaking')} data-layout={plan.layout}>
      <div className={beside ? 'main-picture with-beside' : 'main-picture'}>
        <div className="large-place">
          {plan.large ? (
            <TileView
              key={plan.large.key}
              tile={plan.large}
              isLarge
              isNamed={plan.reason !== 'speaker' || !speaker}
              isHeldWhole={plan.large.source === 'screen'}
            />
          ) : (
            <div className="tile large" data-microphone="closed">
              <Avatar name={speaker?.name ?? ''} />
            </div>
          )}
        </div>
        {beside && <div className="beside">{smallView(beside)}</div>}
        <ReasonBar reason={plan.reason} hasSpeaker={speaker !== undefined} />
      </div>
      {speaker && <Speakers runs={runs} />}
      <Strip tiles={small} missing={missing} viewOf={(tile) => view(tile, runs)} />
    </section>
  );
}

function Speakers({ runs }: { runs: boolean }) {
  if (!runs) return <SpeakerBar />;
  return (
    <Suspense fallback={<SpeakerBar />}>
      <SpeakerDesk />
    </Suspense>
  );
}

/** What this viewer sees where. */
export function usePlan(): StagePlan {
  const names = useSlice('attendance').rows;
  const floor = useSlice('floor').head;
  const me = useSlice('me').head;
  const { head, rows } = useSlice('media');
  const isSelfShown = useStore(selfView) === 'on';
  const [speaker] = speakersOf(floor, names);
  const all = tilesOf(rows, names, floor, me.endpointId);
  // One's own screen, shown to oneself, would show itself without end.
  const isShown = (tile: Tile) => !tile.isOwn || (tile.source !== 'screen' && (isSelfShown || tile.isSpeaking));
  return planStage({
    tiles: all.filter(isShown),
    choice: useStore(layoutChoice),
    pinnedKey: useStore(pinnedTile) || null,
    spotlightId: head.spotlightEndpointId,
    speakerTile: tileOfPerson(all, speaker?.personId),
    hasSpeaker: speaker !== undefined,
    dominantId: head.dominantEndpointId,
  });
}

type SmallTileProps = { tile: Tile; hasMenu: boolean; isBrief: boolean; onLook: () => void };

function SmallTile({ tile, hasMenu, isBrief, onLook }: SmallTileProps) {
  const menu = hasMenu && (
    <Suspense>
      <TileMenu tile={tile} />
    </Suspense>
  );
  return <TileView tile={tile} onLook={onLook} menu={menu} isBrief={isBrief} />;
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
      {/* What is wrong comes first: it must not be scrolled to. */}
      {missing.map((site) => (
        <MissingSite key={site.siteId} site={site} />
      ))}
      {tiles.map(viewOf)}
    </section>
  );
}

/** So that nobody takes for the speaker whom only this viewer looks at, or who is large by order. */
function ReasonBar({ reason, hasSpeaker }: { reason: StagePlan['reason']; hasSpeaker: boolean }) {
  const { t } = useTranslation();
  if (reason === 'spotlight') {
    return (
      <div className="looking" data-testid="spotlight-mark">
        <Mark icon={<EyeIcon />}>{t('stage.spotlight')}</Mark>
      </div>
    );
  }
  if (reason !== 'pinned') return null;
  return (
    <div className="looking">
      <Mark icon={<EyeIcon />}>{t('stage.looking')}</Mark>
      <Button testId="look-back" onPress={() => pinnedTile.set('')}>
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
