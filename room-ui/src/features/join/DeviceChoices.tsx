/** Which camera and which microphone, where there is more than one of them. The choice is remembered on this device. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { ownMedia } from '../../media/own-media.ts';
import { useDevices } from '../../media/use-devices.ts';
import { ChoiceField } from '../../ui/Field.tsx';

type DeviceChoicesProps = { camera: MediaStreamTrack | null; microphone: MediaStreamTrack | null };

export function DeviceChoices({ camera, microphone }: DeviceChoicesProps) {
  const { t } = useTranslation();
  const devices = useDevices(camera !== null || microphone !== null);
  const tracks = { camera, microphone };
  const sources = (['camera', 'microphone'] as const).filter((source) => devices[source].length > 1 && tracks[source]);
  if (sources.length === 0) return null;
  return (
    <div className="device-choices">
      {sources.map((source) => (
        <ChoiceField
          key={source}
          label={t(`join.${source}Choice`)}
          value={tracks[source]?.getSettings().deviceId ?? ''}
          choices={devices[source].map(({ deviceId, label }) => ({ value: deviceId, text: label }))}
          onChange={(deviceId) => void ownMedia.choose(source, deviceId)}
          testId={`choose-${source}`}
        />
      ))}
    </div>
  );
}
