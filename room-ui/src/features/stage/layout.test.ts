import { describe, expect, it } from 'vitest';
import type { EndpointId } from '#contract';
import { planStage, type StageFacts } from './layout.ts';
import type { Tile } from './model.ts';

function tile(id: string, source: Tile['source'] = 'camera'): Tile {
  return { key: `${id}/${source}`, endpointId: id as EndpointId, source, slot: 0 } as Tile;
}

const [chair, north, south, screen] = [tile('chair'), tile('north'), tile('south'), tile('north', 'screen')];

function plan(part: Partial<StageFacts> = {}) {
  const { layout, large, beside, small, reason } = planStage({
    tiles: [chair, north, south],
    choice: 'auto',
    pinnedKey: null,
    spotlightId: null,
    speakerTile: undefined,
    hasSpeaker: false,
    dominantId: null,
    ...part,
  });
  return { layout, large: large?.key, beside: beside?.key, small: small.map(({ key }) => key), reason };
}

const speaking = { speakerTile: north, hasSpeaker: true };

describe('layout', () => {
  it('is a grid of all while nobody speaks', () => {
    expect(plan()).toMatchObject({ layout: 'grid', small: [chair.key, north.key, south.key] });
  });

  it('follows the floor, and not a mere voice', () => {
    expect(plan(speaking)).toMatchObject({ layout: 'speaker', large: north.key, small: [chair.key, south.key] });
    expect(plan({ dominantId: south.endpointId })).toMatchObject({ layout: 'grid' });
  });

  it('keeps the place of a speaker without a device', () => {
    expect(plan({ hasSpeaker: true })).toMatchObject({ layout: 'speaker', large: undefined });
  });

  it('shows a screen large with the speaker beside it', () => {
    const tiles = [screen, chair, north, south];
    expect(plan({ ...speaking, tiles })).toMatchObject({
      layout: 'presentation',
      large: screen.key,
      beside: north.key,
      small: [chair.key, south.key],
    });
    expect(plan({ tiles })).toMatchObject({ beside: chair.key });
    expect(plan({ tiles, dominantId: south.endpointId })).toMatchObject({ beside: south.key });
  });

  it('lets the spotlight win over the floor, and what a viewer chose over both', () => {
    const lit = { ...speaking, spotlightId: south.endpointId };
    expect(plan(lit)).toMatchObject({ large: south.key, reason: 'spotlight' });
    expect(plan({ ...lit, choice: 'grid' })).toMatchObject({ layout: 'grid' });
    expect(plan({ ...lit, pinnedKey: chair.key })).toMatchObject({ large: chair.key, reason: 'pinned' });
  });

  it('shows a screen small to a viewer who wants the speaker large', () => {
    const tiles = [screen, chair, north];
    expect(plan({ ...speaking, tiles, choice: 'speaker' })).toMatchObject({
      large: north.key,
      small: [screen.key, chair.key],
    });
  });

  it('shows the loudest large where the speaker is wished for and nobody has the floor', () => {
    expect(plan({ choice: 'speaker', dominantId: south.endpointId })).toMatchObject({
      large: south.key,
      reason: 'voice',
    });
  });

  it('forgets a pin whose picture is gone', () => {
    expect(plan({ pinnedKey: 'gone/camera' })).toMatchObject({ layout: 'grid' });
  });
});
