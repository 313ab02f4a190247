/** How many are here, and whether that is a quorum. A tap on a count shows only those. */

import type { AttendanceRow } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSlice } from '../../session/SessionContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { CheckIcon, PeopleIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { type AttendanceState, attendanceStates, countsOf } from './model.ts';
import { stateIcons } from './state-icons.tsx';

type BoardCountsProps = {
  rows: readonly AttendanceRow[];
  chosen: ReadonlySet<AttendanceState>;
  onChoose: (states: ReadonlySet<AttendanceState>) => void;
};

export function BoardCounts({ rows, chosen, onChoose }: BoardCountsProps) {
  const { t } = useTranslation();
  const counts = countsOf(rows);
  const toggle = (state: AttendanceState) => {
    const next = new Set(chosen);
    if (!next.delete(state)) next.add(state);
    onChoose(next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these take effect at once.
    <div className="board-counts" role="group" aria-label={t('board.filter')}>
      {attendanceStates.map((state) => (
        <Button
          key={state}
          size="compact"
          isPressed={chosen.has(state)}
          testId={`board-count-${state}`}
          onPress={() => toggle(state)}
        >
          {stateIcons[state]}
          <span className="word">{t(`board.state_${state}`)}</span>
          <strong>{counts[state]}</strong>
        </Button>
      ))}
    </div>
  );
}

export function QuorumVerdict() {
  const { t } = useTranslation();
  const { members, present, needed, isReached } = useSlice('meeting').head.quorum;
  return (
    <p className="verdict" role="status" data-testid="board-quorum" data-reached={isReached}>
      <Mark icon={isReached ? <CheckIcon /> : <PeopleIcon />} look={isReached ? 'accent' : 'warning'}>
        {t(isReached ? 'board.quorumReached' : 'board.quorumMissing')}
      </Mark>
      <span>{t('board.quorumCount', { present, members, needed })}</span>
    </p>
  );
}
