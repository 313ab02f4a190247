/** What the sheet of a technical roll call says of each device. */
import type { CommandOutput } from '#contract';
import type { TFunction } from '../../i18n/translate.ts';

export type RollCall = CommandOutput<'operations.holdRollCall'>;
export type RollCallRow = RollCall['rows'][number];

export function hasPassed({ faults }: Pick<RollCallRow, 'faults'>): boolean {
  return faults.length === 0;
}

export function reasonText(t: TFunction, { faults }: Pick<RollCallRow, 'faults'>): string {
  return faults.map((fault) => t(`operations.fault_${fault}`)).join(', ');
}
