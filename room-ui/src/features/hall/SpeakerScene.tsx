/** Who speaks: the picture or the shared screen, the strap with the name, and the clock; others who speak stand beside. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useNow, useSlice } from '../../session/SessionContext.tsx';
import { UnlinkedIcon } from '../../ui/icons.tsx';
import { tileOfPerson, tilesOf } from '../stage/model.ts';
import { TileView } from '../stage/TileView.tsx';
import { Countdown } from './Countdown.tsx';
import { clockText, type HallSpeaker, hallClock, hallPictures, hallSpeakers, isLineLost } from './speaker-model.ts';
import '../stage/stage.css';
import './speaker.css';

export function SpeakerScene() {
  const names = useSlice('attendance').rows;
  const floor = useSlice('floor').head;
  const media = useSlice('media');
  const me = useSlice('me').head;
  const [speaker, ...others] = hallSpeakers(floor, names);
  if (!speaker) return null;
  const tiles = tilesOf(media.rows, names, floor, me.endpointId);
  const tile = tileOfPerson(tiles, speaker.view.personId);
  const { large, beside } = hallPictures(tiles, tile, media.head.spotlightEndpointId);
  const isOther = large !== undefined && large.key !== tile?.key;
  return (
    <div className={large ? 'hall-speaker' : 'hall-speaker no-picture'}>
      {large && (
        <TileView
          key={large.key}
          tile={large}
          isLarge
          isNamed={isOther && large.source === 'camera'}
          isHeldWhole={large.source === 'screen'}
        />
      )}
      <div className="name-strap" data-testid="name-strap" key={speaker.view.personId}>
        {beside && (
          <span className="beside">
            <TileView key={beside.key} tile={beside} isNamed={false} />
          </span>
        )}
        <Who speaker={speaker} isLost={isLineLost(speaker.view, tile)} />
        <Countdown speaker={speaker.view} />
      </div>
      {others.length > 0 && (
        <ul className="hall-others">
          {others.map((other) => (
            <Other key={other.view.personId} speaker={other} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Who({ speaker, isLost }: { speaker: HallSpeaker; isLost: boolean }) {
  const { t } = useTranslation();
  const { view, name, title, siteName, substituteFor } = speaker;
  const details = [
    view.kind === 'chair' ? t('role.chair') : title,
    substituteFor && t('floor.substituteFor', { name: substituteFor }),
    siteName,
  ];
  return (
    <span className="who">
      {view.requestKind && view.requestKind !== 'contribution' && (
        <span className="kind">{t(`hall.kind_${view.requestKind}`)}</span>
      )}
      <strong className="name">{name}</strong>
      <span className="details">{details.filter(Boolean).join(' · ')}</span>
      {isLost && (
        <span className="line-lost" data-testid="line-lost">
          <UnlinkedIcon />
          {t('hall.lineLost')}
        </span>
      )}
    </span>
  );
}

function Other({ speaker: { view, name, title } }: { speaker: HallSpeaker }) {
  const { t } = useTranslation();
  const now = useNow();
  const { rules } = useSlice('floor').head;
  const clock = hallClock(view, rules, now);
  return (
    <li data-state={clock.state}>
      <strong className="name">{name}</strong>
      <span className="details">{view.kind === 'chair' ? t('role.chair') : title}</span>
      <span className="time">
        {clockText(clock)} {t(clock.isPaused ? 'hall.clock_paused' : `hall.clock_${clock.state}`)}
      </span>
    </li>
  );
}
