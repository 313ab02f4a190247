import { beforeEach, describe, expect, it } from 'vitest';
import type { EngineEar, EngineLevel, EngineRouter } from './engine.ts';
import { RoomSound } from './room-sound.ts';

/** As much of a router as has an ear. */
function hearing(): { router: EngineRouter; hear(levels: EngineLevel[], leaderId?: string): void } {
  let ear: EngineEar | undefined;
  const setEar = (given: EngineEar) => {
    ear = given;
  };
  const router = { setEar, listenTo: async () => {} };
  return {
    router: router as unknown as EngineRouter,
    hear: (levels, leaderId) => {
      if (leaderId) {
        ear?.onDominant(leaderId);
      }
      ear?.onLevels(levels);
    },
  };
}

describe('who leads in a room on two workers', () => {
  const open = new Set<string>();
  const near = hearing();
  const far = hearing();
  let leads: (string | null)[];

  /** Hà Nội is heard on the near worker, Huế on the far one, so loudly. */
  function hear(hanoiDbov: number | null, hueDbov: number | null): void {
    near.hear(hanoiDbov === null ? [] : [{ producerId: 'hanoi', levelDbov: hanoiDbov }], 'hanoi');
    far.hear(hueDbov === null ? [] : [{ producerId: 'hue', levelDbov: hueDbov }], 'hue');
  }

  beforeEach(async () => {
    open.clear();
    open.add('hanoi').add('hue');
    leads = [];
    const sound = new RoomSound({
      onLevels: () => {},
      onDominant: (peerId) => void leads.push(peerId),
      speakerOf: (producerId) => (open.has(producerId) ? producerId : undefined),
    });
    await sound.listen(near.router, 'hanoi');
    await sound.listen(far.router, 'hue');
  });

  it('is nobody who is named but not heard', () => {
    hear(null, null);
    expect(leads).toEqual([]);
  });

  it('does not jump to a voice that is hardly louder, and goes to one that is', () => {
    hear(-30, null);
    hear(-30, -26);
    expect(leads).toEqual(['hanoi']);
    hear(-30, -20);
    expect(leads).toEqual(['hanoi', 'hue']);
  });

  it('stays with who spoke last in a pause, and passes on when another is heard', () => {
    hear(-30, null);
    hear(null, null);
    expect(leads).toEqual(['hanoi']);
    hear(null, -50);
    expect(leads).toEqual(['hanoi', 'hue']);
  });

  it('passes on at once when the microphone of who leads closes', () => {
    hear(-20, null);
    hear(-20, -40);
    open.delete('hanoi');
    hear(-20, -40);
    expect(leads).toEqual(['hanoi', 'hue']);
    open.delete('hue');
    hear(null, null);
    expect(leads).toEqual(['hanoi', 'hue', null]);
  });
});
