import { describe, expect, it } from 'vitest';
import type { PeerStats } from '#sfu';
import { judgeDevice } from './meeting-lines.ts';

const sending = { isConnected: true, isSending: true };

describe('a device at the roll call', () => {
  it('passes when its picture moves on, its microphone is there and its line is good', () => {
    const judged = judgeDevice([stats({ bytes: 1_000 }), stats({ bytes: 50_000 })], sending);
    expect(judged).toEqual({ faults: [], roundTripMs: 40, lossRatio: 0.01, pictureBps: 600_000 });
  });

  it('fails with each thing that is wrong', () => {
    const seen = (more: Parameters<typeof stats>[0]) => [stats({ ...more, bytes: 1 }), stats({ bytes: 9, ...more })];
    expect(judgeDevice(seen({ lossRatio: 0.06 }), sending).faults).toEqual(['highLoss']);
    expect(judgeDevice(seen({ roundTripMs: 420 }), sending).faults).toEqual(['slow']);
    expect(judgeDevice(seen({ score: 3 }), sending).faults).toEqual(['weakPicture']);
    expect(judgeDevice(seen({ hasMicrophone: false }), sending).faults).toEqual(['noMicrophone']);
    expect(judgeDevice([stats({ bytes: 7 }), stats({ bytes: 7 })], sending).faults).toEqual(['noPicture']);
    expect(judgeDevice([null, null], sending).faults).toEqual(['noMedia']);
    expect(judgeDevice(seen({}), { ...sending, isConnected: false }).faults).toEqual(['notConnected']);
  });

  it('that only looks on needs neither camera nor microphone', () => {
    const seen = [stats({ bytes: 0, hasMicrophone: false }), stats({ bytes: 0, hasMicrophone: false })];
    expect(judgeDevice(seen, { isConnected: true, isSending: false }).faults).toEqual([]);
  });
});

function stats({
  bytes = 1,
  lossRatio = 0.01,
  roundTripMs = 40,
  score = 10,
  hasMicrophone = true,
}: {
  bytes?: number;
  lossRatio?: number;
  roundTripMs?: number;
  score?: number;
  hasMicrophone?: boolean;
}): PeerStats {
  const counters = { slot: 0, isOpen: true, packetsReceived: 1, packetsLost: 0, bitrateBps: 600_000, score };
  const line = { protocol: 'udp', iceState: 'connected', bitrateBps: 1, availableBps: null } as const;
  const camera = { ...counters, producerId: 'c', source: 'camera', kind: 'video', bytesReceived: bytes } as const;
  const microphone = { ...counters, producerId: 'm', source: 'microphone', kind: 'audio', bytesReceived: 0 } as const;
  return {
    peerId: 'p',
    lines: [
      { ...line, direction: 'send', roundTripMs, lossRatio },
      { ...line, direction: 'receive', roundTripMs, lossRatio: null },
    ],
    producers: hasMicrophone ? [camera, microphone] : [camera],
    consumers: [],
  };
}
