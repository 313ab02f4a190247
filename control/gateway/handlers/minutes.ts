/** The minutes in the making, for those who run the meeting and those who prepare it at the desk. */
import { refuse } from '../../domain/rejection.ts';
import { audienceOf } from '../../domain/roles.ts';
import { actorOf, type Handlers, meetingOf } from '../command-context.ts';

export const minutesHandlers: Handlers<'minutes.read'> = {
  'minutes.read': async ({ language }, context) => {
    const meeting = meetingOf(context);
    if (audienceOf(actorOf(context).role) !== 'staff') refuse('FORBIDDEN');
    return (await context.minutes.read(meeting, language)).document;
  },
};
