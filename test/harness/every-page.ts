/**
 * Every page that a person can come to, in a state that has something to show: what is true of all pages is tested over
 * this list, and the screenshots of the documents are taken from it.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type BusyMeeting, openBusyMeeting } from './busy-meeting.ts';
import { builtInDevices, launchChromium } from './chromium.ts';
import { Client, type Credentials, dataOf, demoTokens, enter, join, post } from './client.ts';
import { FakeRoomAgent } from './fake-room-agent.ts';
import { ServerProcess } from './server-process.ts';

export type ShownPage = {
  name: string;
  /** Address without the server. */
  path: string;
  /** What is there when the page stands. */
  ready: string;
  /** Taps that lead from the address to what is shown; on a telephone they may be others. */
  taps?: readonly string[];
  narrowTaps?: readonly string[];
};

const names = {
  chair: 'chair Chủ tọa Mẫu',
  clerk: 'clerk Thư ký Mẫu',
  delegate: 'delegate Đại biểu Mẫu 2',
  speaker: 'delegate Đại biểu Mẫu 3',
  outside: 'delegate Đại biểu Mẫu 7',
};

type Prepared = {
  pages: readonly ShownPage[];
  cookies: readonly string[];
  clients: readonly Client[];
  agent: FakeRoomAgent;
  speakerUrls: readonly string[];
  keepSpeaking: () => Promise<void>;
};

export class EveryPage {
  readonly pages: readonly ShownPage[];
  readonly url: string;
  /** The camera computer of the demo's meeting. */
  readonly agent: FakeRoomAgent;
  /** The pages of those who have the floor. */
  readonly speakerUrls: readonly string[];
  readonly #server: ServerProcess;
  readonly #browser: Browser;
  readonly #cookies: readonly string[];
  readonly #clients: readonly Client[];
  readonly #keepSpeaking: () => Promise<void>;

  /** With a `picturePath` (MJPEG) picture and sound are real, and every camera shows it; without one nothing carries media. */
  static async start({ picturePath = '' } = {}): Promise<EveryPage> {
    const server = await ServerProcess.start({
      args: ['--demo', '--watch-ui'],
      env: { ROSTRUM_MEDIA_DRIVER: picturePath ? 'mediasoup' : 'fake' },
    });
    const browser = await launchChromium([
      ...builtInDevices,
      ...(picturePath ? [`--use-file-for-fake-video-capture=${picturePath}`] : []),
    ]);
    const tokens = await demoTokens(server);
    const token = (name: string) => tokens.get(name) ?? '';
    const chair = await join(server, token(names.chair));
    const speaker = await join(server, token(names.speaker));
    const clients = await openMeeting(server, tokens, chair, speaker);
    const desk = await signIn(server);
    const clerk = await join(server, token(names.clerk));
    const delegate = await join(server, token(names.delegate));
    const outside = await join(server, token(names.outside));
    clients.push(await waitOutside(server, clients[0], outside));
    const displayToken = token('display Hội trường trung tâm (mẫu)');
    const display = await join(server, displayToken);
    const outputs = await openOutputs(server, clients[0], displayToken);
    clients.push(...outputs.map(({ client }) => client));
    const deskClient = await Client.connect(server, desk);
    const { meetings } = await dataOf(deskClient.send('desk.read', {}));
    const agent = await openRoomAgent(server, deskClient, meetings[0]?.id ?? '', clients);
    clients.push(agent.client);
    const draftId = await makeDraft(deskClient, meetings[0]?.id ?? '');
    const busy = await openBusyMeeting(server, deskClient);
    clients.push(...busy.clients);
    deskClient.close();
    const pages = [
      ...plainPages(server, token(names.delegate)),
      ...deskPages(`/s/${desk.sessionKey}`, draftId),
      ...meetingPages({ chair, clerk, delegate, display, outside }),
      ...busyPages(busy),
      ...outputs.map(({ scene, credentials }) => ({
        name: `display-${scene}`,
        path: `/s/${credentials.sessionKey}`,
        ready: `${at('scene')}[data-scene="${scene}"]`,
      })),
    ];
    const shown = [
      ...outputs.map(({ credentials }) => credentials),
      busy.chair,
      busy.speaker,
      busy.waiter,
      busy.display,
    ];
    const cookies = [desk, chair, clerk, delegate, display, speaker, outside, ...shown].map(({ cookie }) => cookie);
    const speakerUrls = [speaker, busy.speaker].map(({ sessionKey }) => `${server.url}/s/${sessionKey}`);
    const { keepSpeaking } = busy;
    return new EveryPage(server, browser, { pages, cookies, clients, agent, speakerUrls, keepSpeaking });
  }

