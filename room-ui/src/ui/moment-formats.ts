/** The browser's own formats for one language, made once: making them anew for each cell of a table is slow. */
const timeZone = 'Asia/Ho_Chi_Minh';

export function momentFormats(language: 'vi' | 'en') {
  // English as it is written outside America: the day before the month, 24 hours.
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB';
  const two = '2-digit';
  return {
    language,
    clock: new Intl.DateTimeFormat(locale, { timeZone, hour: two, minute: two, hourCycle: 'h23' }),
    day: new Intl.DateTimeFormat(locale, { timeZone, day: two, month: two, year: 'numeric' }),
    weekday: new Intl.DateTimeFormat(locale, { timeZone, weekday: 'long' }),
    relative: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
    minute: new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'long' }),
    number: new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }),
  };
}

export type Moment = ReturnType<typeof momentFormats>;
