/** Who has the floor, with a countdown that is read across the room, and what whoever chairs can do about it. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useNow, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { duration } from '../../ui/format.ts';
import { MicrophoneIcon, PauseIcon, PlayIcon, PlusIcon, StopIcon } from '../../ui/icons.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { substitutedName } from '../attendance/model.ts';
import { clockStateOf, openMsAt, remainingMsAt } from '../floor/time.ts';
import { type DeskSpeaker, deskSpeakersOf } from './speaker-model.ts';
import '../floor/floor.css';
import './speaker-desk.css';

export function SpeakerDesk() {
  const floor = useSlice('floor').head;
  const names = useSlice('attendance').rows;
  const me = useSlice('me').head;
  const speakers = deskSpeakersOf(floor, names);
  return (
    <ul className="speakers speaker-desk" data-count={speakers.length}>
      {speakers.map((speaker) => (
        <li key={speaker.personId} data-testid={`speaker-${speaker.personId}`} data-kind={speaker.kind}>
          <Who speaker={speaker} substituteFor={substitutedName(names[speaker.personId], names)} />
          <SpeechClock speaker={speaker} />
          {me.may.includes('floor.withdraw') && me.personId !== speaker.personId && <SpeechActions speaker={speaker} />}
        </li>
      ))}
    </ul>
  );
}

function Who({ speaker, substituteFor }: { speaker: DeskSpeaker; substituteFor: string }) {
  const { t } = useTranslation();
  const { kind, name, title, siteName, requestKind, speechNumber } = speaker;
  const what =
    requestKind === 'contribution' && speechNumber > 1
      ? t('chair.speechNumber', { number: speechNumber })
      : requestKind !== 'contribution' && t(`chair.kind_${requestKind}`);
  const facts =
    kind === 'chair'
      ? [t('floor.speakingChair')]
      : [title, substituteFor && t('floor.substituteFor', { name: substituteFor }), siteName, what];
  return (
    <span className="who">
      <strong>
        <MicrophoneIcon size="1.5rem" />
        {name}
      </strong>
      <span className="small">{facts.filter(Boolean).join(' · ')}</span>
    </span>
  );
}

/** Only the change from calm to warning to over is read out, not the seconds. */
function SpeechClock({ speaker }: { speaker: DeskSpeaker }) {
  const { t } = useTranslation();
  const now = useNow();
  const { rules } = useSlice('floor').head;
  const { personId, name, pausedBy } = speaker;
  const leftMs = remainingMsAt(speaker, now);
  const state = clockStateOf(speaker, rules, now);
  const isPaused = pausedBy.length > 0;
  const words = leftMs === null ? t('chair.spokenFor') : t(state === 'over' ? 'chair.over' : 'chair.left');
  return (
    <span className="speech-clock" data-state={state} data-paused={isPaused}>
      <span className="time" role="timer" aria-live="off" data-testid={`timer-${personId}`} data-state={state}>
        {leftMs === null
          ? duration(openMsAt(speaker, now))
          : leftMs <= 0
            ? `−${duration(-leftMs)}`
            : duration(leftMs + 999)}
      </span>
      <span className="small words">{isPaused ? t(`chair.paused_${pausedBy[0] ?? 'chair'}`) : words}</span>
      <span className="unseen" role="status">
        {state === 'warning' && t('chair.warningSaid', { name })}
        {state === 'over' && t('chair.overSaid', { name })}
      </span>
    </span>
  );
}

function SpeechActions({ speaker }: { speaker: DeskSpeaker }) {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const command = useCommand();
  const { personId, speech, name, kind, pausedBy } = speaker;
  const isPaused = pausedBy.includes('chair');
  return (
    <span className="speech-actions">
      {kind === 'speaker' && speaker.budgetMs !== null && <ExtendButtons speaker={speaker} />}
      {kind === 'speaker' && (
        <Button
          testId={isPaused ? 'resume-speech' : 'pause-speech'}
          look={isPaused ? 'primary' : 'plain'}
          label={t(isPaused ? 'chair.resumeLabel' : 'chair.pauseLabel', { name })}
          isDisabled={!isOnline}
          onPress={() => void command(isPaused ? 'floor.resume' : 'floor.pause', { personId, speech })}
        >
          {isPaused ? <PlayIcon /> : <PauseIcon />}
          {t(isPaused ? 'chair.resume' : 'chair.pause')}
        </Button>
      )}
      <Button
        testId={`withdraw-${personId}`}
        label={t('floor.withdrawLabel', { name })}
        isDisabled={!isOnline}
        onPress={() => void command('floor.withdraw', { personId, speech })}
      >
        <StopIcon />
        {t('chair.end')}
      </Button>
    </span>
  );
}

/** The shortest extension is one tap; the others are in the menu beside it. */
function ExtendButtons({ speaker: { personId, speech, name } }: { speaker: DeskSpeaker }) {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const command = useCommand();
  const [first, ...others] = useSlice('floor').head.rules.extensionsMs.toSorted((one, other) => one - other);
  if (first === undefined) return null;
  const extend = (addMs: number) => void command('floor.extend', { personId, speech, addMs });
  const words = (addMs: number) => t('chair.extend', { minutes: addMs / 60_000 });
  return (
    <span className="extend">
      <Button
        testId={`extend-${first / 1_000}`}
        label={t('chair.extendLabel', { name, minutes: first / 60_000 })}
        isDisabled={!isOnline}
        onPress={() => extend(first)}
      >
        {words(first)}
      </Button>
      {others.length > 0 && (
        <Menu
          icon={<PlusIcon />}
          label={t('chair.extendMore', { name })}
          className="plain"
          testId="extend-menu"
          isDisabled={!isOnline}
        >
          {others.map((addMs) => (
            <MenuItem key={addMs} testId={`extend-${addMs / 1_000}`} onAction={() => extend(addMs)}>
              {words(addMs)}
            </MenuItem>
          ))}
        </Menu>
      )}
    </span>
  );
}
