/**
 * `npm run screens`: the pictures of docs/screens, in Vietnamese and at three widths, taken from the demo with real
 * picture and sound. The person in the pictures is drawn.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { launchChromium } from '../harness/chromium.ts';
import { EveryPage } from '../harness/every-page.ts';

const run = promisify(execFile);
const folder = join(import.meta.dirname, '..', '..', 'docs', 'screens');
const windows = [
  { width: 1_920, height: 1_080, deviceScaleFactor: 1 },
  { width: 1_024, height: 768, deviceScaleFactor: 1 },
  { width: 390, height: 844, deviceScaleFactor: 2 },
];
const wanted = [
  'home',
  'agenda',
  'delegates',
  'invitation',
  'attendance',
  'chair',
  'cameras',
  'cameras-set-up',
  'busy-chair',
  'busy-waiter',
  'busy-speaker',
  'busy-display',
  'delegate',
  'display',
  'display-agenda',
  'display-attendance',
  'display-idle',
  'join',
  'sites',
];
/** Until pictures have come and notices have gone. */
const settleMs = 4_500;

const drawnPerson = `
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 720" width="1280" height="720">
  <rect width="1280" height="720" fill="#33465c"/>
  <rect x="90" y="80" width="330" height="430" rx="8" fill="#4a627d"/>
  <rect x="860" y="60" width="330" height="450" rx="8" fill="#4a627d"/>
  <path d="M270 720c10-190 160-260 370-260s360 70 370 260z" fill="#16202c"/>
  <path d="M560 470h160l-80 150z" fill="#e9eef4"/><path d="M625 490h30l16 120-31 40-31-40z" fill="#8a2530"/>
  <path d="M560 380h160v90c0 60-160 60-160 0z" fill="#c99a78"/>
  <ellipse cx="640" cy="270" rx="128" ry="158" fill="#dcae8c"/>
  <path d="M506 262c-8-150 76-196 136-196s140 40 132 196c-26-60-50-84-134-84s-112 26-134 84z" fill="#20242b"/>
</svg>`;

async function makePicture(scratch: string): Promise<string> {
  const [png, mjpeg] = [join(scratch, 'person.png'), join(scratch, 'person.mjpeg')];
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1_280, height: 720 } });
  await page.setContent(`<style>body{margin:0}</style>${drawnPerson}`);
  await page.screenshot({ path: png });
  await browser.close();
  await run('ffmpeg', [
    '-loglevel',
    'error',
    '-loop',
    '1',
    '-i',
    png,
    '-t',
    '2',
    '-r',
    '15',
    '-pix_fmt',
    'yuvj420p',
    '-q:v',
    '3',
    '-f',
    'mjpeg',
    mjpeg,
  ]);
  return mjpeg;
}

async function takeScreens(every: EveryPage): Promise<void> {
  // Whoever has the floor is there with a picture.
  const hall = await every.openContext({ width: 640, height: 480 });
  for (const url of every.speakerUrls) {
    const speaker = await hall.newPage();
    await speaker.goto(url);
    await speaker.getByTestId('status').waitFor();
  }
  await every.lendPicture();
  for (const { width, height, deviceScaleFactor } of windows) {
    const context = await every.openContext({ width, height }, { deviceScaleFactor });
    for (const name of wanted) {
      const shown = every.pages.find((page) => page.name === name);
      if (!shown) throw new Error(`There is no page "${name}".`);
      const page = await context.newPage();
      await every.show(page, shown);
      await page.waitForTimeout(settleMs);
      await page.screenshot({ path: join(folder, `${name}-${width}.jpg`), type: 'jpeg', quality: 82 });
      await page.close();
      process.stdout.write(`docs/screens/${name}-${width}.jpg\n`);
    }
    await context.close();
  }
}

const scratch = await mkdtemp(join(tmpdir(), 'rostrum-screens-'));
try {
  await mkdir(folder, { recursive: true });
  const every = await EveryPage.start({ picturePath: await makePicture(scratch) });
  try {
    await takeScreens(every);
  } finally {
    await every.close();
  }
} finally {
  await rm(scratch, { recursive: true, force: true });
}
