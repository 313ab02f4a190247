/** Numbers as they are typed: 1.234,5 in Vietnamese, 1,234.5 in English. */
import { numberSigns, numberText } from './format.ts';

type Limits = { min?: number | undefined; max?: number | undefined; step?: number | undefined };

/** Null for nothing typed, undefined for what is not a number. */
export function parseNumber(typed: string): number | null | undefined {
  const text = typed.replace(/[\s\u00a0\u202f]/g, '');
  if (text === '') return null;
  const { group, decimal } = numberSigns();
  const plain = text.replaceAll(group, '').replace(decimal, '.');
  return /^[-−]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain.replace('−', '-')) : undefined;
}

export function clampNumber(value: number, { min = -Infinity, max = Infinity }: Limits): number {
  return Math.min(max, Math.max(min, value));
}

/** From nothing, the first step leads to the least value (or to zero). */
export function steppedNumber(value: number | null, steps: number, limits: Limits): number {
  const { step = 1, min } = limits;
  if (value === null) return clampNumber(min ?? 0, limits);
  // Steps of 0,1 add up to 0,30000000000000004 otherwise.
  return clampNumber(Number((value + steps * step).toFixed(6)), limits);
}

export function numberWords(value: number | null): string {
  return value === null ? '' : numberText(value);
}
