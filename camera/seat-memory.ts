/** Where the faces at the seats were last seen: a seat map is drawn once, but people lean and move their chairs. Pure. */
import { type Direction, degreesBetween } from './geometry.ts';
import type { SeatPlace } from './room-plan.ts';

type SeenPlace = Direction & { heightDegrees: number; atMs: number };

const learning = 0.15;
/** In heights of a face: farther off it is somebody who passes by, or stands. */
const nearYaw = 3.5;
const nearPitch = 1.2;
const rememberedMs = 10 * 60_000;

export class SeatMemory {
  readonly #plan: readonly SeatPlace[];
  readonly #seen = new Map<string, SeenPlace>();

  constructor(plan: readonly SeatPlace[]) {
    this.#plan = plan;
  }

  /** Whether a face was seen there lately, so that its place is known well. */
  isSeen(seatId: string, nowMs: number): boolean {
    const seen = this.#seen.get(seatId);
    return seen !== undefined && nowMs - seen.atMs <= rememberedMs;
  }

  /** Where it was drawn, and its preset was stored. */
  planned(seatId: string): SeatPlace | undefined {
    return this.#plan.find((seat) => seat.seatId === seatId);
  }

  /** Where the face of whoever sits there is expected now. */
  place(seatId: string, nowMs: number): SeatPlace | null {
    const planned = this.planned(seatId);
    if (!planned) return null;
    const seen = this.#seen.get(seatId);
    if (!seen || !this.isSeen(seatId, nowMs)) return planned;
    const { yawDegrees, pitchDegrees, heightDegrees } = seen;
    return { ...planned, yawDegrees, pitchDegrees, heightDegrees };
  }

  /** To which seat a face belongs, if to any. */
  nearestSeat(face: Direction, nowMs: number): SeatPlace | null {
    let nearest: { seat: SeatPlace; degrees: number } | null = null;
    for (const { seatId } of this.#plan) {
      const seat = this.place(seatId, nowMs);
      const degrees = seat ? degreesBetween(seat, face) : Number.POSITIVE_INFINITY;
      if (seat && (!nearest || degrees < nearest.degrees)) nearest = { seat, degrees };
    }
    return nearest?.seat ?? null;
  }

  see(face: Direction & { heightDegrees: number }, atMs: number): void {
    const seat = this.nearestSeat(face, atMs);
    const planned = seat && this.planned(seat.seatId);
    if (!seat || !planned) return;
    const isNear =
      Math.abs(face.yawDegrees - planned.yawDegrees) < nearYaw * planned.heightDegrees &&
      Math.abs(face.pitchDegrees - planned.pitchDegrees) < nearPitch * planned.heightDegrees;
    if (!isNear) return;
    const share = this.#seen.has(seat.seatId) ? learning : 1;
    const mixed = (old: number, now: number) => old + share * (now - old);
    this.#seen.set(seat.seatId, {
      yawDegrees: mixed(seat.yawDegrees, face.yawDegrees),
      pitchDegrees: mixed(seat.pitchDegrees, face.pitchDegrees),
      heightDegrees: mixed(seat.heightDegrees, face.heightDegrees),
      atMs,
    });
  }
}
