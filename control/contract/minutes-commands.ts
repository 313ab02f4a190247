/** The minutes as they stand: facts in words, read off the record. What the clerk writes beside them is a slice. */
import { z } from 'zod';

const table = z.object({ title: z.string(), columns: z.array(z.string()), rows: z.array(z.array(z.string())) });

const section = z.object({
  /** `opening`, `attendance`, `course`, `statistics`, `closing`, or an agenda item's id. */
  id: z.string(),
  title: z.string(),
  /** The clerk writes beside it. */
  isWritable: z.boolean(),
  /** An item that only staff see: it is on their pages and on no paper. */
  isInternal: z.boolean(),
  /** A part stands below the fact before it. */
  facts: z.array(z.object({ text: z.string(), isPart: z.boolean() })),
  tables: z.array(table),
});

const signature = z.object({ title: z.string(), hint: z.string(), name: z.string() });

/** Head and foot as the decree on clerical work lays them out, and what stands between. */
export const minutesDocument = z.object({
  /** Of the last record that it tells. */
  version: z.number(),
  /** The meeting is over, so its facts are. */
  isOver: z.boolean(),
  /** The record is damaged: it tells what comes before. */
  isDamaged: z.boolean(),
  /** Of the file, without its ending. */
  fileName: z.string(),
  head: z.object({
    bodyName: z.string(),
    number: z.string(),
    nation: z.string(),
    motto: z.string(),
    kind: z.string(),
    subject: z.string(),
  }),
  sections: z.array(section),
  ending: z.string(),
  signatures: z.array(signature),
  recipients: z.array(z.string()),
});

export const minutesLanguage = z.enum(['vi', 'en']);

export const minutesCommands = {
  /** For those who run the meeting. The facts, as of the newest record. */
  'minutes.read': { input: z.strictObject({ language: minutesLanguage }), output: minutesDocument },
} as const;
