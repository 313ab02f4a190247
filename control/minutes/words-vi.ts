/** The words of the minutes in Vietnamese, in the form of the decree on clerical work (Nghị định 30/2020/NĐ-CP). */
import type { AuthorityCause } from '../domain/authority.ts';
import type { FloorEndCause, FloorMode } from '../domain/floor.ts';
import type { MinutesActor } from '../domain/minutes-persons.ts';
import type { MinutesName, MinutesSpeech } from '../domain/minutes-speeches.ts';
import type { Quorum } from '../domain/quorum.ts';
import type { Role } from '../domain/roles.ts';
import { momentOf, spanOf, two } from './times.ts';

const roles: Record<Role, string> = {
  chair: 'Chủ tọa',
  deputy: 'Phó chủ tọa',
  clerk: 'Thư ký',
  operator: 'Cán bộ kỹ thuật',
  delegate: 'Đại biểu',
  guest: 'Khách mời',
  observer: 'Người dự thính',
  interpreter: 'Phiên dịch',
  room: 'Thiết bị phòng họp',
  display: 'Màn hình',
  agent: 'Tác nhân phòng họp',
  system: 'Hệ thống',
};

const chairCauses: Record<AuthorityCause, string> = {
  opened: 'khai mạc',
  lost: 'người điều hành trước mất kết nối',
  left: 'người điều hành trước rời phiên họp',
  arrived: 'có mặt khi phiên họp chưa có người điều hành',
  handedOver: 'được giao điều hành',
  takenBack: 'nhận lại quyền điều hành',
  seated: 'được đề nghị điều hành',
};

const verbs: Record<MinutesSpeech['requestKind'], string> = {
  contribution: 'phát biểu',
  reply: 'tranh luận',
  explanation: 'giải trình',
  pointOfOrder: 'nêu ý kiến về quy trình',
};

const ends: Partial<Record<FloorEndCause, string>> = {
  withdrawn: 'chủ tọa kết thúc lượt',
  replaced: 'nhường lượt cho người tiếp theo',
  left: 'người phát biểu rời phiên họp',
  meetingPaused: 'dừng khi phiên họp tạm nghỉ hoặc kết thúc',
  closedSession: 'dừng khi bắt đầu họp kín',
  timeOver: 'hết thời gian, micro tự đóng',
  modeChanged: 'dừng khi đổi cách phát biểu',
};

const pauses: Record<MinutesSpeech['pauses'][number]['cause'], string> = {
  chair: 'theo yêu cầu của chủ tọa',
  pointOfOrder: 'để nghe ý kiến về quy trình',
  chairPriority: 'khi chủ tọa phát biểu',
  siteLost: 'do mất kết nối với điểm cầu',
};

function clock(ms: number): string {
  const { hour, minute } = momentOf(ms);
  return `${two(hour)} giờ ${two(minute)} phút`;
}

function day(ms: number): string {
  const { day: of, month, year } = momentOf(ms);
  return `ngày ${two(of)} tháng ${month < 3 ? two(month) : month} năm ${year}`;
}

function span(ms: number): string {
  const { hours, minutes, seconds } = spanOf(ms);
  if (hours > 0) return `${hours} giờ ${two(minutes)} phút`;
  if (minutes === 0) return `${seconds} giây`;
  return seconds === 0 ? `${minutes} phút` : `${minutes} phút ${two(seconds)} giây`;
}

/** A delegate without a rank is called so, unless the name says it already. */
function called({ rank, name, role }: Pick<MinutesName, 'rank' | 'name' | 'role'>): string {
  if (rank) return `${rank} ${name}`;
  return role === 'delegate' && !name.startsWith(roles.delegate) ? `${roles.delegate} ${name}` : name;
}

