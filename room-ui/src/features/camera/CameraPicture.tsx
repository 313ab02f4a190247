/** The live picture of a camera, shown whole: a tap or a drag on it goes to the camera; faces, target and seats lie over it. */
import { useEffect, useRef } from 'react';
import type { CameraReport } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { shownPicturesOfPage, useMedia } from '../../media/MediaContext.tsx';
import { useSlice } from '../../session/SessionContext.tsx';
import type { SightOfSite } from '../../session/session.ts';
import { useStore } from '../../session/use-store.ts';
import { CameraOffIcon } from '../../ui/icons.tsx';
import { Picture } from '../stage/Picture.tsx';
import { pictureOf } from './model.ts';
import { faceMeant, type Part, pictureArea } from './picture-place.ts';
import { SightLayer } from './SightLayer.tsx';
import { usePictureFrame } from './use-picture-frame.ts';
import { type SeatMarks, usePictureGestures } from './use-picture-gestures.ts';

type CameraPictureProps = {
  camera: CameraReport;
  sight: SightOfSite | null;
  isDisabled: boolean;
  /** What a tap on a face does, for those who cannot see or touch it. */
  faceLabel: (number: number) => string;
  onTap: (at: Part) => void;
  onDrag?: (turn: { right: number; up: number }) => void;
  seats?: SeatMarks | null;
};

export function CameraPicture({
  camera: { producerId },
  sight,
  isDisabled,
  faceLabel,
  onTap,
  onDrag,
  seats = null,
}: CameraPictureProps) {
  const { t } = useTranslation();
  const found = pictureOf(producerId, useSlice('media').rows);
  const track = useStore(useMedia().media.pictures)[found?.key ?? ''];
  const place = useRef<HTMLDivElement>(null);
  const { frame, picture } = usePictureFrame(place, track);
  const area = pictureArea(frame, picture);
  const onTapThere = (at: Part) => onTap(area && sight ? faceMeant(at, sight.faces, area) : at);
  const { carried, handlers } = usePictureGestures({ frame, picture, isDisabled, seats, onTap: onTapThere, onDrag });
  const isActive = !isDisabled && area !== null;
  useEffect(() => {
    if (!place.current || !producerId) return;
    return shownPicturesOfPage().watch(place.current, producerId);
  }, [producerId]);
  return (
    <div ref={place} className="camera-picture" data-testid="camera-picture" data-active={isActive} {...handlers}>
      {track && <Picture track={track} {...(found ? { endpointId: found.endpointId } : {})} />}
      {area && sight && (
        <SightLayer
          sight={sight}
          area={area}
          marks={seats?.marks.map((mark) => (mark.seatId === carried?.seatId ? { ...mark, ...carried } : mark)) ?? []}
          onFace={isActive ? onTap : null}
          faceLabel={faceLabel}
        />
      )}
      {!area && (
        <p className="no-picture">
          <CameraOffIcon size="2.5rem" />
          {t(producerId ? 'cameras.pictureComing' : 'cameras.pictureNone')}
          {!producerId && !isDisabled && <span>{t('cameras.pictureNoneSteer')}</span>}
        </p>
      )}
    </div>
  );
}
