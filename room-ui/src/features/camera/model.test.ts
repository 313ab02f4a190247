import { describe, expect, it } from 'vitest';
import type { AttendanceRow, CameraReport, CameraSetUp, CamerasRow, MediaRow, SiteId } from '#contract';
import { cameraSites, firstCameraOf, isReachable, isSteerable, pictureOf, standingOf } from './model.ts';
import { cameraPlace } from './offer.ts';
import { nextOpenSeat, seatRows, stepsOf } from './set-up-model.ts';

const now = 1_000_000;
const north = 'north' as SiteId;
const south = 'south' as SiteId;
const attendance = {
  d1: {
    personId: 'd1',
    name: 'Đại biểu Mẫu 1',
    rank: '',
    siteId: north,
    siteName: 'Bắc',
    seatId: 'a2',
    seatLabel: 'A2',
  },
  d2: {
    personId: 'd2',
    name: 'Đại biểu Mẫu 2',
    rank: 'GS',
    siteId: north,
    siteName: 'Bắc',
    seatId: null,
    seatLabel: '',
  },
  d3: {
    personId: 'd3',
    name: 'Đại biểu Mẫu 3',
    rank: '',
    siteId: south,
    siteName: 'Nam',
    seatId: 'b1',
    seatLabel: 'B1',
  },
} as unknown as Record<string, AttendanceRow>;

function camera(more: Partial<CameraReport> = {}): CameraReport {
  return {
    cameraId: 'one',
    name: 'Camera chính',
    state: 'ready',
    shot: 'overview',
    personId: null,
    isFramed: false,
    manualUntil: null,
    producerId: null,
    ...more,
  };
}

const kindOf = (more: Partial<CameraReport>, isAgentHere = true) =>
  standingOf(camera(more), isAgentHere, attendance, now).kind;

describe('what a camera does', () => {
  it('names who is framed or looked for', () => {
    expect(standingOf(camera({ shot: 'face', personId: 'd2', isFramed: true }), true, attendance, now)).toMatchObject({
      kind: 'framing',
      look: 'good',
      name: 'GS Đại biểu Mẫu 2',
    });
    expect(kindOf({ shot: 'seat', personId: 'd1' })).toBe('seeking');
    expect(kindOf({ shot: 'seat', personId: 'not-in-this-meeting', isFramed: true })).toBe('seat');
    expect(kindOf({})).toBe('overview');
    expect(kindOf({ shot: 'wall', personId: 'd1' })).toBe('wall');
  });

  it('says first what is wrong, and the hand before whom it shows', () => {
    const framed = { shot: 'face', personId: 'd1', isFramed: true, manualUntil: now + 24_000 } as const;
    expect(kindOf(framed, false)).toBe('agentAway');
    expect(kindOf({ ...framed, state: 'away' })).toBe('away');
    expect(kindOf({ ...framed, state: 'noPicture' })).toBe('noPicture');
    expect(kindOf({ state: 'notSetUp' })).toBe('notSetUp');
    expect(standingOf(camera(framed), true, attendance, now)).toMatchObject({ kind: 'manual', leftMs: 24_000 });
    expect(standingOf(camera(framed), true, attendance, now + 24_000).kind).toBe('framing');
  });

  it('obeys a hand without a picture, and not while it is away', () => {
    expect(isSteerable(camera({ state: 'noPicture' }), true)).toBe(true);
    expect(isSteerable(camera({ state: 'away' }), true)).toBe(false);
    expect(isSteerable(camera(), false)).toBe(false);
    expect(isSteerable(camera({ canTurn: false }), true)).toBe(false);
    expect(isReachable(camera({ canTurn: false }), true)).toBe(true);
  });
});

