/**
 * A room of the twin in virtual time with everything that runs in a real one: people, camera, faces, director. What
 * happens is a script; what the automation did is its log.
 */

import { type Calibration, rungOf } from '../calibration.ts';
import { CameraAutomation } from '../camera-automation.ts';
import type { CameraLogEntry } from '../camera-log.ts';
import type { RoomEvent } from '../director-state.ts';
import type { FaceSource } from '../face-source.ts';
import type { FaceDescriptor } from '../faces/face-engine.ts';
import type { RoomPlan } from '../room-plan.ts';
import { axesOf, CameraModel } from './camera-model.ts';
import type { CameraProfile } from './profiles.ts';
import { SeededRandom } from './random.ts';
import { presetsOf } from './rooms.ts';
import { placePresets, TwinDriver } from './twin-driver.ts';
import { TwinFaces, type TwinFacesParts } from './twin-faces.ts';
import { VirtualClock } from './virtual-clock.ts';
import type { RoomSound, World } from './world.ts';

export type TwinRoomSettings = {
  world: World;
  plan: RoomPlan;
  profile: CameraProfile;
  videoLatencyMs: number;
  seed: number;
  meeting: readonly { atMs: number; event: RoomEvent }[];
  sounds?: readonly RoomSound[];
  hasOverviewCamera?: boolean;
  knownFaces?: (personId: string) => readonly FaceDescriptor[];
  /** In place of the twin's own boxes: real detection on drawn pictures. */
  facesFrom?: (parts: TwinFacesParts & { clock: VirtualClock }) => FaceSource;
};

/** How exactly a self-test finds out the latency of the video by nudging the camera. */
const selfTestErrorMs = 30;

export class TwinRoom {
  readonly clock = new VirtualClock();
  readonly model: CameraModel;
  readonly driver: TwinDriver;
  readonly automation: CameraAutomation;
  readonly log: CameraLogEntry[] = [];
  readonly settings: TwinRoomSettings;

  private constructor(settings: TwinRoomSettings) {
    const { plan, profile, world, videoLatencyMs } = settings;
    const random = new SeededRandom(settings.seed);
    const { limits } = profile.capabilities;
    const clock = this.clock;
    const start = plan.overview.pose;
    this.settings = settings;
    this.model = new CameraModel(profile.body, start ? axesOf(start) : undefined);
    placePresets(this.model, presetsOf(plan, limits));
    this.driver = new TwinDriver({ clock, model: this.model, profile, random: random.branch() });
    const isDark = (atMs: number) =>
      profile.faults.some((fault) => fault.kind === 'reboot' && atMs >= fault.atMs && atMs < fault.atMs + fault.forMs);
    const parts = { clock, world, model: this.model, random: random.branch(), videoLatencyMs, isDark };
    this.automation = CameraAutomation.start({
      clock,
      driver: this.driver,
      faces: settings.facesFrom?.(parts) ?? new TwinFaces(parts),
      plan,
      calibration: calibrate(profile, videoLatencyMs, random.branch()),
      hasOverviewCamera: settings.hasOverviewCamera ?? false,
      log: (entry) => this.log.push(entry),
      ...(settings.knownFaces && { knownFaces: settings.knownFaces }),
    });
  }

  static open(settings: TwinRoomSettings): TwinRoom {
    const room = new TwinRoom(settings);
    for (const { atMs, event } of settings.meeting) room.clock.at(atMs, () => room.automation.tell(event));
    for (const { atMs, forMs, seatId } of settings.sounds ?? []) {
      room.clock.at(atMs, () => room.automation.tell({ type: 'voice', seatId, isSpeaking: true }));
      room.clock.at(atMs + forMs, () => room.automation.tell({ type: 'voice', seatId, isSpeaking: false }));
    }
    return room;
  }

  /** Lets time pass, and looks at the room every so often. */
  async run(untilMs: number, everyMs: number, look: (atMs: number) => void): Promise<void> {
    for (let atMs = this.clock.nowMs(); atMs <= untilMs; atMs += everyMs) {
      await this.clock.runUntil(atMs);
      look(atMs);
    }
  }

  async close(): Promise<void> {
    await this.automation.close();
    const closed = this.driver.close();
    await this.clock.runUntil(this.clock.nowMs() + 5_000);
    await closed;
  }
}

/** What the self-test at set-up would have found, as exactly as it can. */
export function calibrate(profile: CameraProfile, videoLatencyMs: number, random: SeededRandom): Calibration {
  const { body, capabilities, callMs } = profile;
  const rung = rungOf(capabilities);
  if (!rung) throw new Error(`Nothing drives the camera "${profile.name}".`);
  // A reported pose is a little old, so the video is late by less against it.
  const lagMs = capabilities.hasPosition ? body.statusLagMs : 0;
  const { speedPerS, accelerationPerS2 } = body.limits.pan;
  return {
    rung,
    videoLatencyMs: videoLatencyMs - lagMs + random.between(-selfTestErrorMs, selfTestErrorMs),
    skewBoundMs: selfTestErrorMs + callMs / 4,
    callMs,
    commandDelayMs: body.commandDelayMs + callMs / 2,
    panTilt: {
      speedPerS: speedPerS * random.between(0.94, 1.06),
      accelerationPerS2: accelerationPerS2 * random.between(0.9, 1.1),
    },
    zoomDoublingsPerS: 1.5 * random.between(0.9, 1.1),
  };
}
