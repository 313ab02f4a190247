/** Puts the parts together, and takes them apart again in the opposite order. `main.ts` is its command line. */
import { lookup } from 'node:dns/promises';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { MediaError, type MediaPlane, openMediaPlane } from '#sfu';
import type { Config } from './config.ts';
import { issueRoomToken, openDemo } from './demo.ts';
import { type DemoCredentials, openDemoAccount } from './demo-account.ts';
import { startDemoRoom } from './demo-room.ts';
import { openSitesDemo } from './demo-sites.ts';
import type { MeetingId } from './domain/ids.ts';
import { AppError, type StartErrorCode } from './errors.ts';
import { createHttp, fingerprintOf } from './gateway/http.ts';
import { createHttpHandlers } from './gateway/http-handlers.ts';
import { ImportPreviews } from './gateway/import-previews.ts';
import { createImportPreview } from './gateway/import-request.ts';
import { createMinutesDownload } from './gateway/minutes-download.ts';
import { SocketGateway } from './gateway/sockets.ts';
import { Accounts } from './identity/accounts.ts';
import { openLocalCertificate, readOwnCertificate, type ServerCertificate } from './identity/certificates.ts';
import { Links } from './identity/links.ts';
import { Pairings } from './identity/pairings.ts';
import { Sessions } from './identity/sessions.ts';
import { TokenSigner } from './identity/tokens.ts';
import { childLogger, type Logger } from './logger.ts';
import { MinutesReader } from './minutes/reader.ts';
import { ConnectionTests } from './operations/connection-tests.ts';
import { Operations } from './operations/operations.ts';
import { readSecret, TurnServers } from './operations/turn.ts';
import { RulePacks } from './rules/rule-packs.ts';
import { createClock } from './service/clock.ts';
import { Registry } from './service/registry.ts';
import { openDataFolder } from './store/data-folder.ts';
import { JournalError } from './store/journal.ts';
import { SqliteJournal } from './store/sqlite-journal.ts';
import { startVirtualSites } from './virtual-sites.ts';

export type RunningServer = {
  /** Where this server is reached, without a slash at the end. */
  publicUrl: string;
  /** The demo's welcome page, while there is a demo meeting. */
  welcomeUrl: string | null;
  /** Where the first administrator is made, while there is none. */
  setupUrl: string | null;
  /** SHA-256 of the local CA, to compare on a device before it is trusted; null with the body's own certificate. */
  caFingerprint: string | null;
  close(): Promise<void>;
};

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')) as {
  version: string;
};

