/**
 * The demo: a body of three sites with twelve delegates and a convened meeting, for an installation that is empty. It says
 * of itself that it is a demo; the names are numbered so that nobody takes them for real persons.
 */
import type { AgendaItemId, BodyId, EndpointId, MeetingId, PersonId, SeatId, SiteId } from './domain/ids.ts';
import type { MeetingCommand } from './domain/meeting-state.ts';
import { quorumRules } from './domain/quorum.ts';
import type { Actor, PersonRole } from './domain/roles.ts';
import type { Links } from './identity/links.ts';
import { profileOf } from './service/body-service.ts';
import type { LiveMeeting } from './service/live-meeting.ts';
import type { Registry } from './service/registry.ts';

const bodyId = 'demo' as BodyId;
const hourMs = 3_600_000;

const sites = [
  { id: 'demo-hall', name: 'Hội trường trung tâm (mẫu)', seats: 6 },
  { id: 'demo-north', name: 'Điểm cầu xã Bắc (mẫu)', seats: 4 },
  { id: 'demo-south', name: 'Điểm cầu xã Nam (mẫu)', seats: 4 },
] as const;

const agenda: [title: string, minutes: number][] = [
  ['Khai mạc, thông qua chương trình phiên họp', 10],
  ['Báo cáo tình hình kinh tế – xã hội tháng 11', 25],
  ['Dự toán ngân sách năm 2027', 40],
  ['Kế hoạch đầu tư công trung hạn', 30],
  ['Thảo luận và chất vấn', 45],
  ['Kết luận, bế mạc', 10],
];

type DemoPerson = { name: string; title: string; siteIndex: number; role: PersonRole; isMember: boolean };

const persons: DemoPerson[] = [
  { name: 'Chủ tọa Mẫu', title: 'Chủ tịch (mẫu)', siteIndex: 0, role: 'chair', isMember: true },
  { name: 'Thư ký Mẫu', title: 'Thư ký phiên họp (mẫu)', siteIndex: 0, role: 'clerk', isMember: false },
  ...Array.from({ length: 11 }, (_, index) => ({
    name: `Đại biểu Mẫu ${index + 1}`,
    title: 'Đại biểu (mẫu)',
    siteIndex: index % 3,
    role: index === 0 ? ('deputy' as const) : ('delegate' as const),
    isMember: true,
  })),
];

const operator: Actor = { role: 'operator', personId: null, endpointId: null as EndpointId | null, onBehalfOf: null };
const execution = { actor: operator, commandKey: null, inputHash: '', reply: null };

/** Answers the demo meeting that is open, or makes body, meeting and links. */
export async function openDemo(registry: Registry, links: Links, now: number): Promise<MeetingId> {
  const known = (await registry.meetings()).find(
    ({ state, isQuarantined }) =>
      !isQuarantined && state.bodyId === bodyId && state.status !== 'closed' && state.status !== 'none',
  );
  if (known) return known.id;
  const body = await registry.body(bodyId);
  if (!body.state.name) await foundBody(registry);
  const meeting = await registry.newMeeting(`demo-${now.toString(36)}` as MeetingId);
  await prepareMeeting(registry, meeting, now);
  await issueLinks(meeting, links);
  return meeting.id;
}

async function foundBody(registry: Registry): Promise<void> {
  const body = await registry.body(bodyId);
  await body.execute({ type: 'body.found', name: 'Ủy ban nhân dân tỉnh Mẫu (bản trình diễn)' }, execution);
  for (const [index, { id, name, seats }] of sites.entries()) {
    const siteId = id as SiteId;
    const parentId = index === 0 ? null : (sites[0].id as SiteId);
    await body.execute({ type: 'site.add', site: { id: siteId, parentId, name, isChairSite: index === 0 } }, execution);
    for (let number = 1; number <= seats; number += 1) {
      const seat = { id: seatIdOf(index, number), siteId, label: `Ghế ${number}` };
      await body.execute({ type: 'seat.add', seat }, execution);
    }
  }
  for (const [index, { name, title, siteIndex, role }] of persons.entries()) {
    const siteId = (sites[siteIndex]?.id ?? null) as SiteId | null;
    const person = { id: personIdOf(index), name, title, siteId, usualRole: role };
    await body.execute({ type: 'person.add', person }, execution);
  }
}

async function prepareMeeting(registry: Registry, meeting: LiveMeeting, now: number): Promise<void> {
  const { state: body } = await registry.body(bodyId);
  const run = (command: MeetingCommand) => meeting.execute(command, execution);
  const plannedStartAt = Math.ceil(now / hourMs) * hourMs;
  const title = 'Phiên họp thường kỳ tháng 11 (mẫu)';
  const quorumRule = quorumRules.simpleMajority;
  await run({ type: 'meeting.create', bodyId, bodyName: body.name, title, plannedStartAt, quorumRule });
  const seatsTaken = sites.map(() => 0);
  const profiles = persons.map(({ role, isMember, siteIndex }, index) => {
    const number = (seatsTaken[siteIndex] ?? 0) + 1;
    seatsTaken[siteIndex] = number;
    return profileOf(body, { personId: personIdOf(index), role, isMember, seatId: seatIdOf(siteIndex, number) });
  });
  await run({ type: 'participant.add', profiles });
  for (const [index, [itemTitle, minutes]] of agenda.entries()) {
    const itemId = `demo-item-${index + 1}` as AgendaItemId;
    await run({ type: 'agenda.add', itemId, title: itemTitle, plannedMs: minutes * 60_000, visibility: 'public' });
  }
  await run({ type: 'meeting.convene' });
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

function personIdOf(index: number): PersonId {
  return `demo-person-${index + 1}` as PersonId;
}

function seatIdOf(siteIndex: number, number: number): SeatId {
  return `${sites[siteIndex]?.id ?? 'demo'}-seat-${number}` as SeatId;
}
