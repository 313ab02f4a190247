/**
 * The minutes as a file for word processors, laid out as the decree on clerical work (Nghị định 30/2020/NĐ-CP) wants it:
 * A4, Times New Roman, head and signatures in two columns. The library is loaded with the first file that is wanted.
 */
import type { ISectionPropertiesOptions, Paragraph as ParagraphOf, Table as TableOf } from 'docx';
import type { MinutesDocument } from '#contract';
import type { MinutesNotes } from '../domain/minutes-notes.ts';
import { onPaper } from './document.ts';

export type DocxOrder = { document: MinutesDocument; notes: MinutesNotes };
type Library = typeof import('docx');
type Block = ParagraphOf | TableOf;
type Section = MinutesDocument['sections'][number];

/** Half points. */
const sizes = { body: 28, small: 24, head: 26, title: 28 } as const;
/** Twentieths of a point. */
const gaps = { line: 60, part: 120, section: 200, signature: 1_400, indent: 567 } as const;
const pageMm = { top: 20, bottom: 20, left: 30, right: 20 } as const;

/** Facts and the clerk's text below those of each section, as they are printed. */
export async function docxOf(document: MinutesDocument, notes: MinutesNotes): Promise<Buffer> {
  const library = await import('docx');
  const { Document, Packer } = library;
  const file = new Document({
    title: document.fileName,
    creator: document.head.bodyName,
    styles: { default: { document: { run: { font: 'Times New Roman', size: sizes.body } } } },
    sections: [{ ...page(library), children: blocksOf(library, document, notes) }],
  });
  return Packer.toBuffer(file);
}

function page({ AlignmentType, Header, PageNumber, Paragraph, TextRun, convertMillimetersToTwip }: Library) {
  const mm = convertMillimetersToTwip;
  const { top, bottom, left, right } = pageMm;
  const number = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT], size: sizes.head })],
  });
  const properties: ISectionPropertiesOptions = {
    // The number stands on every page but the first.
    titlePage: true,
    page: {
      size: { width: mm(210), height: mm(297) },
      margin: { top: mm(top), bottom: mm(bottom), left: mm(left), right: mm(right) },
    },
  };
  return { properties, headers: { default: new Header({ children: [number] }) } };
}

function blocksOf(library: Library, document: MinutesDocument, notes: MinutesNotes): Block[] {
  const { head, ending } = document;
  const centered = (text: string, bold: boolean) => line(library, text, { isCentered: true, bold, size: sizes.title });
  return [
    headTable(library, document),
    line(library, '', {}),
    centered(head.kind, true),
    centered(head.subject, true),
    ...onPaper(document).flatMap((section, index) => sectionBlocks(library, section, index + 1, notes)),
    line(library, ending, { before: gaps.section, isIndented: true }),
    signatureTable(library, document),
  ];
}

function sectionBlocks(library: Library, section: Section, number: number, notes: MinutesNotes): Block[] {
  const text = notes.get(section.id)?.text.trim() ?? '';
  return [
    line(library, `${number}. ${section.title}`, { bold: true, before: gaps.section, isKept: true }),
    ...section.facts.map((fact) =>
      line(library, `${fact.isPart ? '+' : '-'} ${fact.text}`, { isIndented: true, isDeep: fact.isPart }),
    ),
    ...section.tables.flatMap((table) => [
      line(library, table.title, { italics: true, before: gaps.part, isKept: true }),
      factTable(library, table),
    ]),
    ...(text === ''
      ? []
      : text.split('\n').map((part) => line(library, part, { isIndented: true, before: gaps.line }))),
  ];
}

type LineLook = {
  bold?: boolean;
  italics?: boolean;
  size?: number;
  before?: number;
  isCentered?: boolean;
  isIndented?: boolean;
  isDeep?: boolean;
  /** Stays on the page of what follows. */
  isKept?: boolean;
  isUnderlined?: boolean;
};

function line({ AlignmentType, Paragraph, TextRun }: Library, text: string, look: LineLook): ParagraphOf {
  const { bold = false, italics = false, size = sizes.body, before = gaps.line, isKept = false } = look;
  return new Paragraph({
    alignment: look.isCentered ? AlignmentType.CENTER : AlignmentType.BOTH,
    keepNext: isKept,
    spacing: { before, after: gaps.line },
    ...(look.isIndented ? { indent: { firstLine: gaps.indent, left: look.isDeep ? gaps.indent : 0 } } : {}),
    children: [new TextRun({ text, bold, italics, size, ...(look.isUnderlined ? { underline: {} } : {}) })],
  });
}

/** Body and number on the left, the state and its motto on the right. */
function headTable(library: Library, { head }: MinutesDocument): TableOf {
  const small = { isCentered: true, before: 0, size: sizes.small };
  const left = [
    line(library, head.bodyName.toLocaleUpperCase('vi'), { ...small, bold: true }),
    line(library, head.number, { ...small, size: sizes.head }),
  ];
  const right = [
    line(library, head.nation, { ...small, bold: true }),
    line(library, head.motto, { ...small, size: sizes.head, bold: true, isUnderlined: true }),
  ];
  return columns(library, [
    [40, left],
    [60, right],
  ]);
}

function signatureTable(library: Library, { signatures, recipients }: MinutesDocument): TableOf {
  const sign = ({ title, hint, name }: MinutesDocument['signatures'][number]) => [
    line(library, title, { isCentered: true, bold: true, isKept: true, before: gaps.section }),
    line(library, hint, { isCentered: true, italics: true, isKept: true, before: 0 }),
    line(library, name, { isCentered: true, bold: true, before: gaps.signature }),
  ];
  const [clerk, chair] = signatures.map(sign);
  const [title = '', ...to] = recipients;
  const list = [
    line(library, title, { bold: true, italics: true, size: sizes.small, before: gaps.section }),
    ...to.map((text) => line(library, text, { size: 22, before: 0 })),
  ];
  return columns(library, [
    [50, [...(clerk ?? []), ...list]],
    [50, chair ?? []],
  ]);
}

/** Side by side without lines. */
function columns(
  { BorderStyle, Table, TableCell, TableRow, WidthType }: Library,
  cells: readonly [widthPercent: number, content: Block[]][],
): TableOf {
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const borders = { top: none, bottom: none, left: none, right: none };
  const row = new TableRow({
    cantSplit: true,
    children: cells.map(
      ([size, children]) => new TableCell({ borders, width: { size, type: WidthType.PERCENTAGE }, children }),
    ),
  });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { ...borders, insideHorizontal: none, insideVertical: none },
    rows: [row],
  });
}

function factTable(library: Library, { columns: titles, rows }: Section['tables'][number]): TableOf {
  const { Table, TableCell, TableRow, WidthType } = library;
  const cell = (text: string, bold: boolean, index: number) =>
    new TableCell({
      width: { size: index === 0 ? 56 : 22, type: WidthType.PERCENTAGE },
      children: [line(library, text, { bold, size: sizes.small, before: 0, isCentered: index > 0 })],
    });
  const row = (texts: readonly string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: texts.map((text, index) => cell(text, isHead, index)),
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [row(titles, true), ...rows.map((texts) => row(texts, false))],
  });
}
