/** CPU time of other processes, in nanoseconds, as the scheduler counted it. */
import { readdirSync, readFileSync } from 'node:fs';

/** Of all threads of a process that live now; 0 when it is gone. */
export function cpuNanoseconds(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/task`).reduce(
      (sum, task) => sum + Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]),
      0,
    );
  } catch {
    return 0;
  }
}

/** The media workers that a process has as its children. */
export function workersOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`)
    .flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' '))
    .map(Number)
    .filter((child) => child > 0 && commandOf(child).startsWith('mediasoup'));
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8');
  } catch {
    return '';
  }
}
