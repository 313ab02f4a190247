/** The test before joining: loudspeaker, and the line in one verdict. Loaded after the page has been drawn. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { ownMedia } from '../../media/own-media.ts';
import { failureText } from '../../session/failure-text.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckIcon, WarningIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { bitrateWords, delayWords, percentWords } from './figures.ts';
import { runTest, type TestAccess, type Tested } from './run-test.ts';
import { SpeakerTest } from './SpeakerTest.tsx';
import { TestDetails } from './TestDetails.tsx';
import { adviceFor, lowerBps } from './verdict.ts';
import '../../ui/states.css';
import './connection-test.css';

type State = { name: 'idle' | 'running' } | { name: 'done'; tested: Tested } | { name: 'refused'; failure: unknown };

/** What a test takes, a little less on a good line. */
const wholeSeconds = 9;

export function ConnectionTest({ access }: { access: TestAccess }) {
  const { t } = useTranslation();
  const [state, setState] = useState<State>({ name: 'idle' });
  const [secondsLeft, setSecondsLeft] = useState(wholeSeconds);
  const running = useRef<AbortController | null>(null);
  // Who joins or leaves the page ends the test, so that it takes nothing from the meeting.
  useEffect(() => () => running.current?.abort(), []);
  const start = async () => {
    const ending = new AbortController();
    running.current = ending;
    setState({ name: 'running' });
    setSecondsLeft(wholeSeconds);
    const timer = setInterval(() => setSecondsLeft((seconds) => Math.max(1, seconds - 1)), 1_000);
    try {
      const tested = await runTest(access, ownMedia.state.get().microphone, ending.signal);
      setState({ name: 'done', tested });
    } catch (failure) {
      if (!ending.signal.aborted) setState({ name: 'refused', failure });
    } finally {
      clearInterval(timer);
    }
  };
  const isRunning = state.name === 'running';
  return (
    <section className="connection-test" aria-labelledby="connection-test-title" data-testid="connection-test">
      <h2 id="connection-test-title">{t('connectionTest.title')}</h2>
      <p className="soft small">{t('connectionTest.text')}</p>
      <div className="connection-test-buttons">
        <Button testId="start-connection-test" isPending={isRunning} onPress={() => void start()}>
          {isRunning && <span className="spinner small-spinner" />}
          {isRunning
            ? t('connectionTest.running', { seconds: secondsLeft })
            : t(state.name === 'idle' ? 'connectionTest.start' : 'connectionTest.again')}
        </Button>
        <SpeakerTest />
      </div>
      <div role="status">
        {state.name === 'done' && <Verdict tested={state.tested} />}
        {state.name === 'refused' && (
          <Mark icon={<WarningIcon />} look="warning">
            {t('connectionTest.refused')}: {failureText(t, state.failure)}
          </Mark>
        )}
      </div>
      {state.name === 'done' && <TestDetails tested={state.tested} />}
    </section>
  );
}

function Verdict({ tested }: { tested: Tested }) {
  const { t } = useTranslation();
  const { verdict, roundTripMs, lossRatio } = tested;
  const isGood = verdict === 'good';
  const bps = lowerBps(tested);
  const words = verdict === 'poor' && bps === null ? 'tooPoor' : verdict;
  return (
    <div className="connection-verdict" data-testid="connection-verdict" data-verdict={verdict}>
      <Mark icon={isGood ? <CheckIcon /> : <WarningIcon />} look={isGood ? 'good' : 'warning'}>
        {t(`connectionTest.verdict_${words}`, {
          bitrate: bitrateWords(t, bps),
          delay: delayWords(t, roundTripMs),
        })}
      </Mark>
      <p>{t(`connectionTest.advice_${adviceFor(tested)}`, { loss: percentWords(t, lossRatio) })}</p>
    </div>
  );
}
