/** One device: its picture or initial, its name strap, how its microphone is, and a tap that shows it large. */
import type { ReactNode } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useMedia } from '../../media/MediaContext.tsx';
import { ownMedia } from '../../media/own-media.ts';
import { useStore } from '../../session/use-store.ts';
import { MicrophoneIcon, MicrophoneOffIcon, UnlinkedIcon } from '../../ui/icons.tsx';
import { Avatar, Mark } from '../../ui/Mark.tsx';
import type { Tile } from './model.ts';
import { Picture } from './Picture.tsx';

type TileViewProps = {
  tile: Tile;
  isLarge?: boolean;
  /** Where nothing beside the picture says who it is. */
  isNamed?: boolean;
  menu?: ReactNode;
  onLook?: () => void;
};

export function TileView({ tile, isLarge = false, isNamed = !isLarge, menu, onLook }: TileViewProps) {
  const { t } = useTranslation();
  const track = useTrackOf(tile);
  return (
    <figure
      className={`tile ${isLarge ? 'large' : ''}`}
      data-testid={`tile-${tile.endpointId}`}
      data-connected={tile.isConnected}
      data-microphone={tile.microphone === 'open' ? 'open' : 'closed'}
    >
      {track ? (
        <Picture track={track} endpointId={tile.endpointId} isMirrored={tile.isOwn && tile.role !== 'room'} />
      ) : (
        <Avatar name={tile.name} />
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
          aria-label={t('stage.look', { name: tile.name })}
          data-testid={`look-${tile.endpointId}`}
          onClick={onLook}
        />
      )}
      {isNamed && <Strap tile={tile} isLarge={isLarge} />}
      {menu}
    </figure>
  );
}

function Strap({ tile, isLarge }: { tile: Tile; isLarge: boolean }) {
  const { t } = useTranslation();
  return (
    <figcaption className="strap">
      <span className="who">
        <span className="name">
          <strong className="ellipsis">{tile.name}</strong>
          {tile.isOwn && <span className="own">{t(tile.role === 'room' ? 'stage.thisDevice' : 'stage.you')}</span>}
        </span>
        {isLarge && tile.detail && <span className="ellipsis small">{tile.detail}</span>}
      </span>
      <MicrophoneMark microphone={tile.microphone} />
    </figcaption>
  );
}

function MicrophoneMark({ microphone }: { microphone: Tile['microphone'] }) {
  const { t } = useTranslation();
  if (microphone === 'open') {
    return (
      <Mark icon={<MicrophoneIcon />} look="good">
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
  const remote = useStore(useMedia().media.pictures)[`${tile.endpointId}/camera`];
  const own = useStore(ownMedia.state).camera ?? undefined;
  return tile.isOwn ? own : remote;
}
