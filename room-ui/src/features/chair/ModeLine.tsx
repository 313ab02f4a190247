/** How the floor is given on this item, and whether the chair's microphone silences the others. */
import type { FloorMode } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckIcon, ChevronIcon, MicrophoneIcon } from '../../ui/icons.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { formalName } from '../attendance/model.ts';
import { chairSheet } from './sheets.ts';
import { useMode } from './use-mode.ts';

const modes = ['chairInvites', 'automatic', 'open', 'presentation', 'closed'] as const;

export function ModeLine() {
  const { t } = useTranslation();
  const { head } = useSlice('floor');
  const { activeItemId } = useSlice('agenda').head;
  const { status } = useSlice('meeting').head;
  const names = useSlice('attendance').rows;
  const isOnline = useIsOnline();
  const command = useCommand();
  const setMode = useMode();
  const { mode, hasChairPriority } = head;
  const presenter = mode.name === 'presentation' ? formalName(names[mode.presenterId]) : '';
  const microphones = mode.name === 'open' && t('chair.microphones', { count: mode.limit });
  const words = [t(`chair.mode_${mode.name}`), microphones, presenter].filter(Boolean).join(' · ');
  const choose = (name: FloorMode['name']) => {
    if (name === 'open') return chairSheet.set({ name: 'openMode' });
    if (name === 'presentation') return chairSheet.set({ name: 'presentation' });
    void setMode({ name });
  };
  return (
    <div className="mode-line">
      <Menu
        icon={null}
        text={
          <span className="mode-words">
            <span className="soft small">{t('chair.mode')}</span> <strong>{words}</strong>
            <ChevronIcon size="1.25rem" />
          </span>
        }
        label={t('chair.modeLabel', { mode: words })}
        className="plain mode-button"
        testId="mode-button"
        isDisabled={!isOnline || status !== 'inSession' || activeItemId === null}
      >
        {modes.map((name) => (
          <MenuItem key={name} testId={`mode-${name}`} onAction={() => choose(name)}>
            <span className="mode-choice">
              <strong>
                {t(`chair.mode_${name}`)} {name === mode.name && <CheckIcon size="1.25rem" />}
              </strong>
              <span className="soft small">{t(`chair.modeHint_${name}`)}</span>
            </span>
          </MenuItem>
        ))}
      </Menu>
      <Button
        testId="priority-button"
        size="compact"
        className="priority"
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
