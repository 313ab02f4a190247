/** Makes one file in a thread of its own: a large one takes a second of the processor. */
import { parentPort, workerData } from 'node:worker_threads';
import { type DocxOrder, docxOf } from './docx.ts';

const { document, notes } = workerData as DocxOrder;
parentPort?.postMessage(await docxOf(document, notes));
