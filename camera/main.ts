/**
 * The room agent: `node camera/main.ts --server https://… --token-file …` on a machine at the site. It dials out, so that
 * nothing of the site has to be reachable from outside.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { RoomAgent } from './agent/agent.ts';
import { CamerasFileError } from './agent/cameras-file.ts';
import { isFaceEngine, roomFaces } from './agent/room-faces.ts';
import { ServerLink } from './agent/server-link.ts';
import type { FaceEngineChoice } from './faces/open-face-engine.ts';

const usage = `Usage: node camera/main.ts --server https://… --token-file <file> [options]

  --server …       address of the Rostrum server
  --token-file …   file with the link of this room agent, or the part of it after #; else ROSTRUM_SITE_TOKEN says it
  --data …         folder for what is set up here; default room-agent
  --ca …           certificate by which the server is trusted, PEM file; default those of this system
  --log-level …    debug, info, warn, error or silent; default info

The link is made by the administration, for the site, of the kind "room agent".
`;

/** Words for whoever started it. */
class StartError extends Error {}

type Options = {
  server: string;
  token: string;
  folder: string;
  certificatePem: string | null;
  faceEngine: FaceEngineChoice;
  logLevel: string;
};

async function readOptions(args: readonly string[]): Promise<Options> {
  const { values } = parseOptions(args);
  if (!values.server || !URL.canParse(values.server) || new URL(values.server).protocol !== 'https:') {
    throw new StartError('--server must be an address that begins with https://.');
  }
  const link = values['token-file']
    ? await readText(values['token-file'], '--token-file')
    : process.env.ROSTRUM_SITE_TOKEN;
  // Both the whole link and its token will do.
  const token = link?.trim().split('#').at(-1) ?? '';
  if (token === '') throw new StartError('Name a file with the link by --token-file, or set ROSTRUM_SITE_TOKEN.');
  const levels = ['debug', 'info', 'warn', 'error', 'silent'];
  if (!levels.includes(values['log-level'])) throw new StartError(`--log-level is one of ${levels.join(', ')}.`);
  const { ROSTRUM_FACE_ENGINE: faceEngine = 'auto' } = process.env;
  if (!isFaceEngine(faceEngine)) throw new StartError('ROSTRUM_FACE_ENGINE is auto, ort, tfjs-wasm or tfjs-node.');
  return {
    server: new URL(values.server).origin,
    token,
    folder: resolve(values.data),
    certificatePem: values.ca ? await readText(values.ca, '--ca') : null,
    faceEngine,
    logLevel: values['log-level'],
  };
}

function parseOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        server: { type: 'string' },
        'token-file': { type: 'string' },
        data: { type: 'string', default: 'room-agent' },
        ca: { type: 'string' },
        'log-level': { type: 'string', default: 'info' },
      },
    });
  } catch (error) {
    throw new StartError(error instanceof Error ? error.message : String(error));
  }
}

async function readText(path: string, option: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new StartError(`The file of ${option}, ${path}, cannot be read.`);
  }
}

async function run(options: Options): Promise<void> {
  const { server, token, folder, certificatePem, faceEngine, logLevel } = options;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch {
    throw new StartError(`The folder ${folder} cannot be made. Name another one by --data.`);
  }
  const redact = { paths: ['token', 'password', '*.token', '*.password'], remove: true };
  const logger = pino({ level: logLevel, base: null, redact }, pino.destination(2));
  const address = { url: server, certificatePem, isNameChecked: true };
  const agent = await RoomAgent.start({
    folder,
    logger,
    openFaces: roomFaces(faceEngine, { logger }),
    link: (handlers) => new ServerLink({ server: address, token, folder, logger }, handlers),
  });
  logger.info({ cameras: agent.cameras.length }, 'the room agent runs');
  const end = () => void agent.close().then(() => process.exit(0));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  // A child of the server ends with it.
  process.once('disconnect', end);
}

const args = process.argv.slice(2);
if (args.includes('--help') || args.includes('-h')) {
  process.stdout.write(usage);
} else {
  try {
    await run(await readOptions(args));
  } catch (error) {
    if (!(error instanceof StartError) && !(error instanceof CamerasFileError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
