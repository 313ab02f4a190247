/**
 * A conference of the chair and two sites, as in life: real server, real media worker, one Chromium per site. Each sees
 * and hears the other two in turn, shares a screen, changes the microphone and writes; they load the page again, leave,
 * wait at a locked door and are removed. What is not shown is not sent, and what is shown small is sent small.
 */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { BrowserPerson } from '../harness/browser-person.ts';
import { demoTokens } from '../harness/client.ts';
import { pictureAt } from '../harness/picture-meter.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { makeTestMedia } from '../harness/test-media.ts';

vi.setConfig({ testTimeout: 90_000 });

let server: ServerProcess;
let media: Awaited<ReturnType<typeof makeTestMedia>>;
let chair: BrowserPerson;
let north: BrowserPerson;
let south: BrowserPerson;
let tokens: Awaited<ReturnType<typeof demoTokens>>;
let at: { chair: string; north: string; south: string };

beforeAll(async () => {
  media = await makeTestMedia(['red', 'green', 'blue']);
  server = await ServerProcess.start({ env: { ROSTRUM_MEDIA_DRIVER: 'mediasoup' } });
  [chair, north, south] = await Promise.all([
    BrowserPerson.start(media.of('red')),
    BrowserPerson.start(media.of('green')),
    BrowserPerson.start(media.of('blue')),
  ]);
}, 120_000);

afterAll(async () => {
  await Promise.all([chair, north, south].map((person) => person?.close()));
  await server?.stop();
  await media?.remove();
});

it('brings the chair and two sites together', async () => {
  tokens = await demoTokens(server);
  await chair.join(linkOf('chair Chủ tọa Mẫu'));
  await chair.tap('open-meeting');
  await Promise.all([north.join(linkOf('delegate Đại biểu Mẫu 2')), south.join(linkOf('delegate Đại biểu Mẫu 3'))]);
  at = {
    chair: await north.endpointOf('Chủ tọa Mẫu'),
    north: await chair.endpointOf('Đại biểu Mẫu 2'),
    south: await chair.endpointOf('Đại biểu Mẫu 3'),
  };
  for (const [viewer, one, other] of everybody()) {
    await expectDecoding(viewer, one);
    await expectDecoding(viewer, other);
  }
});

it('lets each be heard by the other two in turn, and says who is heard', async () => {
  const turns = [
    { speaker: north, id: at.north, personId: 'demo-person-4', listeners: [chair, south] },
    { speaker: south, id: at.south, personId: 'demo-person-5', listeners: [chair, north] },
  ];
  for (const { speaker, id, personId, listeners } of turns) {
    await speaker.tap('floor-button');
    await chair.tap(`grant-${personId}`);
    for (const listener of listeners) await expectHeard(listener, id);
    await expect.poll(() => isHeard(chair, id), { timeout: 10_000 }).toBe('true');
    await chair.tap(`withdraw-${personId}`);
    await expect.poll(() => isHeard(chair, id), { timeout: 10_000 }).toBe('false');
  }
  await chair.tap('floor-button');
  await expectHeard(north, at.chair);
  await expectHeard(south, at.chair);
  await chair.tap('floor-button');
});

it('sends the layer that fits the size in which a picture is shown', async () => {
  await chair.page.setViewportSize({ width: 1600, height: 1000 });
  await chair.tap(`look-${at.north}`);
  // Until the browser dares to send its large layer.
  await expect.poll(() => linesOf(chair, at.north), { timeout: 40_000 }).toBeGreaterThan(180);
  const large = await linesOf(chair, at.north);
  await expect.poll(() => linesOf(chair, at.south), { timeout: 20_000 }).toBeLessThan(large);
  await chair.tap('look-back');
});

it('sends nothing of a picture that is not on the screen', async () => {
  await chair.page.evaluate(() => {
    for (const tile of document.querySelectorAll<HTMLElement>('.stage figure')) tile.style.display = 'none';
  });
  await expect.poll(() => packetsWithin(chair, [at.north, at.south], 1_000), { timeout: 15_000 }).toBe(0);
  await chair.page.evaluate(() => {
    for (const tile of document.querySelectorAll<HTMLElement>('.stage figure')) tile.style.display = '';
  });
  await expectDecoding(chair, at.north);
  await expectDecoding(chair, at.south);
});

