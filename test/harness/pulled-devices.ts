/**
 * A device that is pulled out and plugged in again. A browser's fake devices cannot be, so the page's own view of them is
 * narrowed: the device is not listed and not given, its tracks end, and the browser's event for both is sent.
 */
import type { BrowserPerson } from './browser-person.ts';

type PullingWindow = Window & { pullOut?: (labels: string[]) => void };

/** Before the page is opened. */
export async function preparePulling({ page }: BrowserPerson): Promise<void> {
  await page.addInitScript(narrowDevices);
}

/** From now on these are pulled out and no others. */
export async function pullOut({ page }: BrowserPerson, labels: readonly string[]): Promise<void> {
  await page.evaluate((out) => (window as PullingWindow).pullOut?.(out), [...labels]);
}

function narrowDevices(): void {
  const { mediaDevices } = navigator;
  const list = mediaDevices.enumerateDevices.bind(mediaDevices);
  const give = mediaDevices.getUserMedia.bind(mediaDevices);
  const given = new Set<MediaStreamTrack>();
  let out: string[] = [];

  mediaDevices.enumerateDevices = async () => (await list()).filter(({ label }) => !out.includes(label));
  async function narrowed(wanted: boolean | MediaTrackConstraints | undefined, kind: MediaDeviceKind) {
    if (!wanted || out.length === 0) return wanted;
    const constraints = wanted === true ? {} : wanted;
    const there = (await mediaDevices.enumerateDevices()).filter((device) => device.kind === kind);
    const { exact, ideal } = (constraints.deviceId ?? {}) as ConstrainDOMStringParameters;
    const device = there.find(({ deviceId }) => deviceId === (exact ?? ideal)) ?? (exact ? undefined : there[0]);
    if (!device) throw new DOMException('It is pulled out.', 'NotFoundError');
    return { ...constraints, deviceId: { exact: device.deviceId } };
  }
  mediaDevices.getUserMedia = async (constraints = {}) => {
    const video = await narrowed(constraints.video, 'videoinput');
    const audio = await narrowed(constraints.audio, 'audioinput');
    const stream = await give({ ...(video ? { video } : {}), ...(audio ? { audio } : {}) });
    for (const track of stream.getTracks()) given.add(track);
    return stream;
  };
  (window as PullingWindow).pullOut = (labels) => {
    out = labels;
    for (const track of given) {
      if (!labels.includes(track.label) || track.readyState === 'ended') continue;
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
    mediaDevices.dispatchEvent(new Event('devicechange'));
  };
}
