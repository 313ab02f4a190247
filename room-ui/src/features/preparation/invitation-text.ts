/** The words of an invitation: for any messenger, for a printed sheet, and for the list of a site. */

import type { AttendanceRow, MeetingHead } from '#contract';
import type { TFunction } from '../../i18n/translate.ts';
import { compareNames } from '../../ui/format.ts';
import type { Link } from './model.ts';

const timeZone = 'Asia/Ho_Chi_Minh';

/** `08 giờ 00, Thứ Hai, ngày 23 tháng 11 năm 2026` */
export function timeInWords(t: TFunction, timeMs: number, language: string): string {
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB';
  const format = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    weekday: 'long',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hourCycle: 'h23',
  });
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    format.formatToParts(timeMs).find((one) => one.type === type)?.value ?? '';
  const [hour, minute, day, month, year] = (['hour', 'minute', 'day', 'month', 'year'] as const).map(part);
  return t('invitation.timeInWords', { hour, minute, weekday: part('weekday'), day, month, year });
}

/** Rank and name, as somebody is addressed: `Thượng tá Đại biểu Mẫu 3`. */
export function addressedName({ rank, name }: Pick<AttendanceRow, 'rank' | 'name'>): string {
  return [rank, name].filter(Boolean).join(' ');
}

export type Invited = { delegate: AttendanceRow; link: Link | null };

/** Each delegate with the reusable personal link, if there is one. */
export function invitedOf(delegates: readonly AttendanceRow[], links: readonly Link[]): Invited[] {
  const byPerson = new Map(links.filter(({ isOneTime }) => !isOneTime).map((link) => [link.personId, link]));
  return delegates.map((delegate) => ({ delegate, link: byPerson.get(delegate.personId) ?? null }));
}

/** One message, whole in itself, so that it can be pasted into any messenger. */
export function messageText(t: TFunction, head: MeetingHead, { delegate, link }: Invited, language: string): string {
  const { title } = delegate;
  const lines = [
    t('invitation.dear', { name: [addressedName(delegate), title].filter(Boolean).join(', ') }),
    t('invitation.messageBody', { body: head.bodyName, meeting: head.title }),
    t('invitation.messageTime', { time: timeInWords(t, head.plannedStartAt, language) }),
    head.place && t('invitation.messagePlace', { place: head.place }),
    delegate.siteName && t('invitation.messageSite', { site: siteAndSeat(delegate) }),
    link && t('invitation.messageLink', { url: link.url }),
    link && t('invitation.messagePersonal'),
  ];
  return lines.filter(Boolean).join('\n');
}

export function allMessages(t: TFunction, head: MeetingHead, invited: readonly Invited[], language: string): string {
  return invited.map((one) => messageText(t, head, one, language)).join('\n\n----------\n\n');
}

export function siteAndSeat({ siteName, seatLabel }: Pick<AttendanceRow, 'siteName' | 'seatLabel'>): string {
  return [siteName, seatLabel].filter(Boolean).join(', ');
}

/** Sites in the order of their names; those without a site come last, under the empty name. */
export function groupBySite(invited: readonly Invited[]): { siteName: string; invited: Invited[] }[] {
  const groups = new Map<string, Invited[]>();
  for (const one of invited) {
    const group = groups.get(one.delegate.siteName) ?? [];
    groups.set(one.delegate.siteName, group);
    group.push(one);
  }
  return [...groups]
    .map(([siteName, group]) => ({ siteName, invited: group }))
    .sort((one, other) =>
      one.siteName === '' || other.siteName === ''
        ? Number(one.siteName === '') - Number(other.siteName === '')
        : compareNames(one.siteName, other.siteName),
    );
}