export const viWords = {
  nation: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  motto: 'Độc lập - Tự do - Hạnh phúc',
  number: 'Số: ....../BB-......',
  kind: 'BIÊN BẢN',
  file: 'Biên bản',
  clerkSign: 'THƯ KÝ',
  chairSign: 'CHỦ TỌA',
  clerkHint: '(Chữ ký)',
  chairHint: '(Chữ ký, dấu của cơ quan (nếu có))',
  recipients: 'Nơi nhận:',
  recipientLines: ['- ..............;', '- Lưu: VT, hồ sơ phiên họp.'],
  clock,
  clockAndDay: (ms: number) => `${clock(ms)} ${day(ms)}`,
  day,
  span,
  called,
  role: (role: Role) => roles[role],

  opening: 'Thời gian, địa điểm, chủ tọa, thư ký',
  opened: (ms: number) => `Thời gian bắt đầu: ${clock(ms)}, ${day(ms)}.`,
  planned: (ms: number) => `Thời gian dự kiến: ${clock(ms)}, ${day(ms)}.`,
  notOpened: 'Phiên họp chưa khai mạc.',
  cancelled: 'Phiên họp đã bị hủy trước khi khai mạc.',
  place: (place: string) => `Địa điểm: ${place}.`,
  chair: (name: string) => `Chủ tọa: ${name}.`,
  noChair: 'Khai mạc khi chưa có người điều hành.',
  chairChanged: (at: string, name: string, cause: AuthorityCause | null) =>
    `Từ ${at}: ${name} điều hành phiên họp${cause ? ` (${chairCauses[cause]})` : ''}.`,
  chairMissing: (at: string, cause: AuthorityCause | null) =>
    `Từ ${at}: phiên họp chưa có người điều hành${cause ? ` (${chairCauses[cause]})` : ''}.`,
  clerks: (names: string) => `Thư ký: ${names}.`,
  rules: (name: string) => `Thể lệ phát biểu: ${name}.`,

  attendance: 'Thành phần tham dự',
  members: (all: number, inPerson: number, online: number, away: number) =>
    `Thành viên: ${all}; đã tham dự ${inPerson + online} (tại phòng họp ${inPerson}, trực tuyến ${online}); vắng mặt hoặc chưa điểm danh ${away}.`,
  quorumAtOpening: ({ present, members, needed, isReached }: Quorum) =>
    `Khi khai mạc có mặt ${present}/${members} thành viên, cần ít nhất ${needed}: ${isReached ? 'đủ' : 'chưa đủ'} điều kiện tiến hành phiên họp.`,
  quorumLowest: ({ present, members, isReached }: Quorum, at: string) =>
    `Số có mặt thấp nhất trong phiên họp: ${present}/${members} thành viên lúc ${at} (${isReached ? 'đủ' : 'không đủ'} điều kiện).`,
  quorumRule: (article: string) => `Căn cứ: ${article}.`,
  inRoom: 'Thành viên có mặt tại phòng họp:',
  online: 'Thành viên tham dự trực tuyến:',
  absent: 'Vắng mặt:',
  unmarked: 'Chưa điểm danh:',
  late: 'Đến sau khi khai mạc:',
  moved: 'Rời phiên họp, trở lại:',
  substitutes: 'Dự thay:',
  others: 'Khách mời và thành phần khác có mặt:',
  site: (name: string, count: number, names: string) => (name ? `${name} (${count}): ${names}.` : `${names}.`),
  absentWith: (name: string, reason: string) => (reason ? `${name}: ${reason}.` : `${name}: không nêu lý do.`),
  lateAt: (name: string, at: string) => `${name}: ${at}.`,
  leftAt: (at: string) => `rời lúc ${at}`,
  cameBackAt: (at: string) => `trở lại lúc ${at}`,
  movements: (name: string, parts: readonly string[]) => `${name}: ${parts.join(', ')}.`,
  substitutesFor: (name: string, other: string) => `${name} dự thay ${other}.`,
  otherPerson: (name: string, role: string) => `${name} (${role}).`,

  item: (number: number, title: string) => `Nội dung ${number}: ${title}`,
  internalItem: (title: string) => `Nội dung nội bộ: ${title}`,
  itemRemoved: 'Nội dung này đã được đưa ra khỏi chương trình.',
  notDiscussed: 'Chưa được đưa ra thảo luận.',
  discussed: (spans: string, total: string) => `Tiến hành ${spans}; tổng cộng ${total}.`,
  discussing: (spans: string) => `Tiến hành ${spans}.`,
  fromTo: (from: string, to: string) => `từ ${from} đến ${to}`,
  since: (from: string) => `từ ${from} (đang diễn ra)`,
  and: ' và ',
  mode: (at: string, mode: FloorMode, presenter: string) => `Từ ${at}, cách phát biểu: ${modeText(mode, presenter)}.`,
  spoke: (who: string, kind: MinutesSpeech['requestKind'], answers: string, time: string) =>
    `${who} ${verbs[kind]}${answers ? ` với ý kiến của ${answers}` : ''}: ${time}`,
  chairSpoke: (who: string) => `Chủ tọa ${who}`,
  spokeFor: (from: string, to: string, open: string) => `từ ${from} đến ${to} (${open})`,
  speaking: (from: string) => `từ ${from} (đang phát biểu)`,
  extended: (ms: number) => `được gia hạn thêm ${span(ms)}`,
  paused: (cause: MinutesSpeech['pauses'][number]['cause']) => `tạm dừng ${pauses[cause]}`,
  ended: (cause: FloorEndCause) => ends[cause] ?? '',
  itemTotal: (count: number, total: string) => `Tổng cộng ${count} lượt phát biểu, ${total}.`,

  course: 'Diễn biến khác',
  recess: (spans: string) => `Tạm nghỉ ${spans}.`,
  closedSession: (spans: string, count: number, total: string) =>
    `Họp kín ${spans}${count > 0 ? `: ${count} lượt phát biểu, ${total}` : ''}. Nội dung họp kín không ghi trong biên bản này.`,
  notice: (at: string, text: string) => `Thông báo lúc ${at}: “${text}”.`,
  byFor: ({ role, name, forName }: MinutesActor) =>
    `; do ${[roles[role], name].filter(Boolean).join(' ')} thực hiện thay ${['Chủ tọa', forName].filter(Boolean).join(' ')}`,

  statistics: 'Tổng hợp thời gian phát biểu',
  noStatistics: 'Chưa có lượt phát biểu nào kết thúc.',
  statisticsTotal: (count: number, total: string) => `Tổng cộng: ${count} lượt phát biểu, ${total}.`,
  statisticsClosed: (count: number, total: string) => `Trong đó họp kín: ${count} lượt phát biểu, ${total}.`,
  byPerson: 'Theo người phát biểu',
  bySite: 'Theo điểm cầu (không tính chủ tọa)',
  byGroup: 'Theo tổ, đoàn (không tính chủ tọa)',
  columnName: 'Họ và tên',
  columnSite: 'Điểm cầu',
  columnGroup: 'Tổ, đoàn',
  columnCount: 'Số lượt',
  columnTime: 'Thời gian',

  closing: 'Kết thúc phiên họp',
  closed: (ms: number) => `Phiên họp kết thúc lúc ${clock(ms)}, ${day(ms)}.`,
  notClosed: 'Phiên họp chưa kết thúc.',
  ending: (ms: number) => `Biên bản kết thúc vào hồi ${clock(ms)}, ${day(ms)}./.`,
  endingOpen: 'Biên bản kết thúc vào hồi ...... giờ ...... phút, ngày ...... tháng ...... năm .........../.',
};

export type MinutesWords = typeof viWords;

function modeText(mode: FloorMode, presenter: string): string {
  switch (mode.name) {
    case 'chairInvites':
      return 'chủ tọa mời phát biểu';
    case 'automatic':
      return 'lần lượt theo thứ tự đăng ký';
    case 'open':
      return `thảo luận tự do, tối đa ${mode.limit} micro`;
    case 'presentation':
      return `trình bày (${presenter})`;
    default:
      return 'không phát biểu';
  }
}
