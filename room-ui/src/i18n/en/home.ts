import type * as vi from '../vi/home.ts';

export const home: typeof vi.home = {};
