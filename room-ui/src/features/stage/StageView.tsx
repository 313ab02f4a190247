/** The stage: whoever has the floor is large, everybody else small below; while nobody speaks all are equal. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSlice } from '../../session/SessionContext.tsx';
import { PeopleIcon } from '../../ui/icons.tsx';
import { Avatar } from '../../ui/Mark.tsx';
import { speakersOf } from '../floor/model.ts';
import { SpeakerBar } from '../floor/SpeakerBar.tsx';
import { bestGrid } from './grid.ts';
import { type Tile, tileOfPerson, tilesOf } from './model.ts';
import { TileView } from './TileView.tsx';
import './stage.css';

const gap = 8;

export function StageView() {
  const { t } = useTranslation();
  const names = useSlice('attendance').rows;
  const floor = useSlice('floor').head;
  const me = useSlice('me').head;
  const tiles = tilesOf(useSlice('media').rows, names, floor, me.endpointId);
  const [speaker] = speakersOf(floor, names);
  if (!speaker) {
    return (
      <section className="stage" aria-label={t('stage.others')}>
        {tiles.length > 0 ? <Grid tiles={tiles} /> : <Alone />}
      </section>
    );
  }
  const large = tileOfPerson(tiles, speaker.personId);
  const others = tiles.filter((tile) => tile !== large);
  return (
    <section className="stage speaking" aria-label={t('floor.speaking')}>
      <div className="main-picture">
        {large ? (
          <TileView key={large.endpointId} tile={large} isLarge hasMenu={false} />
        ) : (
          <div className="tile large" data-microphone="closed">
            <Avatar name={speaker.name} />
          </div>
        )}
      </div>
      <SpeakerBar />
      {others.length > 0 && (
        <div className="strip">
          {others.map((tile) => (
            <TileView key={tile.endpointId} tile={tile} />
          ))}
        </div>
      )}
    </section>
  );
}

function Grid({ tiles }: { tiles: readonly Tile[] }) {
  const area = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => entry && setSize(entry.contentRect));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  // Below this a face is not a face any more: the area scrolls instead.
  const tileWidth = Math.max(Math.min(size.width, 168), bestGrid(tiles.length, size.width, size.height, gap).tileWidth);
  return (
    <div className="grid" ref={area}>
      {size.width > 0 &&
        tiles.map((tile) => (
          <div key={tile.endpointId} style={{ width: tileWidth }}>
            <TileView tile={tile} />
          </div>
        ))}
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
