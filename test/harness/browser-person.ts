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
    const page = await context.newPage();
    return new BrowserPerson(browser, page);
  }

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.page = page;
  }

  /** Opens a join link and taps the button. */
  async join(url: string): Promise<void> {
    await this.page.goto(url);
    await this.tap('join-button');
    await this.page.getByTestId('status').waitFor();
  }

  async tap(testId: string): Promise<void> {
    await this.page.getByTestId(testId).click();
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

  async close(): Promise<void> {
    await this.#browser.close();
  }
}
