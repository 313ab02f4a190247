/** One device: its picture or initial, its name strap, how its microphone and line are, and a tap that shows it large. */
import { type ReactNode, useEffect, useRef } from 'react';
import type { TFunction } from '../../i18n/translate.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { shownPicturesOfPage, useMedia } from '../../media/MediaContext.tsx';
import { extraStates, ownMedia, ownScreen } from '../../media/own-media.ts';
import { useStore } from '../../session/use-store.ts';
import { MicrophoneIcon, MicrophoneOffIcon, SoundIcon, UnlinkedIcon } from '../../ui/icons.tsx';
import { Avatar, Mark } from '../../ui/Mark.tsx';
import { briefSiteName } from './brief-name.ts';
import type { Tile } from './model.ts';
import { Picture } from './Picture.tsx';
import { QualityMark } from './QualityMark.tsx';

type TileViewProps = {
  tile: Tile;
  isLarge?: boolean;
  /** Where nothing beside the picture says who it is. */
  isNamed?: boolean;
  /** In a row so dense that only what differs from the usual is marked. */
  isBrief?: boolean;
  /** Nothing of it may be cut off, as of a shared screen. */
  isHeldWhole?: boolean;
  /** In a window of its own, which is there while the page is hidden. */
  isFloating?: boolean;
  menu?: ReactNode;
  onLook?: () => void;
};

export function TileView(props: TileViewProps) {
  const { tile, isLarge = false, isNamed = !isLarge, isHeldWhole = false, isFloating = false } = props;
  const { isBrief = false, menu, onLook } = props;
  const { t } = useTranslation();
  const track = useTrackOf(tile);
  const place = useShown(tile, isFloating);
  return (
    <figure
      ref={place}
      className={`tile ${isLarge ? 'large' : ''} ${isHeldWhole ? 'whole' : ''}`}
      data-testid={tile.slot === 0 && tile.source === 'camera' ? `tile-${tile.endpointId}` : `tile-${tile.key}`}
      data-source={tile.source}
      data-heard={tile.isHeard}
      data-connected={tile.isConnected}
      data-microphone={tile.microphone === 'open' ? 'open' : 'closed'}
    >
      {/* Below the picture too: a picture that the line has no room for yet is not a black hole. */}
      {(!track || tile.source === 'camera') && <Avatar name={tile.name} />}
      {track && (
        <Picture track={track} endpointId={tile.endpointId} source={tile.source} isMirrored={isMirrored(tile)} />
      )}
      {!tile.isConnected && (
        <span className="lost">
          <Mark icon={<UnlinkedIcon />} look="warning">
            {t('stage.disconnected')}
          </Mark>
        </span>
      )}
      {onLook && (
        <button
          type="button"
          className="look"
          aria-label={t('stage.look', { name: nameOf(tile, t) })}
          data-testid={`look-${tile.slot === 0 && tile.source === 'camera' ? tile.endpointId : tile.key}`}
          onClick={onLook}
        />
      )}
      {!isQualityInStrap(tile, isNamed, isLarge) && (
        <span className="line-corner">
          <QualityMark quality={tile.quality} isLong={isLarge} />
        </span>
      )}
      {isNamed && <Strap tile={tile} isLarge={isLarge} isBrief={isBrief} />}
      {menu}
    </figure>
  );
}

function Strap({ tile, isLarge, isBrief }: { tile: Tile; isLarge: boolean; isBrief: boolean }) {
  const { t } = useTranslation();
  const name = nameOf(tile, t);
  return (
    <figcaption className="strap">
      <span className="who">
        <span className="name">
          <strong className="ellipsis">{!isLarge && tile.role === 'room' ? briefSiteName(name) : name}</strong>
          {tile.isOwn && !isBrief && (
            <span className="own">{t(tile.role === 'room' ? 'stage.thisDevice' : 'stage.you')}</span>
          )}
        </span>
        {isLarge && tile.detail && <span className="ellipsis small">{tile.detail}</span>}
      </span>
      <span className="marks">
        {isQualityInStrap(tile, true, isLarge) && !isBrief && <QualityMark quality={tile.quality} isLong={isLarge} />}
        {tile.source === 'camera' && tile.slot === 0 && !(isBrief && tile.microphone === 'closed') && (
          <MicrophoneMark microphone={tile.microphone} isHeard={tile.isHeard} isBrief={isBrief} />
        )}
      </span>
    </figcaption>
  );
}

/** A small strap has room for a sign, not for the words of what is wrong: these stand in the corner. */
function isQualityInStrap({ quality }: Tile, isNamed: boolean, isLarge: boolean): boolean {
  return isNamed && (isLarge || quality === 'good');
}

function nameOf(tile: Tile, t: TFunction): string {
  if (tile.source === 'screen') return t('stage.screenOf', { name: tile.name });
  return tile.slot > 0 ? t('stage.cameraOf', { name: tile.name, number: tile.slot + 1 }) : tile.name;
}

/** From this page's own camera or screen; what the room agent of the site sends comes over the server. */
function isLocal({ isOwn, isByAgent }: Tile): boolean {
  return isOwn && !isByAgent;
}

function isMirrored({ isOwn, role, source, slot }: Tile): boolean {
  return isOwn && role !== 'room' && source === 'camera' && slot === 0;
}

type MicrophoneMarkProps = { microphone: Tile['microphone']; isHeard: boolean; isBrief: boolean };

function MicrophoneMark({ microphone, isHeard, isBrief }: MicrophoneMarkProps) {
  const { t } = useTranslation();
  if (microphone === 'open' && isBrief) {
    return (
      <span className="mark good" title={t('stage.open')}>
        {isHeard ? <SoundIcon /> : <MicrophoneIcon />}
        <span className="unseen">{t('stage.open')}</span>
      </span>
    );
  }
  if (microphone === 'open') {
    return (
      <Mark icon={isHeard ? <SoundIcon /> : <MicrophoneIcon />} look="good">
        {t('stage.open')}
      </Mark>
    );
  }
  return (
    <span className="mark" title={microphone === 'muted' ? t('stage.muted') : t('stage.closed')}>
      <MicrophoneOffIcon />
      <span className="unseen">{microphone === 'muted' ? t('stage.muted') : t('stage.closed')}</span>
    </span>
  );
}

function useTrackOf(tile: Tile): MediaStreamTrack | undefined {
  const remote = useStore(useMedia().media.pictures)[tile.key];
  const { camera } = useStore(ownMedia.state);
  const second = useStore(extraStates.secondCamera.track);
  const screen = useStore(ownScreen.state).picture;
  if (!isLocal(tile)) return remote;
  return (tile.source === 'screen' ? screen : tile.slot > 0 ? second : camera) ?? undefined;
}

/** Tells the server where the picture is drawn and how large. One's own does not come from there. */
function useShown(tile: Tile, isFloating: boolean) {
  const { producerId } = tile;
  const isHere = isLocal(tile);
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element || !producerId || isHere) return;
    return shownPicturesOfPage().watch(element, producerId, isFloating);
  }, [producerId, isHere, isFloating]);
  return place;
}
