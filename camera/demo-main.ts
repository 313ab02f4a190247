/**
 * The process of the demo's room: people, their camera, and the room agent of their site. The server gives it its orders
 * and it ends with the server. Whoever has the floor there talks.
 */
import { mkdir } from 'node:fs/promises';
import { pino } from 'pino';
import type { ServerAddress } from '#simulation';
import { RoomAgent } from './agent/agent.ts';
import { CamerasFile, type StoredCamera } from './agent/cameras-file.ts';
import { roomFaces } from './agent/room-faces.ts';
import { ServerLink } from './agent/server-link.ts';
import type { Calibration } from './calibration.ts';
import type { StreamInput } from './stream-input.ts';
import { type DemoRoom, demoSeats, openDemoRoom } from './twin/demo-room.ts';
import { standardCamera } from './twin/profiles.ts';

/** What the server sends once. `seatIds` are those of the register, from the left of the first row. */
export type DemoRoomOrder = {
  server: ServerAddress;
  token: string;
  folder: string;
  cameraName: string;
  overviewCameraName: string;
  seatIds: string[];
  logLevel: string;
};

const cameraId = 'demo-camera';
const overviewCameraId = 'demo-overview-camera';
/** Drawn and encoded on the processor, beside everything else of the demo. */
const video = { width: 640, height: 360, framesPerSecond: 15 };
const looksPerSecond = 5;
const headHeightM = 0.23;
const overview = { panDegrees: 0, tiltDegrees: -3, horizontalFovDegrees: 60 };
const wall = { panDegrees: 150, tiltDegrees: 10, horizontalFovDegrees: 30 };
/** What a test would find, with all that a busy machine may add: a test takes a minute, in which nobody can be shown. */
const calibration: Calibration = {
  rung: 'absoluteWithFeedback',
  videoLatencyMs: 450,
  skewBoundMs: 250,
  commandDelayMs: standardCamera.body.commandDelayMs + standardCamera.callMs,
  panTilt: standardCamera.body.limits.pan,
  zoomDoublingsPerS: 1.5,
};
const endTimeoutMs = 3_000;

let isEnding = false;
const opened: { close(): Promise<void> }[] = [];
const logger = pino({ base: null }, pino.destination(2));

async function openRoom(order: DemoRoomOrder): Promise<void> {
  const { server, token, folder, logLevel } = order;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  logger.level = logLevel;
  const openFaces = (engine: 'ort' | 'auto', input: StreamInput) =>
    roomFaces(engine, { logger, framesPerSecond: looksPerSecond })(input);
  const room = await openDemoRoom({ video, overviewVideo: video, seats: demoSeats.slice(0, order.seatIds.length) });
  opened.push(room);
  const file = new CamerasFile(folder);
  const known = await file.read();
  // Their addresses are others after each start; what was set up of them stays.
  const cameras = [demoCamera(room, order), ...demoOverviewCamera(room, order)].map((camera) => {
    const { address } = camera;
    return { ...camera, ...known.find((each) => each.cameraId === camera.cameraId), address };
  });
  await file.write(cameras);
  const agent = await RoomAgent.start({
    folder,
    logger,
    openFaces: async (input) => (await openFaces('ort', input)) ?? openFaces('auto', input),
    link: (handlers) =>
      new ServerLink(
        { server, token, folder, logger },
        {
          ...handlers,
          onOrders(orders) {
            room.letTalk(orders.holders.map(({ seatId }) => worldSeatOf(order, seatId)));
            handlers.onOrders(orders);
          },
        },
      ),
  });
  opened.push(agent);
}

function demoCamera(room: DemoRoom, { cameraName: name, seatIds }: DemoRoomOrder): StoredCamera {
  const { address, username, password } = room;
  const seats = seatIds.flatMap((seatId, index) => {
    const seat = demoSeats[index];
    if (!seat) return [];
    const { yawDegrees, pitchDegrees, distanceM } = seat;
    const heightDegrees = (2 * Math.atan(headHeightM / 2 / distanceM) * 180) / Math.PI;
    return [{ seatId, yawDegrees, pitchDegrees, heightDegrees, presetToken: null }];
  });
  const tested = { calibration, proven: { absolute: true, relativeFov: true, continuous: true } };
  const views = { overview: { pose: overview, presetToken: null }, wall: { pose: wall, presetToken: null } };
  return { cameraId, name, address, username, password, tested, seats, ...views };
}

/** It hangs still, so that there is nothing to set up. */
function demoOverviewCamera(room: DemoRoom, { overviewCameraName: name }: DemoRoomOrder): StoredCamera[] {
  const { overview: fixed, username, password } = room;
  if (!fixed) return [];
  const nothing = { tested: null, seats: [], overview: null, wall: null };
  const { address } = fixed;
  return [{ cameraId: overviewCameraId, name, address, username, password, ...nothing, isOverview: true }];
}

function worldSeatOf({ seatIds }: DemoRoomOrder, seatId: string): string {
  return demoSeats[seatIds.indexOf(seatId)]?.seatId ?? '';
}

/** What was opened last is closed first. */
async function end(): Promise<void> {
  isEnding = true;
  // What breaks off from now on is meant to.
  logger.level = 'silent';
  setTimeout(() => process.exit(0), endTimeoutMs).unref();
  for (const each of opened.toReversed()) await each.close();
  process.exit(0);
}

process.once('message', (order) => {
  openRoom(order as DemoRoomOrder).catch((error: unknown) => {
    if (isEnding) return;
    process.send?.({ trouble: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  });
});
process.once('disconnect', () => void end());
