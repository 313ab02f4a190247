/** What people ask of one camera: by hand, presets, the seat map drawn on its picture, views, and its test. */
import { randomUUID } from 'node:crypto';
import type { ManualCommand } from '../director-state.ts';
import type { OnvifDriver } from '../drivers/onvif.ts';
import { framingRules, poseForFace, shotFov } from '../framing.ts';
import { directionAt, type PicturePoint } from '../geometry.ts';
import { lensToKeep } from '../lens-test.ts';
import { measure } from '../look.ts';
import type { AgentAnswer, AgentRequest, CameraSetUp } from '../protocol.ts';
import { type Pose, PtzError } from '../ptz-driver.ts';
import type { SeatPlace, StoredView } from '../room-plan.ts';
import { selfTest } from '../self-test.ts';
import { fovAt, type ZoomTable, zoomFor } from '../twin/zoom-table.ts';
import { CameraBusyError } from './camera-connection.ts';
import type { StoredCamera } from './cameras-file.ts';
import { StreamWatch } from './picture-watch.ts';
import type { RoomCamera } from './room-camera.ts';
import type { SourceLogger } from './video-source.ts';

export type CameraRequest = Extract<AgentRequest, { cameraId: string }>;
type RequestedCommand = Extract<AgentRequest, { type: 'manual' }>['command'];

/** `save` resolves when what was set up is on the disk. */
export type RequestSurroundings = { logger: SourceLogger; save(stored: StoredCamera): Promise<void> };

/** A face of 23 cm at 5 m, where none is seen at the place. */
const usualHeightDegrees = 2.6;
const underTest = new WeakSet<RoomCamera>();
const middle: PicturePoint = { x: 0.5, y: 0.5 };

/** Rejects with `PtzError`. */
export async function answerForCamera(
  camera: RoomCamera,
  request: CameraRequest,
  surroundings: RequestSurroundings,
): Promise<AgentAnswer> {
  if (underTest.has(camera) && request.type !== 'rename') throw new CameraBusyError();
  switch (request.type) {
    case 'rename':
      return save(camera, surroundings, { name: request.name });
    case 'removeSeat':
      return save(camera, surroundings, { seats: otherSeats(camera, request.seatId) });
    case 'manual':
      turning(camera);
      camera.tell({ type: 'manual', command: byHand(camera, request.command) });
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
    case 'setOverviewCamera':
      throw new PtzError('REFUSED', 'This concerns all cameras: the agent answers it.');
  }
}

export function setUpOf({ stored }: RoomCamera): CameraSetUp {
  const { cameraId, name, address, tested, overview, wall, seats, isOverview = false } = stored;
  return {
    cameraId,
    name,
    address,
    isTested: tested !== null,
    hasOverview: overview !== null,
    hasWall: wall !== null,
    isOverview,
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

function turning(camera: RoomCamera): OnvifDriver {
  const driver = present(camera);
  if (!driver.canTurn) throw new PtzError('NOT_SUPPORTED', 'This camera is fixed.');
  return driver;
}

/** Where a camera that becomes the room's overview camera is to stay: what was stored, or what it shows now. */
export async function viewToKeep(camera: RoomCamera): Promise<StoredView | null> {
  const { overview } = camera.stored;
  if (overview || !camera.canTurn) return overview;
  return viewHere(camera, 'overview').catch(() => null);
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

/** A face that is tapped is shown as large as that of a speaker; home is what was stored as the overview. */
function byHand(camera: RoomCamera, command: RequestedCommand): ManualCommand {
  const { absolute, limits } = present(camera).capabilities;
  const { overview } = camera.stored;
  if (command.type === 'home' && overview) {
    if (absolute && overview.pose) return { type: 'pose', pose: overview.pose };
    if (overview.presetToken !== null) return { type: 'preset', token: overview.presetToken };
  }
  const pose = camera.automation?.pose;
  const face = command.type === 'frame' && absolute && pose ? camera.faceAt(command) : null;
  if (!face || !pose) return command;
  const measured = measure(face, pose, 0, 0);
  const fovDegrees = shotFov(framingRules, 'face', measured.heightDegrees, limits);
  return { type: 'pose', pose: poseForFace(measured, fovDegrees, 0, framingRules, limits) };
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

/** Stored views are the same zoom as before, which is another width by a lens that is known better. */
function viewsThrough({ stored }: RoomCamera, before: ZoomTable, lens: ZoomTable): Partial<StoredCamera> {
  const seen = (view: StoredView | null) => {
    if (!view?.pose) return view;
    const horizontalFovDegrees = fovAt(zoomFor(view.pose.horizontalFovDegrees, before), lens);
    return { ...view, pose: { ...view.pose, horizontalFovDegrees } };
  };
  return { overview: seen(stored.overview), wall: seen(stored.wall) };
}

async function test(camera: RoomCamera, surroundings: RequestSurroundings): Promise<AgentAnswer> {
  const driver = present(camera);
  const { clock, streamInput } = camera;
  if (!driver.canTurn) return { test: { rung: null, videoLatencyMs: null, hasPicture: camera.isPictureFlowing } };
  underTest.add(camera);
  let picture: StreamWatch | null = null;
  try {
    await camera.suspendAutomation();
    picture = streamInput && (await StreamWatch.open(streamInput, surroundings.logger));
    const before = driver.lens;
    const found = await selfTest(driver, { clock, lens: before, ...(picture && { picture }) });
    const { capabilities, rung, calibration } = found;
    const { absolute, relativeFov, continuous } = capabilities;
    const proven = { absolute, relativeFov, continuous };
    driver.keepTo(proven);
    const measured = lensToKeep(found.lens, before);
    const lens = measured ?? camera.stored.tested?.lens;
    if (measured) driver.takeLens(measured);
    const views = measured ? viewsThrough(camera, before, measured) : {};
    await save(camera, surroundings, {
      ...views,
      tested: calibration && { calibration, proven, ...(lens && { lens }) },
    });
    const videoLatencyMs = picture ? (calibration?.videoLatencyMs ?? null) : null;
    return { test: { rung, videoLatencyMs, hasPicture: picture !== null } };
  } finally {
    underTest.delete(camera);
    await picture?.close();
    await camera.resumeAutomation();
  }
}
