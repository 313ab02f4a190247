/** What people ask of one camera: by hand, presets, the seat map drawn on its picture, views, and its test. */
import { randomUUID } from 'node:crypto';
import type { OnvifDriver } from '../drivers/onvif.ts';
import { directionAt, type PicturePoint } from '../geometry.ts';
import { measure } from '../look.ts';
import type { AgentAnswer, AgentRequest, CameraSetUp } from '../protocol.ts';
import { type Pose, PtzError } from '../ptz-driver.ts';
import type { SeatPlace, StoredView } from '../room-plan.ts';
import { selfTest } from '../self-test.ts';
import type { StoredCamera } from './cameras-file.ts';
import { StreamWatch } from './picture-watch.ts';
import type { RoomCamera } from './room-camera.ts';
import type { SourceLogger } from './video-source.ts';

export type CameraRequest = Extract<AgentRequest, { cameraId: string }>;

/** `save` resolves when what was set up is on the disk. */
export type RequestSurroundings = { logger: SourceLogger; save(stored: StoredCamera): Promise<void> };

/** A face of 23 cm at 5 m, where none is seen at the place. */
const usualHeightDegrees = 2.6;
const middle: PicturePoint = { x: 0.5, y: 0.5 };

/** Rejects with `PtzError`. */
export async function answerForCamera(
  camera: RoomCamera,
  request: CameraRequest,
  surroundings: RequestSurroundings,
): Promise<AgentAnswer> {
  switch (request.type) {
    case 'rename':
      return save(camera, surroundings, { name: request.name });
    case 'removeSeat':
      return save(camera, surroundings, { seats: otherSeats(camera, request.seatId) });
    case 'manual':
      present(camera);
      camera.tell({ type: 'manual', command: request.command });
      return {};
    case 'automatic':
      present(camera);
      camera.tell({ type: 'automatic' });
      return {};
    case 'presets':
      return { presets: await present(camera).presets() };
    case 'storePreset':
      await present(camera).storePreset(request.name);
      return { presets: await present(camera).presets() };
    case 'removePreset':
      await present(camera).removePreset(request.token);
      return { presets: await present(camera).presets() };
    case 'placeSeat': {
      const seat = await placeHere(camera, request.seatId, request.at ?? middle);
      return save(camera, surroundings, { seats: [...otherSeats(camera, request.seatId), seat] });
    }
    case 'storeView':
      return save(camera, surroundings, { [request.view]: await viewHere(camera, request.view) });
    case 'test':
      return test(camera, surroundings);
    case 'remove':
      throw new PtzError('REFUSED', 'A camera is removed by the agent.');
  }
}

export function setUpOf({ stored }: RoomCamera): CameraSetUp {
  const { cameraId, name, address, tested, overview, wall, seats } = stored;
  return {
    cameraId,
    name,
    address,
    isTested: tested !== null,
    hasOverview: overview !== null,
    hasWall: wall !== null,
    seats: seats.map(({ seatId, yawDegrees, pitchDegrees, heightDegrees, presetToken }) => ({
      seatId,
      panDegrees: yawDegrees,
      tiltDegrees: pitchDegrees,
      heightDegrees,
      presetToken,
    })),
  };
}

export function newCamera(given: Pick<StoredCamera, 'name' | 'address' | 'username' | 'password'>): StoredCamera {
  return { cameraId: randomUUID(), ...given, tested: null, seats: [], overview: null, wall: null };
}

function present({ driver, fault }: RoomCamera): OnvifDriver {
  if (driver) return driver;
  const reasons = { CAMERA_PASSWORD: 'WRONG_PASSWORD', CAMERA_TIMED_OUT: 'TIMED_OUT' } as const;
  const reason = reasons[fault as keyof typeof reasons] ?? 'UNREACHABLE';
  throw new PtzError(reason, 'The camera is away.');
}

async function save(
  camera: RoomCamera,
  surroundings: RequestSurroundings,
  changes: Partial<StoredCamera>,
): Promise<AgentAnswer> {
  const stored = { ...camera.stored, ...changes };
  await surroundings.save(stored);
  await camera.change(stored);
  return { setUp: [setUpOf(camera)] };
}

function otherSeats({ stored }: RoomCamera, seatId: string): SeatPlace[] {
  return stored.seats.filter((seat) => seat.seatId !== seatId);
}

async function poseNow(camera: RoomCamera): Promise<Pose> {
  const pose = (await present(camera).pose())?.pose ?? camera.automation?.pose ?? null;
  if (!pose) throw new PtzError('NOT_SUPPORTED', 'Nobody knows where this camera looks.');
  return pose;
}

/** A camera that cannot be sent to a pose keeps the view as a preset of its own. */
async function presetHere(camera: RoomCamera, name: string): Promise<string | null> {
  const driver = present(camera);
  const { absolute, presets } = driver.capabilities;
  return absolute || !presets ? null : (await driver.storePreset(name)).token;
}

async function placeHere(camera: RoomCamera, seatId: string, at: PicturePoint): Promise<SeatPlace> {
  const pose = await poseNow(camera);
  const face = camera.faceAt(at);
  const measured = face && measure(face, pose, 0, 0);
  const heightDegrees = measured?.heightDegrees ?? usualHeightDegrees;
  const { yawDegrees, pitchDegrees } = measured ?? directionAt(at, pose);
  return {
    seatId,
    yawDegrees,
    pitchDegrees,
    heightDegrees,
    presetToken: await presetHere(camera, seatId.slice(0, 60)),
  };
}

async function viewHere(camera: RoomCamera, name: string): Promise<StoredView> {
  return { pose: await poseNow(camera), presetToken: await presetHere(camera, name) };
}

async function test(camera: RoomCamera, surroundings: RequestSurroundings): Promise<AgentAnswer> {
  const driver = present(camera);
  const { clock, streamInput } = camera;
  await camera.stopAutomation();
  const picture = streamInput && (await StreamWatch.open(streamInput, surroundings.logger));
  try {
    const { capabilities, rung, calibration } = await selfTest(driver, { clock, ...(picture && { picture }) });
    const { absolute, relativeFov, continuous } = capabilities;
    const proven = { absolute, relativeFov, continuous };
    driver.keepTo(proven);
    await save(camera, surroundings, { tested: calibration && { calibration, proven } });
    const videoLatencyMs = picture ? (calibration?.videoLatencyMs ?? null) : null;
    return { test: { rung, videoLatencyMs, hasPicture: picture !== null } };
  } finally {
    await picture?.close();
    if (!camera.automation) await camera.restartAutomation();
  }
}
