/** A busy meeting for pictures and tests of pages: 40 delegates at nine sites, one who speaks, twelve who wait. */
import type { CommandInput, CommandName, RequestKind } from '#contract';
import { Client, type Credentials, dataOf, join } from './client.ts';
import type { ServerProcess } from './server-process.ts';

const siteCount = 9;
const delegateCount = 40;
const bodyId = 'busy-body';
type Waiting = [number: number, kind: RequestKind];
/** A page that is looked at in every way takes less. */
const leastLeftMs = 3 * 60_000;

const titles = [
  'Phó Giám đốc Sở Kế hoạch và Đầu tư (mẫu)',
  'Chủ tịch Ủy ban nhân dân xã (mẫu)',
  'Trưởng phòng Tài chính (mẫu)',
  'Bí thư Đảng ủy phường (mẫu)',
] as const;

const items = [
  ['Khai mạc, thông qua chương trình phiên họp', 10],
  ['Báo cáo tình hình kinh tế – xã hội tháng 11', 25],
  ['Dự toán ngân sách năm 2027', 40],
  ['Kế hoạch đầu tư công trung hạn', 30],
  ['Quy hoạch sử dụng đất giai đoạn 2026–2030', 30],
  ['Thảo luận và chất vấn', 45],
  ['Kết luận, bế mạc', 10],
] as const;

/** Who has spoken before, who speaks, and who waits, by the number of the delegate. */
const spokenBefore = [3, 7, 11];
const speaking = 5;
const waiting: readonly [Waiting, ...Waiting[]] = [
  [9, 'contribution'],
  [3, 'contribution'],
  [12, 'contribution'],
  [14, 'reply'],
  [20, 'contribution'],
  [7, 'contribution'],
  [22, 'reply'],
  [25, 'explanation'],
  [28, 'contribution'],
  [31, 'contribution'],
  [33, 'contribution'],
  [40, 'pointOfOrder'],
];

export type BusyMeeting = {
  chair: Credentials;
  /** At a device of their own, as is the one who waits longest; all others sit in the rooms of their sites. */
  speaker: Credentials;
  waiter: Credentials;
  display: Credentials;
  clients: readonly Client[];
  /** Adds time before the rule would cut the speech: the meeting stays in the middle of it for as long as it is shown. */
  keepSpeaking(): Promise<void>;
};

export async function openBusyMeeting(server: ServerProcess, desk: Client): Promise<BusyMeeting> {
  const meetingId = await prepare(desk);
  const send = <Name extends CommandName>(name: Name, input: CommandInput<Name>) =>
    dataOf(desk.send(name, input, { meetingId }));
  const tokenOf = async (target: CommandInput<'link.issue'>['for']) => {
    const { url } = await send('link.issue', { for: target, isOneTime: false });
    return url.split('#')[1] ?? '';
  };
  const chairCredentials = await join(server, await tokenOf({ kind: 'person', personId: 'busy-chair' }));
  const chair = await Client.connect(server, chairCredentials);
  await chair.until(({ agenda, me }) => agenda && me);
  await dataOf(chair.send('meeting.open', {}));
  await send('attendance.markMany', {
    personIds: Array.from({ length: delegateCount }, (_, index) => delegateId(index + 1)),
    mark: { status: 'present', mode: 'inPerson' },
  });
  for (const item of [1, 2, 3]) {
    const fromItemId = item > 1 ? `busy-item-${item - 1}` : null;
    await dataOf(chair.send('agenda.activate', { itemId: `busy-item-${item}`, fromItemId }));
  }
  const rooms: Client[] = [];
  // The last site is not connected.
  for (let site = 1; site < siteCount; site += 1) {
    const credentials = await join(server, await tokenOf({ kind: 'room', siteId: siteId(site) }));
    const room = await Client.connect(server, credentials);
    await room.until(({ me }) => me);
    rooms.push(room);
  }
  const ownDevices = new Map<number, Client>();
  const atOwnDevice = async (number: number) => {
    const credentials = await join(server, await tokenOf({ kind: 'person', personId: delegateId(number) }));
    const client = await Client.connect(server, credentials);
    await client.until(({ me }) => me);
    ownDevices.set(number, client);
    return credentials;
  };
  const speaker = await atOwnDevice(speaking);
  const waiter = await atOwnDevice(waiting[0][0]);
  const ask = async (number: number, kind: RequestKind, answersSpeech?: number) => {
    const personId = delegateId(number);
    const asked = { personId, kind, ...(answersSpeech ? { answersSpeech } : {}) };
    const own = ownDevices.get(number);
    if (own) return void (await dataOf(own.send('floor.request', asked)));
    const room = rooms[(number - 1) % (siteCount - 1)];
    const endpointId = room?.slices.me?.head.endpointId;
    if (!room || !endpointId) throw new Error('A room is missing.');
    await dataOf(room.send('endpoint.attachPerson', { endpointId, personId }));
    await dataOf(room.send('floor.request', asked));
  };
  const grant = (number: number) => dataOf(chair.send('floor.grant', { personId: delegateId(number) }));
  for (const number of spokenBefore) {
    await ask(number, 'contribution');
    await grant(number);
  }
  await ask(speaking, 'contribution');
  await grant(speaking);
  const isSpeaking = (personId: string) => personId === delegateId(speaking);
  await chair.until(({ floor }) => floor?.head.speakers.some(({ personId }) => isSpeaking(personId)));
  const speech = chair.slices.floor?.head.speakers[0]?.speech;
  for (const [number, kind] of waiting) await ask(number, kind, kind === 'reply' ? speech : undefined);
  const keepSpeaking = async () => {
    const now = chair.slices.floor?.head.speakers.find(({ personId }) => isSpeaking(personId));
    if (!now?.budgetMs) throw new Error('The busy meeting has nobody who speaks.');
    const leftMs = now.budgetMs + now.extendedMs - (Date.now() - now.since);
    if (leftMs < leastLeftMs) {
      const { personId } = now;
      await dataOf(chair.send('floor.extend', { personId, speech: now.speech, addMs: 2 * 60_000 }));
    }
  };
  const display = await join(server, await tokenOf({ kind: 'display', siteId: siteId(1) }));
  const clients = [chair, ...rooms, ...ownDevices.values()];
  return { chair: chairCredentials, speaker, waiter, display, clients, keepSpeaking };
}