  private constructor(server: ServerProcess, browser: Browser, prepared: Prepared) {
    const { pages, cookies, clients, agent, speakerUrls, keepSpeaking } = prepared;
    this.agent = agent;
    this.#server = server;
    this.url = server.url;
    this.#browser = browser;
    this.pages = pages;
    this.speakerUrls = speakerUrls;
    this.#cookies = cookies;
    this.#clients = clients;
    this.#keepSpeaking = keepSpeaking;
  }

  /** A window with an empty cache in which every session is signed in. */
  async openContext(
    size: { width: number; height: number },
    { language = 'vi', deviceScaleFactor = 1 }: { language?: 'vi' | 'en'; deviceScaleFactor?: number } = {},
  ): Promise<BrowserContext> {
    const context = await this.#browser.newContext({
      ignoreHTTPSErrors: true,
      viewport: size,
      deviceScaleFactor,
      locale: 'vi-VN',
      reducedMotion: 'reduce',
    });
    await context.addInitScript((chosen) => {
      // The empty page between two pages has no storage.
      if (location.origin !== 'null') localStorage.setItem('rostrum.language', chosen);
    }, language);
    await context.addCookies(
      this.#cookies.map((pair) => ({
        name: pair.slice(0, pair.indexOf('=')),
        value: pair.slice(pair.indexOf('=') + 1),
        url: this.url,
        secure: true,
        httpOnly: true,
      })),
    );
    return context;
  }

  /** Goes to a page and waits until it stands. */
  async show(page: Page, { path, ready, taps = [], narrowTaps = taps }: ShownPage): Promise<void> {
    await this.#keepSpeaking();
    // An address that differs in its fragment only would not load the page anew.
    await page.goto('about:blank');
    await page.goto(this.url + path);
    const isNarrow = (page.viewportSize()?.width ?? 0) < 760;
    for (const testId of isNarrow ? narrowTaps : taps) await page.getByTestId(testId).first().click();
    await page.locator(ready).first().waitFor();
    await page.evaluate(() => document.fonts.ready);
  }

  /** The camera computer shows what the speaker's own page sends: it has no camera. That page must be open. */
  async lendPicture(): Promise<void> {
    const [chair] = this.#clients;
    const findPicture = () => {
      const speakerId = this.agent.cameras[0]?.personId;
      const rows = Object.values(chair?.slices.media?.rows ?? {});
      const own = rows.find(({ personIds }) => personIds.some((personId) => personId === speakerId));
      return own?.producers.find(({ source }) => source === 'camera')?.producerId;
    };
    await chair?.until(findPicture);
    await this.agent.lookThrough(findPicture() ?? '');
  }

  async close(): Promise<void> {
    this.agent.close();
    await this.#browser.close();
    for (const client of this.#clients) client.close();
    await this.#server.stop();
  }
}

function plainPages(server: ServerProcess, token: string): ShownPage[] {
  return [
    { name: 'login', path: '/login', ready: at('login-submit') },
    { name: 'trust', path: '/trust', ready: 'h1' },
    { name: 'welcome', path: `/welcome#${server.secretOf('welcome')}`, ready: 'h1' },
    { name: 'setup', path: '/setup#a-token-that-is-only-looked-at', ready: at('setup-submit') },
    { name: 'pair', path: '/pair', ready: 'h1' },
    { name: 'join', path: `/join#${token}`, ready: at('join-button') },
    { name: 'join-test', path: `/join#${token}`, ready: at('start-connection-test') },
    { name: 'join-bad-link', path: '/join#not-a-link-of-this-server', ready: 'h1' },
    { name: 'session-refused', path: '/s/aSessionThatIsNot', ready: 'h1' },
  ];
}

