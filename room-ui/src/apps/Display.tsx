/** The hall's display: who speaks, in letters for the last row. It shows and never asks. */
import { useTranslation } from 'react-i18next';
import { AgendaStrip } from '../features/agenda/AgendaView.tsx';
import { Alerts } from '../features/connection/Alerts.tsx';
import { type CurrentSpeaker, speakersOf } from '../features/floor/model.ts';
import { QuorumMark, StatusMark } from '../features/header/MeetingHeader.tsx';
import { tileOfPerson, tilesOf } from '../features/stage/model.ts';
import { TileView } from '../features/stage/TileView.tsx';
import { MediaProvider } from '../media/MediaContext.tsx';
import { useNow, useSlice } from '../session/SessionContext.tsx';
import { clockTime, duration } from '../ui/format.ts';
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
    <MediaProvider>
      <div className="display" data-testid="display">
        <Alerts />
        {speaker ? <Speaker speaker={speaker} /> : <Idle title={title} />}
        <footer>
          <AgendaStrip />
          <Facts />
        </footer>
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
  const { name, title, siteName, kind, since } = speaker;
  return (
    <main className={tile ? '' : 'no-picture'}>
      {tile && <TileView key={tile.endpointId} tile={tile} isLarge hasMenu={false} />}
      <div className="name-strap" data-testid="name-strap">
        <span className="who">
          <strong>{name}</strong>
          <span>{[kind === 'chair' ? t('role.chair') : title, siteName].filter(Boolean).join(' · ')}</span>
        </span>
        <span className="time">{duration(now - since)}</span>
      </div>
    </main>
  );
}

function Idle({ title }: { title: string }) {
  const { t } = useTranslation();
  const { status, plannedStartAt } = useSlice('meeting').head;
  const isBefore = status === 'draft' || status === 'convened';
  return (
    <main className="idle">
      <h1>{title}</h1>
      <p>{isBefore ? t('meeting.plannedStart', { time: clockTime(plannedStartAt) }) : t(`status.${status}`)}</p>
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
