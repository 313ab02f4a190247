/**
 * `npm run bench -- lines`: how soon the join page says how good the line is, and how soon the roll call has tried every
 * connected site; real Chromium, each from the tap to the words. Then whether the word fits lines whose quality is known.
 */
import { BrowserPerson } from '../harness/browser-person.ts';
import { demoTokens } from '../harness/client.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { makeTestMedia } from '../harness/test-media.ts';
import { benchKnownLines } from './known-lines.ts';
import { type Figure, median } from './report.ts';

const verdictRounds = 6;
const rollCallRounds = 4;
const timeout = 60_000;

export async function benchLines(): Promise<Figure[]> {
  return [...(await benchWithinMachine()), ...(await benchKnownLines())];
}

async function benchWithinMachine(): Promise<Figure[]> {
  await using opened = new AsyncDisposableStack();
  const media = await makeTestMedia(['red', 'blue']);
  opened.defer(() => media.remove());
  const server = await ServerProcess.start({ args: ['--demo'], env: { ROSTRUM_MEDIA_DRIVER: 'mediasoup' } });
  opened.defer(() => server.stop());
  const tokens = await demoTokens(server);
  const come = async (colour: 'red' | 'blue', who: string) => {
    const person = await BrowserPerson.start(media.of(colour), { width: 1_920, height: 1_080 });
    opened.defer(() => person.close());
    return { person, link: `${server.url}/join#${tokens.get(who)}` };
  };
  const delegate = await come('red', 'delegate Đại biểu Mẫu 2');
  const operator = await come('blue', 'chair Chủ tọa Mẫu');
  const { verdicts, good } = await tryLine(delegate);
  await delegate.person.tap('join-button');
  const rollCalls = await callRoll(operator);
  return [
    { name: 'verdictP50Ms', value: median(verdicts), unit: 'ms', goal: null },
    { name: 'verdictMaxMs', value: Math.max(...verdicts), unit: 'ms', goal: '<= 10000' },
    // The line is within one machine: anything else comes of what else the machine does.
    { name: 'goodVerdictsPercent', value: (100 * good) / verdictRounds, unit: '%', goal: '>= 100' },
    { name: 'rollCallP50Ms', value: median(rollCalls), unit: 'ms', goal: null },
    { name: 'rollCallMaxMs', value: Math.max(...rollCalls), unit: 'ms', goal: '<= 10000' },
  ];
}

type Comer = { person: BrowserPerson; link: string };

async function tryLine({ person, link }: Comer): Promise<{ verdicts: number[]; good: number }> {
  await person.page.goto(link);
  const verdict = person.page.getByTestId('connection-verdict');
  const verdicts: number[] = [];
  let good = 0;
  for (let round = 0; round < verdictRounds; round += 1) {
    await person.page.getByTestId('start-connection-test').waitFor();
    const tappedAt = performance.now();
    await person.tap('start-connection-test');
    await verdict.waitFor({ timeout });
    verdicts.push(performance.now() - tappedAt);
    if ((await verdict.getAttribute('data-verdict')) === 'good') good += 1;
    else process.stderr.write(`${await person.page.getByTestId('test-details').textContent()}\n`);
  }
  return { verdicts, good };
}

async function callRoll({ person, link }: Comer): Promise<number[]> {
  await person.join(link);
  await person.tap('tab-attendance');
  await person.tap('operations-button');
  const times: number[] = [];
  for (let round = 0; round < rollCallRounds; round += 1) {
    await person.tap('operations-roll-call');
    const held = person.page.getByTestId('hold-roll-call').locator('.spinner');
    const tappedAt = performance.now();
    await person.tap('hold-roll-call');
    await held.waitFor();
    await held.waitFor({ state: 'detached', timeout });
    await person.page.getByTestId('roll-call-head').waitFor();
    times.push(performance.now() - tappedAt);
  }
  return times;
}
