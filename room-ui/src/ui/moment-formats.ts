/**
 * The browser's own formats for one language. Each is made once, because making it anew for each cell of a table is slow,
 * and when it is first wanted, because making all of them holds up the start of a page.
 */
import { once } from './once.ts';

const timeZone = 'Asia/Ho_Chi_Minh';

export function momentFormats(language: 'vi' | 'en') {
  // English as it is written outside America: the day before the month, 24 hours.
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB';
  const two = '2-digit';
  return {
    language,
    clock: once(() => new Intl.DateTimeFormat(locale, { timeZone, hour: two, minute: two, hourCycle: 'h23' })),
    day: once(() => new Intl.DateTimeFormat(locale, { timeZone, day: two, month: two, year: 'numeric' })),
    weekday: once(() => new Intl.DateTimeFormat(locale, { timeZone, weekday: 'long' })),
    relative: once(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })),
    minute: once(() => new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'long' })),
    number: once(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 3 })),
  };
}

export type Moment = ReturnType<typeof momentFormats>;
