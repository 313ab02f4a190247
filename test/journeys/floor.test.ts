/**
 * The floor, as in life: the real server, the real media worker, one Chromium per person, real taps. One tap of the chair,
 * and microphone, display, timer and record follow; no page that dies stops any of it.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { BrowserPerson } from '../harness/browser-person.ts';
import { type Client, dataOf, demoTokens, enter } from '../harness/client.ts';
import { expectSilence, expectSound } from '../harness/ears.ts';
import { meetingRecords } from '../harness/records.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { makeTestMedia } from '../harness/test-media.ts';

/** Their numbers in the demo: A sits at the north site, B at the south one, the deputy in the hall with the chair. */
const a = { id: 'demo-person-4', name: 'Đại biểu Mẫu 2' };
const b = { id: 'demo-person-5', name: 'Đại biểu Mẫu 3' };
const deputy = { id: 'demo-person-3', name: 'Đại biểu Mẫu 1' };
const chairId = 'demo-person-1';
const guest = { personId: 'guest', name: 'Khách Mẫu', rank: '', title: 'Chuyên gia (mẫu)', siteId: null };

const [firstSpeechMs, graceMs, leaseMs] = [15_000, 2_000, 5_000];
/** As a body would write its own: a short first speech, a longer second one, and no mercy. */
const shortPack = `
id: short
version: 1
name: Quy chế mẫu, thời gian ngắn
sources: [Quy chế mẫu của phép thử]
limits:
  - { kind: pointOfOrder, from: 1, limit: 15s }
  - { kind: reply, from: 1, limit: 15s }
  - { kind: explanation, from: 1, limit: 15s }
  - { kind: contribution, from: 1, to: 1, limit: ${firstSpeechMs / 1_000}s }
  - { kind: contribution, from: 2, limit: 2m }
warning: 5s
grace: ${graceMs / 1_000}s
atLimit: cut
chimeEvery: 30s
extensions: [1m]
defaultMode: chairInvites
openLimit: 4
invitation: 30s
return: 2m
lease: ${leaseMs / 1_000}s
loss: 5s
maySeatChair: true
delegated: { deputy: [lifecycle, agenda, floor, authority, closedSession, displays], clerk: [], operator: [] }
`;

// Four browsers that encode and decode share two cores with the server.
vi.setConfig({ testTimeout: 60_000 });

let server: ServerProcess;
let media: Awaited<ReturnType<typeof makeTestMedia>>;
let tokens: ReadonlyMap<string, string>;
/** Looks on from the clerk's place, without a picture. */
let clerk: Client;
let chairPage: BrowserPerson;
let pageA: BrowserPerson;
let pageB: BrowserPerson;
let display: BrowserPerson;
let deputyPage: BrowserPerson;
let rulesFolder: string;
/** Where the others find A and B. */
let atA: string;
let atB: string;

beforeAll(async () => {
  media = await makeTestMedia(['red', 'green', 'blue']);
  rulesFolder = await mkdtemp(join(tmpdir(), 'rostrum-rules-'));
  await writeFile(join(rulesFolder, 'short.yaml'), shortPack);
  server = await ServerProcess.start({
    args: ['--rules-dir', rulesFolder],
    env: { ROSTRUM_MEDIA_DRIVER: 'mediasoup' },
  });
  tokens = await demoTokens(server);
  [chairPage, pageA, pageB, display] = await Promise.all([
    BrowserPerson.start(media.of('red')),
    BrowserPerson.start(media.of('green')),
    BrowserPerson.start(media.of('blue')),
    BrowserPerson.start({ lacks: 'devices' }),
  ]);
  deputyPage = await display.another();
}, 120_000);

afterAll(async () => {
  clerk?.close();
  await Promise.all([chairPage, pageA, pageB, display].map((person) => person?.close()));
  await server?.stop();
  await media?.remove();
  await rm(rulesFolder, { recursive: true, force: true });
});

