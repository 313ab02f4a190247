/** The hall's display: who speaks, in letters for the last row. It shows and never asks, but for its sound. */

import { AgendaStrip } from '../features/agenda/AgendaStrip.tsx';
import { itemsInOrder, nextItem } from '../features/agenda/model.ts';
import { Alerts } from '../features/connection/Alerts.tsx';
import { type CurrentSpeaker, speakersOf } from '../features/floor/model.ts';
import { QuorumMark, StatusMark } from '../features/header/marks.tsx';
import { tileOfPerson, tilesOf } from '../features/stage/model.ts';
import { TileView } from '../features/stage/TileView.tsx';
import { useTranslation } from '../i18n/use-translation.ts';
import { MediaProvider } from '../media/MediaContext.tsx';
import { useNow, useSlice } from '../session/SessionContext.tsx';
import { clockTime, dayAndTime, duration } from '../ui/format.ts';
import { useTitle } from '../ui/use-title.ts';
import { useWakeLock } from '../ui/use-wake-lock.ts';
import '../features/stage/stage.css';
import './display.css';

export function Display() {
  const { title } = useSlice('meeting').head;
  const names = useSlice('attendance').rows;
  const [speaker] = speakersOf(useSlice('floor').head, names);
  useTitle(title);
  useWakeLock();
  return (
    <MediaProvider isSoundChecked>
      <div className="display" data-testid="display">
        <div className="scene">
          {speaker ? <Speaker speaker={speaker} /> : <Idle />}
          <footer>
            <AgendaStrip />
            <Facts />
          </footer>
        </div>
        <Alerts isDisplay />
      </div>
    </MediaProvider>
  );
}

function Speaker({ speaker }: { speaker: CurrentSpeaker }) {
  const { t } = useTranslation();
  const now = useNow();
  const names = useSlice('attendance').rows;
  const floor = useSlice('floor').head;
  const me = useSlice('me').head;
  const tile = tileOfPerson(tilesOf(useSlice('media').rows, names, floor, me.endpointId), speaker.personId);
  const { name, title, siteName, substituteFor, kind, since } = speaker;
  const details = [
    kind === 'chair' ? t('role.chair') : title,
    substituteFor && t('floor.substituteFor', { name: substituteFor }),
    siteName,
  ];
  return (
    <main className={tile?.hasPicture ? '' : 'no-picture'}>
      {tile?.hasPicture && <TileView key={tile.key} tile={tile} isLarge />}
      <div className="name-strap" data-testid="name-strap">
        <span className="who">
          <strong>{name}</strong>
          <span>{details.filter(Boolean).join(' · ')}</span>
        </span>
        <span className="time" role="timer" aria-live="off">
          {duration(now - since)}
        </span>
      </div>
    </main>
  );
}

/** Nobody speaks: what meeting this is, and what comes next. */
function Idle() {
  const { t } = useTranslation();
  const { bodyName, title, place, status, plannedStartAt } = useSlice('meeting').head;
  const { head, rows } = useSlice('agenda');
  const isBefore = status === 'draft' || status === 'convened';
  const next = isBefore || status === 'inSession' ? nextItem(itemsInOrder(rows), head) : undefined;
  return (
    <main className="idle">
      {bodyName && <p className="body">{bodyName}</p>}
      <h1>{title}</h1>
      <p>{isBefore ? [dayAndTime(plannedStartAt), place].filter(Boolean).join(' · ') : t(`status.${status}`)}</p>
      {next && <p className="next">{t('agenda.next', { title: next.title })}</p>}
    </main>
  );
}

function Facts() {
  const now = useNow();
  return (
    <p className="facts">
      <StatusMark status={useSlice('meeting').head.status} />
      <QuorumMark />
      <time>{clockTime(now)}</time>
    </p>
  );
}
