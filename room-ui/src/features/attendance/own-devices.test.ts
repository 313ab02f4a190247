import { expect, it } from 'vitest';
import type { MediaRow } from '#contract';
import { removableDevices } from './own-devices.ts';

const row = (endpointId: string, more: object) =>
  ({ endpointId, kind: 'personal', role: 'delegate', ...more }) as MediaRow;

it('knows the own devices of persons, not those of a room nor of those who run the meeting', () => {
  const media = {
    e1: row('e1', { personIds: ['an'] }),
    e2: row('e2', { kind: 'room', personIds: ['binh', 'chi'] }),
    e3: row('e3', { role: 'clerk', personIds: ['dao'] }),
    e4: row('e4', { kind: 'display', personIds: [] }),
  };
  expect(removableDevices(media)).toEqual({ an: 'e1' });
});
