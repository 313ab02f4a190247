/** The account to try the desk with: the welcome page shows how to sign in. It is open only while the demo is all there is. */
import type { PersonId } from './domain/ids.ts';
import { type Accounts, demoBodyId } from './identity/accounts.ts';
import type { TokenSigner } from './identity/tokens.ts';

const account = {
  accountId: 'demo-account',
  login: 'demo',
  bodyId: demoBodyId,
  personId: 'demo-person-2' as PersonId,
  role: 'administrator',
  mustChangePassword: false,
} as const;

export type DemoCredentials = { login: string; password: string };

/** Makes the account; answers how to sign in as long as it is open and its password is the one that was made here. */
export async function openDemoAccount(
  accounts: Accounts,
  signer: TokenSigner,
): Promise<() => Promise<DemoCredentials | null>> {
  const { accountId, login } = account;
  const password = passwordOf(signer);
  accounts.openDemo();
  if (!accounts.find(accountId)) await accounts.create(account, password);
  return async () => ((await accounts.hasPassword(accountId, password)) ? { login, password } : null);
}

/** The same after each start, short enough to be typed: four groups of four hexadecimal digits. */
function passwordOf(signer: TokenSigner): string {
  const signature = signer.sign('demo', 'account').split('.')[1] ?? '';
  const digits = Buffer.from(signature, 'base64url').toString('hex').slice(0, 16);
  return digits.replaceAll(/.{4}(?!$)/g, '$&-');
}
