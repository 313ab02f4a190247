/** Where the sheet of the cameras is offered: it loads only when somebody opens it. */
import type { CamerasRow, MeetingStatus, Role, SiteId } from '#contract';
import type { Layout } from '../../ui/use-layout.ts';

type Rows = Record<string, CamerasRow> | undefined;
type Situation = { role: Role; rows: Rows; status: MeetingStatus | 'none'; layout: Layout };

export function hasCameras(rows: Rows, siteId?: SiteId): boolean {
  return Object.values(rows ?? {}).some((row) => row.cameras.length > 0 && (!siteId || row.siteId === siteId));
}

/** In the bar where it has room and the meeting runs; else in the menu "more". Clerk and operator set up the first one there. */
export function cameraPlace({ role, rows, status, layout }: Situation): 'bar' | 'menu' | null {
  const isRunning = status === 'inSession' || status === 'adjourned';
  if (hasCameras(rows)) return isRunning && layout !== 'narrow' ? 'bar' : 'menu';
  return role === 'clerk' || role === 'operator' ? 'menu' : null;
}
