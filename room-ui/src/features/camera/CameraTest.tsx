/** The test of a camera: it moves by itself for up to a minute and a half, and then it is known how to drive it. */
import { useState } from 'react';
import type { AgentAnswer } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useNow } from '../../session/SessionContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { duration, numberText } from '../../ui/format.ts';
import { Progress } from '../../ui/Progress.tsx';
import type { PartProps } from './set-up-part.ts';

type Report = NonNullable<AgentAnswer['test']>;

/** `onTesting`: meanwhile nobody else is to drive it. */
type CameraTestProps = PartProps & { onTesting: (isTesting: boolean) => void };

export function CameraTest({ setUp, ask, isDisabled, onChange, onTesting }: CameraTestProps) {
  const { t } = useTranslation();
  const [report, setReport] = useState<Report | 'running' | null>(null);
  const run = async () => {
    setReport('running');
    onTesting(true);
    const answer = await ask({ type: 'test', cameraId: setUp.cameraId });
    onTesting(false);
    setReport(answer?.test ?? null);
    if (answer) await onChange();
  };
  return (
    <section className="set-up-part">
      <h3>{t('cameraSetUp.test')}</h3>
      <p className="soft">{t('cameraSetUp.testText')}</p>
      <div className="camera-ways">
        <Button
          testId="test-camera"
          isDisabled={isDisabled}
          isPending={report === 'running'}
          onPress={() => void run()}
        >
          {t(setUp.isTested ? 'cameraSetUp.testAgain' : 'cameraSetUp.testStart')}
        </Button>
      </div>
      {report === 'running' && <Running />}
      {report && report !== 'running' && <Result report={report} />}
    </section>
  );
}

/** Nobody knows how long this camera takes: the time that has passed is shown, and what is usual. */
function Running() {
  const { t } = useTranslation();
  const nowMs = useNow();
  const [sinceMs] = useState(nowMs);
  return (
    <Progress
      label={t('cameraSetUp.testRunning', { passed: duration(nowMs - sinceMs) })}
      value={null}
      testId="test-running"
    />
  );
}

function Result({ report: { rung, videoLatencyMs, hasPicture } }: { report: Report }) {
  const { t } = useTranslation();
  return (
    <ul className="test-result" role="status" data-testid="test-result">
      <li>{t(`cameraSetUp.rung_${rung ?? 'none'}`)}</li>
      <li>
        {videoLatencyMs === null
          ? t('cameraSetUp.latencyUnknown')
          : t('cameraSetUp.latency', { ms: numberText(Math.round(videoLatencyMs)) })}
      </li>
      <li>{t(hasPicture ? 'cameraSetUp.hasPicture' : 'cameraSetUp.hasNoPicture')}</li>
    </ul>
  );
}
