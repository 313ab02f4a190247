/** Written messages: how often a person may write is kept here, in memory; the domain decides all else. */
import { errorMeanings } from '#contract';
import { AppError } from '../../errors.ts';
import type { LiveMeeting } from '../../service/live-meeting.ts';
import { actorOf, type CommandContext, execution, type Handlers, meetingOf } from '../command-context.ts';
import { createTokenBucket, type TokenBucket } from '../token-bucket.ts';

/** Enough for a lively exchange, too little to drown one. */
const messagesPerSecond = 0.5;
const messageBurst = 6;

const buckets = new WeakMap<LiveMeeting, Map<string, TokenBucket>>();

export const chatHandlers: Handlers<'chat.send'> = {
  'chat.send': async (input, context) => {
    takeTurn(context);
    await meetingOf(context).execute({ type: 'chat.send', ...input }, execution(context));
    return {};
  },
};

/** Throws `RATE_LIMITED`. Counts by person, on whatever devices they write. */
function takeTurn(context: CommandContext): void {
  const { personId, endpointId } = actorOf(context);
  const meeting = meetingOf(context);
  const ofMeeting = buckets.get(meeting) ?? new Map<string, TokenBucket>();
  buckets.set(meeting, ofMeeting);
  const writer = personId ?? endpointId ?? context.session.key;
  const bucket = ofMeeting.get(writer) ?? createTokenBucket(messagesPerSecond, messageBurst);
  ofMeeting.set(writer, bucket);
  const retryAfterMs = bucket.take(performance.now());
  if (retryAfterMs > 0) throw new AppError('RATE_LIMITED', errorMeanings.RATE_LIMITED, { retryAfterMs });
}