describe('the cameras of the sites', () => {
  const rows: Record<string, CamerasRow> = {
    south: { siteId: south, isAgentHere: true, cameras: [camera(), camera({ cameraId: 'two', isFramed: true })] },
  };

  it('are listed by site, those without a room agent too', () => {
    const sites = cameraSites(rows, attendance, {});
    expect(sites.map(({ name, isAgentHere, cameras }) => [name, isAgentHere, cameras.length])).toEqual([
      ['Bắc', false, 0],
      ['Nam', true, 2],
    ]);
  });

  it('are opened where somebody is framed, or at the site that was asked for', () => {
    const sites = cameraSites(rows, attendance, {});
    expect(firstCameraOf(sites, null)).toEqual(['south', 'two']);
    expect(firstCameraOf(sites, north)).toBeNull();
  });

  it('are opened at the one in somebody’s hand, to give it back', () => {
    const held = camera({ cameraId: 'held', shot: 'manual', manualUntil: now + 20_000 });
    const site = { siteId: south, name: 'Nam', isAgentHere: true, cameras: [camera({ isFramed: true }), held] };
    expect(firstCameraOf([site], south)).toEqual(['south', 'held']);
  });

  it('are a button of the bar while the meeting runs, and stand in the menu where there is no room or none is set up', () => {
    const inSession = { role: 'chair', rows, status: 'inSession', layout: 'medium' } as const;
    expect(cameraPlace(inSession)).toBe('bar');
    expect(cameraPlace({ ...inSession, layout: 'narrow' })).toBe('menu');
    expect(cameraPlace({ ...inSession, status: 'convened' })).toBe('menu');
    expect(cameraPlace({ ...inSession, rows: {} })).toBeNull();
    expect(cameraPlace({ ...inSession, rows: undefined, role: 'operator' })).toBe('menu');
  });

  it('have the picture that their producer sends', () => {
    const media = {
      agent: {
        endpointId: 'agent',
        producers: [
          { producerId: 'p1', source: 'camera', slot: 0, kind: 'video' },
          { producerId: 'p2', source: 'camera', slot: 2, kind: 'video' },
        ],
      },
    } as unknown as Record<string, MediaRow>;
    expect(pictureOf('p1', media)?.key).toBe('agent/camera');
    expect(pictureOf('p2', media)?.key).toBe('agent/camera/2');
    expect(pictureOf('gone', media)).toBeNull();
    expect(pictureOf(null, media)).toBeNull();
  });
});

describe('setting up', () => {
  const place = { panDegrees: 0, tiltDegrees: 0, heightDegrees: 2, presetToken: null };
  const setUp: CameraSetUp = {
    cameraId: 'one',
    name: 'Camera chính',
    address: '10.0.0.4',
    isTested: true,
    hasOverview: false,
    hasWall: true,
    seats: [
      { seatId: 'd2', ...place },
      { seatId: 'left-over', ...place },
    ],
  };

  it('lists the seats of the site, a person without a seat by themselves, and what a camera knows besides', () => {
    expect(seatRows(north, attendance, setUp)).toEqual([
      { seatId: 'd2', number: 1, label: '', name: 'GS Đại biểu Mẫu 2', isPlaced: true },
      { seatId: 'a2', number: 2, label: 'A2', name: 'Đại biểu Mẫu 1', isPlaced: false },
      { seatId: 'left-over', number: 3, label: '', name: '', isPlaced: true },
    ]);
  });

  it('goes on to the next seat that is not placed, past the end to the first', () => {
    const rows = [true, false, false, true, false].map((isPlaced, index) => ({
      ...{ seatId: `s${index + 1}`, number: index + 1, label: '', name: '', isPlaced },
    }));
    const after = (index: number) => nextOpenSeat(rows, rows[index] as (typeof rows)[number])?.seatId;
    expect([1, 2, 4].map(after)).toEqual(['s3', 's5', 's2']);
    const last = rows.map((row) => ({ ...row, isPlaced: row.number !== 5 }));
    expect(nextOpenSeat(last, last[4] as (typeof rows)[number])).toBeNull();
  });

  it('says what is missing still', () => {
    const missing = (seats: Parameters<typeof stepsOf>[1]) =>
      stepsOf(setUp, seats)
        .filter(({ isDone }) => !isDone)
        .map(({ step }) => step);
    expect(missing(seatRows(north, attendance, setUp))).toEqual(['overview', 'seats']);
    expect(missing([{ seatId: 'd2', number: 1, label: '', name: '', isPlaced: true }])).toEqual(['overview']);
    expect(missing([])).toEqual(['overview', 'seats']);
    expect(stepsOf({ ...setUp, isOverview: true }, []).map(({ step }) => step)).toEqual(['overview']);
    expect(stepsOf(setUp, [], false)).toEqual([]);
  });
});
