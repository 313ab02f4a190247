/** A room agent with the real media worker; of the server there is what it answers, with nothing between. For tests. */
import type { MediaRoom } from '#sfu';
import type { FaceSource } from '../face-source.ts';
import type { FaceBox } from '../faces/face-engine.ts';
import {
  type AgentReply,
  type AgentRequest,
  agentReply,
  type CameraReport,
  type CameraSight,
  cameraReport,
  cameraSight,
} from '../protocol.ts';
import { RoomAgent } from './agent.ts';
import type { ServerLinkHandlers } from './server-link.ts';

const logger = { info: () => undefined, warn: () => undefined };

/**
 * `boxes`: the faces that are seen in every picture; without it the agent has no engine for them. `engine`: until it is
 * there, nothing is seen.
 */
export async function startAgent(
  folder: string,
  room: MediaRoom,
  boxes?: () => FaceBox[],
  engine: Promise<void> = Promise.resolve(),
) {
  const reports: CameraReport[][] = [];
  const sights: CameraSight[] = [];
  const lineReports: unknown[] = [];
  let parkedSince: number | undefined;
  let handlers: ServerLinkHandlers | null = null;
  const peer = () => room.joinPeer('agent');
  // biome-ignore lint/suspicious/noExplicitAny: what goes over the wire is of any kind
  const commands: Record<string, (input: any) => Promise<any>> = {
    'media.createTransport': () => peer().createTransport('send'),
    'media.connectTransport': (given) => peer().connectTransport(given.transportId, given.dtlsParameters),
    'media.produce': (given) => peer().produce(given),
    'media.closeProducer': (given) => peer().closeProducer(given.producerId),
    'media.report': async (given) => lineReports.push(given),
    'camera.sight': async (given) => sights.push(cameraSight.parse(given)),
    'camera.report': async (given) => {
      parkedSince = given.parkedSince;
      reports.push(given.cameras.map((each: unknown) => cameraReport.parse(each)));
    },
  };
  const ask = async (name: string, input: object) => (await commands[name]?.(input)) ?? {};
  const agent = await RoomAgent.start({
    folder,
    logger,
    openFaces: () => engine.then(() => (boxes ? facesOf(boxes) : null)),
    link: (given) => {
      handlers = given;
      return { ask, clockOffsetMs: 0, close: async () => undefined };
    },
  });
  const server = handlers as unknown as ServerLinkHandlers;
  server.onOrders({ holders: [], next: null, privacy: null, isWatched: false });
  server.onConnected(true);
  const request = async (asked: AgentRequest): Promise<AgentReply> => agentReply.parse(await server.onAsked(asked));
  return {
    agent,
    server,
    request,
    sights,
    lineReports,
    reports: () => reports.at(-1) ?? [],
    parkedSince: () => parkedSince,
  };
}

/** An engine that sees the same in every picture. */
function facesOf(boxes: () => FaceBox[]): FaceSource {
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    watch: (see) => {
      timer = setInterval(() => {
        see({ arrivedAtMs: performance.now(), boxes: boxes(), describe: async () => null });
      }, 100);
    },
    close: async () => clearInterval(timer),
  };
}
