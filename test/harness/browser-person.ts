/**
 * A person at a real browser of their own: Chromium reads its fake camera and microphone per process. What they see and
 * hear is read from the page's elements and from `getStats`, as a tester with a meter would.
 */
import type { Browser, Page } from 'playwright-core';
import { builtInDevices, launchChromium } from './chromium.ts';
import type { TestMedia } from './test-media.ts';

export type Received = {
  /** Frames decoded since the picture arrived, and the colour in its middle. */
  framesDecoded: number;
  colour: [red: number, green: number, blue: number] | null;
  /** Energy of the sound since it arrived; null when there is no audio element that plays it unmuted. */
  audioEnergy: number | null;
  audioPackets: number;
};

/** Cameras that the browser draws itself, the second without a picture; it has three microphones and three speakers. */
export type BuiltInDevices = { cameras: number };

type CollectingWindow = Window & { peerConnections?: RTCPeerConnection[] };

/** Without any: as a machine that has neither camera nor microphone, or whose browser was told not to give them. */
type Lack = { lacks: 'devices' | 'permission' };

function deviceArgs(media: TestMedia | BuiltInDevices | Lack): string[] {
  if ('lacks' in media) {
    return media.lacks === 'devices' ? ['--use-fake-ui-for-media-stream'] : ['--use-fake-device-for-media-stream'];
  }
  if ('cameras' in media) {
    const devices = `--use-fake-device-for-media-stream=device-count=${media.cameras},fps=15`;
    return ['--use-fake-ui-for-media-stream', devices];
  }
  return [
    ...builtInDevices,
    `--use-file-for-fake-video-capture=${media.picturePath}`,
    `--use-file-for-fake-audio-capture=${media.soundPath}`,
  ];
}

export class BrowserPerson {
  readonly page: Page;
  readonly #browser: Browser;

