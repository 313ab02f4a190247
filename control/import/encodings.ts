/** From the bytes of a file to its text. Windows-1258 and TCVN3 bear no mark: what looks more Vietnamese is taken. */
import type { ImportPreview } from '#contract';
import { decodeTcvn3 } from './tcvn3.ts';
import { vietnameseScore } from './vietnamese-score.ts';

export type ImportEncoding = ImportPreview['encoding'];
export type DecodedText = { text: string; encoding: ImportEncoding };

/** Enough to decide; a whole file of four megabytes would take long. */
const sampleBytes = 32_768;

export function decodeText(bytes: Uint8Array): DecodedText {
  const utf16 = utf16Label(bytes);
  if (utf16) return { text: decode(bytes, utf16), encoding: 'utf-16' };
  try {
    return { text: decode(bytes, 'utf-8', true), encoding: 'utf-8' };
  } catch {
    return decodeUnmarked(bytes);
  }
}

const decoders: [ImportEncoding, (bytes: Uint8Array) => string][] = [
  ['windows-1258', (bytes) => decode(bytes, 'windows-1258')],
  ['tcvn3', (bytes) => decodeTcvn3(bytes).normalize('NFC')],
  // A file that was cut, or holds one broken letter, is still what the rest of it is.
  ['utf-8', (bytes) => decode(bytes, 'utf-8')],
];

function decodeUnmarked(bytes: Uint8Array): DecodedText {
  const sample = sampleOf(bytes);
  const scored = decoders.map(([encoding, decodeAs]) => ({
    encoding,
    decodeAs,
    score: vietnameseScore(decodeAs(sample)),
  }));
  const best = scored.reduce((left, right) => (right.score > left.score ? right : left));
  return { text: best.decodeAs(bytes), encoding: best.encoding };
}

/** Begins at the first letter that is not ASCII: a heading alone may be without one. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const start = Math.max(0, bytes.findIndex((byte) => byte > 0x7f) - 256);
  return bytes.subarray(start, start + sampleBytes);
}

function utf16Label(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** A mark at the beginning is left out; letters and their tone marks become one sign each. */
function decode(bytes: Uint8Array, label: string, fatal = false): string {
  return new TextDecoder(label, { fatal }).decode(bytes).normalize('NFC');
}
