import { describe, expect, it } from 'vitest';
import { arrivalsOf, noPatience, type Patience, patienceAfter } from './patience.ts';

const start = { packets: 0, lost: 0, roundTripMs: 40 };
const looked = (before: Patience, lost: number, roundTripMs = 40) =>
  patienceAfter(before, start, { packets: 200 - lost, lost, roundTripMs });

describe('how long a picture waits', () => {
  it('is the browser’s to say on a line that loses nothing', () => {
    expect(looked(noPatience, 0)).toEqual(noPatience);
    expect(looked(noPatience, 1)).toEqual(noPatience);
  });

  it('is long enough to be sent twice on a line that loses 3 of 100', () => {
    expect(looked(noPatience, 6).waitMs).toBe(200);
    expect(looked(noPatience, 6, 100).waitMs).toBe(350);
  });

  it('has an end however long the way is', () => {
    expect(looked(noPatience, 20, 900).waitMs).toBe(400);
  });

  it('does not swing with the round trip', () => {
    expect(looked({ waitMs: 350, quietLooks: 3 }, 6, 40)).toEqual({ waitMs: 350, quietLooks: 0 });
  });

  it('ends only when the line has lost next to nothing for half a minute', () => {
    let patience = looked(noPatience, 6);
    for (let look = 0; look < 14; look += 1) patience = looked(patience, 0);
    expect(patience.waitMs).toBe(200);
    expect(looked(patience, 1).quietLooks).toBe(0);
    expect(looked(patience, 0)).toEqual(noPatience);
  });

  it('stays as it is while too little comes, or a picture took its counters with it', () => {
    const patience = looked(noPatience, 6);
    expect(patienceAfter(patience, start, { packets: 10, lost: 5, roundTripMs: 40 })).toBe(patience);
    expect(patienceAfter(patience, { ...start, lost: 9 }, { packets: 900, lost: 2, roundTripMs: 40 })).toBe(patience);
  });
});

describe('what has come in', () => {
  it('is counted over sound and pictures, without the probes of the worker', () => {
    const stats = [
      { type: 'inbound-rtp', kind: 'audio', packetsReceived: 100, packetsLost: 2 },
      { type: 'inbound-rtp', kind: 'video', packetsReceived: 300, packetsLost: 9, framesDecoded: 250 },
      { type: 'inbound-rtp', kind: 'video', packetsReceived: 170, packetsLost: 190, framesDecoded: 0 },
      { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.045 },
      { type: 'candidate-pair', nominated: false, currentRoundTripTime: 3 },
    ];
    expect(arrivalsOf(stats)).toEqual({ packets: 400, lost: 11, roundTripMs: 45 });
  });
});
