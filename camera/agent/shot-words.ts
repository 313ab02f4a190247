/** What the director shows, in the words of a camera's report. */
import type { Shot } from '../director-state.ts';
import type { CameraReport } from '../protocol.ts';

export function shotWord(shot: Shot | null): CameraReport['shot'] {
  return shot?.kind === 'person' ? shot.size : (shot?.kind ?? 'overview');
}

export function personSearched(shot: Shot | null): string | null {
  return shot?.kind === 'overview' ? (shot.searched?.personId ?? null) : null;
}
