import type * as vi from '../vi/invitation.ts';

export const invitation: typeof vi.invitation = {};
