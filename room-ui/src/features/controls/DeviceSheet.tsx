/** The devices of this page during the meeting: another one takes over at once, without leaving. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useMedia } from '../../media/MediaContext.tsx';
import { ownMedia, ownSecondCamera } from '../../media/own-media.ts';
import { useDevices } from '../../media/use-devices.ts';
import { useSlice } from '../../session/SessionContext.tsx';
import { useStore } from '../../session/use-store.ts';
import { ChoiceField } from '../../ui/Field.tsx';
import { notices } from '../../ui/notices.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { OwnLine } from './OwnLine.tsx';
import '../../ui/fields.css';

const none = '';

export function DeviceSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { camera, microphone, processing } = useStore(ownMedia.state);
  const { role } = useSlice('me').head;
  const devices = useDevices(camera !== null || microphone !== null);
  const tracks = { camera, microphone };
  return (
    <Sheet title={t('view.devices')} onClose={onClose} testId="device-sheet">
      {(['camera', 'microphone'] as const).map((source) => (
        <ChoiceField
          key={source}
          label={t(`join.${source}Choice`)}
          value={tracks[source]?.getSettings().deviceId ?? none}
          choices={[
            ...(tracks[source] ? [] : [{ value: none, text: t('device.notInUse') }]),
            ...devices[source].map(({ deviceId, label }) => ({ value: deviceId, text: label })),
          ]}
          onChange={(deviceId) => void ownMedia.choose(source, deviceId)}
          testId={`choose-${source}`}
        />
      ))}
      <SpeakerChoice />
      {role === 'room' && <SecondCameraChoice />}
      <Switch
        label={t('device.noise')}
        hint={t('device.noiseHint')}
        isOn={processing.noiseSuppression}
        onChange={(noiseSuppression) => void ownMedia.setProcessing({ ...processing, noiseSuppression })}
        testId="noise-suppression"
      />
      <Switch
        label={t('device.echo')}
        hint={t('device.echoHint')}
        isOn={processing.echoCancellation}
        onChange={(echoCancellation) => void ownMedia.setProcessing({ ...processing, echoCancellation })}
        testId="echo-cancellation"
      />
      <OwnLine />
    </Sheet>
  );
}

/** Only some browsers let a page choose where its sound goes. */
function SpeakerChoice() {
  const { t } = useTranslation();
  const { sound } = useMedia();
  const { speaker } = useDevices(true);
  const chosen = useStore(sound.speakerId);
  if (!('setSinkId' in HTMLMediaElement.prototype) || speaker.length === 0) return null;
  return (
    <ChoiceField
      label={t('device.speaker')}
      value={chosen || (speaker.find(({ deviceId }) => deviceId === 'default')?.deviceId ?? speaker[0]?.deviceId ?? '')}
      choices={speaker.map(({ deviceId, label }) => ({ value: deviceId, text: label }))}
      onChange={(deviceId) => void sound.chooseSpeaker(deviceId)}
      testId="choose-speaker"
    />
  );
}

/** A room shows its hall beside its chair. */
function SecondCameraChoice() {
  const { t } = useTranslation();
  const { camera } = useStore(ownMedia.state);
  const track = useStore(ownSecondCamera.track);
  const [isTaking, setTaking] = useState(false);
  const devices = useDevices(camera !== null);
  const others = devices.camera.filter(({ deviceId }) => deviceId !== camera?.getSettings().deviceId);
  if (others.length === 0) return null;
  const choose = async (deviceId: string) => {
    setTaking(true);
    const isThere = await ownSecondCamera.choose(deviceId || null);
    setTaking(false);
    if (!isThere) notices.show('problem', t('device.secondFailed'));
  };
  return (
    <ChoiceField
      label={t('device.second')}
      hint={t('device.secondHint')}
      value={track?.getSettings().deviceId ?? none}
      choices={[
        { value: none, text: t('device.secondNone') },
        ...others.map(({ deviceId, label }) => ({ value: deviceId, text: label })),
      ]}
      onChange={(deviceId) => isTaking || void choose(deviceId)}
      testId="choose-second-camera"
    />
  );
}
