/** What meeting and desk show alike: whether the facts are fresh, the sections, and the paper while it is printed. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { usePrinting } from '../../ui/use-printing.ts';
import { MinutesPaper } from './MinutesPaper.tsx';
import { MinutesSections } from './MinutesSections.tsx';
import type { ReadMinutes } from './use-minutes.ts';
import '../../ui/states.css';
import './minutes.css';

type BodyProps = { read: ReadMinutes; mayWrite: boolean; meetingId: string | null };

export function MinutesBody({ read: { document, hasFailed }, mayWrite, meetingId }: BodyProps) {
  const { t } = useTranslation();
  const isPrinting = usePrinting();
  if (!document) {
    return (
      <p className="soft minutes-wait" role="status">
        {!hasFailed && <span className="spinner" />}
        {t(hasFailed ? 'minutes.failedFirst' : 'minutes.loading')}
      </p>
    );
  }
  return (
    <>
      <p className="minutes-hint soft">{t(mayWrite ? 'minutes.hint' : 'minutes.hintRead')}</p>
      {(hasFailed || document.isDamaged) && (
        <Mark icon={<WarningIcon />} look="warning">
          {t(document.isDamaged ? 'minutes.damaged' : 'minutes.failed')}
        </Mark>
      )}
      <MinutesSections document={document} mayWrite={mayWrite} meetingId={meetingId} />
      {isPrinting && <MinutesPaper document={document} />}
    </>
  );
}
