/**
 * What the server and a room agent say to each other about cameras, on the socket by which the agent takes part in the
 * meeting. Addresses and passwords of cameras go to the agent and never come back.
 */
import { z } from 'zod';

const angle = z.number().finite();
const share = z.number().min(0).max(1);
const name = z.string().trim().min(1).max(80);
const cameraId = z.string().min(1).max(64);
const token = z.string().min(1).max(128);

/** Where a seat's face is expected, as the camera sees it, and how high it is there. */
const seatPlace = z.object({
  seatId: z.string().min(1).max(64),
  panDegrees: angle,
  tiltDegrees: angle,
  heightDegrees: angle.positive(),
  presetToken: token.nullable(),
});

/** A tap or a drag on the picture, by parts of it from its upper left corner. */
const manual = z.discriminatedUnion('type', [
  z.object({ type: z.literal('frame'), x: share, y: share }),
  z.object({ type: z.literal('moveByPicture'), right: z.number().min(-1).max(1), up: z.number().min(-1).max(1) }),
  z.object({
    type: z.literal('velocity'),
    speed: z.object({
      pan: z.number().min(-1).max(1),
      tilt: z.number().min(-1).max(1),
      zoom: z.number().min(-1).max(1),
    }),
    forMs: z.number().int().min(50).max(2_000),
  }),
  z.object({ type: z.literal('preset'), token }),
  z.object({ type: z.literal('home') }),
  z.object({ type: z.literal('stop') }),
]);

/** What a person may ask of the cameras of a site; the agent answers each once. */
export const agentRequest = z.discriminatedUnion('type', [
  z.object({ type: z.literal('manual'), cameraId, command: manual }),
  z.object({ type: z.literal('automatic'), cameraId }),
  z.object({ type: z.literal('discover') }),
  z.object({
    type: z.literal('add'),
    name,
    address: z.string().trim().min(1).max(200),
    username: z.string().max(80),
    password: z.string().max(200),
  }),
  z.object({ type: z.literal('rename'), cameraId, name }),
  z.object({ type: z.literal('remove'), cameraId }),
  /** Moves, delay, lens: takes up to a minute. */
  z.object({ type: z.literal('test'), cameraId }),
  z.object({ type: z.literal('presets'), cameraId }),
  z.object({ type: z.literal('storePreset'), cameraId, name }),
  z.object({ type: z.literal('removePreset'), cameraId, token }),
  /** The seat's face is where the picture is tapped now; null: at the middle. */
  z.object({
    type: z.literal('placeSeat'),
    cameraId,
    seatId: z.string().min(1).max(64),
    at: z.object({ x: share, y: share }).nullable(),
  }),
  z.object({ type: z.literal('removeSeat'), cameraId, seatId: z.string().min(1).max(64) }),
  /** The present view becomes the overview, or the wall that is shown when nobody may be. */
  z.object({ type: z.literal('storeView'), cameraId, view: z.enum(['overview', 'wall']) }),
  /** It shows the whole room while the camera that turns does, in place of whichever did so before; false: not any more. */
  z.object({ type: z.literal('setOverviewCamera'), cameraId, isOverview: z.boolean() }),
  z.object({ type: z.literal('setUp') }),
]);

/** An agent that cannot do it says why in a code; the server has the words. */
export const cameraFaults = [
  'CAMERA_UNREACHABLE',
  'CAMERA_PASSWORD',
  'CAMERA_REFUSED',
  'CAMERA_NOT_SUPPORTED',
  'CAMERA_TIMED_OUT',
  'CAMERA_UNKNOWN',
  'CAMERA_ADDRESS_TAKEN',
  'CAMERA_NO_PICTURE',
  'CAMERA_BUSY',
] as const;

const foundCamera = z.object({ address: z.string(), name: z.string(), isAdded: z.boolean() });
const preset = z.object({ token, name: z.string() });
const testReport = z.object({
  rung: z
    .enum(['absoluteWithFeedback', 'fovWithFeedback', 'absoluteBlind', 'continuousBlind', 'presetsOnly'])
    .nullable(),
  videoLatencyMs: z.number().nullable(),
  hasPicture: z.boolean(),
});
/** What was set up of one camera: no password. */
const cameraSetUp = z.object({
  cameraId,
  name,
  address: z.string(),
  isTested: z.boolean(),
  hasOverview: z.boolean(),
  hasWall: z.boolean(),
  /** It is the room's overview camera. */
  isOverview: z.boolean().optional(),
  seats: z.array(seatPlace),
});

/** What a request was answered with; which fields, follows from the request. */
export const agentAnswer = z.object({
  found: z.array(foundCamera).optional(),
  cameraId: cameraId.optional(),
  presets: z.array(preset).optional(),
  test: testReport.optional(),
  setUp: z.array(cameraSetUp).optional(),
});

export const agentReply = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), data: agentAnswer }),
  z.object({ ok: z.literal(false), code: z.enum(cameraFaults) }),
]);

/** What an agent tells by itself, on every change: one row for each camera. */
export const cameraReport = z.object({
  cameraId,
  name,
  state: z.enum(['ready', 'away', 'notSetUp', 'noPicture']),
  shot: z.enum(['overview', 'seat', 'face', 'wall', 'manual']),
  /** Whom it shows or looks for. */
  personId: z.string().nullable(),
  isFramed: z.boolean(),
  /** When the automatic takes over again, as the server's clock; null: it has. */
  manualUntil: z.number().nullable(),
  /** Of its picture in the meeting; null: it sends none, or another camera of the room is on air. */
  producerId: z.string().nullable(),
  /** It is the room's overview camera. */
  isOverview: z.boolean().optional(),
  /** False: it is fixed, and cannot be steered; missing: nobody knows. */
  canTurn: z.boolean().optional(),
});

/**
 * Faces in the present picture, where the target's face belongs, and which of the stored seats are in sight and where;
 * not while nobody looks.
 */
export const cameraSight = z.object({
  cameraId,
  faces: z.array(z.object({ x: share, y: share, width: share, height: share, isTarget: z.boolean() })).max(100),
  target: z.object({ x: share, y: share }).nullable(),
  seats: z
    .array(z.object({ seatId: z.string().min(1).max(64), x: share, y: share }))
    .max(200)
    .default([]),
});

/** What the meeting means for the room, whole each time: whoever got the floor last comes last. */
export const roomOrders = z.object({
  holders: z.array(z.object({ personId: z.string(), seatId: z.string() })),
  next: z.object({ personId: z.string(), seatId: z.string() }).nullable(),
  /** Why nobody may be shown. */
  privacy: z.enum(['closedSession', 'recess', 'muted']).nullable(),
  /** Names that privacy: the agent says for which one its cameras look aside. */
  privateSince: z.number().nullable().optional(),
  /** Somebody looks at the sights now; they are sent only then. */
  isWatched: z.boolean(),
});

export type SeatPlace = z.infer<typeof seatPlace>;
export type AgentRequest = z.infer<typeof agentRequest>;
export type AgentAnswer = z.infer<typeof agentAnswer>;
export type AgentReply = z.infer<typeof agentReply>;
export type CameraFault = (typeof cameraFaults)[number];
export type CameraReport = z.infer<typeof cameraReport>;
export type CameraSight = z.infer<typeof cameraSight>;
export type CameraSetUp = z.infer<typeof cameraSetUp>;
export type RoomOrders = z.infer<typeof roomOrders>;
