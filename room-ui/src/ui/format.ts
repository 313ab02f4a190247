/** Times and names as they are written in Viet Nam. */
const timeZone = 'Asia/Ho_Chi_Minh';
const clock = new Intl.DateTimeFormat('vi-VN', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat('vi-VN', {
  timeZone,
  hour: '2-digit',
  minute: '2-digit',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hourCycle: 'h23',
});
const collator = new Intl.Collator('vi', { numeric: true });

export function clockTime(timeMs: number): string {
  return clock.format(timeMs);
}

export function dayAndTime(timeMs: number): string {
  return day.format(timeMs);
}

/** `4:05`, or `1:04:05` from an hour on. */
export function duration(spanMs: number): string {
  const seconds = Math.max(0, Math.floor(spanMs / 1_000));
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${two(minutes)}:${two(seconds % 60)}`;
}

/** Lists of names go by given name, then by the rest. */
export function compareNames(one: string, other: string): number {
  return collator.compare(givenName(one), givenName(other)) || collator.compare(one, other);
}

/** Finds a name as people type it in haste: without its marks, in any case. */
export function isNamed({ name }: { name: string }, query: string): boolean {
  return plain(name).includes(plain(query.trim()));
}

function plain(text: string): string {
  return text.toLocaleLowerCase('vi').normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
}

function givenName(name: string): string {
  return name.trim().split(/\s+/).at(-1) ?? '';
}

/** The value of a field for date and time, which has no time zone of its own, read as the time in Viet Nam. */
export function fromLocalInput(value: string): number {
  return Date.parse(`${value}:00+07:00`);
}

export function toLocalInput(timeMs: number): string {
  return new Date(timeMs + 7 * 3_600_000).toISOString().slice(0, 16);
}