/** Rejects with `AppError` of a start code; whatever was opened until then is closed again. */
export async function openServer(config: Config, logger: Logger): Promise<RunningServer> {
  await using opened = new AsyncDisposableStack();
  if (!existsSync(join(config.uiFolder, 'index.html'))) {
    throw new AppError('UI_MISSING', 'The pages were not built. Run: npm run build');
  }
  const rulePacks = RulePacks.load(config.rulesFolder);
  const folder = openDataFolder(config.dataFolder);
  opened.defer(() => folder.close());
  const certificate = config.ownCertificate
    ? readOwnCertificate(config.ownCertificate.certificatePath, config.ownCertificate.keyPath)
    : await openLocalCertificate(folder.path, config.publicHost);
  const journal = await openJournal(folder.path);
  opened.defer(() => journal.close());
  const parts = { ...(await openParts(config, journal, folder.path, logger, opened)), rulePacks };
  const { registry, links, signer, sockets, accounts } = parts;

  const bodies = await registry.bodies();
  const isDemoWanted = config.isDemoWanted ?? (bodies.length === 0 || bodies.some(({ state }) => state.id === 'demo'));
  const demo = isDemoWanted
    ? {
        ...(config.virtualSites > 0
          ? await openSitesDemo(registry, links, { siteCount: config.virtualSites, now: Date.now() })
          : { meetingId: await openDemo(registry, links, Date.now()), orders: [] }),
        findAccount: await openDemoAccount(accounts, signer),
      }
    : null;

  const server = createServer({ cert: certificate.certificatePem, key: certificate.keyPem, minVersion: 'TLSv1.2' });
  opened.defer(() => closeServer(server));
  const port = await listen(server, config);
  const publicUrl = `https://${hostInUrl(config.publicHost ?? 'localhost')}:${port}`;
  serve(server, { config, certificate, logger, publicUrl, demo, ...parts });
  opened.defer(() => sockets.close());
  if (demo && demo.orders.length > 0) {
    const simulation = startVirtualSites(demo.orders, {
      server: { url: `https://127.0.0.1:${port}`, certificatePem: certificate.certificatePem },
      footageFolder: join(folder.path, 'footage'),
      logger: childLogger(logger, 'simulation'),
    });
    opened.defer(() => simulation.stop());
  }
  if (demo && config.hasDemoRoom && config.virtualSites === 0 && config.media.driver === 'mediasoup') {
    const room = await startDemoRoom(
      {
        ...(await issueRoomToken(links, demo.meetingId)),
        server: { url: `https://127.0.0.1:${port}`, certificatePem: certificate.certificatePem, isNameChecked: false },
        folder: join(folder.path, 'demo-room'),
        cameraName: 'Camera phòng họp (mẫu)',
        overviewCameraName: 'Camera toàn cảnh (mẫu)',
        logLevel: config.logLevel === 'debug' ? 'debug' : 'warn',
      },
      childLogger(logger, 'demo-room'),
    );
    opened.defer(() => room.stop());
  }

  const atClose = opened.move();
  return {
    publicUrl,
    welcomeUrl: demo ? `${publicUrl}/welcome#${signer.sign('welcome', demo.meetingId)}` : null,
    setupUrl: accounts.isAdministratorMissing && !demo ? `${publicUrl}/setup#${signer.sign('setup', 'first')}` : null,
    caFingerprint: fingerprintOf(certificate.caPem),
    close: () => atClose.disposeAsync(),
  };
}

type Parts = {
  registry: Registry;
  links: Links;
  sessions: Sessions;
  accounts: Accounts;
  pairings: Pairings;
  importPreviews: ImportPreviews;
  signer: TokenSigner;
  sockets: SocketGateway;
  operations: Operations;
  minutes: MinutesReader;
  rulePacks: RulePacks;
};

async function openParts(
  config: Config,
  journal: SqliteJournal,
  dataFolder: string,
  logger: Logger,
  opened: AsyncDisposableStack,
): Promise<Omit<Parts, 'rulePacks'>> {
  const sockets = new SocketGateway();
  let registry: Registry | null = null;
  const plane = await openPlane(config, logger, {
    onRoomLost: (roomId) => registry?.handleRoomLost(roomId),
    onProducerClosed: (roomId, peerId) => registry?.handleProducerClosed(roomId, peerId),
    onSoundLevels: (roomId, levels) => registry?.handleSoundLevels(roomId, levels),
    onDominantSpeaker: (roomId, peerId) => registry?.handleDominantSpeaker(roomId, peerId),
    onConsumerLayer: () => undefined,
  });
  opened.defer(() => plane.close());
  registry = await Registry.open({
    journal,
    plane,
    clock: createClock(),
    logger: childLogger(logger, 'meeting'),
    gatewayOf: (meetingId) => sockets.gatewayOf(meetingId),
    lastN: config.lastN,
  });
  opened.defer(() => registry.close());
  const signer = TokenSigner.open(dataFolder);
  const [links, sessions, accounts, tests] = await Promise.all([
    Links.load(journal, signer),
    Sessions.load(journal),
    Accounts.load(journal),
    ConnectionTests.load(plane, journal),
  ]);
  const operations = new Operations({
    plane,
    tests,
    registry,
    turn: TurnServers.open(config.turn.urls, config.turn.secretPath),
    probeJournal: () => journal.streams(),
    dataFolder,
    version,
    metricsToken: config.metricsTokenPath && readSecret(config.metricsTokenPath, '--metrics-token-file'),
  });
  opened.defer(() => operations.close());
  const [pairings, importPreviews] = [new Pairings(), new ImportPreviews()];
  const minutes = new MinutesReader(journal);
  return { registry, links, sessions, accounts, pairings, importPreviews, signer, sockets, operations, minutes };
}

