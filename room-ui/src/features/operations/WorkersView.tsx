/** The media workers: how busy each is, and what it carries. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { numberText } from '../../ui/format.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { percentText } from './figures.ts';
import type { Figures } from './model.ts';

/** From here on packets begin to wait. */
const busyRatio = 0.85;

export function WorkersView({ workers }: Pick<Figures, 'workers'>) {
  const { t } = useTranslation();
  if (workers.length === 0) {
    return (
      <p className="callout" role="status" data-testid="no-workers">
        <WarningIcon />
        {t('operations.noWorkers')}
      </p>
    );
  }
  return (
    <section className="workers" aria-label={t('operations.workers')} data-testid="workers">
      <h3>{t('operations.workers')}</h3>
      <ul className="workers-list">
        {workers.map(({ isSpare, cpuRatio, residentBytes, producers, consumers }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a worker has no other name than its number.
          <li key={index}>
            <strong>
              {t('operations.workerName', { number: index + 1 })}
              {isSpare && ` (${t('operations.workerSpare')})`}
            </strong>
            <span>
              {t('operations.workerLoad', {
                cpu: percentText(t, cpuRatio),
                memory: numberText(Math.round(residentBytes / 1024 ** 2)),
              })}
            </span>
            {!isSpare && <span className="soft">{t('operations.workerCarries', { producers, consumers })}</span>}
            {(cpuRatio ?? 0) > busyRatio && (
              <Mark icon={<WarningIcon />} look="warning">
                {t('operations.workerBusy')}
              </Mark>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
