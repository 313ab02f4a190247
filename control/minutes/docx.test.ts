import { inflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { documentOf, onPaper } from './document.ts';
import { docxOf } from './docx.ts';
import { givenDraft } from './given-draft.ts';

describe('the minutes as DOCX', () => {
  const draft = givenDraft();
  const document = documentOf(draft, false, 'vi');
  let files: Map<string, string>;
  let texts: string[];

  beforeAll(async () => {
    files = unzip(await docxOf(document, draft.notes));
    texts = paragraphs(files.get('word/document.xml') ?? '');
  });

  it('is a package with the parts that a word processor looks for, each of them well-formed', () => {
    for (const name of ['[Content_Types].xml', '_rels/.rels', 'word/document.xml', 'word/styles.xml']) {
      expect([...files.keys()]).toContain(name);
    }
    for (const [name, content] of files)
      if (/\.(xml|rels)$/.test(name)) expect([name, faultOf(content)]).toEqual([name, '']);
    expect(files.get('[Content_Types].xml')).toContain('wordprocessingml.document.main+xml');
  });

  it('holds what the page shows, in the same order, and the clerk’s text below the facts of its section', () => {
    const { head, ending, signatures } = document;
    const shown = onPaper(document).flatMap(({ id, title, facts }) => [
      title,
      ...facts.map(({ text }) => text),
      ...(draft.notes.get(id)?.text.split('\n') ?? []),
    ]);
    const wanted = [head.number, head.nation, head.motto, head.kind, head.subject, ...shown, ending];
    const all = [...wanted, ...signatures.map(({ name }) => name)];
    let place = -1;
    for (const text of all) {
      const found = texts.findIndex((line, index) => index > place && line.endsWith(text));
      expect([text, found > place]).toEqual([text, true]);
      place = found;
    }
    expect(texts).toContain('Thống nhất <100 %> & giao Sở.');
  });

  it('holds nothing that only staff see', () => {
    expect(texts.join('\n')).not.toContain('nội bộ');
  });

  it('has the measures of the decree: A4, and Times New Roman', () => {
    const body = files.get('word/document.xml') ?? '';
    expect(body).toMatch(/<w:pgSz w:w="1190\d" w:h="1683\d"/);
    expect(body).toMatch(/w:left="170\d"/);
    expect(files.get('word/styles.xml')).toContain('Times New Roman');
  });
});

function paragraphs(xml: string): string[] {
  return [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([paragraph]) =>
    plainText(
      [...paragraph.matchAll(/<w:t[ >][^<]*|<w:t>[^<]*/g)].map(([run]) => run.replace(/^<w:t[^>]*>/, '')).join(''),
    ),
  );
}

function plainText(text: string): string {
  const letters: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_all, name: string) => letters[name] ?? '');
}

/** The first tag that closes another than the open one; empty when all fit. */
function faultOf(xml: string): string {
  const open: string[] = [];
  for (const [tag, closing, name = '', empty] of xml.matchAll(/<(\/?)([\w:]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (empty) continue;
    if (!closing) open.push(name);
    else if (open.pop() !== name) return tag;
  }
  return open.join(' ');
}

/** Reads a ZIP by its central directory. */
function unzip(bytes: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size, nameLength] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
    ];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(from, from + size);
    files.set(name, (method === 8 ? inflateRawSync(content) : content).toString('utf8'));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}
