/** The states of one person as buttons; which one is pressed is what attendance says. BoardMarks collects the taps. */

import type { AttendanceRow } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { type AttendanceState, formalName, stateOf } from './model.ts';
import { RemoveMenu } from './RemoveMenu.tsx';
import { stateIcons } from './state-icons.tsx';

const always: readonly AttendanceState[] = ['inPerson', 'online', 'absent'];
/** Only somebody who was here can leave. */
const once: readonly AttendanceState[] = [...always, 'left'];

export function MarkButtons({ row, isDisabled }: { row: AttendanceRow; isDisabled: boolean }) {
  const { t } = useTranslation();
  const current = stateOf(row);
  const wasHere = row.status === 'present' || row.status === 'left';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these take effect at once.
    <div
      className="mark-buttons"
      role="group"
      aria-label={t('board.markOf', { name: formalName(row) })}
      data-person-id={row.personId}
    >
      {(wasHere ? once : always).map((state) => (
        <button
          key={state}
          type="button"
          className="button compact"
          aria-pressed={state === current}
          disabled={isDisabled}
          data-mark={state}
          data-testid={`mark-${state}-${row.personId}`}
        >
          {state === current && stateIcons[state]}
          {t(`board.state_${state}`)}
        </button>
      ))}
      <RemoveMenu row={row} isDisabled={isDisabled} />
    </div>
  );
}
