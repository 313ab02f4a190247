import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SlotPicture, type SlotSource } from './slot-picture.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A camera of packets: each says whose it is. */
class Source implements SlotSource {
  state: SlotSource['state'] = 'flowing';
  asked = 0;
  readonly #name: number;
  readonly #takers = new Set<Parameters<SlotSource['watch']>[0]>();
  #sequence = 0;

  constructor(name: number) {
    this.#name = name;
    this.#sequence = name * 1_000;
  }

  watch(take: Parameters<SlotSource['watch']>[0]) {
    this.#takers.add(take);
    return () => this.#takers.delete(take);
  }

  wantKeyFrame(): void {
    this.asked += 1;
  }

  send(kind: 'key' | 'other'): void {
    const packet = Buffer.alloc(16, 0);
    packet.writeUInt16BE(++this.#sequence, 2);
    packet[12] = kind === 'key' ? 0x65 : 0x41;
    packet[13] = this.#name;
    for (const take of [...this.#takers]) take(packet, false);
  }
}

function given() {
  const [one, other] = [new Source(1), new Source(2)];
  const cuts: (SlotSource | null)[] = [];
  const picture: SlotPicture = new SlotPicture(() => cuts.push(picture.shown));
  const sent: string[] = [];
  const sequences: number[] = [];
  picture.leadTo((packet) => {
    if (packet[1] === 200) return;
    sent.push(`${packet[13]}${packet[12] === 0x65 ? ' key' : ''}`);
    sequences.push(packet.readUInt16BE(2));
  });
  picture.show(one, 'short');
  one.send('key');
  return { one, other, picture, cuts, sent: () => sent.splice(0), sequences };
}

it('shows the one until the other begins with a key frame, which it is asked for', () => {
  const { one, other, picture, cuts, sent, sequences } = given();
  picture.show(other, 'short');
  one.send('other');
  other.send('other');
  expect(other.asked).toBe(1);
  vi.advanceTimersByTime(550);
  expect(other.asked).toBe(3);
  one.send('other');
  other.send('key');
  one.send('key');
  other.send('other');
  expect(sent()).toEqual(['1 key', '1', '1', '2 key', '2']);
  expect(cuts).toEqual([one, other]);
  expect(sequences.map((sequence) => (sequence - (sequences[0] ?? 0) + 65_536) % 65_536)).toEqual([0, 1, 2, 3, 4]);
  vi.advanceTimersByTime(5_000);
  expect(other.asked).toBe(3);
});

it('leaves a camera that turns after a while, and stands still until the next picture is whole', () => {
  const { one, other, picture, cuts, sent } = given();
  picture.show(other, 'short');
  vi.advanceTimersByTime(599);
  one.send('other');
  expect(cuts).toEqual([one]);
  vi.advanceTimersByTime(1);
  one.send('other');
  other.send('other');
  expect(cuts).toEqual([one, other]);
  other.send('key');
  expect(sent()).toEqual(['1 key', '1', '2 key']);
});

it('shows one that sends no key frames all the same in the end', () => {
  const { one, other, picture, sent } = given();
  picture.show(other, 'long');
  vi.advanceTimersByTime(3_900);
  one.send('other');
  other.send('other');
  vi.advanceTimersByTime(200);
  one.send('other');
  other.send('other');
  expect(sent()).toEqual(['1 key', '1', '2']);
});

it('leaves what must not be seen at once, also in the middle of a cut', () => {
  const { one, other, picture, sent } = given();
  picture.show(other, 'long');
  picture.show(other, 'none');
  one.send('key');
  other.send('other');
  other.send('key');
  expect(sent()).toEqual(['1 key', '2 key']);
  picture.show(null, 'none');
  one.send('key');
  other.send('key');
  expect(sent()).toEqual([]);
});

it('stays where it is when it is told so before the cut', () => {
  const { one, other, picture, cuts, sent } = given();
  picture.show(other, 'short');
  picture.show(one, 'long');
  other.send('key');
  one.send('other');
  vi.advanceTimersByTime(5_000);
  expect(sent()).toEqual(['1 key', '1']);
  expect(cuts).toEqual([one]);
});

it('waits for nothing where the camera before has no picture', () => {
  const { one, other, picture, sent } = given();
  one.state = 'noPicture';
  picture.show(other, 'long');
  expect(picture.shown).toBe(other);
  other.send('other');
  other.send('key');
  expect(sent()).toEqual(['1 key', '2 key']);
});
