/** What a new meeting starts from: the next working day, and a title that follows the one before. */

const dayMs = 86_400_000;
const zoneMs = 7 * 3_600_000;
const startHour = 8;

/** 08:00 in Viet Nam on the next day from Monday to Friday. */
export function nextWorkingMorning(nowMs: number): number {
  const today = Math.floor((nowMs + zoneMs) / dayMs);
  const isWeekend = (day: number) => [0, 6].includes(new Date(day * dayMs).getUTCDay());
  let day = today + 1;
  while (isWeekend(day)) day += 1;
  return day * dayMs - zoneMs + startHour * 3_600_000;
}

/**
 * The title of an earlier meeting with the month, quarter and year of the new one: `Phiên họp tháng 11/2026` becomes
 * `Phiên họp tháng 12/2026`. A title that names none of them stays as it is.
 */
export function suggestTitle(title: string, startAt: number): string {
  const { month, year } = monthOf(startAt);
  return title
    .replace(/(tháng|month)(\s+)(\d{1,2})(?!\d)/giu, (_all, word, space) => `${word}${space}${month}`)
    .replace(/(quý)(\s+)(IV|I{1,3}|[1-4])(?![\p{L}\d])/giu, (_all, word, space, old) => {
      const quarter = Math.ceil(month / 3);
      return `${word}${space}${/\d/.test(old) ? quarter : (['I', 'II', 'III', 'IV'][quarter - 1] ?? old)}`;
    })
    .replace(/((?:tháng|month|quý)\s+\w+\s*\/\s*|năm\s+|year\s+)(20\d\d)/giu, (_all, before) => `${before}${year}`);
}

/** True for a title that could be of any month, as that of a template. */
export function isTimeless(title: string): boolean {
  return !/\d|quý\s+[IV]/iu.test(title);
}

/** Month and year in Viet Nam, as they stand in a title. */
export function monthOf(startAt: number): { month: number; year: number } {
  const date = new Date(startAt + zoneMs);
  return { month: date.getUTCMonth() + 1, year: date.getUTCFullYear() };
}
