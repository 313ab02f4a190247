/** What else can be done with a request: its place among those of its kind, and striking it off, with a word or without. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { MoreIcon } from '../../ui/icons.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { notices } from '../../ui/notices.ts';
import type { ChairRequest } from './queue-model.ts';
import { chairSheet } from './sheets.ts';
import { useDrop } from './use-drop.ts';

export function RequestMenu({ request }: { request: ChairRequest }) {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const command = useCommand();
  const drop = useDrop();
  const { personId, requestId, name, aboveId, firstId, belowId } = request;
  const move = async (beforeId: number) => {
    const moved = await command('floor.moveRequest', { personId, requestId, beforeId });
    if (!moved) return;
    notices.undo(t('chair.moved', { name }), async () => {
      await command('floor.moveRequest', { personId, requestId, beforeId: belowId });
    });
  };
  return (
    <Menu
      icon={<MoreIcon />}
      label={t('chair.requestActions', { name })}
      isDisabled={!isOnline}
      testId={`request-menu-${personId}`}
    >
      {aboveId !== null && (
        <MenuItem testId="move-up" onAction={() => void move(aboveId)}>
          {t('chair.moveUp')}
        </MenuItem>
      )}
      {firstId !== null && (
        <MenuItem testId="move-first" onAction={() => void move(firstId)}>
          {t('chair.moveFirst')}
        </MenuItem>
      )}
      <MenuItem testId="drop-request" onAction={() => void drop(request)}>
        {t('chair.drop')}
      </MenuItem>
      <MenuItem
        testId="drop-in-words"
        onAction={() => chairSheet.set({ name: 'drop', personId, requestId, who: name })}
      >
        {t('chair.dropInWords')}
      </MenuItem>
    </Menu>
  );
}
