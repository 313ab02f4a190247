/** The two meetings that `npm run bench -- join` joins, each with one sender: ours, and a bare one. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { SimulationOrder, SimulationReport } from '../../simulation/main.ts';
import { freePort } from '../harness/ports.ts';
import type { ServerProcess } from '../harness/server-process.ts';
import type { BareMeetingOrder } from './bare-meeting.ts';

type Running = { end(): Promise<void> };

const fontPath = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/be-vietnam-pro/600SemiBold/BeVietnamPro_600SemiBold.ttf',
);
/** Both send the same picture. */
const footage = { number: 1, title: 'Điểm cầu Mẫu 1' } as const;

/** A sender without a person before the camera: it asks for nothing, and its line does not break. */
export async function startVirtualSite(server: ServerProcess, token: string, footageFolder: string): Promise<Running> {
  const child = startChild(join('..', '..', 'simulation', 'main.ts'));
  const { number, title } = footage;
  const order: SimulationOrder = {
    server: { url: server.url.replace('localhost', '127.0.0.1'), certificatePem: await server.readCa() },
    footageFolder,
    fontPath,
    sites: [{ number, name: title, token, personIds: [] }],
  };
  child.send(order);
  const [report] = (await once(child, 'message')) as [SimulationReport];
  if (report.kind === 'trouble') throw new Error(report.text);
  return { end: () => endChild(child) };
}

/** Bundles the bare page and answers its folder. */
export async function buildBarePage(folder: string): Promise<string> {
  const { build } = await import('vite');
  const pageFolder = join(folder, 'bare-page');
  await build({
    configFile: false,
    logLevel: 'warn',
    root: import.meta.dirname,
    build: {
      outDir: pageFolder,
      emptyOutDir: true,
      target: 'chrome111',
      rolldownOptions: {
        input: join(import.meta.dirname, 'bare-page.ts'),
        output: { entryFileNames: 'page.js' },
      },
    },
  });
  return pageFolder;
}

export async function startBareMeeting(pageFolder: string, footageFolder: string): Promise<Running & { url: string }> {
  const child = startChild('bare-meeting.ts');
  const port = await freePort();
  const order: BareMeetingOrder = { port, pageFolder, footageFolder, fontPath, ...footage };
  child.send(order);
  await Promise.race([once(child, 'message'), failureOf(child)]);
  return { url: `http://localhost:${port}/`, end: () => endChild(child) };
}

function startChild(file: string): ChildProcess {
  return fork(join(import.meta.dirname, file), [], { execArgv: [] });
}

async function failureOf(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new Error(`The bare meeting ended with ${code}.`);
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
