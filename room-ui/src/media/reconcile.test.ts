import { describe, expect, it } from 'vitest';
import type { EndpointId, MediaRow } from '#contract';
import { difference, hasLostOwn, maySendSound, wantedProducers } from './reconcile.ts';

const [own, other] = ['own', 'other'] as EndpointId[] as [EndpointId, EndpointId];

function row(endpointId: EndpointId, ...producerIds: string[]): MediaRow {
  return {
    endpointId,
    label: '',
    kind: 'personal',
    role: 'delegate',
    siteId: null,
    personIds: [],
    isConnected: true,
    isMuted: false,
    isMicrophoneOpen: false,
    producers: producerIds.map((producerId) => ({ producerId, slot: 0, source: 'camera', kind: 'video' })),
    shownIds: [],
    isHeard: false,
    quality: null,
    line: null,
  };
}

describe('what a page receives', () => {
  it('is everything of everybody else', () => {
    const wanted = wantedProducers({ own: row(own, 'a'), other: row(other, 'b', 'c') }, own);
    expect(wanted.map((producer) => [producer.endpointId, producer.producerId])).toEqual([
      [other, 'b'],
      [other, 'c'],
    ]);
  });

  it('differs from what it has by what came and what went', () => {
    const wanted = wantedProducers({ other: row(other, 'b', 'c') }, own);
    const { missing, surplus } = difference(wanted, new Set(['b', 'x']));
    expect(missing.map((producer) => producer.producerId)).toEqual(['c']);
    expect(surplus).toEqual(['x']);
  });
});

describe('own microphone', () => {
  it('sends only with the floor and without an own mute', () => {
    expect(maySendSound(true, false)).toBe(true);
    expect(maySendSound(true, true)).toBe(false);
    expect(maySendSound(false, false)).toBe(false);
  });
});

describe('after a reconnect', () => {
  it('notices that the server lost what this page sends', () => {
    expect(hasLostOwn({ own: row(own) }, own, ['a'])).toBe(true);
    expect(hasLostOwn({ own: row(own, 'a') }, own, ['a'])).toBe(false);
    expect(hasLostOwn({ own: row(own) }, own, [])).toBe(false);
    expect(hasLostOwn({}, own, ['a'])).toBe(false);
  });
});
