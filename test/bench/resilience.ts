/** How soon picture and sound are back after the media worker or the server was killed: five times each, the slowest page counts. */
import { setTimeout as delay } from 'node:timers/promises';
import { FailingMeeting } from '../harness/failing-meeting.ts';
import { type Figure, median } from './report.ts';

const rounds = 5;
const restMs = 4_000;

export async function benchResilience(): Promise<Figure[]> {
  const meeting = await FailingMeeting.open();
  try {
    const worker: number[] = [];
    const server: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await delay(restMs);
      worker.push(await meeting.killWorker());
      await delay(restMs);
      server.push(await meeting.killServer());
    }
    process.stderr.write(`${JSON.stringify({ worker, server })}\n`);
    return [
      { name: 'workerKilledP50Ms', value: median(worker), unit: 'ms', goal: null },
      { name: 'workerKilledMaxMs', value: Math.max(...worker), unit: 'ms', goal: '<= 2000' },
      { name: 'serverKilledP50Ms', value: median(server), unit: 'ms', goal: null },
      { name: 'serverKilledMaxMs', value: Math.max(...server), unit: 'ms', goal: '<= 5000' },
    ];
  } finally {
    await meeting.close();
  }
}
