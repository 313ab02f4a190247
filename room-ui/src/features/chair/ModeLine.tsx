/** How the floor is given on this item, and whether the chair's microphone silences the others. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckIcon, ChevronIcon, ClockIcon, MicrophoneIcon } from '../../ui/icons.tsx';
import { formalName } from '../attendance/model.ts';
import { chairSheet } from './sheets.ts';

export function ModeLine() {
  const { t } = useTranslation();
  const { mode, hasChairPriority } = useSlice('floor').head;
  const { activeItemId } = useSlice('agenda').head;
  const { status } = useSlice('meeting').head;
  const names = useSlice('attendance').rows;
  const isOnline = useIsOnline();
  const command = useCommand();
  const presenter = mode.name === 'presentation' ? formalName(names[mode.presenterId]) : '';
  const microphones = mode.name === 'open' && t('chair.microphones', { count: mode.limit });
  const words = [t(`chair.mode_${mode.name}`), microphones, presenter].filter(Boolean).join(' · ');
  return (
    <div className="mode-line">
      <Button
        className="mode-button"
        label={t('chair.modeLabel', { mode: words })}
        testId="mode-button"
        isDisabled={!isOnline || status !== 'inSession' || activeItemId === null}
        onPress={() => chairSheet.set({ name: 'mode' })}
      >
        <span className="mode-words">
          <span className="soft small">{t('chair.mode')}</span> <strong>{words}</strong>
          <ChevronIcon size="1.25rem" />
        </span>
      </Button>
      <Button
        size="compact"
        className="beside-mode times"
        label={t('chair.timesLabel')}
        testId="times-button"
        onPress={() => chairSheet.set({ name: 'times' })}
      >
        <ClockIcon size="1.25rem" />
        {t('chair.timesShort')}
      </Button>
      <Button
        testId="priority-button"
        size="compact"
        className="beside-mode"
        label={t('chair.priorityLabel')}
        isPressed={hasChairPriority}
        isDisabled={!isOnline}
        onPress={() => void command('floor.setPriority', { isOn: !hasChairPriority })}
      >
        {hasChairPriority ? <CheckIcon size="1.25rem" /> : <MicrophoneIcon size="1.25rem" />}
        {t('chair.priority')}
      </Button>
    </div>
  );
}
