/** Sets the mode of the item under discussion, and offers the way back to the one before. */
import type { FloorMode } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { notices } from '../../ui/notices.ts';

export function useMode(): (mode: FloorMode) => Promise<void> {
  const { t } = useTranslation();
  const command = useCommand();
  const before = useSlice('floor').head.mode;
  const itemId = useSlice('agenda').head.activeItemId;
  return async (mode) => {
    const done = await command('floor.setMode', { itemId, mode });
    if (!done) return;
    notices.undo(t('chair.modeSet', { mode: t(`chair.mode_${mode.name}`) }), async () => {
      await command('floor.setMode', { itemId, mode: before });
    });
  };
}
