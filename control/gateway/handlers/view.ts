/** Catching up, looking on from the desk, and leaving on purpose. */
import { deskSession, type Handlers, meetingOf, meetingSession } from '../command-context.ts';

export const viewHandlers: Handlers<'view.resync' | 'view.watch' | 'view.unwatch' | 'session.leave'> = {
  'view.resync': async ({ versions }, context) => {
    meetingOf(context).resync(meetingSession(context).seat, context.connectionId, versions);
    return {};
  },
  'view.watch': async ({ versions }, context) => {
    deskSession(context);
    context.registry.watchers.watch(context.connectionId, meetingOf(context), versions);
    return {};
  },
  'view.unwatch': async (_input, context) => {
    deskSession(context);
    context.registry.watchers.end(context.connectionId);
    return {};
  },
  'session.leave': async (_input, context) => {
    await meetingOf(context).leave(meetingSession(context).seat);
    // After the reply: the other tabs of this device are told.
    setImmediate(() => context.endSession(context.session.key, 'left'));
    return {};
  },
};
