/**
 * Reads, in the page itself, how long after the click on the join button each step was there, up to the first frame of
 * somebody else's picture on the screen. The same for any page: it watches what the browser offers, not the page's code.
 */
import type { Page } from 'playwright-core';

export type JoinTimes = {
  /** Milliseconds from the click; null: the page has no such step. */
  signedIn: number | null;
  socketOpen: number | null;
  /** The track of somebody else's picture. */
  picture: number;
  /** The way on which it comes. */
  connected: number;
  firstFrame: number;
};

type Mark = keyof JoinTimes | 'click';
type ClockedWindow = Window & { joinMarks?: Partial<Record<Mark, number>>; joinLines?: RTCPeerConnection[] };

export async function installJoinClock(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const marks: Partial<Record<Mark, number>> = {};
    (window as ClockedWindow).joinMarks = marks;
    const mark = (name: Mark) => {
      if (name === 'click' || marks.click !== undefined) marks[name] ??= performance.now();
    };
    const isJoinButton = (target: EventTarget | null) =>
      target instanceof Element && target.closest('[data-testid="join-button"]') !== null;
    addEventListener(
      'click',
      ({ target, timeStamp }) => {
        if (isJoinButton(target)) marks.click ??= timeStamp;
      },
      true,
    );
    const fetchPlainly = window.fetch.bind(window);
    window.fetch = async (...request) => {
      const response = await fetchPlainly(...request);
      if (String(request[0]) === '/api/join') mark('signedIn');
      return response;
    };
    window.WebSocket = class extends WebSocket {
      constructor(...address: ConstructorParameters<typeof WebSocket>) {
        super(...address);
        this.addEventListener('open', () => mark('socketOpen'));
      }
    };
    const remote = new Set<MediaStreamTrack>();
    const lines: RTCPeerConnection[] = [];
    (window as ClockedWindow).joinLines = lines;
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        lines.push(this);
        let isReceiving = false;
        const look = () => {
          if (isReceiving && this.connectionState === 'connected') mark('connected');
        };
        this.addEventListener('track', ({ track }) => {
          if (track.kind !== 'video') return;
          remote.add(track);
          isReceiving = true;
          mark('picture');
          look();
        });
        this.addEventListener('connectionstatechange', look);
      }
    };
    const source = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject');
    if (!source?.set || !source.get) throw new Error('This browser has no srcObject.');
    const { set, get } = source;
    Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
      get,
      set(this: HTMLMediaElement, stream: MediaProvider | null) {
        set.call(this, stream);
        const isRemote = stream instanceof MediaStream && stream.getVideoTracks().some((track) => remote.has(track));
        if (isRemote && this instanceof HTMLVideoElement) this.requestVideoFrameCallback(() => mark('firstFrame'));
      },
    });
  });
}

/** Resolves when the picture of somebody else is on the screen. */
export async function readJoinClock(page: Page, timeoutMs = 20_000): Promise<JoinTimes> {
  const isThere = () => (window as ClockedWindow).joinMarks?.firstFrame !== undefined;
  await page.waitForFunction(isThere, undefined, { timeout: timeoutMs, polling: 100 });
  const marks = await page.evaluate(() => (window as ClockedWindow).joinMarks ?? {});
  const { click = Number.NaN } = marks;
  const after = (name: Mark) => (marks[name] === undefined ? null : marks[name] - click);
  return {
    signedIn: after('signedIn'),
    socketOpen: after('socketOpen'),
    picture: after('picture') ?? Number.NaN,
    connected: after('connected') ?? Number.NaN,
    firstFrame: after('firstFrame') ?? Number.NaN,
  };
}

/** Ends what the page sends and receives, and says so to the server: a page that is only closed is missed much later. */
export function endMedia(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const line of (window as ClockedWindow).joinLines ?? []) line.close();
  });
}
