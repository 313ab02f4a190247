import fc from 'fast-check';
import { expect, it } from 'vitest';
import { startCpuClock } from '../test/harness/cpu-time.ts';
import { escapeXml, findElement, findElements, readXml, textOf } from './xml.ts';

it('reads elements by their local names, with attributes and text', () => {
  const envelope = readXml(`<?xml version="1.0"?><!-- a > b --><s:Envelope xmlns:s="x"><s:Body>
    <tptz:Preset token='p &amp; 1'><tt:Name>Ghế &lt;1&gt; &#x1f4f7;<![CDATA[ <hai>]]></tt:Name></tptz:Preset>
    <tptz:Preset token="p>2" /></s:Body></s:Envelope>`);
  expect(findElements(envelope, 'Preset').map(({ attributes }) => attributes.token)).toEqual(['p & 1', 'p>2']);
  expect(textOf(envelope, 'Name')).toBe('Ghế <1> 📷 <hai>');
  expect(findElement(envelope, 'Status')).toBeUndefined();
});

it.each(['', 'text', '<a>', '<a></b>', '</a>', '<a', '<a>'.repeat(100), '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])(
  'refuses what is no document: %s',
  (source) => {
    expect(() => readXml(source)).toThrow();
  },
);

it('brings every text through unchanged, but for characters that XML does not know', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const root = readXml(`<a b="${escapeXml(text)}">${escapeXml(text)}</a>`);
      const known = text.replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
      expect([root.text, root.attributes.b]).toEqual([known, known]);
    }),
  );
});

it('never does anything but answer or refuse, whatever comes, and soon', () => {
  const piece = fc.constantFrom('<', '>', '/', '"', "'", '=', 'a', ' ', '&', ';', '#', '!', '-', '[', ']', '?', ':');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
      try {
        readXml(pieces.join(''));
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }),
  );
  const clock = startCpuClock();
  expect(() => readXml(`<a ${'"'.repeat(100_001)}`)).toThrow();
  expect(() => readXml(`<${'a '.repeat(100_000)}`)).toThrow();
  expect(() => readXml(`<a ${'b'.repeat(200_000)}>`)).toThrow();
  expect(clock.elapsedMs()).toBeLessThan(1_000);
});
