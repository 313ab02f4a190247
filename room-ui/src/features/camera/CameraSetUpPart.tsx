/** One camera being set up: its picture to aim by, what is missing still, its test, views, seats and presets. */
import { useRef, useState } from 'react';
import type { CameraSetUp } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useSlice } from '../../session/SessionContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { HoldButton } from '../../ui/HoldButton.tsx';
import { CheckIcon, ClockIcon, TrashIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { notices } from '../../ui/notices.ts';
import { CameraName } from './CameraName.tsx';
import { CameraTest } from './CameraTest.tsx';
import { type CameraSite, isReachable } from './model.ts';
import { OverviewPart } from './OverviewPart.tsx';
import { PresetsPart } from './PresetsPart.tsx';
import type { Part } from './picture-place.ts';
import { SeatsPart } from './SeatsPart.tsx';
import { SteeredCamera } from './SteeredCamera.tsx';
import { nextOpenSeat, type SeatRow, seatRows, stepsOf } from './set-up-model.ts';
import type { PartProps } from './set-up-part.ts';
import { useCameraAsk } from './use-camera-ask.ts';

type CameraSetUpPartProps = { site: CameraSite; setUp: CameraSetUp; onChange: () => Promise<void> };

export function CameraSetUpPart({ site, setUp, onChange }: CameraSetUpPartProps) {
  const { t } = useTranslation();
  const attendance = useSlice('attendance').rows;
  const { ask } = useCameraAsk(site.siteId);
  const [seat, setSeat] = useState<SeatRow | null>(null);
  const picture = useRef<HTMLElement>(null);
  const { cameraId } = setUp;
  const camera = site.cameras.find((one) => one.cameraId === cameraId);
  const isOnline = useIsOnline();
  const [isTesting, setTesting] = useState(false);
  const isDisabled = isTesting || !isOnline || !camera || !isReachable(camera, site.isAgentHere);
  const canTurn = camera?.canTurn !== false;
  // Whom the whole room is shown by needs to know nobody's place.
  const isForFaces = canTurn && !setUp.isOverview;
  const seats = seatRows(site.siteId, attendance, setUp);
  const place = async (chosen: SeatRow, at: Part) => {
    const next = chosen.isPlaced ? null : nextOpenSeat(seats, chosen);
    setSeat(next);
    if (!(await ask({ type: 'placeSeat', cameraId, seatId: chosen.seatId, at }))) return setSeat(null);
    await onChange();
    // A notice would lie over the picture that is to be tapped next; its number is there and says it.
    if (!next) notices.show('done', t('cameraSetUp.seatDone', { name: nameOf(chosen) }));
  };
  const choose = (chosen: SeatRow | null) => {
    setSeat(chosen);
    if (chosen) picture.current?.querySelector('.camera-picture')?.scrollIntoView({ block: 'center' });
  };
  const nameOf = ({ name }: SeatRow) => name || t('cameraSetUp.seatFree');
  const seatOf = (seatId: string) => seats.find((one) => one.seatId === seatId);
  const wanted = seat && {
    words: t('cameraSetUp.tapFace', { name: nameOf(seat) }),
    faceLabel: (number: number) => t('cameraSetUp.seatAtFace', { name: nameOf(seat), number }),
    onTap: (at: Part) => void place(seat, at),
  };
  const marks = {
    numberOf: (seatId: string) => {
      const known = seatOf(seatId);
      return known && { number: known.number, isChosen: seatId === seat?.seatId };
    },
    onChoose: seat ? null : (seatId: string) => setSeat(seatOf(seatId) ?? null),
    onCarry: async (seatId: string, at: Part) => {
      const carried = seatOf(seatId);
      if (carried) await place(carried, at);
    },
  };
  const part = { setUp, ask, isDisabled, onChange };
  return (
    <div className="camera-set-up">
      <Checklist steps={stepsOf(setUp, seats, canTurn)} />
      {camera && (
        <SteeredCamera site={site} camera={camera} isBusy={isTesting} wanted={wanted} seats={marks} place={picture} />
      )}
      <div className="set-up-parts">
        {isForFaces && <CameraTest {...part} onTesting={setTesting} />}
        {canTurn && <ViewsPart {...part} />}
        {isForFaces && <SeatsPart {...part} seats={seats} chosen={seat} onChoose={choose} />}
        {canTurn && <PresetsPart cameraId={cameraId} ask={ask} isDisabled={isDisabled} />}
        <OverviewPart {...part} />
        <CameraName setUp={setUp} ask={ask} onChange={onChange} />
        <HoldButton
          testId="remove-camera"
          action={t('cameraSetUp.remove')}
          onHeld={() => void ask({ type: 'remove', cameraId }).then((answer) => answer && onChange())}
        >
          <TrashIcon />
          <span>{t('cameraSetUp.remove')}</span>
        </HoldButton>
      </div>
    </div>
  );
}

function Checklist({ steps }: { steps: ReturnType<typeof stepsOf> }) {
  const { t } = useTranslation();
  if (steps.length === 0) return null;
  return (
    <ul className="camera-steps" aria-label={t('cameraSetUp.steps')} data-testid="camera-steps">
      {steps.map(({ step, isDone }) => (
        <li key={step} data-done={isDone}>
          <Mark icon={isDone ? <CheckIcon /> : <ClockIcon />} look={isDone ? 'good' : 'warning'}>
            {t(isDone ? `cameraSetUp.has_${step}` : `cameraSetUp.lacks_${step}`)}
          </Mark>
        </li>
      ))}
    </ul>
  );
}

const views = ['overview', 'wall'] as const;

function ViewsPart({ setUp, ask, isDisabled, onChange }: PartProps) {
  const { t } = useTranslation();
  const store = async (view: (typeof views)[number]) => {
    if (!(await ask({ type: 'storeView', cameraId: setUp.cameraId, view }))) return;
    notices.show('done', t(`cameraSetUp.stored_${view}`));
    await onChange();
  };
  return (
    <section className="set-up-part">
      <h3>{t('cameraSetUp.views')}</h3>
      <p className="soft">{t('cameraSetUp.viewsText')}</p>
      <div className="camera-ways">
        {views.map((view) => (
          <Button key={view} testId={`store-${view}`} isDisabled={isDisabled} onPress={() => void store(view)}>
            {t(`cameraSetUp.store_${view}`)}
          </Button>
        ))}
      </div>
    </section>
  );
}
