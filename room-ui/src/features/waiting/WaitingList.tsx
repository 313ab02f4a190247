/** Those who wait to be let in, for those who run the meeting: in sight while there are any, and away when there are none. */
import type { WaitingRow } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useNow, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { duration } from '../../ui/format.ts';
import { CheckIcon, LockIcon, PeopleIcon } from '../../ui/icons.tsx';
import { useLayout } from '../../ui/use-layout.ts';
import { askingCount, inOrder, partsOf } from './model.ts';
import { waitingPart } from './parts.ts';
import './waiting.css';

/** Beside the picture where there is room for it, else one line that opens the list. */
export function WaitingPanel() {
  const { t } = useTranslation();
  const layout = useLayout();
  const held = useSlice('waiting').rows;
  const rows = inOrder(held);
  const count = askingCount(held);
  if (rows.length === 0 || (layout !== 'wide' && count === 0)) return null;
  if (layout !== 'wide') {
    return (
      <section className="waiting-line" aria-label={t('waiting.title')} data-testid="waiting-line">
        <span>
          <PeopleIcon size="1.25rem" />
          {t('waiting.title')} <span className="count">{count}</span>
        </span>
        <Button size="compact" testId="waiting-open" onPress={() => waitingPart.set({ name: 'list' })}>
          {t('waiting.show')}
        </Button>
      </section>
    );
  }
  return (
    <section className="waiting-panel" aria-label={t('waiting.title')} data-testid="waiting-panel">
      <h2>
        {t('waiting.title')} <span className="count">{count}</span>
      </h2>
      <WaitingRows rows={held} />
    </section>
  );
}

export function WaitingRows({ rows }: { rows: Record<string, WaitingRow> }) {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const command = useCommand();
  const { asking, outside } = partsOf(rows);
  const open = asking.filter(({ isDenied }) => !isDenied);
  const admitAll = () => {
    void command('admission.admit', { endpointIds: open.map(({ endpointId }) => endpointId) });
  };
  return (
    <>
      <ul className="waiting-rows">
        {asking.map((row) => (
          <Row key={row.endpointId} row={row} />
        ))}
      </ul>
      {open.length > 1 && (
        <Button testId="admit-all" isDisabled={!isOnline} onPress={admitAll}>
          <CheckIcon size="1.25rem" />
          {t('waiting.admitAll')}
        </Button>
      )}
      {outside.length > 0 && <Outside rows={outside} />}
    </>
  );
}

/** They ask for nothing: they come back by themselves, unless somebody lets one in before. */
function Outside({ rows }: { rows: readonly WaitingRow[] }) {
  const { t } = useTranslation();
  return (
    <section className="outside" aria-label={t('waiting.outside')} data-testid="waiting-outside">
      <h3>
        <LockIcon size="1.25rem" />
        {t('waiting.outside')} <span className="count">{rows.length}</span>
      </h3>
      <p className="soft small">{t('waiting.outsideText')}</p>
      <ul className="waiting-rows">
        {rows.map((row) => (
          <Row key={row.endpointId} row={row} />
        ))}
      </ul>
    </section>
  );
}

function Row({ row }: { row: WaitingRow }) {
  const { t } = useTranslation();
  const now = useNow();
  const isOnline = useIsOnline();
  const command = useCommand();
  const { endpointId, name, role, siteName, since, isDenied, isRemoved, isOutside } = row;
  const state = isDenied
    ? t('waiting.denied')
    : isRemoved
      ? t('waiting.wasRemoved')
      : t('waiting.since', { time: duration(now - since) });
  return (
    <li className="row" data-testid={`waiting-${row.personId ?? endpointId}`} data-denied={isDenied}>
      <span className="who">
        <strong>{name}</strong>
        <span className="soft small">{[t(`role.${role}`), siteName].filter(Boolean).join(' · ')}</span>
        <span className="soft small">{state}</span>
      </span>
      <Button
        size="compact"
        testId={`admit-${row.personId ?? endpointId}`}
        label={t('waiting.admitLabel', { name })}
        isDisabled={!isOnline}
        onPress={() => void command('admission.admit', { endpointIds: [endpointId] })}
      >
        {t('waiting.admit')}
      </Button>
      {!isDenied && !isOutside && (
        <Button
          size="compact"
          look="quiet"
          testId={`deny-${row.personId ?? endpointId}`}
          label={t('waiting.denyLabel', { name })}
          isDisabled={!isOnline}
          onPress={() => waitingPart.set({ name: 'deny', endpointId, who: name })}
        >
          {t('waiting.deny')}
        </Button>
      )}
    </li>
  );
}
