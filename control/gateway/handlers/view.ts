/** Catching up, and leaving on purpose. */
import { type Handlers, meetingOf, meetingSession } from '../command-context.ts';

export const viewHandlers: Handlers<'view.resync' | 'session.leave'> = {
  'view.resync': async ({ versions }, context) => {
    meetingOf(context).resync(meetingSession(context).seat, context.connectionId, versions);
    return {};
  },
  'session.leave': async (_input, context) => {
    await meetingOf(context).leave(meetingSession(context).seat);
    // After the reply: the other tabs of this device are told.
    setImmediate(() => context.endSession(context.session.key, 'left'));
    return {};
  },
};
