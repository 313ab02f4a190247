/** The cameras in the menu "more", and those in somebody's hand with the way back, which is wanted at once. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useNow, useSession } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { useStore } from '../../session/use-store.ts';
import { UndoIcon } from '../../ui/icons.tsx';
import { MenuItem } from '../../ui/Menu.tsx';
import { chairSheet } from '../chair/sheets.ts';
import { FrameIcon } from './FrameIcon.tsx';
import { useCameraPlace } from './use-camera-place.ts';

/** A menu wants its items as its own children, so this is no component. */
export function useCameraItems() {
  const { t } = useTranslation();
  const command = useCommand();
  const place = useCameraPlace();
  const isOnline = useIsOnline();
  const nowMs = useNow();
  const rows = Object.values(useStore(useSession().slices).cameras?.rows ?? {});
  if (place !== 'menu') return [];
  const inHand = rows.flatMap(({ siteId, cameras, isAgentHere }) =>
    cameras
      .filter(({ manualUntil, state }) => isAgentHere && state !== 'away' && (manualUntil ?? 0) > nowMs)
      .map(({ cameraId, name }) => ({ siteId, cameraId, name })),
  );
  return [
    <MenuItem key="cameras" testId="cameras-button" onAction={() => chairSheet.set({ name: 'cameras', siteId: null })}>
      <FrameIcon />
      {t('chair.cameras')}
    </MenuItem>,
    ...(isOnline ? inHand : []).map(({ siteId, cameraId, name }) => (
      <MenuItem
        key={`${siteId} ${cameraId}`}
        testId={`automatic-${cameraId}`}
        onAction={() =>
          void command('camera.ask', { siteId, request: { type: 'automatic', cameraId } }, { patienceMs: 0 })
        }
      >
        <UndoIcon />
        {t('chair.cameraAutomatic', { name })}
      </MenuItem>
    )),
  ];
}
