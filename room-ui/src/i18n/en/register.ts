import type * as vi from '../vi/register.ts';

export const register: typeof vi.register = {};
