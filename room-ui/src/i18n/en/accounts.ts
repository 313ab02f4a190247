import type * as vi from '../vi/accounts.ts';

export const accounts: typeof vi.accounts = {};
