/** Whether what was written is safe on the server. */
import { useTranslation } from '../i18n/use-translation.ts';
import { Button } from './Button.tsx';
import { clockTime } from './format.ts';
import { CheckIcon, WarningIcon } from './icons.tsx';
import { Mark } from './Mark.tsx';
import './states.css';

type SaveStateProps = { state: 'saved' | 'saving' | 'failed'; atMs: number | null; onRetry?: () => void };

export function SaveState({ state, atMs, onRetry }: SaveStateProps) {
  const { t } = useTranslation();
  return (
    <span className="save-state" role="status" data-testid="save-state" data-state={state}>
      {state === 'saving' && (
        <Mark icon={<span className="spinner small-spinner" aria-hidden="true" />}>{t('ui.saving')}</Mark>
      )}
      {state === 'saved' && atMs !== null && (
        <Mark look="good" icon={<CheckIcon />}>
          {t('ui.savedAt', { time: clockTime(atMs) })}
        </Mark>
      )}
      {state === 'failed' && (
        <>
          <Mark look="danger" icon={<WarningIcon />}>
            {t('ui.saveFailed')}
          </Mark>
          {onRetry && (
            <Button size="compact" onPress={onRetry} testId="save-retry">
              {t('common.retry')}
            </Button>
          )}
        </>
      )}
    </span>
  );
}
