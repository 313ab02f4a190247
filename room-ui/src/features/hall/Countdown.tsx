/** The clock of a speech as a ring that empties, with the time and a word in it: never by colour alone. */
import type { SpeakerView } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useNow, useSlice } from '../../session/SessionContext.tsx';
import { duration } from '../../ui/format.ts';
import { type HallClock, hallClock } from './speaker-model.ts';

export function Countdown({ speaker }: { speaker: SpeakerView }) {
  const { t } = useTranslation();
  const clock = hallClock(speaker, useSlice('floor').head.rules, useNow());
  const text = clockText(clock);
  return (
    <span
      className="hall-countdown"
      role="timer"
      aria-live="off"
      data-testid="countdown"
      data-state={clock.state}
      data-paused={clock.isPaused}
      data-long={text.length > 5}
    >
      <svg viewBox="0 0 120 120" aria-hidden="true">
        <circle className="track" cx="60" cy="60" r="55" />
        <circle className="left" cx="60" cy="60" r="55" pathLength="1" strokeDasharray={`${clock.share} 1`} />
      </svg>
      <span className="in-ring">
        <strong>{text}</strong>
        <span>{t(clock.isPaused ? 'hall.clock_paused' : `hall.clock_${clock.state}`)}</span>
      </span>
    </span>
  );
}

/** A second that has begun is shown as left, so that nothing is left only when the time is over. */
export function clockText({ state, shownMs }: HallClock): string {
  if (state === 'over') return `−${duration(shownMs)}`;
  return duration(state === 'elapsed' ? shownMs : shownMs + 999);
}
