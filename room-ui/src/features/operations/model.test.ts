import { describe, expect, it } from 'vitest';
import type { AttendanceRow, MediaRow } from '#contract';
import { type Figures, lineRows } from './model.ts';

const line = {
  direction: 'send',
  protocol: 'udp',
  isRelayed: false,
  isConnected: true,
  bitrateBps: 900_000,
  availableBps: null,
  roundTripMs: 40,
  lossRatio: 0.01,
} as const;
const camera = {
  source: 'camera',
  kind: 'video',
  isOpen: true,
  bitrateBps: 900_000,
  score: 10,
  framesPerSecond: 30,
} as const;
const person = { personId: 'p1', name: 'Đại biểu Mẫu 2', siteId: 's1', siteName: 'Xã Bắc' } as unknown as AttendanceRow;
const device = {
  endpointId: 'e1',
  label: 'Máy',
  kind: 'personal',
  role: 'delegate',
  siteId: 's1',
  personIds: ['p1'],
  isConnected: true,
  isMicrophoneOpen: false,
  producers: [{ producerId: 'm', source: 'microphone', kind: 'audio' }],
} as unknown as MediaRow;

describe('the operator’s board', () => {
  it.each([
    ['none', {}, {}, {}],
    ['away', { isConnected: false }, {}, {}],
    ['noPath', {}, { isConnected: false }, {}],
    ['highLoss', {}, { lossRatio: 0.06, roundTripMs: 900 }, {}],
    ['slow', {}, { roundTripMs: 400 }, {}],
    ['noPicture', {}, {}, { bitrateBps: 0 }],
    ['weakPicture', {}, {}, { score: 2 }],
    ['noMicrophone', { producers: [] }, {}, {}],
    ['fewFrames', {}, {}, { framesPerSecond: 6 }],
    ['none', {}, {}, { framesPerSecond: null }],
    ['tcp', {}, { protocol: 'tcp' }, {}],
    ['tcp', {}, { protocol: 'tcp', isRelayed: true }, {}],
  ] as const)('advises %s', (advice, media, changedLine, changedCamera) => {
    const figures = figuresOf([{ ...line, ...changedLine }], [{ ...camera, ...changedCamera }]);
    const [row] = lineRows(figures, { e1: { ...device, ...media } as MediaRow }, { p1: person });
    expect(row?.advice).toBe(advice);
    expect(row).toMatchObject({ siteName: 'Xã Bắc', label: 'Đại biểu Mẫu 2' });
  });

  it.each([
    ['directUdp', { isRelayed: false }],
    ['relayUdp', { isRelayed: true }],
    ['relayTcp', { isRelayed: true, protocol: 'tcp' }],
    ['udp', { isRelayed: null }],
  ] as const)('tells a line that goes %s, also when the other direction is better', (path, changed) => {
    const figures = figuresOf(
      [
        { ...line, direction: 'receive' },
        { ...line, ...changed },
      ],
      [camera],
    );
    const all = changed.isRelayed === null ? figuresOf([{ ...line, ...changed }], [camera]) : figures;
    const [row] = lineRows(all, { e1: device }, { p1: person });
    expect(row?.path).toBe(path);
    expect(row?.pictures).toEqual([{ source: 'camera', bitrateBps: 900_000, framesPerSecond: 30 }]);
  });

  it('names sites that nobody joined from, with the last test of somebody there, before those that are well', () => {
    const away = { ...person, personId: 'p2', siteId: 's2', siteName: 'Xã Nam' } as unknown as AttendanceRow;
    const test = { verdict: 'poor', personId: 'p2', siteId: 's2', at: 5 } as Figures['tests'][number];
    const rows = lineRows({ ...figuresOf([line], [camera]), tests: [test] }, { e1: device }, { p1: person, p2: away });
    expect(rows.map(({ siteName, advice }) => [siteName, advice])).toEqual([
      ['Xã Nam', 'missing'],
      ['Xã Bắc', 'none'],
    ]);
    expect(rows[0]?.test?.verdict).toBe('poor');
  });

  it('says of a device without figures that it has no picture and sound', () => {
    const [row] = lineRows(figuresOf([], []), { e1: device }, { p1: person });
    expect(row?.advice).toBe('noMedia');
  });
});

function figuresOf(
  lines: Figures['endpoints'][number]['lines'],
  producers: Figures['endpoints'][number]['producers'],
): Figures {
  return {
    endpoints: [{ endpointId: 'e1', connectedSince: 1, lines, producers }],
    workers: [],
    tests: [],
    rollCall: null,
  };
}
