import { expect, it } from 'vitest';
import { twelvefoldLens } from '../twin/zoom-table.ts';
import { readXml } from '../xml.ts';
import { PtzSpaces, readSpaces } from './onvif-spaces.ts';

const optics = { panDegrees: [-100, 100], tiltDegrees: [-20, 80], lens: twelvefoldLens } as const;
const names = 'http://www.onvif.org/ver10/tptz/PanTiltSpaces';
const range = (axis: string, [least, greatest]: readonly number[]) =>
  `<${axis}Range><Min>${least}</Min><Max>${greatest}</Max></${axis}Range>`;
const space = (name: string, uri: string, x: readonly number[], y?: readonly number[]) =>
  `<${name}><URI>${names}/${uri}</URI>${range('X', x)}${y ? range('Y', y) : ''}</${name}>`;
const given = (...spaces: string[]) =>
  new PtzSpaces(readSpaces(readXml(`<O><Spaces>${spaces.join('')}</Spaces></O>`)), optics);
const absolute = (uri: string, x: readonly number[], y: readonly number[]) =>
  space('AbsolutePanTiltPositionSpace', uri, x, y);
const status = (panTilt: string) => readXml(`<S><Position>${panTilt}<Zoom x="0"/></Position></S>`);

it.each([
  ['parts of its range', 'PositionGenericSpace', [-1, 1], [-1, 1], { x: -0.5, y: -0.2 }],
  ['parts of its range that start at zero', 'PositionGenericSpace', [0, 1], [0, 1], { x: 0.25, y: 0.4 }],
  ['degrees around zero', 'SphericalPositionSpaceDegrees', [-180, 180], [-90, 90], { x: -50, y: 20 }],
  ['degrees of a full turn under a wrong name', 'PositionGenericSpace', [0, 360], [-90, 90], { x: 310, y: 20 }],
] as const)('speaks in %s', (_what, uri, x, y, wire) => {
  const spaces = given(absolute(uri, x, y));
  const position = spaces.position({ panDegrees: -50, tiltDegrees: 20 });
  expect(position.x).toBeCloseTo(wire.x, 6);
  expect(position.y).toBeCloseTo(wire.y, 6);
  expect(position.space).toBeUndefined();
  const pose = spaces.poseIn(status(`<PanTilt x="${wire.x}" y="${wire.y}"/>`));
  expect(pose?.panDegrees).toBeCloseTo(-50, 6);
  expect(pose?.tiltDegrees).toBeCloseTo(20, 6);
});

it('prefers degrees where it has the choice, and reads each position in the space it was said in', () => {
  const spaces = given(
    absolute('PositionGenericSpace', [-1, 1], [-1, 1]),
    absolute('SphericalPositionSpaceDegrees', [-180, 180], [-90, 90]),
  );
  expect(spaces.position({ panDegrees: 30, tiltDegrees: 0 })).toEqual({
    x: 30,
    y: 0,
    space: `${names}/SphericalPositionSpaceDegrees`,
  });
  const pose = spaces.poseIn(status(`<PanTilt x="0.3" y="-1" space="${names}/PositionGenericSpace"/>`));
  expect(pose?.panDegrees).toBeCloseTo(30, 6);
  expect(pose?.tiltDegrees).toBeCloseTo(-20, 6);
});

it('never takes a position that is missing or no number for zero', () => {
  const spaces = given(absolute('PositionGenericSpace', [-1, 1], [-1, 1]));
  for (const panTilt of ['', '<PanTilt/>', '<PanTilt x="" y="0"/>', '<PanTilt x="NaN" y="0"/>', '<PanTilt x="0"/>']) {
    expect(spaces.poseIn(status(panTilt))).toBeNull();
  }
  expect(spaces.poseIn(readXml('<S><UtcTime/></S>'))).toBeNull();
});

it.each([1, 100])('scales a part of the picture to the announced +-%d, and stays within', (greatest) => {
  const ends = [-greatest, greatest];
  const spaces = given(space('RelativePanTiltTranslationSpace', 'TranslationSpaceFov', ends, ends));
  expect(spaces.announced).toMatchObject({ relativeFov: true, absolute: false });
  expect(spaces.fovMove({ right: 0.25, up: -0.1 })).toMatchObject({ x: 0.5 * greatest, y: -0.2 * greatest });
  expect(spaces.fovMove({ right: 3, up: 0 }).x).toBe(greatest);
});

it('passes over spaces that make no sense', () => {
  const spaces = given(absolute('PositionGenericSpace', [1, -1], [-1, 1]), '<AbsolutePanTiltPositionSpace/>');
  expect(spaces.announced.absolute).toBe(false);
});
