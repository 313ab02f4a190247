/** How far something long has come; a moving bar when nobody knows how long it takes. */
import { useId } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { numberText } from './format.ts';
import './progress.css';

type ProgressProps = { label: string; value: number | null; max?: number; testId?: string };

export function Progress({ label, value, max = 100, testId }: ProgressProps) {
  const { t } = useTranslation();
  const id = useId();
  const percent = value === null || max <= 0 ? null : Math.floor((Math.min(max, Math.max(0, value)) / max) * 100);
  const words = percent === null ? t('ui.running') : t('ui.percent', { percent: numberText(percent) });
  return (
    <div className="progress" data-testid={testId}>
      <span className="words">
        <span id={id}>{label}</span>
        <span className="soft">{words}</span>
      </span>
      <div
        className="track"
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
        aria-valuetext={words}
      >
        <div
          className={percent === null ? 'part moving' : 'part'}
          style={percent === null ? undefined : { width: `${percent}%` }}
        />
      </div>
    </div>
  );
}
