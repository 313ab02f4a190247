/** One's own camera, microphone and loudspeaker, tried before the meeting; what is chosen is kept for joining. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ownMedia } from '../../media/own-media.ts';
import { useStore } from '../../session/use-store.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceField } from '../../ui/Field.tsx';
import { CameraIcon, SoundIcon, StopIcon } from '../../ui/icons.tsx';
import { OwnDevices } from '../join/OwnDevices.tsx';
import { chosenDevices, type DeviceUse } from './chosen-devices.ts';
import { playTestTone } from './test-tone.ts';
import { useDeviceList } from './use-device-list.ts';
import '../join/join.css';

const everything = { camera: true, microphone: true };

export function OwnDevicesPart() {
  const { t } = useTranslation();
  const { status } = useStore(ownMedia.state);
  const isTrying = status !== 'idle';
  // The camera's light goes out as soon as the page is left.
  useEffect(() => () => ownMedia.release(), []);
  return (
    <section className="card own-part" aria-labelledby="own-devices">
      <div className="words">
        <h2 id="own-devices">{t('devices.own')}</h2>
        <p className="soft">{t('devices.ownText')}</p>
      </div>
      {isTrying ? (
        <div className="own-trial">
          <OwnDevices />
          <DeviceChoices />
          <div className="actions">
            <Button testId="stop-trial" onPress={() => ownMedia.release()}>
              <StopIcon />
              {t('devices.stop')}
            </Button>
          </div>
        </div>
      ) : (
        <div>
          <Button look="primary" testId="start-trial" onPress={() => void ownMedia.ask(everything)}>
            <CameraIcon />
            {t('devices.try')}
          </Button>
        </div>
      )}
      <SpeakerTest />
    </section>
  );
}

function DeviceChoices() {
  const { t } = useTranslation();
  const { status, camera, microphone } = useStore(ownMedia.state);
  const list = useDeviceList(status === 'ready' && (camera !== null || microphone !== null));
  const choose = (use: DeviceUse) => (id: string) => {
    chosenDevices.choose(use, id);
    void ownMedia.ask(everything);
  };
  return (
    <div className="own-choices">
      <DeviceChoice use="camera" devices={list.camera} label={t('devices.camera')} onChoose={choose('camera')} />
      <DeviceChoice
        use="microphone"
        devices={list.microphone}
        label={t('devices.microphone')}
        onChoose={choose('microphone')}
      />
      <DeviceChoice
        use="speaker"
        devices={list.speaker}
        label={t('devices.speaker')}
        onChoose={(id) => chosenDevices.choose('speaker', id)}
      />
    </div>
  );
}

type DeviceChoiceProps = {
  use: DeviceUse;
  devices: readonly { id: string; name: string }[];
  label: string;
  onChoose: (id: string) => void;
};

/** With one device or none there is nothing to choose. */
function DeviceChoice({ use, devices, label, onChoose }: DeviceChoiceProps) {
  const { t } = useTranslation();
  const chosen = useStore(chosenDevices)[use];
  if (devices.length < 2) return null;
  const isThere = devices.some(({ id }) => id === chosen);
  return (
    <ChoiceField
      label={label}
      value={isThere ? chosen : ''}
      choices={[
        { value: '', text: t('devices.usual') },
        ...devices.map(({ id, name }) => ({ value: id, text: name })),
      ]}
      onChange={onChoose}
      testId={`choose-${use}`}
    />
  );
}

function SpeakerTest() {
  const { t } = useTranslation();
  const [isPlaying, setPlaying] = useState(false);
  const [isPlayed, setPlayed] = useState(false);
  const play = async () => {
    setPlaying(true);
    await playTestTone(chosenDevices.get().speaker).catch(() => undefined);
    setPlaying(false);
    setPlayed(true);
  };
  return (
    <div className="speaker-test">
      <Button testId="test-tone" isPending={isPlaying} onPress={() => void play()}>
        <SoundIcon />
        {t('devices.playTone')}
      </Button>
      <p className="soft" role="status">
        {isPlaying ? t('devices.playing') : isPlayed ? t('devices.heard') : t('devices.toneHint')}
      </p>
    </div>
  );
}
