/**
 * How an axis with a greatest speed and acceleration gets somewhere: up, along, down. The twin moves by it, and the
 * tracker reckons with it how long a move takes. Pure.
 */

export type AxisLimits = { speedPerS: number; accelerationPerS2: number };

export type AxisState = { position: number; velocityPerS: number };

type Piece = AxisState & { acceleration: number; forS: number };

/** A motion from its start on; after its last piece the axis rests. */
export type AxisPlan = { startMs: number; pieces: readonly Piece[]; end: number };

export function restAt(position: number, startMs: number): AxisPlan {
  return { startMs, pieces: [], end: position };
}

/** The quickest way from a state to rest at `target`, braking and turning where it must. */
export function planTo(from: AxisState, target: number, limits: AxisLimits, startMs: number): AxisPlan {
  const { speedPerS, accelerationPerS2: rate } = limits;
  const brakingWay = (from.velocityPerS * Math.abs(from.velocityPerS)) / (2 * rate);
  const way = target - from.position;
  const sign = Math.sign(way - brakingWay) || 1;
  const distance = sign * way;
  const velocity = sign * from.velocityPerS;
  const peak = Math.min(speedPerS, Math.sqrt(Math.max(0, rate * distance + (velocity * velocity) / 2)));
  // Faster than allowed by now: the first piece slows down.
  const first = sign * rate * Math.sign(peak - velocity) || 0;
  const firstS = Math.abs(peak - velocity) / rate;
  const lastS = peak / rate;
  const covered = ((velocity + peak) / 2) * firstS + (peak / 2) * lastS;
  const middleS = peak > 0 ? Math.max(0, (distance - covered) / peak) : 0;
  return piecesFrom(from, startMs, target, [
    { acceleration: first, forS: firstS },
    { acceleration: 0, forS: middleS },
    { acceleration: -sign * rate, forS: lastS },
  ]);
}

export function planStop(from: AxisState, limits: AxisLimits, startMs: number): AxisPlan {
  const rate = limits.accelerationPerS2;
  const forS = Math.abs(from.velocityPerS) / rate;
  const end = from.position + (from.velocityPerS / 2) * forS;
  return piecesFrom(from, startMs, end, [{ acceleration: -Math.sign(from.velocityPerS) * rate, forS }]);
}

/** At a speed for a time, counted from the start, then to rest. */
export function planRun(
  from: AxisState,
  velocityPerS: number,
  forS: number,
  { accelerationPerS2: rate }: AxisLimits,
  startMs: number,
): AxisPlan {
  const change = velocityPerS - from.velocityPerS;
  const firstS = Math.abs(change) / rate;
  const parts = [
    { acceleration: Math.sign(change) * rate, forS: firstS },
    { acceleration: 0, forS: Math.max(0, forS - firstS) },
    { acceleration: -Math.sign(velocityPerS) * rate, forS: Math.abs(velocityPerS) / rate },
  ];
  const { pieces } = piecesFrom(from, startMs, 0, parts);
  const last = pieces.at(-1);
  return { startMs, pieces, end: last ? after(last, last.forS).position : from.position };
}

export function stateIn(plan: AxisPlan, atMs: number): AxisState {
  let leftS = Math.max(0, (atMs - plan.startMs) / 1000);
  for (const piece of plan.pieces) {
    if (leftS < piece.forS) return after(piece, leftS);
    leftS -= piece.forS;
  }
  return { position: plan.end, velocityPerS: 0 };
}

export function endMsOf(plan: AxisPlan): number {
  return plan.startMs + plan.pieces.reduce((sumS, piece) => sumS + piece.forS, 0) * 1000;
}

/** Where the axis turns round on its way, in the order of time, up to a time: a gear's play follows from these. */
export function turningPoints(plan: AxisPlan, untilMs: number): number[] {
  const points: number[] = [];
  let startMs = plan.startMs;
  for (const piece of plan.pieces) {
    const turnS = piece.acceleration === 0 ? -1 : -piece.velocityPerS / piece.acceleration;
    const isWithin = turnS > 1e-9 && turnS <= piece.forS && startMs + turnS * 1000 <= untilMs;
    if (isWithin) points.push(after(piece, turnS).position);
    startMs += piece.forS * 1000;
  }
  return points;
}

/** From rest to rest. */
export function travelMs(distance: number, limits: AxisLimits): number {
  return endMsOf(planTo({ position: 0, velocityPerS: 0 }, Math.abs(distance), limits, 0));
}

function piecesFrom(
  from: AxisState,
  startMs: number,
  end: number,
  parts: readonly { acceleration: number; forS: number }[],
): AxisPlan {
  const pieces: Piece[] = [];
  let state = from;
  for (const part of parts) {
    if (part.forS <= 0) continue;
    const piece = { ...state, ...part };
    pieces.push(piece);
    state = after(piece, part.forS);
  }
  return { startMs, pieces, end };
}

function after(piece: Piece, forS: number): AxisState {
  return {
    position: piece.position + piece.velocityPerS * forS + (piece.acceleration / 2) * forS * forS,
    velocityPerS: piece.velocityPerS + piece.acceleration * forS,
  };
}
