import { describe, expect, it } from 'vitest';
import { startCpuClock } from '../../test/harness/cpu-time.ts';
import { decodeText } from './encodings.ts';

const list =
  'Họ và tên;Chức vụ;Điểm cầu\nNguyễn Văn Mẫu;Phó Chủ tịch Ủy ban nhân dân;Xã Bắc\nLê Thị Ví Dụ;Giám đốc Sở;Xã Nam\n';

/** Windows-1258 has letters and tone marks apart: what it lacks as one sign is a letter and the mark after it. */
const windows1258 = new Map(
  Array.from({ length: 256 }, (_, byte) => [new TextDecoder('windows-1258').decode(Uint8Array.of(byte)), byte]),
);

function encode1258(text: string): Uint8Array {
  const bytes = [...text].flatMap((letter) => {
    const whole = windows1258.get(letter);
    if (whole !== undefined) return whole;
    const apart = [...letter.normalize('NFD')];
    const tone = apart.find((mark) => /[\u0300\u0301\u0303\u0309\u0323]/.test(mark)) ?? '';
    const base = apart.filter((mark) => mark !== tone).join('');
    return [base.normalize('NFC'), tone].map((sign) => windows1258.get(sign) ?? fail(letter));
  });
  return Uint8Array.from(bytes);
}

function fail(letter: string): never {
  throw new Error(`Windows-1258 cannot write ${letter}.`);
}

/** As such texts look in an editor that knows nothing of TCVN3: every letter is the byte that it stands for. */
function tcvn3(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function utf16(text: string, isBigEndian: boolean): Buffer {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
}

describe('a list', () => {
  it.each([
    ['UTF-8', Buffer.from(list), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${list}`), 'utf-8'],
    ['UTF-8 with the marks apart', Buffer.from(list.normalize('NFD')), 'utf-8'],
    ['UTF-16 of Windows', utf16(list, false), 'utf-16'],
    ['UTF-16, the other order', utf16(list, true), 'utf-16'],
    ['Windows-1258', encode1258(list), 'windows-1258'],
    [
      'TCVN3',
      tcvn3(
        'Hä vµ tªn;Chøc vô;§iÓm cÇu\nNguyÔn V¨n MÉu;Phã Chñ tÞch ñy ban nh©n d©n;X· B¾c\nLª ThÞ VÝ Dô;Gi¸m ®èc Së;X· Nam\n',
      ),
      'tcvn3',
    ],
  ])('in %s is read', (_name, bytes, encoding) => {
    const decoded = decodeText(bytes);
    expect(decoded.encoding).toBe(encoding);
    // TCVN3 has no capitals with tone marks: "Ủy" was typed as "ủy".
    expect(decoded.text.replace('ủy ban', 'Ủy ban')).toBe(list);
  });

  it('of ASCII letters only is UTF-8', () => {
    expect(decodeText(Buffer.from('Name,Title\nAn Van B,Clerk\n'))).toMatchObject({ encoding: 'utf-8' });
  });

  it('in UTF-8 with one broken byte is still read as UTF-8', () => {
    const { text, encoding } = decodeText(Buffer.concat([Buffer.from(list), Buffer.from([0xe1, 0xbb])]));
    expect(encoding).toBe('utf-8');
    expect(text).toContain('Nguyễn Văn Mẫu;Phó Chủ tịch');
  });

  it.each(['Nguyễn Thị Mẫu', 'Lê Ví Dụ', 'Trần Văn Thử Nghiệm', 'Đỗ Thị Minh Họa', 'Phạm Hữu Mẫu'])(
    'of one name, %s, is read in Windows-1258',
    (name) => {
      expect(decodeText(encode1258(name))).toEqual({ text: name, encoding: 'windows-1258' });
    },
  );

  it.each([
    ['NguyÔn ThÞ MÉu', 'Nguyễn Thị Mẫu'],
    ['Céng hßa x· héi chñ nghÜa ViÖt Nam', 'Cộng hòa xã hội chủ nghĩa Việt Nam'],
    ['§éc lËp - Tù do - H¹nh phóc', 'Độc lập - Tự do - Hạnh phúc'],
    ['TrÇn V¨n Thö', 'Trần Văn Thử'],
    ['Ph¹m H÷u VÝ Dô', 'Phạm Hữu Ví Dụ'],
    ['QuyÕt ®Þnh cña Thñ t­íng ChÝnh phñ', 'Quyết định của Thủ tướng Chính phủ'],
  ])('of one line, %s, is read in TCVN3', (bytes, text) => {
    expect(decodeText(tcvn3(bytes))).toEqual({ text, encoding: 'tcvn3' });
  });

  it('in TCVN3 gets its capitals back, which only its font showed', () => {
    expect(decodeText(tcvn3('Hä vµ tªn\nNGUYÔN THÞ MÉU\nLª §×NH Tó')).text).toBe(
      'Họ và tên\nNGUYỄN THỊ MẪU\nLê ĐÌNH Tú',
    );
  });

  it('keeps the punctuation of Windows in both', () => {
    expect(decodeText(tcvn3('Chñ tÞch \x96 Bí th­')).text).toContain('–');
    expect(decodeText(Uint8Array.of(...encode1258('Chủ tịch '), 0x96)).text).toBe('Chủ tịch –');
  });

  it('of four megabytes is decoded within a second', () => {
    const bytes = encode1258(list.repeat(30_000));
    const clock = startCpuClock();
    expect(decodeText(bytes).encoding).toBe('windows-1258');
    expect(clock.elapsedMs()).toBeLessThan(1_000);
  });
});
