/** What happens in the twin's room while `bench camera` measures: scripts made from a seed. */
import type { RoomEvent, Subject } from '../../camera/director-state.ts';
import { type CameraProfile, withFault } from '../../camera/twin/profiles.ts';
import { SeededRandom } from '../../camera/twin/random.ts';
import { councilSeats, planOf, seatedPeople } from '../../camera/twin/rooms.ts';
import type { TwinRoomSettings } from '../../camera/twin/twin-room.ts';
import type { PersonStep, RoomSound, WorldPerson } from '../../camera/twin/world.ts';

/** Somebody speaks, from the moment at which they were given the floor. */
export type Speech = Subject & { fromMs: number; untilMs: number };

export type Scene = {
  settings: TwinRoomSettings;
  speeches: Speech[];
  untilMs: number;
};

export type Condition = {
  profile: CameraProfile;
  videoLatencyMs: number;
  hasOverviewCamera: boolean;
  /** In place of the twin's own boxes: an engine that looks at drawn pictures. */
  facesFrom?: NonNullable<TwinRoomSettings['facesFrom']>;
};

type Draft = { people: WorldPerson[]; speeches: Speech[]; sounds?: RoomSound[]; meeting?: TwinRoomSettings['meeting'] };

const leadInMs = 4_000;

/** The floor goes from one to another every nine seconds, now and then over a pause. */
export function floorChanges(condition: Condition, seed: number, changes = 14): Scene {
  const random = new SeededRandom(seed);
  const people = seatedPeople(councilSeats, random);
  const speeches: Speech[] = [];
  let atMs = leadInMs;
  for (let turn = 0; turn < changes; turn += 1) {
    const others = people.filter(({ personId }) => personId !== speeches.at(-1)?.personId);
    speeches.push(speechOf(random.pick(others), atMs, 9_000));
    atMs += random.isTrueIn(0.25) ? 15_000 : 9_000;
  }
  return sceneOf(condition, seed, random, { people, speeches });
}

/** Speeches of a minute to a minute and a half unless told; speakers stand up and sit down, and others make noise. */
export function meeting(
  condition: Condition,
  seed: number,
  count = 4,
  [shortestMs, longestMs] = [60_000, 90_000],
): Scene {
  const random = new SeededRandom(seed + 1_000);
  const people = seatedPeople(councilSeats, random);
  const speeches: Speech[] = [];
  let atMs = leadInMs;
  for (let turn = 0; turn < count; turn += 1) {
    const others = people.filter(({ personId }) => personId !== speeches.at(-1)?.personId);
    const person = random.pick(others);
    const speech = speechOf(person, atMs, random.between(shortestMs, longestMs));
    speeches.push(speech);
    if (random.isTrueIn(0.5)) {
      const standMs = speech.fromMs + random.between(500, 20_000);
      addSteps(people, person.personId, { atMs: standMs, do: 'stand' }, { atMs: speech.untilMs, do: 'sit' });
    }
    atMs = speech.untilMs;
  }
  const sounds = Array.from({ length: 12 }, () => noise(random, people, random.between(leadInMs, atMs)));
  return sceneOf(condition, seed, random, { people, speeches, sounds });
}

/** A speaker walks to and fro at eight degrees a second. */
export function walk(condition: Condition, seed: number): Scene {
  const random = new SeededRandom(seed + 2_000);
  const people = seatedPeople(councilSeats, random).filter((_, index) => index % 4 === 0);
  const person = random.pick(people);
  const start = councilSeats.find(({ seatId }) => seatId === person.seatId)?.yawDegrees ?? 0;
  let side = start > 0 ? -1 : 1;
  const steps: PersonStep[] = [{ atMs: leadInMs + 1_000, do: 'stand' }];
  let atMs = leadInMs + 6_000;
  let yaw = start;
  for (let leg = 0; leg < 4; leg += 1) {
    const toYawDegrees = side * random.between(15, 25);
    steps.push({ atMs, do: 'walk', toYawDegrees, degreesPerS: 8 });
    atMs += (Math.abs(toYawDegrees - yaw) / 8) * 1000 + random.between(300, 3_000);
    yaw = toYawDegrees;
    side = -side;
  }
  addSteps(people, person.personId, ...steps);
  const speeches = [speechOf(person, leadInMs, atMs + 2_000 - leadInMs)];
  return sceneOf(condition, seed, random, { people, speeches });
}

export type HidingScene = Scene & { shownAtMs: number };

/** A speaker is hidden for five seconds and comes out again, at the same place or up to fifteen degrees from it. */
export function hide(condition: Condition, seed: number): HidingScene {
  const random = new SeededRandom(seed + 3_000);
  const people = seatedPeople(councilSeats, random);
  const person = random.pick(people);
  const hiddenMs = leadInMs + 8_000;
  const shownAtMs = hiddenMs + 5_000;
  const seat = councilSeats.find(({ seatId }) => seatId === person.seatId);
  const away = random.isTrueIn(0.5) ? random.between(-15, 15) : 0;
  const toYawDegrees = Math.max(-30, Math.min(30, (seat?.yawDegrees ?? 0) + away));
  addSteps(
    people,
    person.personId,
    { atMs: hiddenMs, do: 'hide' },
    ...(away === 0 ? [] : walkAway(hiddenMs, toYawDegrees)),
    { atMs: shownAtMs, do: 'show' },
  );
  const speeches = [speechOf(person, leadInMs, 30_000)];
  return { ...sceneOf(condition, seed, random, { people, speeches }), shownAtMs };
}

