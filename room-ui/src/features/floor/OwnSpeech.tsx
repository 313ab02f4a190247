/** While one has the floor: that the microphone is open, or why it is not, the own time, and the way to end. */
import type { PauseCause, SpeakerView } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { ownMedia } from '../../media/own-media.ts';
import { useIsOnline, useNow, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { useStore } from '../../session/use-store.ts';
import { Button } from '../../ui/Button.tsx';
import { duration } from '../../ui/format.ts';
import { MicrophoneIcon, MicrophoneOffIcon, PauseIcon, WarningIcon } from '../../ui/icons.tsx';
import type { OwnStanding } from './own-floor.ts';
import { clockStateOf, openMsAt, remainingMsAt } from './time.ts';
import { useSpeechTones } from './use-speech-tones.ts';

/** What counts first where several things pause a speech. */
const causes: readonly PauseCause[] = ['siteLost', 'chair', 'pointOfOrder', 'chairPriority'];

export function OwnSpeech({ standing }: { standing: Extract<OwnStanding, { state: 'speaking' }> }) {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const command = useCommand();
  const { isMuted } = useStore(ownMedia.state);
  const { personId, name, isOther, speaker } = standing;
  const pausedBy = causes.find((cause) => speaker.pausedBy.includes(cause));
  const look = pausedBy ? 'paused' : isMuted ? 'muted' : '';
  const Icon = pausedBy ? PauseIcon : isMuted ? MicrophoneOffIcon : MicrophoneIcon;
  useSpeechTones(speaker);
  return (
    <div className={`speaking-now ${look}`}>
      <p role="status">
        <Icon size="1.75rem" />
        <span>
          <strong>
            {t(pausedBy ? 'ownFloor.pausedTitle' : isMuted ? 'floor.microphoneMuted' : 'floor.microphoneOpen')}
          </strong>
          {isOther && <span className="small">{name}</span>}
          {pausedBy && (
            <span className="small" data-testid="paused-by">
              {t(`ownFloor.paused_${pausedBy}`)}
            </span>
          )}
        </span>
        <OwnTimer speaker={speaker} />
      </p>
      <Button
        size="large"
        testId="floor-button"
        isDisabled={!isOnline}
        onPress={() => void command('floor.yield', { personId, speech: speaker.speech })}
      >
        {t('floor.yield')}
      </Button>
    </div>
  );
}

/** What is left where there is a limit, else what was spoken. */
function OwnTimer({ speaker }: { speaker: SpeakerView }) {
  const { t } = useTranslation();
  const now = useNow();
  const { rules } = useSlice('floor').head;
  const remainingMs = remainingMsAt(speaker, now);
  const state = clockStateOf(speaker, rules, now);
  // A second that has begun is shown as left: the same figure as at the chair's and on the wall.
  const leftMs = remainingMs !== null && remainingMs > 0 ? remainingMs + 999 : -(remainingMs ?? 0);
  const shownMs = remainingMs === null ? openMsAt(speaker, now) : leftMs;
  return (
    <span className="own-timer" data-testid="own-timer" data-state={state}>
      <span className="time" role="timer" aria-live="off">
        {duration(shownMs)}
      </span>
      <span className="small">
        {state !== 'calm' && <WarningIcon size="1rem" />}
        {t(
          remainingMs === null
            ? 'ownFloor.timeOpen'
            : state === 'over'
              ? 'ownFloor.timeOver'
              : state === 'warning'
                ? 'ownFloor.timeWarning'
                : 'ownFloor.timeLeft',
        )}
      </span>
    </span>
  );
}
