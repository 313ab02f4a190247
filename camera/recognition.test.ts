import { expect, it } from 'vitest';
import { FaceTracks } from './face-track.ts';
import type { FaceDescriptor } from './faces/face-engine.ts';
import type { Look } from './look.ts';
import { Recognition } from './recognition.ts';

/** Descriptions that are so far from the first one, each in a direction of its own. */
function described(...distances: number[]): FaceDescriptor[] {
  return distances.map((distance, index) =>
    Float32Array.from({ length: 128 }, (_, at) => (at === index ? distance : 0)),
  );
}

/** The speaker at 0 degrees, and others in the same picture. */
class Room {
  readonly #tracks = new FaceTracks();
  #atMs = 0;

  look(...yaws: number[]): Look {
    this.#atMs += 100;
    const boxes = yaws.map(() => ({ left: 0.4, top: 0.3, width: 0.1, height: 0.2, score: 0.9 }));
    const measured = yaws.map((yawDegrees) => ({
      yawDegrees,
      pitchDegrees: 0,
      heightDegrees: 2.5,
      atMs: this.#atMs,
      blurDegrees: 0,
    }));
    const pose = { panDegrees: 0, tiltDegrees: 0, horizontalFovDegrees: 30 };
    return { boxes, given: this.#tracks.see(measured), pose, exposedAtMs: this.#atMs };
  }

  get speaker() {
    const [first] = this.#tracks.all();
    if (!first) throw new Error('Nobody was seen.');
    return first;
  }
}

function watched(room: Room, recognition: Recognition, looks: number, ...yaws: number[]): void {
  for (let count = 0; count < looks; count += 1) {
    const look = room.look(...yaws);
    recognition.watch(room.speaker, look);
  }
}

const [bad = new Float32Array(128), ...later] = described(0, 0.7, 0.72, 0.74, 0.76);

function hearAll(recognition: Recognition, trackId: number, descriptors: readonly FaceDescriptor[]): void {
  for (const [index, descriptor] of descriptors.entries()) recognition.hear(trackId, descriptor, true, index * 1_000);
}

it('does not doubt a face that never was out of sight, whatever its descriptions say', () => {
  const [room, recognition] = [new Room(), new Recognition()];
  recognition.about('an', []);
  watched(room, recognition, 10, 0);
  recognition.hear(room.speaker.trackId, bad, true, 0);
  watched(room, recognition, 10, 0, 9);
  hearAll(recognition, room.speaker.trackId, later);
  expect(recognition.mismatches).toBe(0);
  expect(recognition.likest([room.speaker.trackId])).toBe(room.speaker.trackId);
});

it.each<[string, (room: Room, recognition: Recognition) => void]>([
  ['that came beside another one', (room, recognition) => watched(room, recognition, 1, 0, 4)],
  ['that was out of sight', (room, recognition) => watched(room, recognition, 6)],
])('doubts a face %s and then is described as another', (_name, happens) => {
  const [room, recognition] = [new Room(), new Recognition()];
  recognition.about('an', []);
  watched(room, recognition, 10, 0);
  recognition.hear(room.speaker.trackId, bad, true, 0);
  happens(room, recognition);
  watched(room, recognition, 3, 0);
  hearAll(recognition, room.speaker.trackId, later.slice(0, 2));
  expect(recognition.mismatches).toBe(2);
});

it('doubts who sits there from the start where the person is known', () => {
  const [room, recognition] = [new Room(), new Recognition()];
  recognition.about('an', [bad]);
  watched(room, recognition, 10, 0);
  hearAll(recognition, room.speaker.trackId, later.slice(0, 2));
  expect(recognition.mismatches).toBe(2);
});

it('learns a person anew who was not recognised on their own seat time and again, but not what was given', () => {
  const lost = (known: FaceDescriptor[]) => {
    const [room, recognition] = [new Room(), new Recognition()];
    recognition.about('an', known);
    if (known.length === 0) recognition.hear(-1, bad, true, 0);
    recognition.noteUnrecognised();
    watched(room, recognition, 10, 0);
    hearAll(recognition, room.speaker.trackId, later.slice(0, 2));
    expect(recognition.mismatches).toBe(2);
    recognition.startSearch();
    recognition.noteUnrecognised();
    hearAll(recognition, room.speaker.trackId, later.slice(0, 2));
    return recognition.mismatches;
  };
  expect(lost([])).toBe(0);
  expect(lost([bad])).toBe(2);
});