it('begins by the rules that the clerk chose', async () => {
  clerk = await enter(server, tokens.get('clerk Thư ký Mẫu'));
  await clerk.until(({ meeting, floor }) => meeting && floor);
  await dataOf(clerk.send('meeting.change', { changes: { rulePackId: 'short' } }));
  await dataOf(clerk.send('participant.addGuest', guest));
  await chairPage.join(linkOf('chair Chủ tọa Mẫu'));
  await chairPage.tap('open-meeting');
  await Promise.all([
    pageA.join(linkOf(`delegate ${a.name}`)),
    pageB.join(linkOf(`delegate ${b.name}`)),
    display.join(linkOf('display Hội trường trung tâm (mẫu)'), { ready: 'display' }),
    deputyPage.join(linkOf(`deputy ${deputy.name}`)),
  ]);
  [atA, atB] = [await pageB.endpointOf(a.name), await pageA.endpointOf(b.name)];
  expect(new Set([atA, atB]).size).toBe(2);
  const { attendance, meeting } = clerk.slices;
  expect(meeting?.head).toMatchObject({ status: 'inSession', actingChairId: chairId, rulePack: { id: 'short' } });
  expect(attendance?.rows[a.id]?.siteId).not.toBe(attendance?.rows[b.id]?.siteId);
});

it('lets B be heard at another site by one tap of the chair, and A not; the display shows who, and how long', async () => {
  await pageB.tap('floor-button');
  await chairPage.tap(`grant-${b.id}`);
  await display.page.getByTestId('name-strap').getByText(b.name).waitFor();
  expect(await display.page.getByTestId('countdown').textContent()).toMatch(/00:(0\d|1[0-5])/);
  await expectSound([pageA, atB]);
  expect(await pageA.sentAudioPackets()).toBe(0);
  expect((await pageB.received(atA)).audioPackets).toBe(0);
});

it('closes the microphone in the media server when time and grace are over, whatever the page does', async () => {
  await clerk.until(({ floor }) => floor?.head.speakers.length === 0, firstSpeechMs + graceMs + 5_000);
  await expectSilence([pageA, atB]);
  // What was under way is still played for a while.
  await expect.poll(() => energyWithin(1_000, pageA, atB), { timeout: 10_000 }).toBeLessThan(0.0001);
  const heardBefore = await pageA.received(atB);
  const sentBefore = await pageB.sentAudioPackets();
  // An honest page has stopped by itself by now.
  await pageB.forceMicrophone();
  expect(heardBefore.audioEnergy).not.toBeNull();
  // The changed page really sends: a second of sound are fifty packets.
  await expect.poll(() => pageB.sentAudioPackets(), { timeout: 15_000 }).toBeGreaterThan(sentBefore + 50);
  const heardAfter = await pageA.received(atB);
  expect(heardAfter.audioPackets).toBe(heardBefore.audioPackets);
  expect((heardAfter.audioEnergy ?? 1) - (heardBefore.audioEnergy ?? 0)).toBeLessThan(0.0001);
  await display.page.getByTestId('name-strap').waitFor({ state: 'hidden' });
  const [granted, over, ended] = meetingRecords(server).slice(-3);
  expect([granted, over, ended].map((record) => record?.event)).toMatchObject([
    { type: 'FloorGranted', personId: b.id, budgetMs: firstSpeechMs },
    { type: 'FloorTimeOver', personId: b.id },
    { type: 'FloorEnded', personId: b.id, cause: 'timeOver' },
  ]);
  const openMs = (ended?.at ?? 0) - (granted?.at ?? 0);
  expect(openMs).toBeGreaterThanOrEqual(firstSpeechMs + graceMs);
  expect(openMs).toBeLessThan(firstSpeechMs + graceMs + 5_000);
});

it('puts the deputy in charge when the chair’s browser dies, while B is heard and the timer runs on', async () => {
  await pageB.tap('floor-button');
  await chairPage.tap(`grant-${b.id}`);
  await expectSound([pageA, atB]);
  const ends = await endsOnPages();
  const killedAt = Date.now();
  await chairPage.kill();
  await clerk.until(({ meeting }) => meeting?.head.actingChairId === deputy.id, leaseMs + 5_000);
  expect(Date.now() - killedAt).toBeGreaterThan(leaseMs - 500);
  await expectSound([pageA, atB]);
  ends.push(...(await endsOnPages()));
  // On three pages, at two moments seconds apart: the speech ends in the same second.
  expect(Math.max(...ends) - Math.min(...ends), `The ends shown: ${ends.join(', ')}`).toBeLessThan(1_000);
  const [speaker] = clerk.slices.floor?.head.speakers ?? [];
  expect(speaker).toMatchObject({ personId: b.id, pausedMs: 0, pausedSince: null });
  const end = (speaker?.since ?? 0) + (speaker?.budgetMs ?? 0);
  // A whole second is what a page can say.
  expect(Math.abs(end - Math.max(...ends))).toBeLessThan(2_000);
  await deputyPage.tap('extend-60');
  await clerk.until(({ floor }) => floor?.head.speakers[0]?.extendedMs === 60_000);
  const [last] = meetingRecords(server).slice(-1);
  expect(last).toMatchObject({ actor: { personId: deputy.id }, event: { type: 'FloorExtended', personId: b.id } });
});

