/**
 * The socket.io side: who connects is checked before anything else, each connection has its own limit, and views go out
 * by rooms, so that a change is serialised once for all who may see it.
 */
import type { Server as HttpsServer } from 'node:https';
import { Server, type Socket } from 'socket.io';
import { z } from 'zod';
import type { AgentRequest } from '#camera';
import { type ClientEvents, errorMeanings, limits, protocolVersion, type ServerEvents } from '#contract';
import type { EndpointId, MeetingId } from '../domain/ids.ts';
import { isOver } from '../domain/meeting-state.ts';
import { type Audience, audienceOf } from '../domain/roles.ts';
import { AppError } from '../errors.ts';
import type { MeetingSession, Session } from '../identity/sessions.ts';
import type { Logger } from '../logger.ts';
import type { LiveMeeting, MeetingGateway } from '../service/live-meeting.ts';
import type { Registry } from '../service/registry.ts';
import type { HandlerServices } from './command-context.ts';
import { currentMeeting } from './current-meeting.ts';
import { dispatch } from './dispatch.ts';
import { refused, toErrorReply } from './error-reply.ts';
import { limitedParser } from './limited-parser.ts';
import { isSameOrigin } from './same-origin.ts';
import { findSession } from './session-cookies.ts';
import { createTokenBucket } from './token-bucket.ts';

type SocketData = {
  session: Session;
  meeting: LiveMeeting | null;
  build: string | null;
  versions: Record<string, number>;
  /** Resolves when the device is in its meeting, or waits at its door; false: it could not enter. */
  entering: Promise<boolean>;
};
type EndReason = Parameters<ServerEvents['session.ended']>[0];
type RostrumServer = Server<ClientEvents, ServerEvents, Record<string, never>, SocketData>;
type RostrumSocket = Socket<ClientEvents, ServerEvents, Record<string, never>, SocketData>;

export type SocketOptions = { commandsPerSecond: number; commandBurst: number; version: string };
type Deps = { services: HandlerServices; logger: Logger; options: SocketOptions };

const handshakeAuth = z.object({
  sessionKey: z.string().max(64),
  build: z.string().max(128).nullable(),
  versions: z.record(z.string().max(32), z.number()),
});

/** Short, because the chair's lease cannot begin to count before a ping was left without an answer. */
const pingIntervalMs = 5_000;
const pingTimeoutMs = 10_000;

/** A connection that goes on flooding after this many refusals is closed. */
const maxRefusals = 2_000;

/** A page that waits for a meeting asks every three seconds at the latest. */
const waitingDeviceMs = 10_000;

export class SocketGateway {
  readonly #io: RostrumServer;
  readonly #running = new Set<Promise<void>>();
  /** When a device without a meeting of its own last heard that there is none, by session. */
  readonly #askedForMeetingAt = new Map<string, number>();
  #deps: Deps | null = null;
  readonly #closing = new AbortController();
  #isClosing = false;

