/** The connection test on lines whose quality is known: real Chromium and the server with such a line between them. */
import { BrowserPerson } from '../harness/browser-person.ts';
import { chromiumPath } from '../harness/chromium.ts';
import { demoTokens } from '../harness/client.ts';
import { type Line, TestNetwork } from '../harness/network.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { makeTestMedia } from '../harness/test-media.ts';
import type { Figure } from './report.ts';

const server = '10.80.1.1';
const site = '10.80.1.2';
/** The server lets one person test six times a minute. */
const rounds = 3;
const timeout = 60_000;
const delayMs = 20;

/** What each of them should be told by the limits of the test: 1.2 Mbit/s, 2 % and 150 ms; 300 kbit/s, 8 % and 500 ms. */
const knownLines: readonly [name: string, verdict: string, line: Line][] = [
  ['10 Mbit/s', 'good', { delayMs, bitsPerSecond: 10_000_000 }],
  ['2.5 Mbit/s', 'good', { delayMs, bitsPerSecond: 2_500_000 }],
  ['700 kbit/s', 'usable', { delayMs, bitsPerSecond: 700_000 }],
  ['150 kbit/s', 'poor', { delayMs, bitsPerSecond: 150_000 }],
  ['5 % lost', 'usable', { delayMs, lossRatio: 0.05 }],
  ['25 % lost', 'poor', { delayMs, lossRatio: 0.25 }],
  ['300 ms there and back', 'usable', { delayMs: 150 }],
  ['5 Mbit/s with jitter', 'good', { delayMs: 40, jitterMs: 10, bitsPerSecond: 5_000_000 }],
  ['1 Mbit/s', 'usable', { delayMs: 10, bitsPerSecond: 1_000_000 }],
  ['450 kbit/s', 'usable', { delayMs: 40, bitsPerSecond: 450_000 }],
  ['1 % lost', 'good', { delayMs: 30, lossRatio: 0.01 }],
  ['4 % lost', 'usable', { delayMs: 10, lossRatio: 0.04 }],
  ['14 % lost', 'poor', { delayMs: 20, lossRatio: 0.14 }],
  ['1,200 ms there and back', 'poor', { delayMs: 600 }],
];

/** Says on standard error what was measured wherever the verdict was another one. */
export async function benchKnownLines(): Promise<Figure[]> {
  await using opened = new AsyncDisposableStack();
  const network = new TestNetwork();
  opened.defer(() => network.close());
  const house = network.addNamespace('house');
  const away = network.addNamespace('away');
  const between = await network.connectPoorly([house, server], [away, site], {});
  const media = await makeTestMedia(['red']);
  opened.defer(() => media.remove());
  const running = await ServerProcess.start({
    args: ['--demo', '--public-host', server],
    env: { ROSTRUM_MEDIA_DRIVER: 'mediasoup' },
    wrap: ['ip', 'netns', 'exec', house],
  });
  opened.defer(() => running.stop());
  const port = Number(new URL(running.url).port);
  await network.openDoor(house, port);
  const person = await BrowserPerson.start(media.of('red'), undefined, network.programIn(away, chromiumPath));
  opened.defer(() => person.close());
  const tokens = await demoTokens(running);
  const links = [2, 3, 4, 5].map((number) => {
    return `https://${server}:${port}/join#${tokens.get(`delegate Đại biểu Mẫu ${number}`)}`;
  });
  const times: number[] = [];
  let right = 0;
  for (const [index, [name, wanted, line]] of knownLines.entries()) {
    between.set({});
    await person.page.goto('about:blank');
    await person.page.goto(links[index % links.length] ?? '');
    await person.page.getByTestId('start-connection-test').waitFor();
    between.set(line);
    for (let round = 0; round < rounds; round += 1) {
      const { verdict, ms, details } = await tryOnce(person);
      times.push(ms);
      if (verdict === wanted) right += 1;
      else process.stderr.write(`${name}: ${verdict}, not ${wanted}. ${details}\n`);
    }
  }
  return [
    { name: 'rightVerdictsPercent', value: (100 * right) / (rounds * knownLines.length), unit: '%', goal: '>= 100' },
    { name: 'knownLineMaxMs', value: Math.max(...times), unit: 'ms', goal: '<= 10000' },
  ];
}

async function tryOnce(person: BrowserPerson) {
  const { page } = person;
  const tappedAt = performance.now();
  await person.tap('start-connection-test');
  const verdict = page.getByTestId('connection-verdict');
  await verdict.waitFor({ timeout });
  const ms = performance.now() - tappedAt;
  const details = await page.getByTestId('test-details').textContent();
  return { verdict: await verdict.getAttribute('data-verdict'), ms, details };
}
