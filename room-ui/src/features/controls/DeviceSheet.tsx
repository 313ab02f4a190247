/** The devices of this page during the meeting: another one takes over at once, without leaving. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { isSameDevice, isUsualDevice } from '../../media/device-changes.ts';
import type { ExtraUse } from '../../media/device-choice.ts';
import { extraDevices } from '../../media/extra-devices.ts';
import { useMedia } from '../../media/MediaContext.tsx';
import { extraStates, ownMedia } from '../../media/own-media.ts';
import { type KnownDevice, useDevices } from '../../media/use-devices.ts';
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
  const { status, camera, microphone, processing } = useStore(ownMedia.state);
  const { role } = useSlice('me').head;
  const devices = useDevices(camera !== null || microphone !== null);
  const tracks = { camera, microphone };
  const isOpening = status === 'asking';
  return (
    <Sheet title={t('view.devices')} onClose={onClose} testId="device-sheet">
      {(['camera', 'microphone'] as const).map((source) => (
        <ChoiceField
          key={source}
          label={t(`join.${source}Choice`)}
          value={tracks[source]?.getSettings().deviceId ?? none}
          choices={[
            ...(tracks[source] ? [] : [{ value: none, text: t(isOpening ? 'device.opening' : 'device.notInUse') }]),
            ...withUsed(devices[source], tracks[source]).map(({ deviceId, label }) => ({
              value: deviceId,
              text: label,
            })),
          ]}
          onChange={(deviceId) => void ownMedia.choose(source, deviceId)}
          testId={`choose-${source}`}
        />
      ))}
      <SpeakerChoice />
      {role === 'room' && (
        <>
          <ExtraChoice use="secondCamera" />
          <ExtraChoice use="secondMicrophone" />
        </>
      )}
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

/** The one in use is shown before the browser has listed all. */
function withUsed(devices: readonly KnownDevice[], used: MediaStreamTrack | null): readonly KnownDevice[] {
  const deviceId = used?.getSettings().deviceId;
  if (!used || !deviceId || devices.some((device) => device.deviceId === deviceId)) return devices;
  return [{ deviceId, groupId: '', label: used.label }, ...devices];
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

const sourceOf = { secondCamera: 'camera', secondMicrophone: 'microphone' } as const;

/** A room shows its hall beside its chair, and lets it be heard. */
function ExtraChoice({ use }: { use: ExtraUse }) {
  const { t } = useTranslation();
  const source = sourceOf[use];
  const extra = extraDevices[use];
  const own = useStore(ownMedia.state)[source];
  const track = useStore(extraStates[use].track);
  const isOpening = useStore(extra.isOpening);
  const devices = useDevices(own !== null || track !== null);
  const others = devices[source].filter((device) => !isUsualDevice(device.deviceId) && !isOwn(device, own));
  if (others.length === 0) return null;
  const choose = async (deviceId: string) => {
    if (!(await extra.choose(deviceId || null))) notices.show('problem', t(`device.${use}Failed`));
  };
  return (
    <ChoiceField
      label={t(`device.${use}`)}
      hint={t(`device.${use}Hint`)}
      value={track?.getSettings().deviceId ?? none}
      choices={[
        { value: none, text: t(isOpening ? 'device.opening' : 'device.secondNone') },
        ...others.map(({ deviceId, label }) => ({ value: deviceId, text: label })),
      ]}
      onChange={(deviceId) => isOpening || void choose(deviceId)}
      testId={testIdOf[use]}
    />
  );
}

const testIdOf = { secondCamera: 'choose-second-camera', secondMicrophone: 'choose-second-microphone' } as const;

function isOwn(device: KnownDevice, own: MediaStreamTrack | null): boolean {
  return own !== null && isSameDevice(device, own.getSettings());
}
