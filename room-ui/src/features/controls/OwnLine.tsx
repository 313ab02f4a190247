/** How the line of this device goes, and what its site's limit leaves to it. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSlice } from '../../session/SessionContext.tsx';
import { numberText } from '../../ui/format.ts';
import { SignalIcon, WarningIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';

export function OwnLine() {
  const { t } = useTranslation();
  const { endpointId, lineCeiling } = useSlice('me').head;
  const quality = useSlice('media').rows[endpointId]?.quality ?? null;
  if (quality === null && lineCeiling === null) return null;
  const isGood = quality === 'good';
  return (
    <section className="own-line" data-testid="own-line">
      <h3>{t('linkQuality.title')}</h3>
      {quality && (
        <Mark icon={isGood ? <SignalIcon /> : <WarningIcon />} look={isGood ? 'good' : 'warning'}>
          {t(`linkQuality.${quality}`)}
        </Mark>
      )}
      {lineCeiling && (
        <p data-testid="own-line-limit">
          {t('linkQuality.limit', { rate: megabits(lineCeiling.siteBps) })}{' '}
          {t('linkQuality.share', {
            receive: megabits(lineCeiling.receiveBps ?? lineCeiling.siteBps),
            send: megabits(lineCeiling.sendBps ?? lineCeiling.siteBps),
          })}
        </p>
      )}
    </section>
  );
}

function megabits(bitsPerSecond: number): string {
  return numberText(Math.round(bitsPerSecond / 1e5) / 10);
}
