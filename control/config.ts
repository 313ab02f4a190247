/**
 * Settings: options of the command line over environment variables over defaults. All that is wrong is said at once. This
 * is the only file that reads `process.env`.
 */
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { z } from 'zod';
import type { MediaPlaneConfig } from '#sfu';
import { AppError } from './errors.ts';

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'a number')
  .transform(Number)
  .pipe(z.int().min(0).max(65_535));
const flag = z.stringbool({ truthy: ['1', 'true', 'yes'], falsy: ['0', 'false', 'no'] });
const host = z.string().regex(/^[A-Za-z0-9.:-]{1,253}$/, 'a name or an IP address');

const turnUrls = z
  .string()
  .transform((text) => text.split(',').map((url) => url.trim()))
  .pipe(
    z.array(z.string().regex(/^turns?:[A-Za-z0-9.:[\]-]+(\?transport=(udp|tcp))?$/, 'turn:host:port?transport=udp')),
  );

/** Every setting: its option, its variable `ROSTRUM_…`, and what `--help` says. */
const settings = {
  port: port.default(8443).describe('HTTPS port'),
  host: host.optional().describe('address to listen on; default 127.0.0.1, or all when --public-host is given'),
  publicHost: host.optional().describe('name or address by which others reach this server'),
  data: z.string().default('data').describe('data folder'),
  demo: flag.optional().describe('start with a demo body and meeting; default when the data folder is empty'),
  sites: z.coerce
    .number()
    .int()
    .min(0)
    .max(60)
    .default(0)
    .describe('demo meeting with so many virtual sites, up to 60'),
  demoRoom: flag.default(true).describe('yes or no: the demo has a room with a camera that turns to whoever speaks'),
  certificate: z.string().optional().describe('own certificate, PEM file with its chain'),
  certificateKey: z.string().optional().describe('key of the own certificate, PEM file'),
  rtcListen: host.optional().describe('address for picture and sound; default as --host'),
  rtcPort: port
    .default(40_000)
    .describe('first port for picture and sound, UDP and TCP; one per media worker, then the spare'),
  mediaWorkers: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(Math.max(1, availableParallelism() - 1))
    .describe('number of media workers'),
  mediaSpare: flag.default(true).describe('yes or no: one more worker waits to take over from one that fails'),
  mediaCodec: z.enum(['vp8', 'h264']).default('vp8').describe('vp8 or h264: what browsers are asked to send'),
  maxPeersPerRoom: z.coerce.number().int().min(2).max(5000).default(500).describe('devices in one meeting, at most'),
  maxConsumersPerWorker: z.coerce
    .number()
    .int()
    .min(2)
    .max(10_000)
    .default(400)
    .describe('streams of a meeting from one worker before the next one helps'),
  mediaWorker: z.string().optional().describe('path of the media worker; the set-up provides one'),
  mediaDriver: z.enum(['mediasoup', 'fake']).default('mediasoup').describe('fake carries no media: for tests'),
  turnUrl: turnUrls
    .optional()
    .describe('relays for picture and sound, e.g. turn:host:3478?transport=udp; several by comma'),
  turnSecretFile: z.string().optional().describe('file with the secret that is shared with the relays'),
  metricsTokenFile: z.string().optional().describe('file with the token for /metrics; without one only this machine'),
  rulesDir: z.string().optional().describe('folder with own rule packs (*.yaml), beside those that ship'),
  watchUi: flag.default(false).describe('read the pages anew at each request: for development'),
  logLevel: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('debug to silent'),
  lastN: z.coerce.number().int().min(1).max(100).default(25).describe('cameras that one viewer gets at most'),
  commandsPerSecond: z.coerce.number().min(1).default(50).describe('commands per second and connection'),
} as const;

type Settings = z.output<z.ZodObject<typeof settings>>;

export type Config = Readonly<{
  port: number;
  listenHost: string;
  publicHost: string | null;
  dataFolder: string;
  isDemoWanted: boolean | null;
  /** Virtual sites in the demo; 0: the usual demo. */
  virtualSites: number;
  hasDemoRoom: boolean;
  ownCertificate: { certificatePath: string; keyPath: string } | null;
  media: Readonly<MediaPlaneConfig>;
  turn: Readonly<{ urls: string[]; secretPath: string | null }>;
  metricsTokenPath: string | null;
  /** Rule packs of the body's own; null: only those that ship. */
  rulesFolder: string | null;
  uiFolder: string;
  isUiWatched: boolean;
  logLevel: string;
  commandsPerSecond: number;
  /** Cameras that one viewer gets at most. */
  lastN: number;
}>;

const root = join(import.meta.dirname, '..');
const names = Object.keys(settings) as (keyof typeof settings)[];
const switches: readonly string[] = ['demo', 'watchUi'];

export function isHelpWanted(args: readonly string[]): boolean {
  return args.includes('--help') || args.includes('-h');
}

