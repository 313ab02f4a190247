import { expect, it } from 'vitest';
import { beginsKeyFrame, hasLaterReference, isPassableProfile, profileIn } from './h264.ts';

const header = [0x80, 96, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1];
const packet = (...payload: number[]) => Buffer.from([...header, ...payload]);
const parameterSet = (profile: number) => [0x67, profile, 0x40, 0x1f];
/** A slice that begins with block 0 (bit 1) and has a type: 0 (00111 is 6, 010 is 1, 1 is 0). */
const slices = { p: 0b1100_0000, b: 0b1010_0000, onlyB: 0b1001_1100, i: 0b1011_0000 };

it('reads the profile from a parameter set, alone and among others', () => {
  expect(profileIn(packet(...parameterSet(77)))).toBe(77);
  expect(profileIn(packet(0x78, 0, 2, 0x09, 0x10, 0, 4, ...parameterSet(100)))).toBe(100);
  expect(profileIn(packet(0x41, slices.p))).toBeNull();
  expect(profileIn(packet())).toBeNull();
});

it('passes what every browser decodes', () => {
  expect([66, 77, 88, 100, 110].filter(isPassableProfile)).toEqual([66, 77]);
});

it('knows slices of B-frames, whole and in parts, from others', () => {
  expect(hasLaterReference(packet(0x01, slices.b))).toBe(true);
  expect(hasLaterReference(packet(0x01, slices.onlyB))).toBe(true);
  expect(hasLaterReference(packet(0x5c, 0x81, slices.b))).toBe(true);
  // The middle of a slice begins with anything.
  expect(hasLaterReference(packet(0x5c, 0x01, slices.b))).toBe(false);
  expect(hasLaterReference(packet(0x41, slices.p))).toBe(false);
  expect(hasLaterReference(packet(0x65, slices.b))).toBe(false);
  expect(hasLaterReference(packet(0x01))).toBe(false);
});

it('knows where a picture begins that stands for itself', () => {
  expect(beginsKeyFrame(packet(...parameterSet(66)))).toBe(true);
  expect(beginsKeyFrame(packet(0x65, slices.i))).toBe(true);
  expect(beginsKeyFrame(packet(0x7c, 0x85, slices.i))).toBe(true);
  expect(beginsKeyFrame(packet(0x7c, 0x05, slices.i))).toBe(false);
  expect(beginsKeyFrame(packet(0x41, slices.p))).toBe(false);
});
