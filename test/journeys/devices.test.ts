/**
 * Cameras, microphones and speakers in a real browser with several of each: another one takes over in the meeting without
 * joining again, one that is pulled out is replaced and comes back, and the choice holds for the next meeting. What is
 * seen and heard is measured at the other end.
 */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { BrowserPerson } from '../harness/browser-person.ts';
import { demoTokens } from '../harness/client.ts';
import { pictureAt } from '../harness/picture-meter.ts';
import { preparePulling, pullOut } from '../harness/pulled-devices.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { heardAt } from '../harness/sound-meter.ts';

vi.setConfig({ testTimeout: 60_000 });

let server: ServerProcess;
let chair: BrowserPerson;
let site: BrowserPerson;
/** The delegate's device, as the chair's page knows it. */
let siteId: string;
let cameras: Choice[];
let microphones: Choice[];
let depthCamera = '';

type Choice = { id: string; label: string };

beforeAll(async () => {
  server = await ServerProcess.start({ env: { ROSTRUM_MEDIA_DRIVER: 'mediasoup' } });
  [chair, site] = await Promise.all([
    BrowserPerson.start({ cameras: 1 }, { width: 1_680, height: 900 }),
    BrowserPerson.start({ cameras: 4 }),
  ]);
  await preparePulling(site);
  await chair.join(await linkOf('chair Chủ tọa Mẫu'));
  await chair.tap('open-meeting');
  await site.join(await linkOf('delegate Đại biểu Mẫu 2'));
  siteId = await chair.endpointOf('Đại biểu Mẫu 2');
  await site.tap('floor-button');
  await chair.tap('grant-demo-person-4');
}, 120_000);

afterAll(async () => {
  await Promise.all([chair, site].map((person) => person?.close()));
  await server?.stop();
});

it('shows all cameras, microphones and speakers by name, and which are in use', async () => {
  await openDevices();
  await expect.poll(async () => (await choicesOf('camera')).length).toBe(4);
  const all = await choicesOf('camera');
  await expect.poll(async () => (await chosen('camera')) === (await usedCamera())).toBe(true);
  // The browser's second fake one is a camera of depths, without a picture.
  depthCamera = all[1]?.label ?? '';
  await pull();
  await expect.poll(async () => (await choicesOf('camera')).length).toBe(3);
  cameras = await choicesOf('camera');
  microphones = await choicesOf('microphone');
  const speakers = await choicesOf('speaker');
  expect(microphones.length).toBeGreaterThan(1);
  expect(speakers.length).toBeGreaterThan(1);
  expect([...cameras, ...microphones, ...speakers].every(({ label }) => label.length > 3)).toBe(true);
});

it('changes the camera: the others go on seeing the same stream, which shows the other one', async () => {
  await expectDecoding();
  const before = await pictureAt(chair, siteId, 'camera');
  for (const { id } of [cameras[1], cameras[2], cameras[0]] as Choice[]) {
    await choose('camera', id);
    await expect.poll(usedCamera).toBe(id);
    await expect.poll(() => chosen('camera')).toBe(id);
    await expectDecoding();
  }
  expect((await pictureAt(chair, siteId, 'camera')).trackId).toBe(before.trackId);
});

it('changes the microphone while its owner speaks', async () => {
  await expectHeard();
  const other = microphones.find(({ id }) => id !== 'default') as Choice;
  await choose('microphone', other.id);
  await expect.poll(() => chosen('microphone')).toBe(other.id);
  await expectHeard();
});

it('plays at the speaker that was chosen', async () => {
  const speakers = await choicesOf('speaker');
  const other = speakers.findLast(({ id }) => id !== 'default') as Choice;
  await choose('speaker', other.id);
  await expect.poll(sinks).toEqual([other.id]);
  await site.page.keyboard.press('Escape');
});

it('takes another camera when the one in use is pulled out, says so, and takes it again when it is back', async () => {
  const [first, second] = cameras as [Choice, Choice];
  await pull(first.label);
  await expect.poll(usedCamera).toBe(second.id);
  await noticeWith(second.label);
  await expectDecoding();
  await pull();
  await expect.poll(usedCamera).toBe(first.id);
  await expectDecoding();
});

it('says what to do when no camera is left, and takes the first that is plugged in', async () => {
  await pull(...cameras.map(({ label }) => label));
  await noticeWith('cắm lại');
  await expect.poll(() => site.page.getByTestId('camera-button').getAttribute('aria-label')).toContain('Bật lại');
  await expect.poll(async () => (await pictureAt(chair, siteId, 'camera')).trackId).toBe(null);
  const [first, second] = cameras as [Choice, Choice];
  await pull(first.label);
  await expect.poll(usedCamera).toBe(second.id);
  await pull();
  await expect.poll(usedCamera).toBe(first.id);
  await expectDecoding();
});

