/** A camera in the hand: steps by arrows and zoom, its presets, the overview, and back to the automatic. */
import { useState } from 'react';
import type { AgentAnswer, AgentRequest, CameraReport } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import {
  ArrowLeftIcon,
  ArrowRightIcon,
  ListIcon,
  MinusIcon,
  PlusIcon,
  SortDownIcon,
  SortUpIcon,
  UndoIcon,
} from '../../ui/icons.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import type { AskCamera } from './use-camera-ask.ts';

type Manual = Extract<AgentRequest, { type: 'manual' }>['command'];
type Presets = NonNullable<AgentAnswer['presets']>;

const stepMs = 300;
const steps = [
  { name: 'up', Icon: SortUpIcon, speed: { pan: 0, tilt: 0.4, zoom: 0 } },
  { name: 'left', Icon: ArrowLeftIcon, speed: { pan: -0.4, tilt: 0, zoom: 0 } },
  { name: 'right', Icon: ArrowRightIcon, speed: { pan: 0.4, tilt: 0, zoom: 0 } },
  { name: 'down', Icon: SortDownIcon, speed: { pan: 0, tilt: -0.4, zoom: 0 } },
  { name: 'zoomIn', Icon: PlusIcon, speed: { pan: 0, tilt: 0, zoom: 0.5 } },
  { name: 'zoomOut', Icon: MinusIcon, speed: { pan: 0, tilt: 0, zoom: -0.5 } },
] as const;

type CameraControlsProps = { camera: CameraReport; isManual: boolean; isDisabled: boolean; ask: AskCamera['ask'] };

export function CameraControls({ camera, isManual, isDisabled, ask }: CameraControlsProps) {
  const { t } = useTranslation();
  const { cameraId } = camera;
  const byHand = (command: Manual) => void ask({ type: 'manual', cameraId, command });
  return (
    <div className="camera-controls">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these take effect at once. */}
      <div className="camera-pad" role="group" aria-label={t('cameras.steps')}>
        {steps.map(({ name, Icon, speed }) => (
          <Button
            key={name}
            className={name}
            label={t(`cameras.step_${name}`)}
            testId={`camera-${name}`}
            isDisabled={isDisabled}
            onPress={() => byHand({ type: 'velocity', speed, forMs: stepMs })}
          >
            <Icon />
          </Button>
        ))}
      </div>
      <div className="camera-ways">
        {isManual && (
          <Button
            look="primary"
            testId="camera-automatic"
            isDisabled={isDisabled}
            onPress={() => void ask({ type: 'automatic', cameraId })}
          >
            <UndoIcon />
            {t('cameras.automatic')}
          </Button>
        )}
        <Button testId="camera-overview" isDisabled={isDisabled} onPress={() => byHand({ type: 'home' })}>
          {t('cameras.toOverview')}
        </Button>
        <PresetMenu
          isDisabled={isDisabled}
          read={async () => (await ask({ type: 'presets', cameraId }))?.presets}
          onChoose={(token) => byHand({ type: 'preset', token })}
        />
      </div>
    </div>
  );
}

type PresetMenuProps = {
  isDisabled: boolean;
  read: () => Promise<Presets | undefined>;
  onChoose: (token: string) => void;
};

/** The camera is asked when the menu is opened: somebody may have stored another one meanwhile. */
function PresetMenu({ isDisabled, read, onChoose }: PresetMenuProps) {
  const { t } = useTranslation();
  const [presets, setPresets] = useState<Presets | 'asking' | 'failed'>('asking');
  const open = async () => {
    setPresets('asking');
    setPresets((await read()) ?? 'failed');
  };
  const nothing = (words: string) => (
    <MenuItem isDisabled onAction={() => undefined}>
      {words}
    </MenuItem>
  );
  return (
    <Menu
      icon={<ListIcon />}
      text={t('cameras.presets')}
      label={t('cameras.presets')}
      className="plain"
      isDisabled={isDisabled}
      testId="camera-presets"
      onOpen={() => void open()}
    >
      {presets === 'asking'
        ? nothing(t('cameras.presetsAsking'))
        : presets === 'failed'
          ? nothing(t('cameras.presetsFailed'))
          : presets.length === 0
            ? nothing(t('cameras.presetsNone'))
            : presets.map(({ token, name }) => (
                <MenuItem key={token} onAction={() => onChoose(token)}>
                  {name}
                </MenuItem>
              ))}
    </Menu>
  );
}
