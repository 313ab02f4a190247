/** The thin bar: what is wrong with the connection and how old the screen is; read out once, not each second. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { CheckIcon, UnlinkedIcon } from '../../ui/icons.tsx';
import type { ConnectionNotice } from './model.ts';
import './alerts.css';

export function ConnectionBar({ notice }: { notice: Exclude<ConnectionNotice, { name: 'none' }> }) {
  const { t } = useTranslation();
  if (notice.name === 'back') {
    return (
      <p className="alert back" role="status" data-testid="connection-back">
        <CheckIcon />
        {t('meeting.connection_back')}
      </p>
    );
  }
  if (notice.name === 'catchingUp') {
    return (
      <p className="alert" role="status" data-testid="connection-bar">
        <UnlinkedIcon />
        {t('meeting.connection_catchingUp')}
      </p>
    );
  }
  return (
    <p className="alert" data-testid="connection-bar">
      <UnlinkedIcon />
      <span className="unseen" role="status">
        {t(`meeting.connection_${notice.name}Short`)}
      </span>
      <span aria-hidden="true">{t(`meeting.connection_${notice.name}`, { seconds: notice.seconds })}</span>
    </p>
  );
}
