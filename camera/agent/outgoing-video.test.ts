import { expect, it } from 'vitest';
import { OutgoingVideo } from './outgoing-video.ts';

function packet(sequence: number, timestamp: number, ssrc = 7): Buffer {
  const made = Buffer.alloc(20);
  made[0] = 0x80;
  made[1] = 0x80 | 102;
  made.writeUInt16BE(sequence, 2);
  made.writeUInt32BE(timestamp, 4);
  made.writeUInt32BE(ssrc, 8);
  return made;
}

function given() {
  const sent: Buffer[] = [];
  const video = new OutgoingVideo();
  video.leadTo((each) => sent.push(each));
  const media = () => sent.filter((each) => (each[1] ?? 0) !== 200);
  const ssrc = (video.rtpParameters('c').encodings as { ssrc: number }[])[0]?.ssrc ?? 0;
  return { video, media, ssrc };
}

const sequenceOf = (each: Buffer | undefined) => each?.readUInt16BE(2) ?? -1;
const timestampOf = (each: Buffer | undefined) => each?.readUInt32BE(4) ?? -1;
const less = (one: number, other: number, size: number) => (one - other + size) % size;

it('goes on by one from source to source, whatever their numbers are', () => {
  const { video, media, ssrc } = given();
  video.forward(packet(65_535, 4_294_967_000));
  video.forward(packet(0, 100));
  video.beginSource();
  video.forward(packet(500, 9_000_000, 99));
  const [first, second, third] = media();
  expect(less(sequenceOf(second), sequenceOf(first), 65_536)).toBe(1);
  expect(less(sequenceOf(third), sequenceOf(second), 65_536)).toBe(1);
  expect(less(timestampOf(second), timestampOf(first), 2 ** 32)).toBe(396);
  // What passed between two sources has passed on the wall, which is hardly anything here.
  expect(less(timestampOf(third), timestampOf(second), 2 ** 32)).toBeLessThan(90 * 200);
  for (const each of media()) {
    expect(each.readUInt32BE(8)).toBe(ssrc);
    expect(each[1]).toBe(0x80 | 96);
  }
});

it('sends again what got lost, and says who asks for a key frame', () => {
  const { video, media, ssrc } = given();
  for (const sequence of [1, 2, 3]) video.forward(packet(sequence, 0));
  const lost = media()[1];
  const nack = Buffer.from([0x81, 205, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
  nack.writeUInt32BE(ssrc, 8);
  nack.writeUInt16BE(sequenceOf(lost), 12);
  expect(video.hear(nack)).toBe(false);
  expect(media()).toHaveLength(4);
  expect(media()[3]).toEqual(lost);
  const wanted = Buffer.from([0x81, 206, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0]);
  expect(video.hear(wanted)).toBe(false);
  wanted.writeUInt32BE(ssrc, 8);
  expect(video.hear(wanted)).toBe(true);
});