type Served = Parts & {
  config: Config;
  certificate: ServerCertificate;
  logger: Logger;
  publicUrl: string;
  demo: { meetingId: MeetingId; findAccount(): Promise<DemoCredentials | null> } | null;
};

function serve(server: Server, { config, certificate, logger, sockets, ...served }: Served): void {
  const endSession = (sessionKey: string, reason: 'left' | 'revoked') => sockets.endSession(sessionKey, reason);
  const app = createHttp({
    handlers: createHttpHandlers({ ...served, endSession }),
    previewImport: createImportPreview(served),
    sendMinutes: createMinutesDownload(served),
    uiFolder: config.uiFolder,
    isUiWatched: config.isUiWatched,
    caPem: certificate.caPem,
    operations: served.operations,
    logger: childLogger(logger, 'http'),
  });
  server.on('request', app);
  const { commandsPerSecond } = config;
  const { registry, links, sessions, accounts, pairings, importPreviews, operations, minutes, publicUrl, rulePacks } =
    served;
  sockets.listen(server, {
    services: {
      registry,
      links,
      sessions,
      accounts,
      pairings,
      importPreviews,
      operations,
      minutes,
      rulePacks,
      publicUrl,
      endSession,
      reconnectSession: (sessionKey) => sockets.reconnectSession(sessionKey),
      isSessionConnected: (sessionKey) => sockets.isSessionConnected(sessionKey),
    },
    logger: childLogger(logger, 'socket'),
    options: { commandsPerSecond, commandBurst: commandsPerSecond * 2, version },
  });
}

async function openJournal(folder: string): Promise<SqliteJournal> {
  try {
    return await SqliteJournal.open(folder);
  } catch (cause) {
    if (!(cause instanceof JournalError)) throw cause;
    throw new AppError('DATA_FOLDER_NOT_WRITABLE', `The data file in ${folder} cannot be opened: ${cause.message}`, {
      cause,
    });
  }
}

const mediaStartCodes: Record<string, StartErrorCode> = {
  WORKER_MISSING: 'MEDIA_WORKER_MISSING',
  WORKER_WRONG_VERSION: 'MEDIA_WORKER_WRONG_VERSION',
  WORKER_FAILED: 'MEDIA_WORKER_FAILED',
  PORT_IN_USE: 'PORT_IN_USE',
  CANNOT_LISTEN: 'CONFIG_INVALID',
  WRONG_PARAMETERS: 'CONFIG_INVALID',
};

async function openPlane(
  config: Config,
  logger: Logger,
  events: Parameters<typeof openMediaPlane>[1]['events'],
): Promise<MediaPlane> {
  try {
    const announcedAddresses = await Promise.all(config.media.announcedAddresses.map(resolveHost));
    return await openMediaPlane(
      { ...config.media, announcedAddresses },
      { logger: childLogger(logger, 'media'), events },
    );
  } catch (cause) {
    const code = cause instanceof MediaError ? mediaStartCodes[cause.reason] : undefined;
    if (!code || !(cause instanceof Error)) throw cause;
    throw new AppError(code, cause.message, { cause });
  }
}

/** Browsers differ in names as ICE candidates, so a name is resolved here where that is possible. */
async function resolveHost(host: string): Promise<string> {
  try {
    return (await lookup(host)).address;
  } catch {
    return host;
  }
}

function listen(server: Server, { port, listenHost }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const isTaken = cause.code === 'EADDRINUSE';
      const message = isTaken
        ? `Another program listens on port ${port}. Choose another with --port.`
        : `Cannot listen on ${listenHost}, port ${port} (${cause.code}). Choose others with --host and --port.`;
      reject(new AppError(isTaken ? 'PORT_IN_USE' : 'CONFIG_INVALID', message, { cause }));
    });
    server.listen(port, listenHost, () => resolve((server.address() as AddressInfo).port));
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
