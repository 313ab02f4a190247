/**
 * Another camera or microphone while the page runs: because its owner chose it, or because the one in use was pulled out.
 * What was pulled out is replaced, and taken again when it is back. Whatever happens is told, so that the page can say it.
 */
import type { CaptureProblem } from './capture-error.ts';
import { chosenDevices, type Source } from './device-choice.ts';

/** What became of a device of this page in the meeting, for the page to say. */
export type DeviceNews = { source: Source } & (
  | { what: 'replaced'; lost: string; now: string }
  | { what: 'lost'; lost: string }
  | { what: 'back'; now: string }
  | { what: 'failed'; problem: CaptureProblem }
);

/** What it needs of the own media. */
type DeviceHost = {
  trackOf(source: Source): MediaStreamTrack | null;
  problemOf(source: Source): CaptureProblem | null;
  /** Another one after each release. */
  era(): object;
  /** It is not there any more. */
  drop(source: Source): void;
  askFor(source: Source, deviceId?: string): Promise<void>;
  tell(news: DeviceNews): void;
};

const sources = ['camera', 'microphone'] as const;
const kindOf = { camera: 'videoinput', microphone: 'audioinput' } as const;

export function createDeviceChanges(host: DeviceHost) {
  /** Pulled out while they were used, each as it was then. */
  const away = new Map<Source, MediaTrackSettings>();
  let lastChange = Promise.resolve();

  function tellFailure(source: Source): void {
    const problem = host.problemOf(source);
    if (problem) host.tell({ source, what: 'failed', problem });
  }

  /** Takes the source anew without a moment in which it is not there: what is sent changes its track only. */
  async function retake(source: Source, deviceId?: string): Promise<void> {
    const before = host.trackOf(source);
    // Few devices open two cameras, or one microphone in two ways: the first ends before.
    before?.stop();
    await host.askFor(source, deviceId);
    if (host.trackOf(source) === before) host.drop(source);
  }

  async function takeBack(source: Source, present: readonly MediaDeviceInfo[]): Promise<void> {
    const lost = away.get(source);
    if (!lost) return;
    const all = present.filter(({ kind }) => kind === kindOf[source]);
    const back = all.find((device) => isSameDevice(device, lost));
    if (!back && (all.length === 0 || host.trackOf(source))) return;
    await retake(source, back?.deviceId);
    // Listed, but not ready yet.
    if (back && !host.trackOf(source)) await host.askFor(source);
    const now = host.trackOf(source);
    if (!now) return;
    if (now.getSettings().deviceId === back?.deviceId) away.delete(source);
    host.tell({ source, what: 'back', now: now.label });
  }

  return {
    retake,
    /** The next device of its kind takes over by itself. */
    async replaceLost(source: Source, track: MediaStreamTrack): Promise<void> {
      const era = host.era();
      host.drop(source);
      await host.askFor(source);
      if (era !== host.era()) return;
      // Taken back in the browser's own settings: the device is there.
      if (host.problemOf(source) === 'denied') return tellFailure(source);
      // Of two that go one after the other the first is the one that was chosen.
      if (!away.has(source)) away.set(source, track.getSettings());
      const [lost, now] = [track.label, host.trackOf(source)];
      host.tell(now ? { source, what: 'replaced', lost, now: now.label } : { source, what: 'lost', lost });
    },
    /** What is plugged in now. One change after the other: a browser tells the same one several times. */
    devicesChanged(present: readonly MediaDeviceInfo[]): Promise<void> {
      lastChange = lastChange.then(async () => {
        for (const source of sources) await takeBack(source, present);
      });
      return lastChange;
    },
    /** As the person wishes it just now. */
    async take(source: Source): Promise<void> {
      await host.askFor(source);
      tellFailure(source);
    },
    /** Takes another camera or microphone, now and the next time. */
    async choose(source: Source, deviceId: string): Promise<void> {
      const before = host.trackOf(source)?.getSettings().deviceId;
      away.delete(source);
      await retake(source, deviceId);
      if (host.trackOf(source)) return chosenDevices.set(source, deviceId);
      tellFailure(source);
      // Another program holds it: better the one that was there than none.
      if (before) await host.askFor(source, before);
    },
    /** Its owner switched it off: it stays off. */
    forget: (source: Source) => void away.delete(source),
  };
}

/** The browser's usual device is a name for one of the others, which its group tells. */
export function isSameDevice(
  { deviceId, groupId }: Pick<MediaDeviceInfo, 'deviceId' | 'groupId'>,
  lost: MediaTrackSettings,
): boolean {
  if (isUsualDevice(deviceId)) return false;
  return isUsualDevice(lost.deviceId) ? groupId !== '' && groupId === lost.groupId : deviceId === lost.deviceId;
}

export function isUsualDevice(deviceId: string | undefined): boolean {
  return deviceId === 'default' || deviceId === 'communications';
}
