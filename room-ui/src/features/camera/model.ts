/** The cameras of the meeting's sites for those who run it: where they are, what each does now, and which picture is its own. */
import type { AttendanceRow, CameraReport, CamerasRow, EndpointId, MediaRow, SiteId } from '#contract';
import { pictureKey } from '../../media/picture-key.ts';
import { compareText } from '../../ui/format.ts';
import { formalName } from '../attendance/model.ts';
import { sitesOf } from '../stage/sites.ts';

export type CameraSite = { siteId: SiteId; name: string; isAgentHere: boolean; cameras: readonly CameraReport[] };

/** What a camera does, to be said in words; `look` is how urgent that is. */
type CameraStanding = {
  kind:
    | 'away'
    | 'agentAway'
    | 'noPicture'
    | 'notSetUp'
    | 'manual'
    | 'wall'
    | 'framing'
    | 'seeking'
    | 'seat'
    | 'overview';
  look: 'good' | 'soft' | 'warning' | 'accent';
  name: string;
  leftMs: number;
};

/** Of all sites of the meeting, by name; those without a room agent are there for whoever sets them up. */
export function cameraSites(
  cameras: Record<string, CamerasRow>,
  attendance: Record<string, AttendanceRow>,
  media: Record<string, MediaRow>,
): CameraSite[] {
  const known = new Map(sitesOf(attendance, media).map(({ siteId, name }) => [siteId, name]));
  const labels = new Map(
    Object.values(media).map(({ siteId, label, kind }) => [kind === 'personal' ? null : siteId, label]),
  );
  const ids = new Set([...known.keys(), ...Object.values(cameras).map(({ siteId }) => siteId)]);
  return [...ids]
    .map((siteId) => {
      const row = cameras[siteId];
      const name = known.get(siteId) ?? labels.get(siteId) ?? siteId;
      return { siteId, name, isAgentHere: row?.isAgentHere ?? false, cameras: row?.cameras ?? [] };
    })
    .sort((one, other) => compareText(one.name, other.name));
}

export function standingOf(
  camera: CameraReport,
  isAgentHere: boolean,
  attendance: Record<string, AttendanceRow>,
  nowMs: number,
): CameraStanding {
  const leftMs = Math.max(0, (camera.manualUntil ?? 0) - nowMs);
  const name = camera.personId ? formalName(attendance[camera.personId]) : '';
  const standing = (kind: CameraStanding['kind'], look: CameraStanding['look']) => ({ kind, look, name, leftMs });
  if (!isAgentHere) return standing('agentAway', 'warning');
  if (camera.state === 'away' || camera.state === 'noPicture') return standing(camera.state, 'warning');
  if (leftMs > 0) return standing('manual', 'accent');
  if (camera.state === 'notSetUp') return standing('notSetUp', 'warning');
  if (camera.shot === 'wall') return standing('wall', 'soft');
  if (name) return camera.isFramed ? standing('framing', 'good') : standing('seeking', 'soft');
  return standing(camera.shot === 'seat' || camera.shot === 'face' ? 'seat' : 'overview', 'soft');
}

/** It is there, and so is what runs it. */
export function isReachable(camera: CameraReport, isAgentHere: boolean): boolean {
  return isAgentHere && camera.state !== 'away';
}

/** It obeys a hand: it is there and can turn. */
export function isSteerable(camera: CameraReport, isAgentHere: boolean): boolean {
  return isReachable(camera, isAgentHere) && camera.canTurn !== false;
}

/**
 * The camera that is wanted first, of the site that was asked for or of all: one in somebody's hand, to be given back; then
 * where somebody is framed; then one with a picture.
 */
export function firstCameraOf(sites: readonly CameraSite[], siteId: SiteId | null): [SiteId, string] | null {
  const all = sites
    .filter((site) => siteId === null || site.siteId === siteId)
    .flatMap((site) => site.cameras.map((camera) => ({ site, camera })));
  const chosen =
    all.find(({ camera }) => camera.manualUntil !== null) ??
    all.find(({ camera }) => camera.isFramed) ??
    all.find(({ camera }) => camera.producerId !== null) ??
    all[0];
  return chosen ? [chosen.site.siteId, chosen.camera.cameraId] : null;
}

/** How the page finds the picture that a camera sends into the meeting. */
export function pictureOf(
  producerId: string | null,
  media: Record<string, MediaRow>,
): { key: string; endpointId: EndpointId } | null {
  if (!producerId) return null;
  for (const { endpointId, producers } of Object.values(media)) {
    const producer = producers.find((one) => one.producerId === producerId);
    if (producer) return { key: pictureKey(endpointId, producer.source, producer.slot), endpointId };
  }
  return null;
}