it('goes on being heard by another microphone when the one in use is pulled out', async () => {
  const used = await usedMicrophone();
  await pull(used);
  await expect.poll(usedMicrophone).not.toBe(used);
  await expectHeard();
  await pull();
  await expect.poll(usedMicrophone).toBe(used);
  await expectHeard();
});

it('plays at the usual speaker while the chosen one is pulled out', async () => {
  const [sink] = await sinks();
  const label = await site.page.evaluate(
    async (id) => (await navigator.mediaDevices.enumerateDevices()).find(({ deviceId }) => deviceId === id)?.label,
    sink,
  );
  await pull(label ?? '');
  await expect.poll(sinks).toEqual(['']);
  await pull();
  await expect.poll(sinks).toEqual([sink]);
});

it('remembers camera, microphone and speaker for the next meeting', async () => {
  await openDevices();
  await choose('camera', cameras[2]?.id ?? '');
  await expect.poll(usedCamera).toBe(cameras[2]?.id);
  const before = { camera: cameras[2]?.id, microphone: await usedMicrophone(), sinks: await sinks() };
  expect(before.microphone).not.toBe('');
  await site.page.keyboard.press('Escape');
  await site.page.reload();
  await site.page.getByTestId('status').waitFor();
  await expect.poll(usedCamera, { timeout: 15_000 }).toBe(before.camera);
  await expect.poll(sinks, { timeout: 15_000 }).toEqual(before.sinks);
  await openDevices();
  await expect.poll(() => chosenLabel('camera')).toBe(cameras[2]?.label);
  await expect.poll(() => chosenLabel('microphone')).toBe(before.microphone);
  await site.page.keyboard.press('Escape');
  await expectDecoding();
});

it('is muted by key, heard while the space bar is held, and silent after', async () => {
  await expectHeard();
  await site.page.keyboard.press('Control+KeyD');
  await expectSilent();
  await site.page.keyboard.down('Space');
  await expectHeard();
  await site.page.keyboard.up('Space');
  await expectSilent();
  // Also when the mute was pressed with the mouse.
  await site.tap('mute-button');
  await expectHeard();
  await site.tap('mute-button');
  await expectSilent();
  await site.page.keyboard.down('Space');
  await expectHeard();
  await site.page.keyboard.up('Space');
  await expectSilent();
  await site.page.keyboard.press('Control+KeyE');
  await expect.poll(async () => (await pictureAt(chair, siteId, 'camera')).trackId).toBe(null);
  await site.page.keyboard.press('Control+KeyE');
  await expectDecoding();
});

