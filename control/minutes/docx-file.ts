/** Orders a file from a thread, one after the other, so that the meetings that run keep the processor. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { DocxOrder } from './docx.ts';

let last: Promise<unknown> = Promise.resolve();

export function makeDocx(order: DocxOrder): Promise<Buffer> {
  const made = last.then(() => makeInThread(order));
  last = made.catch(() => undefined);
  return made;
}

async function makeInThread(order: DocxOrder): Promise<Buffer> {
  const thread = new Worker(new URL('./docx-thread.ts', import.meta.url), { workerData: order });
  try {
    // An error of the thread rejects.
    const [bytes] = (await once(thread, 'message')) as [Uint8Array];
    return Buffer.from(bytes);
  } finally {
    await thread.terminate();
  }
}
