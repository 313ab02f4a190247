import { describe, expect, it } from 'vitest';
import type { PeerStats } from '#sfu';
import type { PageReport } from '../service/page-reports.ts';
import { type DeviceFacts, judgeDevice } from './roll-call-judge.ts';

const quiet: DeviceFacts = { isConnected: true, isSending: true, peakDbov: null, isVoiceElsewhere: false };
const speaking: DeviceFacts = { ...quiet, peakDbov: -31.6 };

describe('a device at the roll call', () => {
  it('passes when its picture moves on, its voice is heard and its line is good', () => {
    expect(judge([stats({ bytes: 1_000 }), stats({ bytes: 50_000 })], speaking)).toEqual({
      faults: [],
      roundTripMs: 40,
      lossRatio: 0.01,
      pictureBps: 600_000,
      sound: { state: 'heard', levelDbov: -32 },
      received: null,
    });
  });

  it('fails with each thing that is wrong', () => {
    const seen = (more: Parameters<typeof stats>[0]) => [stats({ ...more, bytes: 1 }), stats({ bytes: 9, ...more })];
    expect(judge(seen({ lossRatio: 0.06 }), speaking).faults).toEqual(['highLoss']);
    expect(judge(seen({ roundTripMs: 420 }), speaking).faults).toEqual(['slow']);
    expect(judge(seen({ score: 3 }), speaking).faults).toEqual(['weakPicture']);
    expect(judge(seen({ hasMicrophone: false })).faults).toEqual(['noMicrophone']);
    expect(judge([stats({ bytes: 7 }), stats({ bytes: 7 })], speaking).faults).toEqual(['noPicture']);
    expect(judge([null, null]).faults).toEqual(['noMedia']);
    expect(judge(seen({}), { ...speaking, isConnected: false }).faults).toEqual(['notConnected']);
  });

  it('tells a microphone that is closed from one without sound and from one without a voice', () => {
    const withSound = (first: number, last: number, isOpen = true) => [
      stats({ bytes: 1, soundBytes: first, isOpen }),
      stats({ bytes: 9, soundBytes: last, isOpen }),
    ];
    const closed = judge(withSound(5, 5, false));
    expect([closed.sound, closed.faults]).toEqual([{ state: 'closed', levelDbov: null }, []]);
    const noPackets = judge(withSound(5, 5));
    expect([noPackets.sound?.state, noPackets.faults]).toEqual(['noPackets', ['noSound']]);
    const silent = judge(withSound(5, 900), { ...quiet, peakDbov: -62 });
    expect([silent.sound, silent.faults]).toEqual([{ state: 'silent', levelDbov: -62 }, []]);
  });

  it('is heard by either of two microphones, and told when one of them sends nothing', () => {
    const withBoth = (second: number) => [
      stats({ bytes: 1, soundBytes: 5, isOpen: true, secondSoundBytes: 5 }),
      stats({ bytes: 9, soundBytes: 900, isOpen: true, secondSoundBytes: second }),
    ];
    const good = judge(withBoth(900), speaking);
    expect([good.sound, good.faults]).toEqual([{ state: 'heard', levelDbov: -32 }, []]);
    const half = judge(withBoth(5), speaking);
    expect([half.sound?.state, half.faults]).toEqual(['heard', ['noSound']]);
  });

  it('that only looks on needs neither camera nor microphone', () => {
    const seen = [stats({ bytes: 0, hasMicrophone: false }), stats({ bytes: 0, hasMicrophone: false })];
    expect(judge(seen, { ...quiet, isSending: false })).toMatchObject({ faults: [], sound: null });
  });

  it('says by itself what it shows and plays of what it is sent', () => {
    const sent = [stats({ bytes: 1, isReceiving: true }), stats({ bytes: 9, isReceiving: true })];
    const told = (frames: number, energy: number) => [report(1_000, 10, 0.5), report(4_000, 10 + frames, 0.5 + energy)];
    const elsewhere = { ...speaking, isVoiceElsewhere: true };
    const good = judge(sent, elsewhere, told(75, 0.1));
    expect([good.received, good.faults]).toEqual([{ framesPerSecond: 25, isSoundPlayed: true }, []]);
    const deaf = judge(sent, elsewhere, told(0, 0));
    expect(deaf.faults).toEqual(['noPictureSeen', 'noSoundPlayed']);
    // Nobody spoke: nothing can be said of the sound.
    expect(judge(sent, speaking, told(75, 0)).received).toEqual({ framesPerSecond: 25, isSoundPlayed: null });
    expect(judge(sent, elsewhere, [report(1, 2, 3), null]).received).toBeNull();
  });
});

function judge(
  seen: readonly (PeerStats | null)[],
  facts: DeviceFacts = quiet,
  reports: readonly (PageReport | null)[] = [],
): ReturnType<typeof judgeDevice> {
  return judgeDevice(
    seen.map((one, index) => ({ stats: one, report: reports[index] ?? null })),
    facts,
  );
}

function report(at: number, framesDecoded: number, soundEnergy: number): PageReport {
  return { at, sent: [], lines: [], received: { framesDecoded, soundEnergy } };
}

type Changes = {
  bytes?: number;
  lossRatio?: number;
  roundTripMs?: number;
  score?: number;
  hasMicrophone?: boolean;
  soundBytes?: number;
  /** Of a second microphone, where there is one. */
  secondSoundBytes?: number;
  isOpen?: boolean;
  isReceiving?: boolean;
};

function stats({
  bytes = 1,
  lossRatio = 0.01,
  roundTripMs = 40,
  score = 10,
  hasMicrophone = true,
  soundBytes = 0,
  secondSoundBytes,
  isOpen = false,
  isReceiving = false,
}: Changes): PeerStats {
  const counters = { slot: 0, packetsReceived: 1, packetsLost: 0, bitrateBps: 600_000, layerBps: [], score };
  const line = { protocol: 'udp', iceState: 'connected', bitrateBps: 1, availableBps: null } as const;
  const camera = { source: 'camera', kind: 'video', isOpen: true, bytesReceived: bytes } as const;
  const microphone = { source: 'microphone', kind: 'audio', isOpen, bytesReceived: soundBytes } as const;
  const consumer = { isPaused: false, spatialLayer: null, sentLayer: null, bitrateBps: 30_000, score: 10 };
  const kinds = isReceiving ? (['audio', 'video'] as const) : [];
  return {
    peerId: 'p',
    lines: [
      { ...line, direction: 'send', roundTripMs, lossRatio },
      { ...line, direction: 'receive', roundTripMs, lossRatio: null },
    ],
    producers: [
      { ...counters, ...camera, producerId: 'c' },
      ...(hasMicrophone ? [{ ...counters, ...microphone, producerId: 'm' }] : []),
      ...(secondSoundBytes === undefined
        ? []
        : [{ ...counters, ...microphone, slot: 1, producerId: 'm2', bytesReceived: secondSoundBytes }]),
    ],
    consumers: kinds.map((kind) => ({ ...consumer, kind, consumerId: kind, producerId: kind })),
  };
}
