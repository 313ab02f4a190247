/** Requests that lapsed as the person left: for a short time after the return, one tap takes each up again. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useNow, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { duration } from '../../ui/format.ts';
import { UndoIcon } from '../../ui/icons.tsx';
import { openOffers } from './asking.ts';

export function Offers() {
  const { offers, personId } = useSlice('me').head;
  if (offers.length === 0 || !personId) return null;
  return <OfferLines />;
}

function OfferLines() {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const command = useCommand();
  const now = useNow();
  const { offers, personId } = useSlice('me').head;
  const open = openOffers(offers, now);
  if (open.length === 0 || !personId) return null;
  return (
    <div className="floor-offer">
      <p>{t('ownFloor.restoreText')}</p>
      {open.map(({ requestId, kind, until }) => (
        <Button
          key={requestId}
          testId="restore-request"
          label={t('ownFloor.restoreLabel', { kind: t(`ownFloor.kind_${kind}`) })}
          isDisabled={!isOnline}
          onPress={() => void command('floor.restoreRequest', { personId, requestId })}
        >
          <UndoIcon />
          <span>
            {t(kind === 'contribution' ? 'ownFloor.restore' : 'ownFloor.restoreLabel', {
              kind: t(`ownFloor.kind_${kind}`),
            })}
          </span>
          <span className="time" aria-hidden="true">
            {duration(until - now)}
          </span>
        </Button>
      ))}
    </div>
  );
}
