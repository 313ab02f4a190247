/** Who has the floor, for how long, and the way to end it for those who run the meeting. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useNow, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { duration } from '../../ui/format.ts';
import { MicrophoneIcon, StopIcon } from '../../ui/icons.tsx';
import { speakersOf } from './model.ts';
import { openMsAt } from './time.ts';
import './floor.css';

export function SpeakerBar() {
  const { t } = useTranslation();
  const floor = useSlice('floor').head;
  const names = useSlice('attendance').rows;
  const me = useSlice('me').head;
  const isOnline = useIsOnline();
  const command = useCommand();
  const now = useNow();
  return (
    <ul className="speakers">
      {speakersOf(floor, names).map(
        ({ personId, speech, name, title, siteName, substituteFor, kind, clock, isPaused }) => (
          <li key={personId} data-testid={`speaker-${personId}`}>
            <MicrophoneIcon size="1.75rem" />
            <span className="who">
              <strong>{name}</strong>
              <span className="small">
                {kind === 'chair'
                  ? t('floor.speakingChair')
                  : [title, substituteFor && t('floor.substituteFor', { name: substituteFor }), siteName]
                      .filter(Boolean)
                      .join(' · ')}
              </span>
            </span>
            <span className="time" role="timer" aria-live="off" data-paused={isPaused}>
              {duration(openMsAt(clock, now))}
              {isPaused && <span className="small">{t('floor.speechPaused')}</span>}
            </span>
            {me.may.includes('floor.withdraw') && me.personId !== personId && (
              <Button
                testId={`withdraw-${personId}`}
                label={t('floor.withdrawLabel', { name })}
                isDisabled={!isOnline}
                onPress={() => void command('floor.withdraw', { personId, speech })}
              >
                <StopIcon />
                <span className="words">{t('floor.withdraw')}</span>
              </Button>
            )}
          </li>
        ),
      )}
    </ul>
  );
}
