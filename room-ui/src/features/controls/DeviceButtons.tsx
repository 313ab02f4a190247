/** The person's own microphone and camera. The own mute always wins; it never opens what the floor keeps closed. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { extraStates, ownMedia, wantedBy } from '../../media/own-media.ts';
import { useSlice } from '../../session/SessionContext.tsx';
import { useStore } from '../../session/use-store.ts';
import { CameraIcon, CameraOffIcon, MicrophoneIcon, MicrophoneOffIcon } from '../../ui/icons.tsx';
import { BarButton } from './BarButton.tsx';

export function DeviceButtons() {
  const { t } = useTranslation();
  const { microphone: own, camera, isMuted } = useStore(ownMedia.state);
  const second = useStore(extraStates.secondMicrophone.track);
  const microphone = own ?? second;
  const wanted = wantedBy(useSlice('me').head);
  if (!wanted.camera) return null;
  return (
    <>
      <BarButton
        testId="mute-button"
        label={t(!microphone ? 'device.none' : isMuted ? 'device.unmute' : 'device.mute')}
        isOff={isMuted || !microphone}
        onPress={() => (microphone ? ownMedia.setMuted(!isMuted) : void ownMedia.takeMicrophone())}
        icon={isMuted || !microphone ? <MicrophoneOffIcon /> : <MicrophoneIcon />}
      >
        {t(!microphone ? 'device.none' : isMuted ? 'device.muted' : 'device.microphone')}
      </BarButton>
      <BarButton
        testId="camera-button"
        label={t(camera ? 'device.cameraOff' : 'device.cameraOn')}
        isOff={!camera}
        onPress={() => void ownMedia.toggleCamera()}
        icon={camera ? <CameraIcon /> : <CameraOffIcon />}
      >
        {t(camera ? 'device.camera' : 'device.cameraIsOff')}
      </BarButton>
    </>
  );
}
