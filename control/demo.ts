/**
 * The demo: a body of three sites with twelve delegates and a convened meeting, for an installation that is empty. It says
 * of itself that it is a demo; the names are numbered so that nobody takes them for real persons.
 */
import type { NewItem } from './domain/agenda.ts';
import type { Body, Seat } from './domain/body.ts';
import type { AgendaItemId, EndpointId, MeetingId, PersonId, SeatId, SiteId } from './domain/ids.ts';
import { isOver } from './domain/meeting-state.ts';
import type { ParticipantProfile } from './domain/participants.ts';
import { quorumRules } from './domain/quorum.ts';
import type { Actor, PersonRole } from './domain/roles.ts';
import { simplePack } from './domain/rule-pack.ts';
import { demoBodyId } from './identity/accounts.ts';
import type { Links } from './identity/links.ts';
import { profileOf } from './service/body-service.ts';
import type { LiveMeeting } from './service/live-meeting.ts';
import type { Registry } from './service/registry.ts';

export const bodyId = demoBodyId;
const hourMs = 3_600_000;

export const sites = [
  { id: 'demo-hall', name: 'Hội trường trung tâm (mẫu)', seats: 6, address: 'Số 1 đường Mẫu', bandwidthMbps: 200 },
  { id: 'demo-north', name: 'Điểm cầu xã Bắc (mẫu)', seats: 4, address: 'Số 2 đường Mẫu, xã Bắc', bandwidthMbps: 50 },
  { id: 'demo-south', name: 'Điểm cầu xã Nam (mẫu)', seats: 4, address: 'Số 3 đường Mẫu, xã Nam', bandwidthMbps: 20 },
] as const;

/** `responsible` counts persons from 0. */
const agenda: { title: string; minutes: number; responsible: number[] }[] = [
  { title: 'Khai mạc, thông qua chương trình phiên họp', minutes: 10, responsible: [0] },
  { title: 'Báo cáo tình hình kinh tế – xã hội tháng 11', minutes: 25, responsible: [3] },
  { title: 'Dự toán ngân sách năm 2027', minutes: 40, responsible: [4, 5] },
  { title: 'Kế hoạch đầu tư công trung hạn', minutes: 30, responsible: [6] },
  { title: 'Thảo luận và chất vấn', minutes: 45, responsible: [] },
  { title: 'Kết luận, bế mạc', minutes: 10, responsible: [0] },
];

type DemoPerson = {
  name: string;
  rank?: string;
  title: string;
  siteIndex: number;
  role: PersonRole;
  isMember: boolean;
};

const persons: DemoPerson[] = [
  { name: 'Chủ tọa Mẫu', title: 'Chủ tịch (mẫu)', siteIndex: 0, role: 'chair', isMember: true },
  { name: 'Thư ký Mẫu', title: 'Thư ký phiên họp (mẫu)', siteIndex: 0, role: 'clerk', isMember: false },
  ...Array.from({ length: 11 }, (_, index) => ({
    name: `Đại biểu Mẫu ${index + 1}`,
    rank: index === 3 ? 'Tiến sĩ' : '',
    title: 'Đại biểu (mẫu)',
    siteIndex: index % 3,
    role: index === 0 ? ('deputy' as const) : ('delegate' as const),
    isMember: true,
  })),
];

const operator: Actor = { role: 'operator', personId: null, endpointId: null as EndpointId | null, onBehalfOf: null };
export const execution = { actor: operator, commandKey: null, inputHash: '', reply: null };

/** Answers the demo meeting that is open, or makes body, meeting and links. */
export async function openDemo(registry: Registry, links: Links, now: number): Promise<MeetingId> {
  const known = await openMeetingLike(registry, (meetingId) => !meetingId.startsWith('demo-sites-'));
  if (known) return known.id;
  const body = await registry.body(bodyId);
  if (!body.state.name) await foundBody(registry);
  const meeting = await registry.newMeeting(`demo-${now.toString(36)}` as MeetingId);
  const { state } = await registry.body(bodyId);
  const title = 'Phiên họp thường kỳ tháng 11 (mẫu)';
  await prepareMeeting(meeting, { title, bodyName: state.name, profiles: usualProfiles(state), now });
  await issueLinks(meeting, links);
  return meeting.id;
}

/** A meeting of the demo that is not over. */
export async function openMeetingLike(
  registry: Registry,
  isWanted: (meetingId: MeetingId) => boolean,
): Promise<LiveMeeting | undefined> {
  return (await registry.meetings()).find(
    ({ id, state, isQuarantined }) =>
      isWanted(id) && !isQuarantined && state.bodyId === bodyId && !isOver(state.status) && state.status !== 'none',
  );
}