it('gives the chair back by one tap to the chair who returns, and B speaks on', async () => {
  chairPage = await BrowserPerson.start(media.of('red'));
  await chairPage.join(linkOf('chair Chủ tọa Mẫu'));
  expect(clerk.slices.meeting?.head.actingChairId).toBe(deputy.id);
  await chairPage.tap('take-back');
  await clerk.until(({ meeting }) => meeting?.head.actingChairId === chairId);
  await chairPage.page.getByTestId('take-back').waitFor({ state: 'hidden' });
  await expectSound([pageA, atB], [chairPage, atB]);
});

it('takes two pages of the chair as one: each ends what the other began, and both show it', async () => {
  const second = await display.another();
  await second.join(linkOf('chair Chủ tọa Mẫu'));
  await pageA.tap('floor-button');
  await chairPage.tap(`grant-${a.id}`);
  await expectSound([pageB, atA]);
  await expectSilence([pageA, atB]);
  await second.tap(`withdraw-${a.id}`);
  await Promise.all(
    [chairPage, second].map((page) => page.page.getByTestId(`withdraw-${a.id}`).waitFor({ state: 'hidden' })),
  );
  await expectSilence([pageB, atA]);
  await second.page.close();
});

it('keeps the list over a recess, in which nobody is heard', async () => {
  await pageB.tap('floor-button');
  await chairPage.tap(`grant-${b.id}`);
  await expectSound([pageA, atB]);
  await pageA.tap('floor-button');
  await chairPage.tap('recess-button');
  await expectSilence([pageA, atB]);
  await sceneOf(display, 'pause').waitFor();
  await chairPage.page.locator('[data-testid="status"][data-status="adjourned"]').waitFor();
  await chairPage.tap('recess-button');
  await chairPage.tap(`grant-${a.id}`);
  await expectSound([pageB, atA]);
  await chairPage.tap(`withdraw-${a.id}`);
});

it('keeps a guest outside while the session is closed: nothing of it comes, until it ends', async () => {
  const { url } = await dataOf(
    clerk.send('link.issue', { for: { kind: 'person', personId: guest.personId }, isOneTime: false }),
  );
  const guestPage = await display.another();
  const seen = guestPage.noteSlices();
  await guestPage.join(url);
  await guestPage.page.getByTestId(`tile-${atA}`).waitFor();
  await chairPage.hold('closed-session-button');
  await guestPage.page.getByTestId('waiting-room').waitFor();
  await sceneOf(display, 'closed').waitFor();
  seen.length = 0;
  const packetsBefore = await guestPage.receivedPackets();
  await pageA.tap('floor-button');
  await chairPage.tap(`grant-${a.id}`);
  await expectSound([pageB, atA]);
  expect(seen.filter((name) => name !== 'me')).toEqual([]);
  expect(await guestPage.receivedPackets()).toBeLessThanOrEqual(packetsBefore);
  await chairPage.tap('closed-session-button');
  await guestPage.page.getByTestId('status').waitFor();
  await sceneOf(display, 'speaker').waitFor();
  await expectSound([guestPage, atA]);
  expect(meetingRecords(server).map(({ event }) => event.type)).toContain('ClosedSessionEnded');
});

function linkOf(who: string): string {
  return `${server.url}/join#${tokens.get(who)}`;
}

async function energyWithin(ms: number, listener: BrowserPerson, endpointId: string): Promise<number> {
  const { audioEnergy: before } = await listener.received(endpointId);
  await new Promise((resolve) => setTimeout(resolve, ms));
  return ((await listener.received(endpointId)).audioEnergy ?? 1) - (before ?? 0);
}

function sceneOf({ page }: BrowserPerson, scene: string) {
  return page.locator(`[data-testid="display"][data-scene="${scene}"]`);
}

/** When the speech of B will have no time left, by what the display, the deputy's page and B's own page show as they turn. */
function endsOnPages(): Promise<number[]> {
  return Promise.all([
    display.shownEnd('countdown'),
    deputyPage.shownEnd(`timer-${b.id}`),
    pageB.shownEnd('own-timer'),
  ]);
}
