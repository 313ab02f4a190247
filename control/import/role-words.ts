/** The roles of a meeting by the words that lists use for them. */
import type { PersonRole } from '#contract';
import { plainKey } from './text-keys.ts';

const words: Record<PersonRole, readonly string[]> = {
  chair: ['chu toa', 'chu tri', 'chu tich phien hop', 'chu toa phien hop', 'chair', 'chairman', 'chairperson'],
  deputy: ['pho chu toa', 'pho chu tri', 'dong chu toa', 'dong chu tri', 'deputy', 'deputy chair', 'vice chair'],
  clerk: ['thu ky', 'thu ky phien hop', 'clerk', 'secretary'],
  operator: ['ky thuat', 'ky thuat vien', 'can bo ky thuat', 'operator', 'technician'],
  delegate: ['dai bieu', 'thanh vien', 'uy vien', 'delegate', 'member'],
  guest: ['khach', 'khach moi', 'guest'],
  observer: ['quan sat', 'quan sat vien', 'du thinh', 'observer'],
  interpreter: ['phien dich', 'phien dich vien', 'thong dich', 'interpreter'],
};

const roleOfWord = new Map(
  Object.entries(words).flatMap(([role, known]) => known.map((word) => [word, role as PersonRole] as const)),
);

export function roleOf(text: string): PersonRole | null {
  return roleOfWord.get(plainKey(text)) ?? null;
}
