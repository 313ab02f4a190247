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
    if (!devicesOf(bodyId, context).some(({ linkId }) => linkId === deviceId)) {
      throw new AppError('UNKNOWN_DEVICE', 'This device is not joined to a site.');
    }
    await context.links.revoke(null, deviceId);
    for (const sessionKey of await context.sessions.endOfLink(deviceId)) context.endSession(sessionKey, 'revoked');
    return {};
  },
};

/** Devices that were joined before they belonged to a body are everybody's: an administrator looks after them. */
function devicesOf(bodyId: BodyId, context: CommandContext): Link[] {
  const isAdministrator = accountOf(context).role === 'administrator';
  return context.links
    .ofMeeting(null)
    .filter((link) => link.bodyId === bodyId || (link.bodyId === null && isAdministrator));
}

function deviceRow({ linkId, kind, siteId, label, pairedAt }: Link, context: CommandContext) {
  const isConnected = context.sessions.keysOfLink(linkId).some((key) => context.isSessionConnected(key));
  return {
    deviceId: linkId,
    kind: kind === 'display' ? kind : ('room' as const),
    siteId,
    label,
    pairedAt,
    isConnected,
  };
}

/** The device gets a link and a session of its own, and a page that waits for the next meeting. */
async function pair({ bodyId, code, kind, siteId, label }: ParsedInput<'device.pair'>, context: CommandContext) {
  const { links, sessions, pairings } = context;
  const { session } = await pairings.pair(accountOf(context).accountId, code, async () => {
    const link = await links.issueToDevice({ bodyId, siteId, kind, label });
    return sessions.create(meetingSessionOf(link, undefined));
  });
  if (session.kind !== 'meeting') throw new TypeError('A device was given a session of the desk.');
  return session.linkId;
}