  constructor() {
    this.#io = new Server({
      transports: ['websocket'],
      serveClient: false,
      maxHttpBufferSize: limits.maxMessageBytes,
      pingInterval: pingIntervalMs,
      pingTimeout: pingTimeoutMs,
      parser: limitedParser,
      perMessageDeflate: false,
      allowRequest: (request, answer) => answer(null, isSameOrigin(request)),
    });
  }

  /** Begins to take connections. Before this, views may already be sent: to nobody. */
  listen(server: HttpsServer, deps: Deps): void {
    this.#deps = deps;
    this.#io.use((socket, next) => {
      this.#admit(socket, deps).then(
        () => next(),
        (error) => next(Object.assign(new Error('refused'), { data: toErrorReply(error, deps.logger) })),
      );
    });
    this.#io.on('connection', (socket) => this.#handleConnection(socket, deps));
    this.#io.attach(server);
  }

  gatewayOf(meetingId: MeetingId): MeetingGateway {
    const io = this.#io;
    return {
      toAudience: (audience, updates) => void io.to(audienceRoom(meetingId, audience)).emit('slices', updates),
      // A page gets patches only after the values that they change.
      toConnections: (audience, connectionIds, updates) => {
        io.to([...connectionIds]).emit('slices', updates);
        io.in([...connectionIds]).socketsJoin(audienceRoom(meetingId, audience));
      },
      toEndpoint: (endpointId, updates) => void io.to(endpointRoom(endpointId)).emit('slices', updates),
      mediaLost: (endpointId) => void io.to(endpointRoom(endpointId)).emit('media.lost'),
      askUnmute: (endpointId) => void io.to(endpointRoom(endpointId)).emit('media.unmuteAsked'),
      askReport: (endpointId) => void io.to(endpointRoom(endpointId)).emit('media.reportAsked'),
      askAgent: (endpointId, request, timeoutMs) => this.#askAgent(endpointId, request, timeoutMs),
      sendSight: (connectionIds, sight) => void io.to([...connectionIds]).volatile.emit('camera.sight', sight),
      endWatching: (connectionId) => void io.of('/').sockets.get(connectionId)?.leave(audienceRoom(meetingId, 'staff')),
      endSessions: (reason, endpointId) => {
        for (const socket of this.#socketsIn(endpointId ? endpointRoom(endpointId) : meetingRoom(meetingId))) {
          // A device without a meeting of its own waits for the next one.
          if (isWaitingDevice(socket.data.session)) {
            socket.conn.close();
            continue;
          }
          socket.emit('session.ended', reason);
          socket.disconnect();
        }
      },
      reconnect: (endpointId) => {
        for (const socket of this.#socketsIn(endpointRoom(endpointId))) reconnect(socket);
      },
    };
  }

  /** Ends all connections of a session, e.g. after a sign-out. */
  endSession(sessionKey: string, reason: EndReason): void {
    this.#askedForMeetingAt.delete(sessionKey);
    this.#io.to(sessionRoom(sessionKey)).emit('session.ended', reason);
    this.#io.in(sessionRoom(sessionKey)).disconnectSockets();
  }

  /** Lets the pages of a session connect anew, with the rights that it has now. */
  reconnectSession(sessionKey: string): void {
    for (const socket of this.#socketsIn(sessionRoom(sessionKey))) reconnect(socket);
  }

  /** True while a page of the session is connected, or is a device that asks again and again for the next meeting. */
  isSessionConnected(sessionKey: string): boolean {
    const askedAt = this.#askedForMeetingAt.get(sessionKey) ?? Number.NEGATIVE_INFINITY;
    return this.#socketsIn(sessionRoom(sessionKey)).length > 0 || performance.now() - askedAt < waitingDeviceMs;
  }

  /** The newest connection is asked: an older one may hang. */
  async #askAgent(endpointId: EndpointId, request: AgentRequest, timeoutMs: number): Promise<unknown> {
    const socket = this.#socketsIn(endpointRoom(endpointId)).at(-1);
    if (!socket) throw new AppError('AGENT_AWAY', errorMeanings.AGENT_AWAY);
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const fail = (code: 'AGENT_AWAY' | 'CAMERA_TIMED_OUT' | 'SERVER_CLOSING') =>
      reject(new AppError(code, errorMeanings[code]));
    const leave = () => fail('AGENT_AWAY');
    const close = () => fail('SERVER_CLOSING');
    const timer = setTimeout(() => fail('CAMERA_TIMED_OUT'), timeoutMs);
    socket.once('disconnect', leave);
    this.#closing.signal.addEventListener('abort', close);
    socket.emit('camera.ask', request, resolve);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      socket.off('disconnect', leave);
      this.#closing.signal.removeEventListener('abort', close);
    }
  }

  /** Answers what was asked before, refuses what comes now, then disconnects. */
  async close(): Promise<void> {
    this.#isClosing = true;
    // What a room agent was asked may take a minute; nobody waits for that.
    this.#closing.abort();
    await Promise.allSettled(this.#running);
    this.#io.disconnectSockets(true);
    if (this.#deps) await this.#io.close();
    this.#deps = null;
  }

  #socketsIn(room: string): RostrumSocket[] {
    const { adapter, sockets } = this.#io.of('/');
    return [...(adapter.rooms.get(room) ?? [])].flatMap((socketId) => sockets.get(socketId) ?? []);
  }

  async #admit(socket: RostrumSocket, { services }: Deps): Promise<void> {
    const auth = handshakeAuth.safeParse(socket.handshake.auth);
    if (!auth.success) throw new AppError('INVALID_INPUT', 'The handshake does not have the form it needs.');
    const session = findSession(services.sessions, auth.data.sessionKey, socket.handshake.headers.cookie);
    if (!session) throw new AppError('NOT_SIGNED_IN', errorMeanings.NOT_SIGNED_IN);
    socket.data.session = session;
    socket.data.build = auth.data.build;
    socket.data.versions = auth.data.versions;
    socket.data.entering = Promise.resolve(true);
    if (isWaitingDevice(session)) this.#askedForMeetingAt.set(session.key, performance.now());
    socket.data.meeting = session.kind === 'meeting' ? await meetingOfSession(session, services.registry) : null;
  }

  #handleConnection(socket: RostrumSocket, deps: Deps): void {
    const { session, meeting } = socket.data;
    void socket.join(sessionRoom(session.key));
    this.#handleCommands(socket, deps);
    socket.on('disconnect', () => deps.services.registry.watchers.leave(socket.id));
    if (session.kind === 'meeting' && meeting) {
      socket.data.entering = this.#enterMeeting(socket, session, meeting, deps).then(
        () => true,
        (error) => {
          deps.logger.warn({ err: error, meetingId: meeting.id }, 'a device could not enter the meeting');
          socket.conn.close();
          return false;
        },
      );
    } else {
      this.#greet(socket, deps, { build: `${deps.options.version}:desk`, meetingId: null });
    }
  }

  async #enterMeeting(socket: RostrumSocket, session: MeetingSession, meeting: LiveMeeting, deps: Deps): Promise<void> {
    const { seat } = session;
    const audience = meeting.isWaiting(seat) ? 'waiting' : audienceOf(meeting.actorAt(seat).role);
    const build = `${deps.options.version}:${audience}`;
    this.#greet(socket, deps, { build, meetingId: meeting.id });
    void socket.join([meetingRoom(meeting.id), endpointRoom(seat.endpointId)]);
    socket.on('disconnect', (reason) => {
      // A cable that was pulled says nothing: the page has been away since it left a ping without an answer.
      meeting.disconnect(seat.endpointId, socket.id, reason === 'ping timeout' ? pingTimeoutMs : 0);
    });
    // Slices of another version or another audience are worth nothing here.
    await meeting.connect(seat, socket.id, socket.data.build === build ? socket.data.versions : null);
  }

  #greet(socket: RostrumSocket, { services }: Deps, told: { build: string; meetingId: MeetingId | null }): void {
    const kind = socket.data.session.kind;
    // By the clock of the facts: the machine's own may be corrected while a speech is timed.
    socket.emit('hello', { protocolVersion, serverTimeMs: services.registry.now(), kind, ...told });
  }

  #handleCommands(socket: RostrumSocket, { services, logger, options }: Deps): void {
    const bucket = createTokenBucket(options.commandsPerSecond, options.commandBurst);
    let refusals = 0;
    let viewing: Promise<unknown> = Promise.resolve();
    const { session, meeting } = socket.data;
    const connection = { ...services, session, meeting, connectionId: socket.id };
    socket.onAny((name: string, ...args: unknown[]) => {
      const reply = args.at(-1);
      if (typeof reply !== 'function') return;
      const retryAfterMs = bucket.take(performance.now());
      if (retryAfterMs > 0) {
        refusals += 1;
        reply(refused('RATE_LIMITED', { retryAfterMs }));
        if (refusals >= maxRefusals) socket.conn.close();
        return;
      }
      if (name === 'time') return reply(services.registry.now());
      if (this.#isClosing) return reply(refused('SERVER_CLOSING'));
      if (session.expiresAt <= Date.now()) {
        reply(refused('NOT_SIGNED_IN'));
        return this.endSession(session.key, 'expired');
      }
      const carryOut = () =>
        dispatch(name, args[0], connection, logger).then((answer) => {
          services.operations.counter.count(answer.ok ? null : answer.error.code);
          reply(answer);
        });
      // The meeting that was asked for last is watched, also when another one takes longer to be read.
      // A page asks for its media at the greeting already; it gets them when the record says that it is there.
      const enterFirst = () => socket.data.entering.then((isIn) => (isIn ? carryOut() : undefined));
      const running =
        name === 'media.join' ? enterFirst() : name.startsWith('view.') ? viewing.then(carryOut) : carryOut();
      if (name.startsWith('view.')) viewing = running;
      this.#running.add(running);
      void running.finally(() => {
        this.#running.delete(running);
        if (!socket.connected) services.registry.watchers.leave(socket.id);
      });
    });
  }
}

