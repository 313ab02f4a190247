/** Who is on the hall's display while somebody speaks, in which order, with which clock and which picture. Pure. */
import type { AttendanceRow, EndpointId, FloorHead, SpeakerView } from '#contract';
import { duration } from '../../ui/format.ts';
import { formalName, substitutedName } from '../attendance/model.ts';
import { clockStateOf, openMsAt, remainingMsAt } from '../floor/time.ts';
import type { Tile } from '../stage/model.ts';

export type HallSpeaker = {
  view: SpeakerView;
  name: string;
  title: string;
  siteName: string;
  /** For whom the person stands in, or empty. */
  substituteFor: string;
};

/**
 * The one in the strap comes first: a delegate before the chair, who may speak beside them; one whose clock runs before
 * one who is paused; among several, who was given the floor last.
 */
export function hallSpeakers(floor: Pick<FloorHead, 'speakers'>, names: Record<string, AttendanceRow>): HallSpeaker[] {
  return floor.speakers
    .toSorted(
      (one, other) =>
        Number(one.kind === 'chair') - Number(other.kind === 'chair') ||
        Number(one.pausedSince !== null) - Number(other.pausedSince !== null) ||
        other.since - one.since,
    )
    .map((view) => {
      const row = names[view.personId];
      return {
        view,
        name: formalName(row),
        title: row?.title ?? '',
        siteName: row?.siteName ?? '',
        substituteFor: substitutedName(row, names),
      };
    });
}

export type HallClock = {
  state: 'elapsed' | 'calm' | 'warning' | 'over';
  isPaused: boolean;
  /** What is left, by how much it is over, or how long it took where there is no limit. */
  shownMs: number;
  /** How much of the ring is drawn, from 0 to 1. */
  share: number;
};

export function hallClock(speaker: SpeakerView, rules: FloorHead['rules'], now: number): HallClock {
  const isPaused = speaker.pausedSince !== null;
  const leftMs = remainingMsAt(speaker, now);
  if (leftMs === null) return { state: 'elapsed', isPaused, shownMs: openMsAt(speaker, now), share: 1 };
  const state = clockStateOf(speaker, rules, now);
  if (leftMs <= 0) return { state, isPaused, shownMs: -leftMs, share: 1 };
  const allMs = (speaker.budgetMs ?? 0) + speaker.extendedMs;
  return { state, isPaused, shownMs: leftMs, share: Math.min(1, leftMs / allMs) };
}

/** A second that has begun is shown as left, so that nothing is left only when the time is over. */
export function clockText({ state, shownMs }: HallClock): string {
  if (state === 'over') return `−${duration(shownMs)}`;
  return duration(state === 'elapsed' ? shownMs : shownMs + 999);
}

/** True while nothing comes from where the person sits. */
export function isLineLost({ pausedBy }: Pick<SpeakerView, 'pausedBy'>, tile: Tile | undefined): boolean {
  return pausedBy.includes('siteLost') || tile?.quality === 'lost';
}

export type HallPictures = {
  large: Tile | undefined;
  /** The speaker, small, beside what is large instead. */
  beside: Tile | undefined;
};

/** A shared screen is large, then whom the chair shows to everybody, then the speaker. */
export function hallPictures(
  tiles: readonly Tile[],
  speakerTile: Tile | undefined,
  spotlightId: EndpointId | null,
): HallPictures {
  const shown = (tile: Tile | undefined) => (tile?.hasPicture ? tile : undefined);
  const screen = tiles.find(({ source }) => source === 'screen');
  const spotlight = tiles.find((tile) => tile.endpointId === spotlightId && tile.source === 'camera');
  const large = screen ?? shown(spotlight) ?? shown(speakerTile);
  const beside = large?.key === speakerTile?.key ? undefined : shown(speakerTile);
  return { large, beside };
}
