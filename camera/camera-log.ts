/** Every order and what came of it, as data: for the operator's page, for tests, and to be asked later why a camera turned. */
import type { DirectorEvent, DirectorOrder, ManualCommand } from './director-state.ts';
import type { PtzFault } from './ptz-driver.ts';
import type { DriveCommand } from './steering.ts';

export type CameraLogEntry = { atMs: number } & (
  | { type: 'event'; event: DirectorEvent }
  | { type: 'order'; order: DirectorOrder }
  | { type: 'command'; commandId: number; command: DriveCommand | ManualCommand }
  | {
      type: 'outcome';
      commandId: number;
      outcome: 'done' | 'overtaken' | 'failed';
      tookMs: number;
      reason?: PtzFault | 'UNKNOWN';
    }
);

export type CameraLog = (entry: CameraLogEntry) => void;