function deskPages(root: string, meetingId: string): ShownPage[] {
  const preparation = `${root}/meetings/${meetingId}`;
  return [
    { name: 'home', path: root, ready: '[data-testid^="my-"]' },
    { name: 'papers', path: `${root}/papers`, ready: at('papers-empty') },
    { name: 'devices', path: `${root}/devices`, ready: 'h1' },
    { name: 'sites', path: `${root}/register`, ready: 'h1' },
    { name: 'persons', path: `${root}/register/persons`, ready: '[data-testid^="person-row-"]' },
    { name: 'person-sheet', path: `${root}/register/persons`, ready: at('person-sheet'), taps: ['new-person'] },
    { name: 'accounts', path: `${root}/accounts`, ready: at('new-account') },
    { name: 'account-sheet', path: `${root}/accounts`, ready: at('new-account-sheet'), taps: ['new-account'] },
    { name: 'bodies', path: `${root}/bodies`, ready: 'h1' },
    { name: 'no-section', path: `${root}/nothing`, ready: at('no-section') },
    { name: 'wizard-sites', path: `${root}/wizard/sites`, ready: at('wizard-sites') },
    { name: 'wizard-persons', path: `${root}/wizard/persons`, ready: at('wizard-persons') },
    { name: 'wizard-clerk', path: `${root}/wizard/clerk`, ready: at('wizard-clerk') },
    { name: 'wizard-end', path: `${root}/wizard/end`, ready: at('wizard-end') },
    { name: 'meetings', path: `${root}/meetings`, ready: at('new-meeting') },
    { name: 'new-meeting', path: `${root}/meetings`, ready: at('new-meeting-sheet'), taps: ['new-meeting'] },
    { name: 'preparation', path: `${preparation}/general`, ready: at('part-general') },
    { name: 'agenda', path: `${preparation}/agenda`, ready: '[data-testid^="item-title-"]' },
    { name: 'delegates', path: `${preparation}/delegates`, ready: '[data-testid^="delegates-row-"]' },
    {
      name: 'import',
      path: `${preparation}/delegates`,
      ready: at('import-sheet'),
      taps: ['delegates-import'],
    },
    { name: 'invitation', path: `${preparation}/invitation`, ready: at('part-invitation') },
    { name: 'check', path: `${preparation}/check`, ready: at('part-check') },
  ];
}

function meetingPages({
  chair,
  clerk,
  delegate,
  display,
  outside,
}: Record<string, Credentials | undefined>): ShownPage[] {
  const of = (credentials: Credentials | undefined) => `/s/${credentials?.sessionKey}`;
  return [
    { name: 'chair', path: of(chair), ready: at('status') },
    { name: 'clerk', path: of(clerk), ready: at('status') },
    { name: 'attendance', path: `${of(clerk)}/attendance`, ready: at('board-search') },
    { name: 'operations', path: `${of(clerk)}/operations`, ready: '[data-testid^="lines-row-"]' },
    {
      name: 'roll-call',
      path: `${of(clerk)}/operations`,
      ready: at('hold-roll-call'),
      taps: ['operations-roll-call'],
    },
    { name: 'cameras', path: of(chair), ready: at('camera-picture'), ...tapsTo('cameras-button') },
    {
      name: 'cameras-set-up',
      path: of(clerk),
      ready: at('camera-steps'),
      ...tapsTo('cameras-button', 'cameras-set-up'),
    },
    {
      name: 'cameras-add',
      path: of(clerk),
      ready: at('camera-address'),
      ...tapsTo('cameras-button', 'cameras-set-up', 'add-camera'),
    },
    { name: 'minutes', path: `${of(clerk)}/minutes`, ready: at('minutes') },
    { name: 'delegate', path: of(delegate), ready: at('floor-button') },
    { name: 'chat', path: of(clerk), ready: at('chat-text'), taps: ['chat-button'] },
    { name: 'delegate-chat', path: of(delegate), ready: at('message-2'), taps: ['chat-button'] },
    { name: 'door', path: of(clerk), ready: at('lock-switch'), taps: ['door-button'] },
    { name: 'waiting-room', path: of(outside), ready: at('waiting-room') },
    { name: 'display', path: of(display), ready: at('name-strap') },
    { name: 'displays', path: of(chair), ready: at('displays-sheet'), taps: ['view-button', 'displays-button'] },
  ];
}

/** A busy meeting in its middle: the chair's display and what opens above it, and what the others see. */
function busyPages(busy: BusyMeeting): ShownPage[] {
  const [chair, speaker, waiter, display] = [busy.chair, busy.speaker, busy.waiter, busy.display].map(
    ({ sessionKey }) => `/s/${sessionKey}`,
  ) as [string, string, string, string];
  return [
    { name: 'busy-chair', path: chair, ready: '[data-testid^="timer-"]' },
    { name: 'busy-waiter', path: waiter, ready: '.floor[data-standing="waiting"]' },
    { name: 'busy-speaker', path: speaker, ready: '.own-timer' },
    { name: 'busy-display', path: display, ready: at('name-strap') },
    { name: 'busy-minutes', path: `${chair}/minutes`, ready: at('minutes') },
    { name: 'busy-mode', path: chair, ready: at('mode-sheet'), taps: ['mode-button'] },
    { name: 'busy-times', path: chair, ready: at('times-sheet'), taps: ['times-button'] },
    { name: 'busy-drop', path: chair, ready: at('drop-sheet'), taps: ['request-menu-busy-d-9', 'drop-in-words'] },
  ];
}

