/**
 * The demo's large meeting: as many numbered sites as wanted, each with some persons and a link of its own for a virtual
 * device. The persons at the hall are left to those who try it.
 */
import {
  bodyId,
  execution,
  foundBody,
  openMeetingLike,
  personIdOf,
  prepareMeeting,
  sites as usualSites,
} from './demo.ts';
import type { BodyId, MeetingId, PersonId, SiteId } from './domain/ids.ts';
import type { Links } from './identity/links.ts';
import { type ParticipantChoice, profileOf } from './service/body-service.ts';
import type { LiveMeeting } from './service/live-meeting.ts';
import type { Registry } from './service/registry.ts';
import type { VirtualSiteOrder } from './virtual-sites.ts';

const hall = usualSites[0];
/** Chair, clerk, and the delegates of the hall by their number in the demo's register. */
const hallPersons = [0, 1, 2, 5, 8, 11] as const;

/** Answers the demo meeting with so many sites that is open, or makes it, and what each virtual site needs to join. */
export async function openSitesDemo(
  registry: Registry,
  links: Links,
  { siteCount, now }: { siteCount: number; now: number },
): Promise<{ meetingId: MeetingId; orders: VirtualSiteOrder[] }> {
  const body = await registry.body(bodyId);
  if (!body.state.name) await foundBody(registry);
  await addSites(registry, siteCount);
  const prefix = `demo-sites-${siteCount}-`;
  const known = await openMeetingLike(registry, (meetingId) => meetingId.startsWith(prefix));
  const meeting = known ?? (await newMeeting(registry, `${prefix}${now.toString(36)}` as MeetingId, siteCount, now));
  return { meetingId: meeting.id, orders: await issueLinks(meeting, links, siteCount) };
}

async function addSites(registry: Registry, siteCount: number): Promise<void> {
  const body = await registry.body(bodyId as BodyId);
  for (let number = 1; number <= siteCount; number += 1) {
    const id = siteIdOf(number);
    if (body.state.sites.has(id)) continue;
    const name = `Xã Mẫu ${number}`;
    const contact = { contactName: `Cán bộ kỹ thuật Mẫu ${number}`, contactPhone: '' };
    const place = { address: `Số ${number} đường Mẫu`, bandwidthMbps: 20 + (number % 4) * 10 };
    const site = { id, parentId: hall.id as SiteId, name, isChairSite: false, ...place, ...contact };
    await body.execute({ type: 'site.add', site }, execution);
    const persons = personsOf(number).map((personId, index) => ({
      id: personId,
      name: `Đại biểu Mẫu ${number}.${index + 1}`,
      rank: '',
      title: index === 0 ? 'Trưởng điểm cầu (mẫu)' : 'Đại biểu (mẫu)',
      siteId: id,
      usualRole: 'delegate' as const,
    }));
    await body.execute({ type: 'register.import', persons }, execution);
  }
}

async function newMeeting(registry: Registry, meetingId: MeetingId, siteCount: number, now: number) {
  const meeting = await registry.newMeeting(meetingId);
  const { state: body } = await registry.body(bodyId);
  const usual = { seatId: null, substituteForId: null };
  const choices: ParticipantChoice[] = hallPersons.map((index) => {
    const role = index === 0 ? 'chair' : index === 1 ? 'clerk' : 'delegate';
    return { ...usual, personId: personIdOf(index), role, isMember: index !== 1 };
  });
  for (let number = 1; number <= siteCount; number += 1) {
    for (const personId of personsOf(number)) choices.push({ ...usual, personId, role: 'delegate', isMember: true });
  }
  const title = `Phiên họp trực tuyến ${siteCount} điểm cầu (mẫu)`;
  const profiles = choices.map((choice) => profileOf(body, choice));
  await prepareMeeting(meeting, { title, bodyName: body.name, profiles, now });
  return meeting;
}

async function issueLinks(meeting: LiveMeeting, links: Links, siteCount: number): Promise<VirtualSiteOrder[]> {
  const meetingId = meeting.id;
  for (const index of hallPersons) {
    const participant = meeting.state.participants.get(personIdOf(index));
    if (participant) await links.issuePersonal(meetingId, participant);
  }
  const device = { meetingId, personId: null, isOneTime: false };
  const display = { kind: 'display', deviceRole: 'display', siteId: hall.id as SiteId, label: hall.name } as const;
  await links.issue({ ...device, ...display });
  const orders: VirtualSiteOrder[] = [];
  for (let number = 1; number <= siteCount; number += 1) {
    const [siteId, name] = [siteIdOf(number), `Xã Mẫu ${number}`];
    const link = await links.issue({ ...device, kind: 'room', deviceRole: 'room', siteId, label: name });
    orders.push({ number, name, token: links.tokenOf(link), personIds: personsOf(number) });
  }
  return orders;
}

function siteIdOf(number: number): SiteId {
  return `demo-site-${number}` as SiteId;
}

/** Three to six at each site. */
function personsOf(number: number): PersonId[] {
  return Array.from({ length: 3 + (number % 4) }, (_, index) => `demo-site-${number}-person-${index + 1}` as PersonId);
}
