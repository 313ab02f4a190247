/** What follows upon asking for the floor, and what stands around the big button: other ways to ask, and what the mode means. */
import { Suspense, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useNow, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckIcon, HandIcon, MoreIcon } from '../../ui/icons.tsx';
import { lazyPart } from '../controls/lazy-part.ts';
import { modeHintOf } from './asking.ts';
import type { Floor } from './model.ts';
import { Offers } from './Offers.tsx';
import { OwnSpeech } from './OwnSpeech.tsx';
import type { FloorButton, OwnStanding } from './own-floor.ts';
import './own-floor.css';

const FloorSheet = lazyPart(async () => (await import('./FloorSheet.tsx')).FloorSheet);

type InState<State extends OwnStanding['state']> = Extract<OwnStanding, { state: State }>;

export function OwnFloor({ button, floor }: { button: FloorButton; floor: Floor }) {
  const me = useSlice('me').head;
  // Those who give the floor give it to themselves.
  const mustAsk = me.personId === null || !me.may.includes('floor.grant');
  return (
    <>
      {button.state !== 'speaking' && <Offers />}
      {button.state === 'waiting' && <WaitingButton standing={button} />}
      {button.state === 'invited' && <Invitation standing={button} />}
      {button.state === 'speaking' && <OwnSpeech standing={button} />}
      {mustAsk && hasOtherWays(button) && <OtherWays personIds={button.personIds} />}
      <ModeLine button={button} floor={floor} />
    </>
  );
}

/** An invitation keeps its room, and who speaks asks for nothing: unless others sit at the same device. */
function hasOtherWays(button: FloorButton): boolean {
  if (button.personIds.length === 0 || button.state === 'invited') return false;
  return button.state !== 'speaking' || button.personIds.length > 1;
}

function WaitingButton({ standing }: { standing: InState<'waiting'> }) {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const command = useCommand();
  const { personId, place, kind, requestId, name, isOther } = standing;
  return (
    <Button
      size="large"
      testId="floor-button"
      className="waiting"
      isDisabled={!isOnline}
      onPress={() => void command('floor.cancelRequest', { personId, requestId })}
    >
      <HandIcon />
      <span>
        <strong>{t('floor.waiting', { place })}</strong>
        {isOther && <span className="small">{name}</span>}
        <span className="small">
          {kind === 'contribution'
            ? t('floor.waitingCancel')
            : t('ownFloor.waitingKind', { kind: t(`ownFloor.kind_${kind}`) })}
        </span>
      </span>
    </Button>
  );
}

function Invitation({ standing }: { standing: InState<'invited'> }) {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const command = useCommand();
  const now = useNow();
  const { personId, name, isOther, expiresAt } = standing;
  const seconds = Math.max(0, Math.ceil((expiresAt - now) / 1_000));
  return (
    <div className="invitation" role="alertdialog" aria-labelledby="invitation-words">
      <p id="invitation-words">
        <strong>{isOther ? t('floor.invitationFor', { name }) : t('floor.invitation')}</strong>
        <span className="countdown">{seconds}</span>
      </p>
      <Button
        size="large"
        testId="decline-button"
        isDisabled={!isOnline}
        onPress={() => void command('floor.decline', { personId, expiresAt })}
      >
        {t('floor.decline')}
      </Button>
      <Button
        size="large"
        look="primary"
        testId="accept-button"
        isDisabled={!isOnline}
        onPress={() => void command('floor.accept', { personId, expiresAt })}
      >
        <CheckIcon />
        {t('floor.accept')}
      </Button>
    </div>
  );
}

function OtherWays({ personIds }: { personIds: FloorButton['personIds'] }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        className="floor-kinds"
        testId="floor-kinds"
        label={t('ownFloor.kindsLabel')}
        onPress={() => setOpen(true)}
      >
        <MoreIcon />
        <span>{t('ownFloor.kinds')}</span>
      </Button>
      {isOpen && (
        <Suspense>
          <FloorSheet personIds={personIds} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function ModeLine({ button, floor }: { button: FloorButton; floor: Floor }) {
  const { t } = useTranslation();
  const me = useSlice('me').head;
  const names = useSlice('attendance').rows;
  const { status } = useSlice('meeting').head;
  const isAsking = button.state === 'waiting' || (button.state === 'none' && !button.isOwnGrant);
  const hint = isAsking && status === 'inSession' ? modeHintOf(floor.mode, me, floor, names) : null;
  if (!hint) return null;
  return (
    <p className="floor-hint" data-testid="floor-hint" data-mode={hint.name}>
      {t(`ownFloor.hint_${hint.name}`, { ...hint })}
    </p>
  );
}
