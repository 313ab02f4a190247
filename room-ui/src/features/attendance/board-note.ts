/** What else is to be said of a person's attendance: since when, late, why absent. */

import type { AttendanceRow } from '#contract';
import type { TFunction } from '../../i18n/translate.ts';
import { clockTime } from '../../ui/format.ts';

export function noteOf(row: AttendanceRow, t: TFunction): string {
  const time = row.since === null ? '' : clockTime(row.since);
  switch (row.status) {
    case 'present':
      return t(row.isLate ? 'board.late' : 'board.present', { time });
    case 'left':
      return t('board.leftAt', { time });
    case 'absent':
      return row.reason ?? '';
    case 'unmarked':
      return '';
  }
}