it('shows a shared screen large to everybody, and ends it when the chair does', async () => {
  await north.page.evaluate(shareCanvasAsScreen);
  await north.tap('view-button');
  await north.tap('share-screen');
  await north.tap('share-start');
  await north.page.getByTestId('sharing-bar').waitFor();
  for (const viewer of [chair, south]) {
    await viewer.page.locator('[data-layout="presentation"] .tile.large[data-source="screen"]').waitFor();
    await expect
      .poll(async () => (await pictureAt(viewer, at.north, 'screen')).framesDecoded, { timeout: 20_000 })
      .toBeGreaterThan(2);
    expect((await pictureAt(viewer, at.north, 'screen')).lines).toBe(1080);
  }
  await south.page.evaluate(shareCanvasAsScreen);
  await south.tap('view-button');
  await south.tap('share-screen');
  await south.tap('share-start');
  await south.page.getByTestId('sharing-bar').waitFor();
  await north.page.getByTestId('sharing-bar').waitFor({ state: 'hidden' });
  await chair.page.locator(`[data-testid="tile-${at.south}/screen"]`).waitFor();
  await chair.tap('view-button');
  await chair.tap('layout-grid');
  await chair.page.getByTestId(`tile-menu-${at.south}`).first().click();
  await chair.tap('end-screen');
  await south.page.getByTestId('sharing-bar').waitFor({ state: 'hidden' });
  await chair.tap('view-button');
  await chair.tap('layout-auto');
});

it('changes the microphone of whoever speaks without joining again: heard before and after, the picture goes on', async () => {
  await north.tap('floor-button');
  await chair.tap('grant-demo-person-4');
  await expectHeard(chair, at.north);
  const before = await pictureAt(chair, at.north, 'camera');
  await north.tap('view-button');
  await north.tap('devices-button');
  await north.page.getByTestId('device-sheet').waitFor();
  const microphone = north.page.getByTestId('choose-microphone');
  const used = await microphone.inputValue();
  const ids = await microphone
    .locator('option')
    .evaluateAll((all) => all.map((option) => (option as HTMLOptionElement).value));
  const other = ids.findLast((id) => id !== used) ?? '';
  await microphone.selectOption(other);
  await expect.poll(() => microphone.inputValue()).toBe(other);
  for (const listener of [chair, south]) await expectHeard(listener, at.north);
  // Taken anew in another way.
  await north.page.getByTestId('noise-suppression').click({ force: true });
  for (const listener of [chair, south]) await expectHeard(listener, at.north);
  await north.page.keyboard.press('Escape');
  const after = await pictureAt(chair, at.north, 'camera');
  expect(after.trackId).toBe(before.trackId);
  await expectDecoding(chair, at.north);
  await chair.tap('withdraw-demo-person-4');
});

it('carries written messages between all three', async () => {
  const said = [
    [chair, 'Kính mời các điểm cầu cho ý kiến'],
    [north, 'Điểm cầu Bắc nhất trí'],
    [south, 'Điểm cầu Nam nhất trí'],
  ] as const;
  for (const [person, text] of said) {
    await person.tap('chat-button');
    await person.page.getByTestId('chat-text').fill(text);
    await person.page.getByTestId('chat-text').press('Enter');
  }
  for (const [person] of said) {
    await expect
      .poll(() => person.page.locator('.message .text').allTextContents())
      .toEqual(said.map(([, text]) => text));
    await person.tap('chat-close');
  }
});

it('puts one picture in the spotlight for everybody', async () => {
  await chair.page.getByTestId(`tile-menu-${at.south}`).first().click();
  await chair.tap('spotlight');
  for (const viewer of [chair, north]) {
    await viewer.page.locator(`.tile.large[data-testid="tile-${at.south}"]`).waitFor();
  }
  await chair.page.getByTestId('spotlight-mark').waitFor();
});

it('goes on after a reload, and clears the spotlight when its site leaves', async () => {
  await north.page.reload();
  await north.page.getByTestId('status').waitFor();
  await expectDecoding(north, at.chair);
  await expectDecoding(chair, at.north);
  await south.tap('leave-button');
  await south.tap('leave-confirm');
  await chair.page.getByTestId('spotlight-mark').waitFor({ state: 'hidden' });
  await chair.page.getByTestId(`tile-${at.south}`).waitFor({ state: 'detached' });
});

