/** Commands of picture and sound: passed to the endpoint's own peer and to nobody else's. */
import type { CommandName, CommandOutput } from '#contract';
import type { DtlsParameters, RtpCapabilities, RtpParameters } from '#sfu';
import { refuse } from '../../domain/rejection.ts';
import { maySendMedia } from '../../domain/roles.ts';
import { actorOf, type CommandContext, endpointIdOf, type Handlers, runningMeeting } from '../command-context.ts';

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
    const offer = await runningMeeting(context).media.peer(endpointIdOf(context)).createTransport(direction);
    return offer as unknown as CommandOutput<'media.createTransport'>;
  },
  'media.connectTransport': async ({ transportId, dtlsParameters }, context) => {
    const peer = runningMeeting(context).media.peer(endpointIdOf(context));
    await peer.connectTransport(transportId, dtlsParameters as unknown as DtlsParameters);
    return {};
  },
  'media.produce': async ({ rtpParameters, ...request }, context) => {
    if (!maySendMedia(actorOf(context).role)) refuse('FORBIDDEN');
    return runningMeeting(context).media.produce(endpointIdOf(context), {
      ...request,
      rtpParameters: rtpParameters as unknown as RtpParameters,
    });
  },
  'media.closeProducer': async ({ producerId }, context) => {
    await runningMeeting(context).media.closeProducer(endpointIdOf(context), producerId);
    return {};
  },
  'media.consume': async ({ producerId, rtpCapabilities }, context) => {
    const peer = runningMeeting(context).media.peer(endpointIdOf(context));
    const offer = await peer.consume(producerId, rtpCapabilities as RtpCapabilities);
    return offer as unknown as CommandOutput<'media.consume'>;
  },
  'media.resumeConsumer': async ({ consumerId }, context) => {
    await runningMeeting(context).media.peer(endpointIdOf(context)).resumeConsumer(consumerId);
    return {};
  },
  'media.closeConsumer': async ({ consumerId }, context) => {
    await runningMeeting(context).media.peer(endpointIdOf(context)).closeConsumer(consumerId);
    return {};
  },
  'media.setMuted': async ({ isMuted }, context) => {
    await runningMeeting(context).media.setMuted(endpointIdOf(context), isMuted);
    return {};
  },
};

function relaysFor(context: CommandContext): CommandOutput<'media.renewRelays'> {
  const { iceServers, renewAfterMs } = context.operations.turn.accessFor(endpointIdOf(context), Date.now());
  return { iceServers, renewRelaysAfterMs: renewAfterMs };
}
