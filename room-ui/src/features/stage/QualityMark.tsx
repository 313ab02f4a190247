/** How a device's line goes: a calm sign while it is good, the reason in words when it is not. */
import type { LinkQuality } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { SignalIcon, WarningIcon } from '../../ui/icons.tsx';

type QualityMarkProps = { quality: LinkQuality | null; isLong: boolean };

/** That a device is not connected is said across its whole picture. */
export function QualityMark({ quality, isLong }: QualityMarkProps) {
  const { t } = useTranslation();
  if (quality === null || quality === 'lost') return null;
  const words = t(`linkQuality.${quality}`);
  const isGood = quality === 'good';
  return (
    <span className={isGood ? 'mark' : 'mark warning'} title={words} data-testid="link-quality" data-quality={quality}>
      {isGood ? <SignalIcon /> : <WarningIcon />}
      {!isGood && <span aria-hidden="true">{isLong ? words : t(`linkQuality.short_${quality}`)}</span>}
      <span className="unseen">{words}</span>
    </span>
  );
}