function reconnect(socket: RostrumSocket): void {
  // Out of all rooms at once, its own too: neither a patch nor a catch-up that already waits may still reach it.
  for (const room of [...socket.rooms]) void socket.leave(room);
  // Closing the engine's connection, unlike a socket.io disconnect, makes the page connect again by itself.
  socket.conn.close();
}

/** A device without a meeting of its own takes the one of its body that is in session, or else the next one. */
async function meetingOfSession(session: MeetingSession, registry: Registry): Promise<LiveMeeting> {
  const meeting = session.meetingId
    ? await registry.meeting(session.meetingId)
    : currentMeeting(await registry.meetings(), session.bodyId);
  if (!meeting) throw new AppError('NO_MEETING', errorMeanings.NO_MEETING);
  if (isOver(meeting.state.status)) throw new AppError('LINK_EXPIRED', `The meeting is ${meeting.state.status}.`);
  meeting.actorAt(session.seat);
  return meeting;
}

function isWaitingDevice(session: Session): boolean {
  return session.kind === 'meeting' && session.meetingId === null;
}

function meetingRoom(meetingId: MeetingId): string {
  return `meeting:${meetingId}`;
}

function audienceRoom(meetingId: MeetingId, audience: Audience): string {
  return `audience:${meetingId}:${audience}`;
}

function endpointRoom(endpointId: EndpointId): string {
  return `endpoint:${endpointId}`;
}

function sessionRoom(sessionKey: string): string {
  return `session:${sessionKey}`;
}
