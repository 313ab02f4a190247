/** Devices of the sites that take part in whatever meeting runs: joined by a code that they show, and taken away again. */
import type { CommandName, ParsedInput } from '#contract';
import type { BodyId } from '../../domain/ids.ts';
import { refuse } from '../../domain/rejection.ts';
import { AppError } from '../../errors.ts';
import type { Link } from '../../identity/links.ts';
import { accountOf, assertAbility, type CommandContext, type Handlers } from '../command-context.ts';
import { meetingSessionOf } from '../meeting-session.ts';

type DeviceName = Extract<CommandName, `device.${string}`>;

export const deviceHandlers: Handlers<DeviceName> = {
  'device.list': async ({ bodyId }, context) => {
    assertAbility(context, 'devices', bodyId);
    return { devices: devicesOf(bodyId, context).map((link) => deviceRow(link, context)) };
  },
  'device.pair': async (input, context) => {
    assertAbility(context, 'devices', input.bodyId);
    const { state: body } = await context.registry.body(input.bodyId);
    if (!body.sites.has(input.siteId)) refuse('UNKNOWN_SITE');
    return { deviceId: await pair(input, context) };
  },
  'device.remove': async ({ bodyId, deviceId }, context) => {
    assertAbility(context, 'devices', bodyId);
    const link = context.links.get(deviceId);
    // One that was removed already is no fault: the answer may have been lost.
    if (!link || link.meetingId !== null || !isOf(link, bodyId, context)) {
      throw new AppError('UNKNOWN_DEVICE', 'This device is not joined to a site.');
    }
    await context.links.revoke(null, deviceId);
    for (const sessionKey of await context.sessions.endOfLink(deviceId)) context.endSession(sessionKey, 'revoked');
    return {};
  },
};

function devicesOf(bodyId: BodyId, context: CommandContext): Link[] {
  return context.links.ofMeeting(null).filter((link) => isOf(link, bodyId, context));
}

/** Devices of before belong to no body: an administrator looks after them. */
function isOf(link: Link, bodyId: BodyId, context: CommandContext): boolean {
  return link.bodyId === null ? accountOf(context).role === 'administrator' : link.bodyId === bodyId;
}

function deviceRow({ linkId, kind, siteId, label, pairedAt }: Link, context: CommandContext) {
  const isConnected = context.sessions.keysOfLink(linkId).some((key) => context.isSessionConnected(key));
  return {
    deviceId: linkId,
    kind: kind === 'personal' ? ('room' as const) : kind,
    siteId,
    label,
    pairedAt,
    isConnected,
  };
}

/** The device gets a link and a session of its own, and a page that waits for the next meeting. */
async function pair({ bodyId, code, kind, siteId, label }: ParsedInput<'device.pair'>, context: CommandContext) {
  const { links, sessions, pairings, commandKey } = context;
  const { accountId } = accountOf(context);
  const { session } = await pairings.pair({ accountId, commandKey, code }, async () => {
    const link = await links.issueToDevice({ bodyId, siteId, kind, label });
    return sessions.create(meetingSessionOf(link, undefined));
  });
  if (session.kind !== 'meeting') throw new TypeError('A device was given a session of the desk.');
  return session.linkId;
}
