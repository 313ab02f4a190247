/**
 * TCVN3 (ABC), the 8-bit code of TCVN 5712 in which older Vietnamese lists are kept. What it leaves open below 0xA0 is
 * punctuation as Windows writes it.
 */

const upperHalf =
  '\u00A0ĂÂÊÔƠƯĐăâêôơưđẰ' +
  '\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ' +
  'ẮẦẨẪẤỀặầẩẫấậèỂẻẽ' +
  'éẹềểễếệìỉỄẾỒĩíịò' +
  'Ổỏõóọồổỗốộờởỡớợù' +
  'ỖủũúụừửữứựỳỷỹýỵỐ';
const firstCode = 0xa0;

export function decodeTcvn3(bytes: Uint8Array): string {
  const text = new TextDecoder('windows-1252').decode(bytes);
  const letters = Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    // Only below U+0100 is the code the byte: Windows-1252 maps 0x80 to 0x9F elsewhere.
    return code >= firstCode && code <= 0xff ? upperHalf.charAt(code - firstCode) : character;
  });
  return letters.join('').replaceAll(/[\p{L}\p{M}]+/gu, withCapitals);
}

/**
 * The code has no capitals with tone marks: "NGUYỄN" is stored as "NGUYễN" and shown in a font of capitals. One capital
 * alone says nothing: "Lê" has one as well.
 */
function withCapitals(word: string): string {
  const capitals = word.match(/\p{Lu}/gu)?.length ?? 0;
  return capitals > 1 && !/[a-z]/.test(word) ? word.toUpperCase() : word;
}
