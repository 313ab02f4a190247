/** A camera's picture and what steers it: a tap frames a face, or means what the set-up wants to be told. */
import type { Ref } from 'react';
import type { CameraReport } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useNow } from '../../session/SessionContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { CameraControls } from './CameraControls.tsx';
import { CameraPicture } from './CameraPicture.tsx';
import { Standing } from './CameraStrip.tsx';
import { type CameraSite, isSteerable } from './model.ts';
import type { Part } from './picture-place.ts';
import { useCameraAsk } from './use-camera-ask.ts';
import type { SeatMark, SeatMarks } from './use-picture-gestures.ts';
import { useSight } from './use-sight.ts';

type SteeredCameraProps = {
  site: CameraSite;
  camera: CameraReport;
  /** Beside it a card says what it does. */
  hasCard?: boolean;
  /** It moves by itself and is to be left alone. */
  isBusy?: boolean;
  /** What the next tap is for, and who is told of it. */
  wanted?: { words: string; faceLabel: (number: number) => string; onTap: (at: Part) => void } | null;
  /** The numbers of the seats, and who is told of one that is tapped or carried to another place. */
  seats?: (Pick<SeatMarks, 'onChoose' | 'onCarry'> & { numberOf: SeatNumbers }) | null;
  place?: Ref<HTMLElement>;
};

type SeatNumbers = (seatId: string) => Pick<SeatMark, 'number' | 'isChosen'> | undefined;

/** For those who aim by the arrows. */
const middle: Part = { x: 0.5, y: 0.5 };

export function SteeredCamera({
  site,
  camera,
  hasCard = false,
  isBusy = false,
  wanted = null,
  seats = null,
  place,
}: SteeredCameraProps) {
  const { t } = useTranslation();
  const { ask } = useCameraAsk(site.siteId);
  const { cameraId } = camera;
  const sight = useSight(site.siteId, cameraId);
  const isOnline = useIsOnline();
  const isDisabled = isBusy || !isOnline || !isSteerable(camera, site.isAgentHere);
  const isManual = (camera.manualUntil ?? 0) > useNow();
  const frame = ({ x, y }: Part) => void ask({ type: 'manual', cameraId, command: { type: 'frame', x, y } });
  const marks = (sight?.seats ?? []).flatMap((at) => {
    const shown = seats?.numberOf(at.seatId);
    return shown ? [{ ...at, ...shown }] : [];
  });
  return (
    <section ref={place} className="one-camera" aria-label={camera.name}>
      <Standing site={site} camera={camera} isLong isOnlyWrong={hasCard} />
      <CameraPicture
        camera={camera}
        sight={sight}
        isDisabled={isDisabled}
        seats={seats && { ...seats, marks }}
        faceLabel={wanted?.faceLabel ?? ((number) => t('cameras.frameFace', { number }))}
        onTap={wanted?.onTap ?? frame}
        onDrag={({ right, up }) =>
          void ask({ type: 'manual', cameraId, command: { type: 'moveByPicture', right, up } })
        }
      />
      <div className={wanted ? 'tap-now' : 'soft small'}>
        <p role="status">{wanted?.words ?? (camera.producerId && camera.canTurn !== false ? t('cameras.hint') : '')}</p>
        {wanted && (
          <Button testId="place-middle" isDisabled={isDisabled} onPress={() => wanted.onTap(middle)}>
            {t('cameras.takeMiddle')}
          </Button>
        )}
      </div>
      {camera.canTurn === false ? (
        <p className="soft">{t('cameras.fixed')}</p>
      ) : (
        <CameraControls camera={camera} isManual={isManual} isDisabled={isDisabled} ask={ask} />
      )}
    </section>
  );
}
