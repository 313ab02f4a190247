/** A small mark with the age of what the display shows, while the server is away: the picture and the clocks go on. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { UnlinkedIcon } from '../../ui/icons.tsx';
import type { ConnectionNotice } from '../connection/model.ts';

type LostMarkProps = { notice: Exclude<ConnectionNotice, { name: 'none' | 'back' }> };

export function LostMark({ notice }: LostMarkProps) {
  const { t } = useTranslation();
  return (
    <p className="hall-lost" data-testid="connection-bar">
      <UnlinkedIcon />
      {notice.name === 'catchingUp' ? t('hall.catchingUp') : t('hall.lost', { seconds: notice.seconds })}
    </p>
  );
}
