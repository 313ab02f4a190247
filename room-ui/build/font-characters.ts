/** The characters that the pages' own fonts hold. Others, in a name from elsewhere, come from the system's font. */
const ascii = range(0x20, 0x7e);
/** No-break space, signs such as « » × ÷ °, and the letters of Western Europe. */
const latin1 = range(0xa0, 0xff);
const vietnamese = `ĂăĐđĨĩŨũƠơƯư₫${range(0x1ea0, 0x1ef9)}`;
/** For text whose marks come apart from their letters. */
const combiningMarks = '\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b';
const punctuation = '–—‘’“”•…′″‹›€−\u2009\u202f';
const arrows = '←↑→↓';

export const fontCharacters = ascii + latin1 + vietnamese + combiningMarks + punctuation + arrows;

function range(first: number, last: number): string {
  return String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, index) => first + index));
}
