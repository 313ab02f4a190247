import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EndpointId } from '../domain/ids.ts';
import {
  cameraLayerBps,
  decidePictures,
  expectedBps,
  type Picture,
  spatialLayerFor,
  type ViewerFacts,
} from './media-policy.ts';

function camera(name: string): Picture {
  return { consumerId: `c-${name}`, producerId: `p-${name}`, endpointId: name as EndpointId, source: 'camera' };
}

const screen: Picture = { ...camera('laptop'), consumerId: 'c-screen', producerId: 'p-screen', source: 'screen' };
const idsOf = (...names: string[]) => new Set(names as EndpointId[]);

function facts(
  pictures: readonly Picture[],
  heights: Record<string, number>,
  part: Partial<ViewerFacts> = {},
): ViewerFacts {
  const sizes = Object.entries(heights).map(([name, height]) => {
    return [`p-${name}`, { width: Math.round((height * 16) / 9), height }] as const;
  });
  return {
    pictures,
    shown: new Map(sizes),
    speakerEndpointIds: new Set(),
    spotlightEndpointId: null,
    lastN: 25,
    budgetBps: null,
    othersBps: null,
    layersBefore: new Map(),
    ...part,
  };
}

describe('layer of a picture', () => {
  it.each([
    [90, 0],
    [180, 0],
    [181, 1],
    [360, 1],
    [361, 2],
    [1080, 2],
  ])('of %i lines is %i', (lines, layer) => {
    expect(spatialLayerFor(lines, undefined)).toBe(layer);
  });

  it.each([
    [190, 0, 0],
    [210, 0, 1],
    [170, 1, 1],
    [155, 1, 0],
    [380, 1, 1],
    [420, 1, 2],
    [330, 2, 2],
    [310, 2, 1],
    [720, 0, 2],
    [90, 2, 0],
  ])('of %i lines after layer %i is %i', (lines, before, layer) => {
    expect(spatialLayerFor(lines, before)).toBe(layer);
  });
});

describe('pictures of a viewer', () => {
  it('are paused while they are not shown', () => {
    const orders = decidePictures(facts([camera('a'), camera('b')], { a: 200 }));
    expect(orders.get('c-a')).toMatchObject({ isPaused: false, layers: { spatialLayer: 1, temporalLayer: 2 } });
    expect(orders.get('c-b')).toMatchObject({ isPaused: true });
  });

  it('are all sent to a page that never told what it shows', () => {
    const orders = decidePictures(facts([camera('a'), camera('b')], {}, { shown: null, lastN: 1 }));
    expect([...orders.values()].some(({ isPaused }) => isPaused)).toBe(false);
  });

  it('are at most last-N cameras, and always the speaker and the shared screen', () => {
    const names = ['a', 'b', 'c', 'd'];
    const heights = { a: 300, b: 300, c: 300, d: 90, screen: 700 };
    const part = { lastN: 2, speakerEndpointIds: idsOf('d') };
    const orders = decidePictures(facts([...names.map(camera), screen], heights, part));
    const running = [...orders].filter(([, { isPaused }]) => !isPaused).map(([id]) => id);
    expect(running.sort()).toEqual(['c-a', 'c-d', 'c-screen']);
  });

  it('are important in order: speaker, screen, spotlight, size', () => {
    const pictures = [camera('speaker'), screen, camera('lit'), camera('large'), camera('small')];
    const heights = { speaker: 90, screen: 700, lit: 90, large: 700, small: 90 };
    const part = { speakerEndpointIds: idsOf('speaker'), spotlightEndpointId: 'lit' as EndpointId };
    const orders = decidePictures(facts(pictures, heights, part));
    const priorities = pictures.map(({ consumerId }) => orders.get(consumerId)?.priority ?? 0);
    expect(priorities[0]).toBe(255);
    expect(priorities).toEqual(priorities.toSorted((one, other) => other - one));
  });

  it('keep the speaker sharp on a thin line and let the others wait', () => {
    const names = Array.from({ length: 30 }, (_, index) => `s${index}`);
    const heights = Object.fromEntries(names.map((name) => [name, 120]));
    const part = { speakerEndpointIds: idsOf('s7'), budgetBps: 1_600_000 };
    const orders = decidePictures(facts(names.map(camera), { ...heights, s7: 720 }, part));
    expect(orders.get('c-s7')).toMatchObject({ isPaused: false, layers: { spatialLayer: 2 } });
    const running = [...orders.values()].filter(({ isPaused }) => !isPaused);
    expect(running.length).toBeGreaterThanOrEqual(3);
    expect(running.length).toBeLessThan(10);
  });

  it('leave the others what a line that bears less has for them, and the speaker all that was ordered', () => {
    const part = { speakerEndpointIds: idsOf('a'), othersBps: cameraLayerBps[0] };
    const orders = decidePictures(facts(['a', 'b', 'c'].map(camera), { a: 720, b: 200, c: 150 }, part));
    expect(orders.get('c-a')).toMatchObject({ isPaused: false, layers: { spatialLayer: 2 } });
    expect(orders.get('c-b')).toMatchObject({ isPaused: false, layers: { spatialLayer: 0 } });
    expect(orders.get('c-c')).toMatchObject({ isPaused: true });
  });

  it('give the speaker what fits when nothing larger does', () => {
    const part = { speakerEndpointIds: idsOf('a'), budgetBps: cameraLayerBps[1] };
    const orders = decidePictures(facts([camera('a'), camera('b')], { a: 720, b: 200 }, part));
    expect(orders.get('c-a')).toMatchObject({ isPaused: false, layers: { spatialLayer: 1 } });
    expect(orders.get('c-b')).toMatchObject({ isPaused: true });
  });

  it('never take more than the budget, and never show what is not drawn, whatever there is', () => {
    const height = fc.integer({ min: 1, max: 2_000 });
    const shown = fc.uniqueArray(fc.record({ id: fc.integer({ min: 0, max: 40 }), height }), {
      selector: ({ id }) => id,
    });
    const given = fc.record({
      shown,
      speaker: fc.integer({ min: 0, max: 40 }),
      budgetBps: fc.option(fc.integer({ min: 0, max: 20_000_000 })),
      lastN: fc.integer({ min: 1, max: 30 }),
      hasScreen: fc.boolean(),
    });
    fc.assert(
      fc.property(given, ({ shown: drawn, speaker, budgetBps, lastN, hasScreen }) => {
        const cameras = Array.from({ length: 41 }, (_, index) => camera(String(index)));
        const pictures = hasScreen ? [...cameras, screen] : cameras;
        const heights = Object.fromEntries(drawn.map(({ id, height: lines }) => [String(id), lines]));
        const part = { speakerEndpointIds: idsOf(String(speaker)), budgetBps, lastN };
        const all = facts(pictures, { ...heights, screen: 700 }, part);
        const orders = decidePictures(all);
        let sum = 0;
        let running = 0;
        for (const { consumerId, producerId, source } of pictures) {
          const order = orders.get(consumerId);
          if (!order) throw new Error('a picture without an order');
          if (order.isPaused) continue;
          expect(all.shown?.has(producerId)).toBe(true);
          sum += expectedBps(source, order.layers);
          if (source === 'camera') running += 1;
        }
        expect(sum).toBeLessThanOrEqual(budgetBps ?? Number.POSITIVE_INFINITY);
        expect(running).toBeLessThanOrEqual(lastN + 1);
        const wantsSpeaker = heights[String(speaker)] !== undefined;
        if (wantsSpeaker && budgetBps === null) expect(orders.get(`c-${speaker}`)?.isPaused).toBe(false);
      }),
    );
  });
});
