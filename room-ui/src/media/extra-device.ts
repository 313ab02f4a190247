/**
 * A camera or microphone that this device sends beside its own, as a room's device does: the hall beside the chair. It is
 * remembered, is taken again when it is plugged in again, and never doubles the own one.
 */
import { createStore, type ReadableStore, type Store } from '../session/store.ts';
import { isSameDevice } from './device-changes.ts';
import { chosenDevices, type ExtraUse } from './device-choice.ts';
import type { ExtraState } from './own-media.ts';

type ExtraHost = {
  constraints(deviceId: string): MediaStreamConstraints;
  /** The own one of its kind. */
  own(): MediaStreamTrack | null;
  /** The person's own mute holds for this one too. */
  isMuted(): boolean;
};

/** `own`: it serves as the own one, because that was pulled out or because its owner chose it there. */
type Taken = 'here' | 'missing' | 'own' | 'late';

export class ExtraDevice {
  readonly #use: ExtraUse;
  readonly #host: ExtraHost;
  readonly #track: Store<MediaStreamTrack | null>;
  readonly #isAway: Store<boolean>;
  readonly #isOpening = createStore(false);
  /** Another one each time that it is used, null while it is not: what was asked for before is not wanted any more. */
  #era: object | null = null;
  #takenAs = '';
  #seenOwn = '';
  #lastChange: Promise<unknown> = Promise.resolve();

  constructor(use: ExtraUse, { track, isAway }: ExtraState, host: ExtraHost) {
    this.#use = use;
    this.#track = track;
    this.#isAway = isAway;
    this.#host = host;
  }

  get isOpening(): ReadableStore<boolean> {
    return this.#isOpening;
  }

  /** Null: none any more. Answers whether it is there; it is remembered for the next meeting then. */
  async choose(deviceId: string | null): Promise<boolean> {
    this.#era ??= {};
    const isDone = await this.#inTurn(async () => {
      if (!deviceId) this.#drop();
      this.#track.get()?.stop();
      const isGiven = !deviceId || (await this.#take(deviceId)) === 'here';
      if (isGiven) chosenDevices.set(this.#use, deviceId);
      // Another program holds it: better the one that was there than none.
      else await this.#settle();
      return isGiven;
    });
    return isDone ?? true;
  }

  /** Takes the one that was chosen before, as after a power cut. */
  async resume(): Promise<void> {
    this.#era ??= {};
    await this.#inTurn(() => this.#settle());
  }

  /** What is plugged in now. */
  async devicesChanged(present: readonly MediaDeviceInfo[]): Promise<void> {
    if (this.#era) await this.#inTurn(() => this.#settle(present));
  }

  /** The own one, the mute or what the browser does to the sound may be another. The mute takes effect at once. */
  ownChanged(): void {
    const held = this.#track.get();
    if (held) held.enabled = !this.#host.isMuted();
    const own = JSON.stringify([this.#host.own()?.getSettings().deviceId, this.#host.constraints('')]);
    if (!this.#era || own === this.#seenOwn) return;
    this.#seenOwn = own;
    void this.#inTurn(() => this.#settle());
  }

  stop(): void {
    this.#era = null;
    this.#drop();
  }

  /** One change after the other: a browser tells the same one several times. */
  #inTurn<Result>(change: () => Promise<Result>): Promise<Result | undefined> {
    const asked = this.#era;
    const turn = this.#lastChange.then(() => (asked === this.#era ? change() : undefined));
    this.#lastChange = turn;
    return turn;
  }

  /** Brings what is used in line with what was chosen and what is there. */
  async #settle(present?: readonly MediaDeviceInfo[]): Promise<void> {
    const deviceId = chosenDevices.get()[this.#use];
    if (!deviceId) return;
    const held = this.#track.get();
    if (held && this.#isOwn(held)) return this.#drop();
    if (held && this.#takenAs === JSON.stringify(this.#host.constraints(deviceId))) return;
    if (present && !present.some((device) => device.deviceId === deviceId)) return;
    // Few devices open one microphone in two ways: the first ends before.
    held?.stop();
    const taken = await this.#take(deviceId);
    if (taken === 'own') this.#isAway.set(false);
    if (taken === 'missing') this.#isAway.set(true);
  }

  async #take(deviceId: string): Promise<Taken> {
    const asked = this.#era;
    const constraints = this.#host.constraints(deviceId);
    this.#isOpening.set(true);
    const found = await capture(constraints);
    this.#isOpening.set(false);
    const isOwn = found !== undefined && this.#isOwn(found);
    if (asked === this.#era && found && !isOwn) {
      this.#takenAs = JSON.stringify(constraints);
      this.#adopt(found);
      return 'here';
    }
    found?.stop();
    if (asked !== this.#era) return 'late';
    this.#track.set(null);
    return isOwn ? 'own' : 'missing';
  }

  #adopt(track: MediaStreamTrack): void {
    track.enabled = !this.#host.isMuted();
    track.addEventListener('ended', () => {
      if (this.#track.get() !== track) return;
      this.#track.set(null);
      this.#isAway.set(true);
    });
    this.#track.set(track);
    this.#isAway.set(false);
  }

  #isOwn(track: MediaStreamTrack): boolean {
    const own = this.#host.own();
    if (!own || own.readyState === 'ended') return false;
    const { deviceId = '', groupId = '' } = track.getSettings();
    return isSameDevice({ deviceId, groupId }, own.getSettings());
  }

  #drop(): void {
    this.#track.get()?.stop();
    this.#track.set(null);
    this.#isAway.set(false);
  }
}

async function capture(constraints: MediaStreamConstraints): Promise<MediaStreamTrack | undefined> {
  try {
    return (await navigator.mediaDevices.getUserMedia(constraints)).getTracks()[0];
  } catch {
    return undefined;
  }
}
