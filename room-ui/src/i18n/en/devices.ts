import type * as vi from '../vi/devices.ts';

export const devices: typeof vi.devices = {};
