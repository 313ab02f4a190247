/** Commands of picture and sound: passed to the endpoint's own peer and to nobody else's. */
import { type CommandName, type CommandOutput, errorMeanings } from '#contract';
import { type DtlsParameters, MediaError, type RtpCapabilities, type RtpParameters } from '#sfu';
import { refuse } from '../../domain/rejection.ts';
import { audienceOf, maySendMedia, maySendSound, mayShareScreen } from '../../domain/roles.ts';
import { AppError } from '../../errors.ts';
import type { MeetingMedia } from '../../service/meeting-media.ts';
import {
  actorOf,
  type CommandContext,
  endpointIdOf,
  type Handlers,
  meetingSession,
  runningMeeting,
} from '../command-context.ts';

type MediaName = Extract<CommandName, `media.${string}`>;

// RTP and DTLS parameters stay what the page sent: the media plane checks them and answers MEDIA_REFUSED.
export const mediaHandlers: Handlers<MediaName> = {
  'media.join': async (_input, context) => {
    const { rtpCapabilities } = await runningMeeting(context).media.join(endpointIdOf(context));
    return { rtpCapabilities: rtpCapabilities as Record<string, unknown>, ...relaysFor(context) };
  },
  'media.renewRelays': async (_input, context) => {
    runningMeeting(context);
    return relaysFor(context);
  },
  'media.createTransport': async ({ direction }, context) => {
    // A room agent shows and looks at nothing.
    if (direction === 'receive' && actorOf(context).role === 'agent') refuse('FORBIDDEN');
    const offer = await runningMeeting(context).media.peer(endpointIdOf(context)).createTransport(direction);
    return offer as unknown as CommandOutput<'media.createTransport'>;
  },
  'media.connectTransport': async ({ transportId, dtlsParameters }, context) => {
    const peer = runningMeeting(context).media.peer(endpointIdOf(context));
    await peer.connectTransport(transportId, dtlsParameters as unknown as DtlsParameters);
    return {};
  },
  'media.restartIce': async ({ transportId }, context) => {
    const peer = runningMeeting(context).media.peer(endpointIdOf(context));
    return { iceParameters: { ...(await peer.restartIce(transportId)) } };
  },
  'media.produce': async ({ rtpParameters, isReplacing = false, slot = 0, ...request }, context) => {
    const { role } = actorOf(context);
    const isScreen = request.source === 'screen' || request.source === 'screenSound';
    if (!maySendMedia(role) || (isScreen && !mayShareScreen(role))) refuse('FORBIDDEN');
    if ((request.source === 'microphone' || request.kind === 'audio') && !maySendSound(role)) refuse('FORBIDDEN');
    const { media } = runningMeeting(context);
    if (request.source === 'screen') await makeRoomForScreen(media, context, isReplacing);
    return media.produce(endpointIdOf(context), {
      ...request,
      slot,
      rtpParameters: rtpParameters as unknown as RtpParameters,
    });
  },
  'media.closeProducer': async ({ producerId }, context) => {
    const { media } = runningMeeting(context);
    await media
      .closeProducer(endpointIdOf(context), producerId)
      .catch((error) => noteForeign(error, 'media.closeProducer', producerId, context));
    return {};
  },
  'media.consume': async ({ producerId, rtpCapabilities }, context) => {
    const { media } = runningMeeting(context);
    const offer = await media
      .consume(endpointIdOf(context), producerId, rtpCapabilities as RtpCapabilities)
      .catch((error) => noteForeign(error, 'media.consume', producerId, context));
    return offer as unknown as CommandOutput<'media.consume'>;
  },
  'media.resumeConsumer': async ({ consumerId }, context) => {
    await runningMeeting(context).media.resumeConsumer(endpointIdOf(context), consumerId);
    return {};
  },
  'media.closeConsumer': async ({ consumerId }, context) => {
    await runningMeeting(context).media.closeConsumer(endpointIdOf(context), consumerId);
    return {};
  },
  'media.show': async ({ shown }, context) => {
    const sizes = new Map(shown.map(({ producerId, width, height }) => [producerId, { width, height }] as const));
    const { media } = runningMeeting(context);
    media.show(endpointIdOf(context), sizes);
    return { isJoined: media.isJoined(endpointIdOf(context)) };
  },
  'media.report': async (report, context) => {
    const { media } = runningMeeting(context);
    media.reports.take(endpointIdOf(context), report);
    return {};
  },
  'media.endScreen': async (_input, context) => {
    if (audienceOf(actorOf(context).role) !== 'staff') refuse('FORBIDDEN');
    const { media } = runningMeeting(context);
    if (media.screenEndpointId) await media.endScreen(media.screenEndpointId);
    return {};
  },
  'media.askUnmute': async ({ endpointId }, context) => {
    if (audienceOf(actorOf(context).role) !== 'staff') refuse('FORBIDDEN');
    const meeting = runningMeeting(context);
    if (!meeting.state.endpoints.has(endpointId)) refuse('UNKNOWN_ENDPOINT');
    if (meeting.media.isMuted(endpointId)) meeting.askUnmute(endpointId);
    return {};
  },
  'media.setMuted': async ({ isMuted }, context) => {
    await runningMeeting(context).media.setMuted(endpointIdOf(context), isMuted);
    return {};
  },
};

/** What another meeting sends is refused like what nobody sends; who asked for it stands in the record. */
async function noteForeign(
  error: unknown,
  command: MediaName,
  producerId: string,
  context: CommandContext,
): Promise<never> {
  if (error instanceof MediaError && error.reason === 'UNKNOWN_PRODUCER') {
    const meeting = runningMeeting(context);
    const other = await context.registry.meetingOfProducer(producerId);
    if (other && other !== meeting) meeting.noteRefused(meetingSession(context).seat, command, other.id);
  }
  throw error;
}

/** One screen at a time: another one ends only when the new one asks for its place. */
async function makeRoomForScreen(media: MeetingMedia, context: CommandContext, isReplacing: boolean): Promise<void> {
  const sharingId = media.screenEndpointId;
  if (!sharingId || sharingId === endpointIdOf(context)) return;
  if (!isReplacing) throw new AppError('SCREEN_TAKEN', errorMeanings.SCREEN_TAKEN);
  await media.endScreen(sharingId);
}

function relaysFor(context: CommandContext): CommandOutput<'media.renewRelays'> {
  const { iceServers, renewAfterMs } = context.operations.turn.accessFor(endpointIdOf(context), Date.now());
  return { iceServers, renewRelaysAfterMs: renewAfterMs };
}