it('lets nobody in while the chair has locked the meeting, until the chair does', async () => {
  await chair.tap('door-button');
  await chair.page.locator('label.switch', { has: chair.page.getByTestId('lock-switch') }).click();
  await expect.poll(() => chair.page.getByTestId('door').getAttribute('data-rule')).toBe('nobody');
  await chair.page.keyboard.press('Escape');
  await south.page.goto(linkOf('delegate Đại biểu Mẫu 3'));
  await south.tap('join-button');
  await south.page.getByTestId('waiting-room').waitFor();
  expect(await south.page.locator('video[data-endpoint-id]').count()).toBe(0);
  await chair.tap('admit-demo-person-5');
  await south.page.getByTestId('status').waitFor();
  at.south = await chair.endpointOf('Đại biểu Mẫu 3');
  for (const [viewer, one, other] of everybody()) {
    await expectDecoding(viewer, one);
    await expectDecoding(viewer, other);
  }
});

it('removes a site, which sees and hears nothing more; the others go on', async () => {
  await chair.page.getByTestId(`tile-menu-${at.north}`).first().click();
  await chair.tap(`remove-${at.north}`);
  await chair.tap('keep-out-confirm');
  await north.page.getByTestId('waiting-room').waitFor();
  expect(await north.page.locator('audio[data-endpoint-id], video[data-endpoint-id]').count()).toBe(0);
  await chair.page.getByTestId(`tile-${at.north}`).waitFor({ state: 'detached' });
  await expectDecoding(chair, at.south);
  await expectDecoding(south, at.chair);
});

function linkOf(who: string): string {
  return `${server.url}/join#${tokens.get(who)}`;
}

function everybody(): [BrowserPerson, string, string][] {
  return [
    [chair, at.north, at.south],
    [north, at.chair, at.south],
    [south, at.chair, at.north],
  ];
}

async function expectDecoding(viewer: BrowserPerson, endpointId: string): Promise<void> {
  const before = (await viewer.received(endpointId)).framesDecoded;
  await expect
    .poll(async () => (await viewer.received(endpointId)).framesDecoded, { timeout: 20_000 })
    .toBeGreaterThan(before + 5);
}

async function expectHeard(listener: BrowserPerson, endpointId: string): Promise<void> {
  const before = (await listener.received(endpointId)).audioEnergy ?? 0;
  await expect
    .poll(async () => (await listener.received(endpointId)).audioEnergy ?? 0, { timeout: 15_000 })
    .toBeGreaterThan(before + 0.001);
}

function isHeard(viewer: BrowserPerson, endpointId: string): Promise<string | null> {
  return viewer.page.getByTestId(`tile-${endpointId}`).first().getAttribute('data-heard');
}

async function linesOf(viewer: BrowserPerson, endpointId: string): Promise<number> {
  return (await pictureAt(viewer, endpointId, 'camera')).lines;
}

async function packetsWithin(viewer: BrowserPerson, endpointIds: string[], ms: number): Promise<number> {
  const count = async () => {
    const all = await Promise.all(endpointIds.map((id) => pictureAt(viewer, id, 'camera')));
    return all.reduce((sum, { packets }) => sum + packets, 0);
  };
  const before = await count();
  await new Promise((resolve) => setTimeout(resolve, ms));
  return (await count()) - before;
}

/** A headless browser has no screen to give: a drawing of 1080 lines stands in for it. */
function shareCanvasAsScreen(): void {
  navigator.mediaDevices.getDisplayMedia = async () => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: 1920, height: 1080 });
    const context = canvas.getContext('2d');
    let frame = 0;
    setInterval(() => {
      frame += 1;
      if (!context) return;
      context.fillStyle = '#fff';
      context.fillRect(0, 0, 1920, 1080);
      context.fillStyle = '#000';
      context.font = '80px sans-serif';
      context.fillText(`Trang ${frame}`, 100, 200);
    }, 200);
    return canvas.captureStream(5);
  };
}
