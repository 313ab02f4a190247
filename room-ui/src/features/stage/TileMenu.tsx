/** What the chair can do with the persons at a device, from its picture. */

import type { PersonId } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { MoreIcon } from '../../ui/icons.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { formalName } from '../attendance/model.ts';
import { isRemovable } from '../waiting/model.ts';
import { waitingPart } from '../waiting/parts.ts';
import type { Tile } from './model.ts';

export function TileMenu({ tile }: { tile: Tile }) {
  const { t } = useTranslation();
  const me = useSlice('me').head;
  const names = useSlice('attendance').rows;
  const floor = useSlice('floor').head;
  const status = useSlice('meeting').head.status;
  const isOnline = useIsOnline();
  const command = useCommand();
  const speakerIds = me.may.includes('floor.grant') && status === 'inSession' ? tile.personIds : [];
  const mayRemove = me.may.includes('endpoint.remove') && isRemovable(tile);
  if (speakerIds.length === 0 && !mayRemove) return null;
  const isSpeaking = (personId: PersonId) => floor.speakers.some((speaker) => speaker.personId === personId);
  return (
    <Menu
      icon={<MoreIcon />}
      label={t('stage.actions', { name: tile.name })}
      testId={`tile-menu-${tile.endpointId}`}
      isDisabled={!isOnline}
    >
      {speakerIds.map((personId) => {
        const name = formalName(names[personId]) || tile.name;
        return isSpeaking(personId) ? (
          <MenuItem key={personId} onAction={() => void command('floor.withdraw', { personId })}>
            {t('floor.withdrawLabel', { name })}
          </MenuItem>
        ) : (
          <MenuItem key={personId} onAction={() => void command('floor.grant', { personId })}>
            {t('floor.inviteLabel', { name })}
          </MenuItem>
        );
      })}
      {mayRemove && (
        <MenuItem
          testId={`remove-${tile.endpointId}`}
          onAction={() => waitingPart.set({ name: 'remove', endpointId: tile.endpointId, who: tile.name })}
        >
          {t('waiting.removeMenu')}
        </MenuItem>
      )}
    </Menu>
  );
}
