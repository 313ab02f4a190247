/** A short tone, and the question that only the person can answer. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckIcon, SoundIcon, WarningIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { playTestTone } from '../devices/test-tone.ts';

type State = 'idle' | 'playing' | 'asking' | 'speakerGood' | 'speakerBad' | 'noSound';

export function SpeakerTest() {
  const { t } = useTranslation();
  const [state, setState] = useState<State>('idle');
  const play = () => {
    setState('playing');
    playTestTone().then(
      () => setState('asking'),
      () => setState('noSound'),
    );
  };
  const isGood = state === 'speakerGood';
  return (
    <>
      <Button testId="test-speaker" isPending={state === 'playing'} onPress={play}>
        <SoundIcon />
        {t(state === 'playing' ? 'connectionTest.playing' : 'connectionTest.playTone')}
      </Button>
      {state === 'asking' && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these two take effect at once.
        <span className="speaker-question" role="group" aria-label={t('connectionTest.doYouHear')}>
          <span role="status">{t('connectionTest.doYouHear')}</span>
          <Button testId="speaker-heard" onPress={() => setState('speakerGood')}>
            {t('connectionTest.heard')}
          </Button>
          <Button testId="speaker-not-heard" onPress={() => setState('speakerBad')}>
            {t('connectionTest.notHeard')}
          </Button>
        </span>
      )}
      {(isGood || state === 'speakerBad' || state === 'noSound') && (
        <span role="status">
          <Mark icon={isGood ? <CheckIcon /> : <WarningIcon />} look={isGood ? 'good' : 'warning'}>
            {t(`connectionTest.${state}`)}
          </Mark>
        </span>
      )}
    </>
  );
}