it('draws the picture into a window of its own, and the pictures alone on the whole screen', async () => {
  await site.tap('view-button');
  await site.tap('floating');
  const frames = () =>
    site.page.evaluate(() => {
      type Floating = Window & { documentPictureInPicture?: { window: Window | null } };
      const video = (window as Floating).documentPictureInPicture?.window?.document.querySelector('video');
      return video?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
    });
  await expect.poll(frames, { timeout: 15_000 }).toBeGreaterThan(5);
  await site.tap('view-button');
  await site.tap('wall');
  await expect.poll(() => site.page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await expect.poll(() => site.page.getByTestId('mute-button').isVisible()).toBe(false);
  await site.tap('leave-wall');
  await site.page.getByTestId('mute-button').waitFor();
});

it('sends a second camera of a room, and again when the room comes back', async () => {
  await site.page.goto('about:blank');
  await site.join(await linkOf('room Điểm cầu xã Bắc (mẫu)'));
  await openDevices();
  const second = (await choicesOf('second-camera')).find(({ id }) => id !== '') as Choice;
  await choose('second-camera', second.id);
  await site.page.keyboard.press('Escape');
  const roomId = await chair.endpointOf('Xã Bắc (mẫu)');
  for (const moment of ['chosen', 'reloaded']) {
    if (moment === 'reloaded') await site.page.reload();
    await expect.poll(() => framesOfRoom(roomId), { timeout: 20_000 }).toEqual([true, true]);
  }
});

it('sends a second microphone of a room by the floor and the mute of the first, and again when the room comes back', async () => {
  const roomId = await chair.endpointOf('Xã Bắc (mẫu)');
  /** Of each microphone; sound finds its way back in a moment, and on a busy machine in several. */
  const expectBoth = (areHeard: boolean) =>
    expect.poll(() => heardAt(chair, roomId), { timeout: 30_000 }).toEqual([areHeard, areHeard]);
  await openDevices();
  const offered = await choicesOf('second-microphone');
  await expect.poll(() => chosenLabel('microphone')).toMatch(/\w/);
  expect(offered.map(({ id }) => id)).not.toContain(await chosen('microphone'));
  const second = offered.find(({ id }) => id !== '') as Choice;
  await choose('second-microphone', second.id);
  await expect.poll(() => chosenLabel('second-microphone')).toBe(second.label);
  await site.page.keyboard.press('Escape');
  await expectBoth(false);
  expect(await site.sentAudioPackets()).toBe(0);
  for (const mark of ['seated', 'inPerson']) {
    await site.tap('mark-demo-person-7');
    await site.tap(`mark-as-${mark}`);
  }
  await site.tap('floor-button');
  await chair.tap('grant-demo-person-7');
  await expectBoth(true);
  await site.tap('mute-button');
  await expectBoth(false);
  await site.page.keyboard.down('Space');
  await expectBoth(true);
  await site.page.keyboard.up('Space');
  await expectBoth(false);
  await site.tap('mute-button');
  await expectBoth(true);
  await pull(second.label);
  await noticeWith('Micro thứ hai');
  await expect.poll(() => heardAt(chair, roomId)).toEqual([true]);
  await pull();
  await expectBoth(true);
  await site.page.reload();
  await site.page.getByTestId('status').waitFor();
  await expectBoth(true);
  await chair.tap('withdraw-demo-person-7');
  await expectBoth(false);
  const packets = await site.sentAudioPackets();
  await expectBoth(false);
  expect(await site.sentAudioPackets()).toBe(packets);
}, 180_000);

async function linkOf(who: string): Promise<string> {
  return `${server.url}/join#${(await demoTokens(server)).get(who)}`;
}

function pull(...labels: string[]): Promise<void> {
  return pullOut(site, [depthCamera, ...labels]);
}

async function openDevices(): Promise<void> {
  await site.tap('view-button');
  await site.tap('devices-button');
  await site.page.getByTestId('device-sheet').waitFor();
}

async function choicesOf(what: string): Promise<Choice[]> {
  const options = site.page.getByTestId(`choose-${what}`).locator('option');
  await options.first().waitFor({ state: 'attached' });
  return options.evaluateAll((all) =>
    (all as HTMLOptionElement[]).map(({ value, textContent }) => ({ id: value, label: textContent ?? '' })),
  );
}

async function choose(what: string, id: string): Promise<void> {
  await site.page.getByTestId(`choose-${what}`).selectOption(id);
}

function chosen(what: string): Promise<string> {
  return site.page.getByTestId(`choose-${what}`).inputValue();
}

/** The name that a person reads in the field. */
function chosenLabel(what: string): Promise<string> {
  const field = site.page.getByTestId(`choose-${what}`);
  return field.evaluate((select) => (select as HTMLSelectElement).selectedOptions[0]?.textContent ?? '');
}

/** The camera whose picture this page really sends. */
function usedCamera(): Promise<string | undefined> {
  return site.page.evaluate(() => {
    for (const connection of (window as Window & { peerConnections?: RTCPeerConnection[] }).peerConnections ?? []) {
      for (const { track } of connection.connectionState === 'closed' ? [] : connection.getSenders()) {
        if (track?.kind === 'video' && track.readyState === 'live') return track.getSettings().deviceId;
      }
    }
    return undefined;
  });
}

/** The microphone whose sound this page really sends. */
function usedMicrophone(): Promise<string> {
  return site.page.evaluate(() => {
    for (const connection of (window as Window & { peerConnections?: RTCPeerConnection[] }).peerConnections ?? []) {
      for (const { track } of connection.connectionState === 'closed' ? [] : connection.getSenders()) {
        if (track?.kind === 'audio' && track.readyState === 'live') return track.label;
      }
    }
    return '';
  });
}

/** Where the page's audio elements play. */
function sinks(): Promise<string[]> {
  return site.page.evaluate(() => [
    ...new Set(
      Array.from(document.querySelectorAll('audio[data-endpoint-id]'), (one) => (one as HTMLAudioElement).sinkId),
    ),
  ]);
}

async function noticeWith(text: string): Promise<void> {
  await site.page.locator('.notice').filter({ hasText: text }).first().waitFor();
}

async function expectDecoding(): Promise<void> {
  const frames = async () => (await chair.received(siteId)).framesDecoded;
  const before = await frames();
  await expect.poll(frames, { timeout: 15_000 }).toBeGreaterThan(before + 5);
}

async function energy(): Promise<number> {
  return (await chair.received(siteId)).audioEnergy ?? 0;
}

async function expectHeard(): Promise<void> {
  const before = await energy();
  await expect.poll(energy, { timeout: 15_000 }).toBeGreaterThan(before);
}

/** No more energy within a second, once what was under way has arrived. */
async function expectSilent(): Promise<void> {
  const risen = async () => {
    const before = await energy();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return (await energy()) - before;
  };
  await expect.poll(risen, { timeout: 10_000 }).toBe(0);
}

/** Whether each picture of the room's device is decoded now. */
function framesOfRoom(roomId: string): Promise<boolean[]> {
  return chair.page.evaluate(async (id) => {
    const videos = [...document.querySelectorAll<HTMLVideoElement>(`video[data-endpoint-id="${id}"]`)];
    const drawn = () => videos.map((video) => video.getVideoPlaybackQuality().totalVideoFrames);
    const before = drawn();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return drawn().map((frames, index) => frames > (before[index] ?? 0));
  }, roomId);
}