  static async start(
    media: TestMedia | BuiltInDevices | Lack,
    size = { width: 1280, height: 800 },
    executablePath?: string,
  ): Promise<BrowserPerson> {
    const browser = await launchChromium(deviceArgs(media), executablePath);
    return new BrowserPerson(browser, await openPage(browser, size));
  }

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.page = page;
  }

  /** Opens a join link and taps the button. */
  async join(url: string, { ready = 'status' } = {}): Promise<void> {
    await this.page.goto(url);
    await this.tap('join-button');
    await this.page.getByTestId(ready).waitFor();
  }

  async tap(testId: string): Promise<void> {
    await this.page.getByTestId(testId).click();
  }

  /** Holds a button that acts only when it is held. */
  async hold(testId: string): Promise<void> {
    await this.page.getByTestId(testId).click({ delay: 1_200 });
  }

  /** The endpoint whose tile bears a person's name. */
  async endpointOf(name: string): Promise<string> {
    const tile = this.page.locator('[data-testid^="tile-"]').filter({ hasText: name });
    const testId = await tile.first().getAttribute('data-testid');
    return testId?.slice('tile-'.length) ?? '';
  }

  /** What arrives here from an endpoint, at this moment. */
  received(endpointId: string): Promise<Received> {
    return this.page.evaluate(async (id) => {
      const trackOf = (element: HTMLMediaElement | null) =>
        element?.srcObject instanceof MediaStream ? element.srcObject.getTracks()[0]?.id : undefined;
      const video = document.querySelector<HTMLVideoElement>(`video[data-endpoint-id="${id}"]`);
      const audio = document.querySelector<HTMLAudioElement>(`audio[data-endpoint-id="${id}"]`);
      const isHearable = audio !== null && !audio.muted && !audio.paused && audio.volume > 0;
      const result = {
        framesDecoded: 0,
        colour: null,
        audioEnergy: isHearable ? 0 : null,
        audioPackets: 0,
      } as Received;
      for (const connection of (window as CollectingWindow).peerConnections ?? []) {
        if (connection.connectionState === 'closed') continue;
        for (const stat of (await connection.getStats()).values()) {
          if (stat.type !== 'inbound-rtp') continue;
          if (stat.trackIdentifier === trackOf(video)) result.framesDecoded = stat.framesDecoded ?? 0;
          if (stat.trackIdentifier !== trackOf(audio)) continue;
          result.audioPackets = stat.packetsReceived ?? 0;
          if (isHearable) result.audioEnergy = stat.totalAudioEnergy ?? 0;
        }
      }
      if (video && video.videoWidth > 0) {
        const canvas = new OffscreenCanvas(1, 1).getContext('2d');
        canvas?.drawImage(video, 0, 0, 1, 1);
        const [red = 0, green = 0, blue = 0] = canvas?.getImageData(0, 0, 1, 1).data ?? [];
        result.colour = [red, green, blue];
      }
      return result;
    }, endpointId);
  }

  /** Packets of sound that this page has sent so far. */
  sentAudioPackets(): Promise<number> {
    return this.page.evaluate(async () => {
      let packets = 0;
      for (const connection of (window as CollectingWindow).peerConnections ?? []) {
        if (connection.connectionState === 'closed') continue;
        for (const stat of (await connection.getStats()).values()) {
          if (stat.type === 'outbound-rtp' && stat.kind === 'audio') packets += stat.packetsSent ?? 0;
        }
      }
      return packets;
    });
  }

  /** Packets of picture and sound, of everybody, that this page has received so far on lines that are still open. */
  receivedPackets(): Promise<number> {
    return this.page.evaluate(async () => {
      let packets = 0;
      for (const connection of (window as CollectingWindow).peerConnections ?? []) {
        if (connection.connectionState === 'closed') continue;
        for (const stat of (await connection.getStats()).values()) {
          if (stat.type === 'inbound-rtp') packets += stat.packetsReceived ?? 0;
        }
      }
      return packets;
    });
  }

  /** Notes the names of all slices that come from now on. Before the page is opened. */
  noteSlices(): string[] {
    const names: string[] = [];
    this.page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => {
        // An event of socket.io: its number, then a list of its name and its arguments.
        if (!String(payload).startsWith('42[')) return;
        const [event, updates] = JSON.parse(String(payload).slice(2));
        if (event === 'slices') names.push(...updates.map(({ name }: { name: string }) => name));
      }),
    );
    return names;
  }

  /**
   * When the time that this page counts down will be over by what it shows, in UTC milliseconds: taken as the shown second
   * turns. Of three turns the earliest: a busy machine draws late and never early.
   */
  shownEnd(testId: string): Promise<number> {
    return this.page.evaluate(
      (id) =>
        new Promise<number>((resolve, reject) => {
          const read = () => document.querySelector(`[data-testid="${id}"]`)?.textContent ?? '';
          const ends: number[] = [];
          let before = read();
          const giveUp = setTimeout(() => reject(new Error(`${id} stands still at ${before}`)), 8_000);
          const observer = new MutationObserver(() => {
            const [, minutes, seconds] = /(\d+):(\d\d)/.exec(read()) ?? [];
            if (read() === before || !minutes) return;
            before = read();
            ends.push(Date.now() + (Number(minutes) * 60 + Number(seconds)) * 1_000);
            if (ends.length < 3) return;
            clearTimeout(giveUp);
            observer.disconnect();
            resolve(Math.min(...ends));
          });
          observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        }),
      testId,
    );
  }

  /** What a page that was changed by its owner would do: sends the microphone whether the floor allows it or not. */
  forceMicrophone(): Promise<void> {
    return this.page.evaluate(async () => {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const [track] = stream.getAudioTracks();
      for (const connection of (window as CollectingWindow).peerConnections ?? []) {
        for (const { sender, receiver, direction } of connection.getTransceivers()) {
          if (receiver.track.kind !== 'audio' || !direction.includes('send')) continue;
          await sender.replaceTrack(track ?? null);
        }
      }
    });
  }

  /** Another person at another window of this process, who shares nothing with this one but camera and microphone. */
  async another(size = { width: 1280, height: 800 }): Promise<BrowserPerson> {
    return new BrowserPerson(this.#browser, await openPage(this.#browser, size));
  }

  /** The whole process is gone at once, as when the machine loses its power: no page says good-bye. */
  async kill(): Promise<void> {
    const session = await this.#browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const pid = processInfo.find(({ type }) => type === 'browser')?.id;
    if (!pid) throw new Error('The browser did not say which process it is.');
    const isGone = new Promise((resolve) => this.#browser.once('disconnected', resolve));
    process.kill(pid, 'SIGKILL');
    await isGone;
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}

async function openPage(browser: Browser, size: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: size, locale: 'vi-VN' });
  await context.addInitScript(() => {
    const collecting = window as CollectingWindow;
    const peerConnections: RTCPeerConnection[] = [];
    collecting.peerConnections = peerConnections;
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        peerConnections.push(this);
      }
    };
  });
  return context.newPage();
}
