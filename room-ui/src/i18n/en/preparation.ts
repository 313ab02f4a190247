import type * as vi from '../vi/preparation.ts';

export const preparation: typeof vi.preparation = {};
