/** Commands of accounts, of the page that each account starts on, and of the devices of the sites. */
import { z } from 'zod';
import { accountRoles } from '../domain/account-roles.ts';
import {
  accountId,
  bodyId,
  deviceId,
  done,
  loginName,
  meetingId,
  nothing,
  passwordText,
  personId,
  siteId,
  titleText,
} from './fields.ts';

const accountRole = z.enum(accountRoles);

export const accountCommands = {
  /** Who is signed in, and the meetings of that person. */
  'home.read': {
    input: nothing,
    output: z.object({
      account: z.object({
        accountId: z.string(),
        login: z.string(),
        role: accountRole,
        personId,
        name: z.string(),
        title: z.string(),
        bodyId,
        bodyName: z.string(),
        mustChangePassword: z.boolean(),
      }),
      meetings: z.array(
        z.object({
          id: meetingId,
          title: z.string(),
          status: z.string(),
          place: z.string(),
          plannedStartAt: z.number(),
          plannedEndAt: z.number(),
          role: z.string(),
          siteName: z.string(),
          seatLabel: z.string(),
        }),
      ),
    }),
  },
  'account.list': {
    input: z.strictObject({ bodyId }),
    output: z.object({
      accounts: z.array(
        z.object({
          accountId: z.string(),
          login: z.string(),
          personId,
          role: accountRole,
          isDisabled: z.boolean(),
          mustChangePassword: z.boolean(),
        }),
      ),
    }),
  },
  /** The password is for the first sign-in only: the person then chooses another. */
  'account.create': {
    input: z.strictObject({
      accountId,
      bodyId,
      personId,
      login: loginName,
      role: accountRole,
      password: passwordText,
    }),
    output: done,
  },
  /** Disabling ends the account's sessions. The last administrator cannot be disabled or lose the role. */
  'account.change': {
    input: z.strictObject({ accountId, role: accountRole, isDisabled: z.boolean() }),
    output: done,
  },
  'account.resetPassword': { input: z.strictObject({ accountId, password: passwordText }), output: done },
  /** One's own. Other sessions of the account end. */
  'account.changePassword': {
    input: z.strictObject({ currentPassword: passwordText, newPassword: passwordText }),
    output: done,
  },
  /** Room devices and displays that take part in whatever meeting runs. */
  'device.list': {
    input: z.strictObject({ bodyId }),
    output: z.object({
      devices: z.array(
        z.object({
          deviceId: z.string(),
          kind: z.enum(['room', 'display', 'agent']),
          siteId: siteId.nullable(),
          label: z.string(),
          pairedAt: z.number().nullable(),
          isConnected: z.boolean(),
        }),
      ),
    }),
  },
  /** Joins the device that shows this code to a site. */
  'device.pair': {
    input: z.strictObject({
      bodyId,
      code: z.string().regex(/^[0-9]{6}$/),
      kind: z.enum(['room', 'display']),
      siteId,
      label: titleText,
    }),
    output: z.object({ deviceId: z.string() }),
  },
  'device.remove': { input: z.strictObject({ bodyId, deviceId }), output: done },
} as const;
