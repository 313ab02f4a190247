/** The one big button of everybody who may speak. What it says is what the server says; it never runs ahead. */

import { Suspense } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { ownMedia } from '../../media/own-media.ts';
import { useIsOnline, useNow, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { useStore } from '../../session/use-store.ts';
import { Button } from '../../ui/Button.tsx';
import { duration } from '../../ui/format.ts';
import { CheckIcon, HandIcon, MicrophoneIcon, MicrophoneOffIcon } from '../../ui/icons.tsx';
import { lazyPart } from '../controls/lazy-part.ts';
import { type FloorButton as FloorButtonState, floorButton, floorOf } from './model.ts';
import './floor.css';

const AskForMenu = lazyPart(async () => (await import('./AskForMenu.tsx')).AskForMenu);

type InState<State extends FloorButtonState['state']> = Extract<FloorButtonState, { state: State }>;

export function FloorButton() {
  const { t } = useTranslation();
  const me = useSlice('me').head;
  const names = useSlice('attendance').rows;
  const button = floorButton(me, floorOf(useSlice('floor')), names, useSlice('meeting').head.status);
  return (
    <div className="floor" data-standing={button?.state ?? 'none'}>
      {!button && <span className="soft">{t('floor.listenOnly')}</span>}
      {button?.state === 'unavailable' && (
        <Button size="large" isDisabled testId="floor-button">
          {t(`floor.${button.reason}`)}
        </Button>
      )}
      {button?.state === 'none' && <AskButton button={button} />}
      {button?.state === 'waiting' && <WaitingButton button={button} />}
      {button?.state === 'invited' && <Invitation button={button} />}
      {button?.state === 'speaking' && <Speaking button={button} />}
    </div>
  );
}

function AskButton({ button }: { button: InState<'none'> }) {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const command = useCommand();
  const { personIds, isOwnGrant } = button;
  const [personId] = personIds;
  if (personIds.length > 1) {
    return (
      <Suspense>
        <AskForMenu personIds={personIds} />
      </Suspense>
    );
  }
  return (
    <Button
      size="large"
      look={isOwnGrant ? 'plain' : 'primary'}
      testId="floor-button"
      isDisabled={!isOnline || !personId}
      onPress={() => personId && void command(isOwnGrant ? 'floor.grant' : 'floor.request', { personId })}
    >
      {isOwnGrant ? <MicrophoneIcon /> : <HandIcon />}
      {t(!isOnline ? 'floor.waitsForConnection' : isOwnGrant ? 'floor.speakSelf' : 'floor.request')}
    </Button>
  );
}

function WaitingButton({ button }: { button: InState<'waiting'> }) {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const command = useCommand();
  const { personId, place } = button;
  return (
    <Button
      size="large"
      testId="floor-button"
      className="waiting"
      isDisabled={!isOnline}
      onPress={() => void command('floor.cancelRequest', { personId })}
    >
      <HandIcon />
      <span>
        <strong>{t('floor.waiting', { place })}</strong>
        <span className="small">{t('floor.waitingCancel')}</span>
      </span>
    </Button>
  );
}

function Invitation({ button }: { button: InState<'invited'> }) {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const command = useCommand();
  const now = useNow();
  const { personId, name, isOther, expiresAt } = button;
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
        onPress={() => void command('floor.decline', { personId })}
      >
        {t('floor.decline')}
      </Button>
      <Button
        size="large"
        look="primary"
        testId="accept-button"
        isDisabled={!isOnline}
        onPress={() => void command('floor.accept', { personId })}
      >
        <CheckIcon />
        {t('floor.accept')}
      </Button>
    </div>
  );
}

function Speaking({ button }: { button: InState<'speaking'> }) {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const command = useCommand();
  const now = useNow();
  const { isMuted } = useStore(ownMedia.state);
  const { personId, name, isOther, since } = button;
  return (
    <div className={`speaking-now ${isMuted ? 'muted' : ''}`}>
      <p role="status">
        {isMuted ? <MicrophoneOffIcon size="1.75rem" /> : <MicrophoneIcon size="1.75rem" />}
        <span>
          <strong>{t(isMuted ? 'floor.microphoneMuted' : 'floor.microphoneOpen')}</strong>
          {isOther && <span className="small">{name}</span>}
        </span>
        <span className="time" role="timer" aria-live="off">
          {duration(now - since)}
        </span>
      </p>
      <Button
        size="large"
        testId="floor-button"
        isDisabled={!isOnline}
        onPress={() => void command('floor.yield', { personId })}
      >
        {t('floor.yield')}
      </Button>
    </div>
  );
}