export function helpText(): string {
  const lines = names.map((name) => {
    const option = name === 'demo' ? '--demo, --no-demo' : `--${kebab(name)}${switches.includes(name) ? '' : ' …'}`;
    return `  ${option.padEnd(32)}${settings[name].description ?? ''}`;
  });
  return [
    'Usage: npm start -- [options]',
    '',
    ...lines,
    '',
    'Each option can also be set as an environment variable, e.g. ROSTRUM_PUBLIC_HOST.',
    '',
  ].join('\n');
}

/** Throws `CONFIG_INVALID` with every fault, one per line. */
export function readConfig(args: readonly string[], environment: NodeJS.ProcessEnv = process.env): Config {
  const faults: string[] = [];
  const raw = { ...readEnvironment(environment), ...readArguments(args, faults) };
  const parsed = z.object(settings).safeParse(raw);
  for (const { path, message } of parsed.error?.issues ?? []) faults.push(`--${kebab(String(path[0]))}: ${message}`);
  faults.push(...crossFaults(raw));
  if (!parsed.data || faults.length > 0) {
    throw new AppError(
      'CONFIG_INVALID',
      `These settings are not valid:\n  ${faults.join('\n  ')}\nSee npm start -- --help.`,
    );
  }
  return deepFreeze(toConfig(parsed.data, environment));
}

function readEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  const raw: Record<string, string> = {};
  for (const name of names) {
    const value = environment[`ROSTRUM_${kebab(name).replaceAll('-', '_').toUpperCase()}`];
    if (value !== undefined && value !== '') raw[name] = value;
  }
  return raw;
}

function readArguments(args: readonly string[], faults: string[]): Record<string, string> {
  const options: ParseArgsConfig['options'] = { 'no-demo': { type: 'boolean' } };
  for (const name of names) options[kebab(name)] = { type: switches.includes(name) ? 'boolean' : 'string' };
  const raw: Record<string, string> = {};
  try {
    parseArgs({ args: [...args], options, strict: true, allowPositionals: false });
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error));
  }
  // Read again without the strictness, so that the other faults are said too.
  const { values } = parseArgs({ args: [...args], options, strict: false });
  for (const name of names) {
    const value = values[kebab(name)];
    if (value !== undefined) raw[name] = String(value);
  }
  if (values['no-demo']) raw.demo = 'false';
  return raw;
}

function crossFaults({ certificate, certificateKey, turnUrl, turnSecretFile }: Record<string, string>): string[] {
  const pairs = [
    { name: '--certificate and --certificate-key', values: [certificate, certificateKey] },
    { name: '--turn-url and --turn-secret-file', values: [turnUrl, turnSecretFile] },
  ];
  return pairs
    .filter(({ values: [one, other] }) => (one === undefined) !== (other === undefined))
    .map(({ name }) => `${name}: give both or neither`);
}

function toConfig(values: Settings, environment: NodeJS.ProcessEnv): Config {
  const listenHost = values.host ?? (values.publicHost ? '0.0.0.0' : '127.0.0.1');
  const { certificate, certificateKey } = values;
  return {
    port: values.port,
    listenHost,
    publicHost: values.publicHost ?? null,
    dataFolder: resolve(values.data),
    isDemoWanted: values.demo ?? (values.sites > 0 ? true : null),
    virtualSites: values.sites,
    hasDemoRoom: values.demoRoom,
    ownCertificate: certificate && certificateKey ? { certificatePath: certificate, keyPath: certificateKey } : null,
    media: {
      driver: values.mediaDriver,
      workerPath: values.mediaWorker ?? environment.MEDIASOUP_WORKER_BIN ?? '',
      workerCount: values.mediaWorkers,
      listenAddress: values.rtcListen ?? listenHost,
      announcedAddresses: values.publicHost ? [values.publicHost, '127.0.0.1'] : ['127.0.0.1'],
      rtcPort: values.rtcPort,
      hasSpare: values.mediaSpare,
      maxPeersPerRoom: values.maxPeersPerRoom,
      maxConsumersPerWorker: values.maxConsumersPerWorker,
      videoCodec: values.mediaCodec,
    },
    turn: { urls: values.turnUrl ?? [], secretPath: values.turnSecretFile ?? null },
    metricsTokenPath: values.metricsTokenFile ?? null,
    rulesFolder: values.rulesDir === undefined ? null : resolve(values.rulesDir),
    isUiWatched: values.watchUi,
    uiFolder: join(root, 'room-ui', 'dist'),
    logLevel: values.logLevel,
    commandsPerSecond: values.commandsPerSecond,
    lastN: values.lastN,
  };
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function deepFreeze<Value extends object>(value: Value): Value {
  for (const part of Object.values(value)) if (part && typeof part === 'object') deepFreeze(part);
  return Object.freeze(value);
}
