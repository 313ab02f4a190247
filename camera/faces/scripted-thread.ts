/** For tests of `WorkerEngine`: a thread that does what the first byte of a frame says, without any network. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ThreadEnd, ThreadOrder, ThreadReport, ThreadRequest } from './engine-thread.ts';

export const script = { answer: 0, answerLate: 1, die: 2, hang: 3, fault: 4, loop: 5 } as const;
export const lateMs = 60;

parentPort?.on('message', (request: ThreadRequest | ThreadEnd) => {
  if (request.kind === 'end') process.exit();
  const { kind, frame } = request;
  const [order, mark = 0] = frame.data;
  const reply = () =>
    parentPort?.postMessage({ kind: 'answer', value: kind === 'detect' ? [mark] : `${kind} ${mark}` });
  if (order === script.answer) reply();
  if (order === script.answerLate) setTimeout(reply, lateMs);
  if (order === script.die) throw new Error('the script says so');
  while (order === script.loop);
  if (order === script.fault) {
    parentPort?.postMessage({ kind: 'fault', isFatal: false, reason: 'WRONG_FRAME', message: 'the script says so' });
  }
});

/** What it has to choose between, it finds int8 to be faster. */
const precision = (workerData as ThreadOrder | null)?.precision ?? 'auto';
const ready: ThreadReport =
  precision === 'auto'
    ? { kind: 'ready', precision: 'int8', precisionTrials: { float32: 2, int8: 1 } }
    : { kind: 'ready', precision, precisionTrials: {} };
parentPort?.postMessage(ready);