export async function foundBody(registry: Registry): Promise<void> {
  const body = await registry.body(bodyId);
  await body.execute({ type: 'body.found', name: 'Ủy ban nhân dân tỉnh Mẫu (bản trình diễn)' }, execution);
  for (const [index, { id, name, address, bandwidthMbps, seats }] of sites.entries()) {
    const siteId = id as SiteId;
    const parentId = index === 0 ? null : (sites[0].id as SiteId);
    const contact = { contactName: `Cán bộ kỹ thuật Mẫu ${index + 1}`, contactPhone: '' };
    const site = { id: siteId, parentId, name, isChairSite: index === 0, address, bandwidthMbps, ...contact };
    await body.execute({ type: 'site.add', site }, execution);
    const seatsOfSite = Array.from({ length: seats }, (_, seatIndex) => seatOf(index, siteId, seatIndex));
    await body.execute({ type: 'seat.add', seats: seatsOfSite }, execution);
  }
  const people = persons.map(({ name, rank = '', title, siteIndex, role }, index) => {
    const siteId = (sites[siteIndex]?.id ?? null) as SiteId | null;
    return { id: personIdOf(index), name, rank, title, siteId, usualRole: role };
  });
  await body.execute({ type: 'register.import', persons: people }, execution);
}

/** The first seat is the chair's place, in the middle of the first row; the others stand in rows of three. */
function seatOf(siteIndex: number, siteId: SiteId, seatIndex: number): Seat {
  const [row, column] = seatIndex === 0 ? [0, 1] : [1 + Math.floor((seatIndex - 1) / 3), (seatIndex - 1) % 3];
  return { id: seatIdOf(siteIndex, seatIndex + 1), siteId, label: `Ghế ${seatIndex + 1}`, row, column };
}

function usualProfiles(body: Body): ParticipantProfile[] {
  const seatsTaken = sites.map(() => 0);
  return persons.map(({ role, isMember, siteIndex }, index) => {
    const number = (seatsTaken[siteIndex] ?? 0) + 1;
    seatsTaken[siteIndex] = number;
    const seatId = seatIdOf(siteIndex, number);
    const groupName = isMember && role !== 'chair' ? `Tổ ${siteIndex + 1}` : '';
    return profileOf(body, { personId: personIdOf(index), role, isMember, seatId, substituteForId: null, groupName });
  });
}

type Preparation = { title: string; bodyName: string; profiles: ParticipantProfile[]; now: number };

/** Gives an empty meeting the demo's agenda and convenes it. */
export async function prepareMeeting(
  meeting: LiveMeeting,
  { title, bodyName, profiles, now }: Preparation,
): Promise<void> {
  const takingPart = new Set(profiles.map(({ personId }) => personId));
  const items = agenda.map(({ title, minutes, responsible }, index): NewItem => {
    const itemId = `demo-item-${index + 1}` as AgendaItemId;
    const responsibleIds = responsible.map(personIdOf).filter((personId) => takingPart.has(personId));
    const usual = { visibility: 'public', startsAt: null, position: null } as const;
    return { itemId, title, plannedMs: minutes * 60_000, responsibleIds, ...usual };
  });
  const fields = {
    bodyId,
    bodyName,
    title,
    place: `${sites[0].name}, ${sites[0].address}`,
    plannedStartAt: Math.ceil(now / hourMs) * hourMs,
    quorumRule: quorumRules.simpleMajority,
    rulePack: simplePack,
  };
  await meeting.execute({ type: 'meeting.create', ...fields, items, profiles }, execution);
  await meeting.execute({ type: 'meeting.convene' }, execution);
}

/** One for everybody, a room system for each site, and one display. */
async function issueLinks(meeting: LiveMeeting, links: Links): Promise<void> {
  const common = { meetingId: meeting.id, isOneTime: false };
  for (const { personId, name, siteId } of meeting.state.participants.values()) {
    await links.issue({ ...common, kind: 'personal', deviceRole: null, personId, siteId, label: name });
  }
  for (const { id, name } of sites) {
    await links.issue({
      ...common,
      kind: 'room',
      deviceRole: 'room',
      personId: null,
      siteId: id as SiteId,
      label: name,
    });
  }
  const hall = sites[0];
  const display = { kind: 'display', deviceRole: 'display', personId: null, siteId: hall.id as SiteId } as const;
  await links.issue({ ...common, ...display, label: hall.name });
}

/** The site whose room is drawn, with the token of its agent and its seats. */
export async function issueRoomToken(
  links: Links,
  meetingId: MeetingId,
): Promise<{ token: string; seatIds: SeatId[] }> {
  const siteIndex = 2;
  const { id, name, seats } = sites[siteIndex];
  const agent = { kind: 'agent', deviceRole: 'agent', personId: null, siteId: id as SiteId, label: name } as const;
  const link = await links.issue({ meetingId, ...agent, isOneTime: false });
  const seatIds = Array.from({ length: seats }, (_, index) => seatIdOf(siteIndex, index + 1));
  return { token: links.tokenOf(link), seatIds };
}

export function personIdOf(index: number): PersonId {
  return `demo-person-${index + 1}` as PersonId;
}

function seatIdOf(siteIndex: number, number: number): SeatId {
  return `${sites[siteIndex]?.id ?? 'demo'}-seat-${number}` as SeatId;
}
