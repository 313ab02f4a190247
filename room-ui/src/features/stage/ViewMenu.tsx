/** How this viewer sees the meeting, what they show of themselves, and with which devices. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { ownScreen } from '../../media/own-media.ts';
import { useSlice } from '../../session/SessionContext.tsx';
import { goTo } from '../../session/session-path.ts';
import { useCommand } from '../../session/use-command.ts';
import { useStore } from '../../session/use-store.ts';
import {
  CheckIcon,
  DocumentIcon,
  EyeIcon,
  GridIcon,
  MicrophoneOffIcon,
  ScreenIcon,
  SettingsIcon,
} from '../../ui/icons.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { isStaff } from '../attendance/model.ts';
import type { OpenDialog } from '../controls/dialogs.ts';
import { minutesSegment } from '../minutes/minutes-address.ts';
import { isFloatingOffered, openFloating } from './floating-picture.ts';
import { layoutChoices } from './layout.ts';
import { layoutChoice, pinnedTile, selfView } from './view-choices.ts';
import { enterWall } from './wall-mode.ts';

export function ViewMenu({ onOpen }: { onOpen: OpenDialog }) {
  const { t } = useTranslation();
  return (
    <Menu
      icon={<GridIcon />}
      text={<span>{t('view.menu')}</span>}
      label={t('view.menuLabel')}
      className="bar-button quiet"
      testId="view-button"
    >
      {viewItems({ onOpen, ...useViewItems() })}
    </Menu>
  );
}

/** All that the items need; called by whoever draws them. */
export function useViewItems() {
  const { t } = useTranslation();
  const command = useCommand();
  const me = useSlice('me').head;
  const speakers = useSlice('floor').head.speakers;
  return {
    t,
    command,
    layout: useStore(layoutChoice),
    isSelfShown: useStore(selfView) === 'on',
    screen: useStore(ownScreen.state),
    maySend: me.may.includes('floor.request') || me.may.includes('floor.grant'),
    mayShare: me.may.includes('floor.grant') || ['delegate', 'interpreter', 'room'].includes(me.role),
    runs: isStaff(me),
    mayDirect: me.may.includes('display.setScene'),
    mayCloseAll: me.may.includes('floor.withdrawAll') && speakers.some(({ kind }) => kind !== 'chair'),
  };
}

type ViewItems = ReturnType<typeof useViewItems> & { onOpen: OpenDialog };

/** A menu wants its items as its own children, so this is no component. */
export function viewItems({ t, command, onOpen, ...facts }: ViewItems) {
  const { layout, isSelfShown, screen, maySend, mayShare, mayCloseAll, mayDirect, runs } = facts;
  return [
    mayShare && ownScreen.isOffered() && (
      <MenuItem
        key="share"
        testId="share-screen"
        onAction={() => (screen.status === 'off' ? onOpen('screen') : ownScreen.stop())}
      >
        <ScreenIcon />
        {t(screen.status === 'off' ? 'view.share' : 'view.shareStop')}
      </MenuItem>
    ),
    maySend && (
      <MenuItem key="devices" testId="devices-button" onAction={() => onOpen('devices')}>
        <SettingsIcon />
        {t('view.devices')}
      </MenuItem>
    ),
    mayCloseAll && (
      <MenuItem
        key="closeAll"
        testId="close-microphones"
        onAction={() => void command('floor.withdrawAll', {}, { patienceMs: 0 })}
      >
        <MicrophoneOffIcon />
        {t('view.closeAll')}
      </MenuItem>
    ),
    ...layoutChoices.map((choice) => (
      <MenuItem
        key={choice}
        testId={`layout-${choice}`}
        onAction={() => {
          pinnedTile.set('');
          layoutChoice.set(choice);
        }}
      >
        {layout === choice ? <CheckIcon /> : <span className="icon-place" />}
        {t(`view.layout_${choice}`)}
      </MenuItem>
    )),
    maySend && (
      <MenuItem key="self" testId="self-view" onAction={() => selfView.set(isSelfShown ? 'off' : 'on')}>
        <EyeIcon />
        {t(isSelfShown ? 'view.selfHide' : 'view.selfShow')}
      </MenuItem>
    ),
    isFloatingOffered() && (
      <MenuItem key="floating" testId="floating" onAction={() => void openFloating().catch(() => undefined)}>
        <ScreenIcon />
        {t('view.floating')}
      </MenuItem>
    ),
    runs && (
      <MenuItem key="minutes" testId="minutes-button" onAction={() => goTo(minutesSegment)}>
        <DocumentIcon />
        {t('view.minutes')}
      </MenuItem>
    ),
    mayDirect && (
      <MenuItem key="displays" testId="displays-button" onAction={() => onOpen('displays')}>
        <ScreenIcon />
        {t('view.displays')}
      </MenuItem>
    ),
    <MenuItem key="wall" testId="wall" onAction={enterWall}>
      <GridIcon />
      {t('view.wall')}
    </MenuItem>,
  ].filter((item) => item !== false);
}
