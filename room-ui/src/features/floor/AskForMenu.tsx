/** On a room's device: asks for the floor for one of the persons who sit there. */

import type { PersonId } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { HandIcon } from '../../ui/icons.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { formalName } from '../attendance/model.ts';

export function AskForMenu({ personIds }: { personIds: readonly PersonId[] }) {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const command = useCommand();
  const names = useSlice('attendance').rows;
  const itemId = useSlice('agenda').head.activeItemId ?? undefined;
  return (
    <Menu
      icon={<HandIcon />}
      text={t('floor.requestFor')}
      label={t('floor.requestFor')}
      className="primary large"
      testId="floor-button"
      isDisabled={!isOnline}
    >
      {personIds.map((personId) => (
        <MenuItem key={personId} onAction={() => void command('floor.request', { personId, itemId })}>
          {formalName(names[personId])}
        </MenuItem>
      ))}
    </Menu>
  );
}
