import type { types } from 'mediasoup';

/** One step of ICE local preference; mediasoup's own candidates lie a hundred steps apart. */
const PREFERENCE_STEP = 256;

/**
 * Offers each listening port under every announced address, the first one preferred. A port can be bound once only, so
 * mediasoup itself would announce it under one address. But a candidate is only a note for the browser where to send
 * its checks, and the server answers whichever address they reach it by.
 */
export function announceCandidates(candidates: types.IceCandidate[], addresses: string[]): types.IceCandidate[] {
  return addresses.flatMap((address, index) =>
    candidates.map((candidate) => ({
      ...candidate,
      ip: address,
      address,
      priority: candidate.priority - index * PREFERENCE_STEP,
    })),
  );
}
