/** What those who run the meeting can do with a device and the persons at it, from its picture. */

import type { PersonId } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useSession, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { useStore } from '../../session/use-store.ts';
import { CameraIcon, MoreIcon } from '../../ui/icons.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { formalName } from '../attendance/model.ts';
import { hasCameras } from '../camera/offer.ts';
import { chairSheet } from '../chair/sheets.ts';
import { isRemovable } from '../waiting/model.ts';
import { waitingPart } from '../waiting/parts.ts';
import type { Tile } from './model.ts';

export function TileMenu({ tile }: { tile: Tile }) {
  const { t } = useTranslation();
  const me = useSlice('me').head;
  const names = useSlice('attendance').rows;
  const floor = useSlice('floor').head;
  const { spotlightEndpointId } = useSlice('media').head;
  const status = useSlice('meeting').head.status;
  const isOnline = useIsOnline();
  const { cameras } = useStore(useSession().slices);
  const command = useCommand();
  const { endpointId } = tile;
  const isCamera = tile.source === 'camera';
  const persons = isCamera && me.may.includes('floor.grant') && status === 'inSession' ? tile.personIds : [];
  const maySpotlight = isCamera && tile.slot === 0 && me.may.includes('spotlight.set');
  const mayAsk = isCamera && tile.microphone === 'muted' && !tile.isOwn;
  const mayRemove = isCamera && me.may.includes('endpoint.remove') && isRemovable(tile);
  const { siteId } = tile;
  const isAtSite = isCamera && (tile.role === 'room' || tile.role === 'agent');
  const maySteer = isAtSite && siteId !== null && hasCameras(cameras?.rows, siteId);
  if (isCamera && persons.length === 0 && !maySpotlight && !mayAsk && !mayRemove && !maySteer) return null;
  const speechOf = (id: PersonId) => floor.speakers.find(({ personId }) => personId === id)?.speech;
  return (
    <Menu
      icon={<MoreIcon />}
      label={t('stage.actions', { name: tile.name })}
      isDisabled={!isOnline}
      testId={`tile-menu-${endpointId}`}
    >
      {persons.map((personId) => {
        const name = formalName(names[personId]) || tile.name;
        const speech = speechOf(personId);
        return speech !== undefined ? (
          <MenuItem key={personId} onAction={() => void command('floor.withdraw', { personId, speech })}>
            {t('floor.withdrawLabel', { name })}
          </MenuItem>
        ) : (
          <MenuItem key={personId} onAction={() => void command('floor.grant', { personId })}>
            {t('floor.inviteLabel', { name })}
          </MenuItem>
        );
      })}
      {maySteer && (
        <MenuItem testId="site-cameras" onAction={() => chairSheet.set({ name: 'cameras', siteId })}>
          <CameraIcon />
          {t('chair.siteCameras')}
        </MenuItem>
      )}
      {mayAsk && (
        <MenuItem testId="ask-unmute" onAction={() => void command('media.askUnmute', { endpointId })}>
          {t('stage.askUnmute')}
        </MenuItem>
      )}
      {maySpotlight && tile.role !== 'agent' && spotlightEndpointId !== endpointId && (
        <MenuItem testId="spotlight" onAction={() => void command('spotlight.set', { endpointId })}>
          {t('stage.spotlightSet')}
        </MenuItem>
      )}
      {maySpotlight && spotlightEndpointId === endpointId && (
        <MenuItem testId="spotlight-end" onAction={() => void command('spotlight.clear', {})}>
          {t('stage.spotlightClear')}
        </MenuItem>
      )}
      {!isCamera && (
        <MenuItem testId="end-screen" onAction={() => void command('media.endScreen', {})}>
          {t('stage.screenEnd')}
        </MenuItem>
      )}
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
