/** The figures of a test, for a technician who is called. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { numberText } from '../../ui/format.ts';
import { bitrateWords, delayWords, percentWords } from './figures.ts';
import type { Tested } from './run-test.ts';

export function TestDetails({ tested }: { tested: Tested }) {
  const { t } = useTranslation();
  const { sendBps, receiveBps, roundTripMs, lossRatio, path, isRelayReachable, reconnectMs } = tested;
  const relay = isRelayReachable === null ? 'none' : isRelayReachable ? 'yes' : 'no';
  const reconnect =
    reconnectMs === null
      ? t('connectionTest.reconnectNo')
      : t('connectionTest.seconds', { value: numberText(Math.round(reconnectMs / 100) / 10) });
  const rows = [
    [t('connectionTest.sent'), bitrateWords(t, sendBps)],
    [t('connectionTest.received'), bitrateWords(t, receiveBps)],
    [t('connectionTest.roundTrip'), delayWords(t, roundTripMs)],
    [t('connectionTest.serverRoundTrip'), delayWords(t, tested.serverRoundTripMs)],
    [t('connectionTest.loss'), percentWords(t, lossRatio)],
    [t('connectionTest.path'), path ? t(`connectionTest.path_${path}`) : t('connectionTest.unknown')],
    [t('connectionTest.reconnect'), reconnect],
    [t('connectionTest.relay'), t(`connectionTest.relay_${relay}`)],
    [t('connectionTest.source'), t(`connectionTest.source_${tested.hasOwnSound ? 'camera' : 'made'}`)],
  ] as const;
  return (
    <details className="test-details" data-testid="test-details">
      <summary>{t('connectionTest.details')}</summary>
      <dl>
        {rows.map(([term, words]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