async function prepare(desk: Client): Promise<string> {
  await dataOf(desk.send('body.found', { bodyId: bodyId, name: 'Ủy ban nhân dân tỉnh Mẫu' }));
  for (let site = 1; site <= siteCount; site += 1) {
    await dataOf(
      desk.send('site.add', {
        bodyId: bodyId,
        site: {
          id: siteId(site),
          parentId: null,
          name: site === 1 ? 'Hội trường tỉnh Mẫu' : `Điểm cầu xã Mẫu ${site}`,
          isChairSite: site === 1,
          address: '',
          bandwidthMbps: null,
          contactName: '',
          contactPhone: '',
        },
      }),
    );
  }
  const people = Array.from({ length: delegateCount }, (_, index) => ({
    id: delegateId(index + 1),
    name: `Đại biểu Mẫu ${index + 1}`,
    rank: index % 9 === 4 ? 'Tiến sĩ' : '',
    title: titles[index % titles.length] ?? '',
    siteId: siteId((index % (siteCount - 1)) + 1),
    usualRole: 'delegate' as const,
  }));
  const chair = {
    id: 'busy-chair',
    rank: '',
    siteId: siteId(1),
    name: 'Chủ tọa Mẫu',
    title: 'Chủ tịch Ủy ban nhân dân tỉnh (mẫu)',
    usualRole: 'chair' as const,
  };
  const last = {
    ...chair,
    id: 'busy-last',
    name: 'Đại biểu Mẫu 41',
    siteId: siteId(siteCount),
    usualRole: 'delegate' as const,
  };
  for (const person of [chair, ...people, last]) {
    await dataOf(desk.send('person.add', { bodyId: bodyId, person }));
  }
  const { meetingId } = await dataOf(
    desk.send('meeting.create', {
      bodyId: bodyId,
      title: 'Phiên họp thường kỳ tháng 11 (mẫu)',
      place: 'Hội trường tỉnh Mẫu',
      plannedStartAt: Date.now() - 40 * 60_000,
      quorumRuleId: 'peoplesCommittee',
      rulePackId: 'assembly',
      source: { kind: 'empty' },
    }),
  );
  const send = <Name extends CommandName>(name: Name, input: CommandInput<Name>) =>
    dataOf(desk.send(name, input, { meetingId }));
  await send('participant.add', {
    participants: [chair, ...people, last].map(({ id, usualRole }, index) => ({
      personId: id,
      role: id === 'busy-d-2' ? 'deputy' : usualRole,
      isMember: true,
      seatId: null,
      substituteForId: null,
      groupName: usualRole === 'chair' ? '' : `Tổ ${(index % 4) + 1}`,
    })),
  });
  for (const [index, [title, minutes]] of items.entries()) {
    await send('agenda.add', {
      itemId: `busy-item-${index + 1}`,
      title,
      plannedMs: minutes * 60_000,
      visibility: 'public',
      startsAt: null,
      responsibleIds: [],
      position: null,
    });
  }
  await send('meeting.convene', {});
  return meetingId;
}

function siteId(number: number): string {
  return `busy-site-${number}`;
}

function delegateId(number: number): string {
  return `busy-d-${number}`;
}