/** Nobody walks sitting: the head is above those of the others. */
function walkAway(atMs: number, toYawDegrees: number): PersonStep[] {
  return [
    { atMs, do: 'stand' },
    { atMs, do: 'walk', toYawDegrees, degreesPerS: 8 },
  ];
}

export type FaultScene = Scene & { backAtMs: number };

/** The camera restarts in the middle of a move and is away for twenty seconds. */
export function restart(condition: Condition, seed: number): FaultScene {
  const random = new SeededRandom(seed + 4_000);
  const people = seatedPeople(councilSeats, random);
  const [first, second] = [random.pick(people.slice(0, 4)), random.pick(people.slice(4))];
  const speeches = [speechOf(first, leadInMs, 8_000), speechOf(second, leadInMs + 8_000, 45_000)];
  const atMs = leadInMs + 8_000 + random.between(150, 600);
  const profile = withFault(condition.profile, { kind: 'reboot', atMs, forMs: 20_000 });
  const scene = sceneOf({ ...condition, profile }, seed, random, { people, speeches });
  return { ...scene, backAtMs: atMs + 20_000 };
}

export type NoiseScene = Scene & { sounds: RoomSound[] };

/** Coughs, paper and far-end speech, with one person or two having the floor; nobody else begins to speak. */
export function noises(condition: Condition, seed: number): NoiseScene {
  const random = new SeededRandom(seed + 5_000);
  const people = seatedPeople(councilSeats, random);
  const speaker = random.pick(people);
  const other = random.pick(people.filter(({ personId }) => personId !== speaker.personId));
  const speeches = [speechOf(speaker, leadInMs, 60_000)];
  const speech: RoomSound = { kind: 'speech', atMs: leadInMs, forMs: 60_000, seatId: speaker.seatId };
  const sounds = [0, 1, 2, 3, 4].map((index) => noise(random, people, leadInMs + 8_000 + index * 9_000));
  // The second person with the floor is the one whose noise would matter most.
  const isShared = seed % 2 === 1;
  const nearby = isShared ? sounds.map((sound) => (sound.seatId ? { ...sound, seatId: other.seatId } : sound)) : sounds;
  const holders = isShared ? [subjectOf(other), subjectOf(speaker)] : [subjectOf(speaker)];
  const meetingEvents = [{ atMs: leadInMs, event: { type: 'floor', holders, next: null } as RoomEvent }];
  const draft = { people, speeches, sounds: [speech, ...nearby], meeting: meetingEvents };
  return { ...sceneOf(condition, seed, random, draft), sounds: nearby };
}

function sceneOf(condition: Condition, seed: number, random: SeededRandom, draft: Draft): Scene {
  const world = { seats: councilSeats, people: draft.people.map((person) => talking(person, draft.speeches)) };
  const { limits } = condition.profile.capabilities;
  const settings = {
    ...condition,
    world,
    plan: planOf(world, limits, random),
    seed,
    meeting: draft.meeting ?? floorEvents(draft.speeches),
    sounds: draft.sounds ?? [],
  };
  return { settings, speeches: draft.speeches, untilMs: Math.max(...draft.speeches.map(({ untilMs }) => untilMs)) };
}

function floorEvents(speeches: readonly Speech[]): TwinRoomSettings['meeting'] {
  return speeches.flatMap((speech, index) => {
    const granted: RoomEvent = { type: 'floor', holders: [subjectOf(speech)], next: null };
    const ended: RoomEvent = { type: 'floor', holders: [], next: null };
    const isPause = (speeches[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY) > speech.untilMs;
    return [{ atMs: speech.fromMs, event: granted }, ...(isPause ? [{ atMs: speech.untilMs, event: ended }] : [])];
  });
}

function subjectOf({ personId, seatId }: Subject): Subject {
  return { personId, seatId };
}

function speechOf({ personId, seatId }: WorldPerson, fromMs: number, forMs: number): Speech {
  return { personId, seatId, fromMs, untilMs: fromMs + forMs };
}

function talking(person: WorldPerson, speeches: readonly Speech[]): WorldPerson {
  const talks = speeches
    .filter(({ personId }) => personId === person.personId)
    .map(({ fromMs, untilMs }) => ({ atMs: fromMs, do: 'talk', forMs: untilMs - fromMs }) as const);
  return { ...person, steps: [...person.steps, ...talks].sort((one, other) => one.atMs - other.atMs) };
}

function addSteps(people: WorldPerson[], personId: string, ...steps: PersonStep[]): void {
  const index = people.findIndex((person) => person.personId === personId);
  const person = people[index];
  if (person) people[index] = { ...person, steps: [...person.steps, ...steps] };
}

function noise(random: SeededRandom, people: readonly WorldPerson[], atMs: number): RoomSound {
  const kind = random.pick(['cough', 'paper', 'farEndSpeech'] as const);
  if (kind === 'farEndSpeech') return { kind, atMs, forMs: random.between(1_000, 6_000), seatId: null };
  return { kind, atMs, forMs: random.between(100, 490), seatId: random.pick(people).seatId };
}