/** The demo's meeting in session: several are there, one speaks, some wait. The pages of those who speak stay open. */
async function openMeeting(
  server: ServerProcess,
  tokens: ReadonlyMap<string, string>,
  chairCredentials: Credentials,
  speakerCredentials: Credentials,
): Promise<Client[]> {
  const chair = await Client.connect(server, chairCredentials);
  const speaker = await Client.connect(server, speakerCredentials);
  const waiting = await Promise.all(
    [4, 5, 6].map((number) => enter(server, tokens.get(`delegate Đại biểu Mẫu ${number}`))),
  );
  await chair.until(({ agenda, me }) => agenda && me);
  await dataOf(chair.send('meeting.open', {}));
  const [, second] = Object.keys(chair.slices.agenda?.rows ?? {});
  await dataOf(chair.send('agenda.activate', { itemId: second ?? '', fromItemId: null }));
  for (const client of [speaker, ...waiting]) {
    await client.until(({ me }) => me);
    await dataOf(client.send('floor.request', { personId: client.slices.me?.head.personId ?? '' }));
  }
  await dataOf(chair.send('floor.grant', { personId: speaker.slices.me?.head.personId ?? '' }));
  return [chair, speaker, ...waiting];
}

/** Further displays of the hall, each with a scene of its own. Their pages stay open. */
async function openOutputs(server: ServerProcess, chair: Client | undefined, token: string) {
  const scenes = ['agenda', 'attendance', 'idle'] as const;
  return Promise.all(
    scenes.map(async (scene) => {
      const credentials = await join(server, token);
      const client = await Client.connect(server, credentials);
      await client.until(({ me }) => me);
      const endpointId = client.slices.me?.head.endpointId ?? '';
      await dataOf(chair?.send('display.setScene', { endpointId, scene }) ?? Promise.reject(new Error()));
      return { scene, credentials, client };
    }),
  );
}

/** The camera computer of the speaker’s site shows the speaker. */
async function openRoomAgent(server: ServerProcess, desk: Client, meetingId: string, clients: readonly Client[]) {
  const [chair, speaker] = clients;
  await chair?.until(({ attendance }) => attendance);
  const rows = Object.values(chair?.slices.attendance?.rows ?? {});
  const framed = rows.find(({ personId }) => personId === speaker?.slices.me?.head.personId);
  const siteId = framed?.siteId;
  if (!framed || !siteId) throw new Error('The speaker of the demo has no site.');
  const link = desk.send('link.issue', { for: { kind: 'agent', siteId }, isOneTime: false }, { meetingId });
  const token = (await dataOf(link)).url.split('#')[1] ?? '';
  return FakeRoomAgent.join(server, token, framed.personId, [framed.seatId ?? framed.personId]);
}

/** Somebody was put out of the meeting and waits; their page stays open. What was said meanwhile stands in the chat. */
async function waitOutside(server: ServerProcess, chair: Client | undefined, outside: Credentials): Promise<Client> {
  const client = await Client.connect(server, outside);
  await client.until(({ me }) => me);
  const said = [
    'Kính gửi các đồng chí tài liệu của nội dung 2.',
    'Xin cảm ơn. Đã nhận được, chúng tôi có ý kiến ở trang 3.',
  ];
  for (const text of said) await dataOf(client.send('chat.send', { to: 'all', text }));
  const endpointId = client.slices.me?.head.endpointId ?? '';
  await dataOf(chair?.send('endpoint.remove', { endpointId, reason: 'Nhầm phiên họp' }) ?? Promise.reject(new Error()));
  await client.until(({ me }) => me?.head.waiting);
  return client;
}

async function signIn(server: ServerProcess): Promise<Credentials> {
  const { body } = await post(server, 'welcome', { key: server.secretOf('welcome') });
  if (!body.account) throw new Error('The demo has no account.');
  const login = await post(server, 'login', body.account);
  return { sessionKey: login.body.sessionKey, cookie: login.cookie };
}

/** A meeting that is being prepared, like the demo's. */
async function makeDraft(client: Client, likeId: string): Promise<string> {
  const home = await dataOf(client.send('home.read', {}));
  const { meetingId } = await dataOf(
    client.send('meeting.create', {
      bodyId: home.account.bodyId,
      title: 'Phiên họp thường kỳ tháng 12 (mẫu)',
      place: 'Hội trường trung tâm (mẫu)',
      plannedStartAt: nextMorning(),
      quorumRuleId: 'simpleMajority',
      source: { kind: 'meeting', meetingId: likeId },
    }),
  );
  return meetingId;
}

/** Eight o'clock in Viet Nam on the next day. */
function nextMorning(): number {
  const dayMs = 86_400_000;
  return Math.floor(Date.now() / dayMs) * dayMs + dayMs + 3_600_000;
}

/** From a button of the bar, which a telephone has in the menu. */
function tapsTo(...taps: readonly string[]): Pick<ShownPage, 'taps' | 'narrowTaps'> {
  return { taps, narrowTaps: ['more-button', ...taps] };
}

function at(testId: string): string {
  return `[data-testid="${testId}"]`;
}
