/** Connects a camera as it was set up, and says in the protocol's words why that failed. */
import { OnvifDriver } from '../drivers/onvif.ts';
import type { CameraFault } from '../protocol.ts';
import { PtzError } from '../ptz-driver.ts';
import { cameraAddress } from './camera-address.ts';
import type { StoredCamera } from './cameras-file.ts';

export async function connectCamera({
  address,
  username,
  password,
}: Pick<StoredCamera, 'address' | 'username' | 'password'>): Promise<OnvifDriver> {
  const where = cameraAddress(address);
  if (!where) throw new PtzError('UNREACHABLE', 'This is no address of a camera.');
  return OnvifDriver.connect({ ...where, ...(username !== '' && { username, password }) });
}

/** It is being tested, and nobody else may drive it. */
export class CameraBusyError extends Error {}

/** As the server has words for it. */
export function faultCodeOf(error: unknown): CameraFault {
  if (error instanceof CameraBusyError) return 'CAMERA_BUSY';
  if (!(error instanceof PtzError)) return 'CAMERA_REFUSED';
  const codes = {
    UNREACHABLE: 'CAMERA_UNREACHABLE',
    WRONG_PASSWORD: 'CAMERA_PASSWORD',
    REFUSED: 'CAMERA_REFUSED',
    NOT_SUPPORTED: 'CAMERA_NOT_SUPPORTED',
    TIMED_OUT: 'CAMERA_TIMED_OUT',
    CLOSED: 'CAMERA_UNREACHABLE',
  } as const satisfies Record<PtzError['reason'], CameraFault>;
  return codes[error.reason];
}
