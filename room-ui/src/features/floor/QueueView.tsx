/** The shared queue of those who asked for the floor: the same on every device. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useNow, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { duration } from '../../ui/format.ts';
import { isStaff } from '../attendance/model.ts';
import type { NextAction } from '../next-action/model.ts';
import { useNextAction } from '../next-action/use-next-action.ts';
import { floorOf, type QueueEntry, queueOf } from './model.ts';
import { listOf } from './own-floor.ts';
import '../../ui/tabs.css';
import './floor.css';

export function QueueView() {
  const { t } = useTranslation();
  const floor = floorOf(useSlice('floor'));
  const requests = listOf(floor, useSlice('agenda').head.activeItemId);
  const entries = queueOf({ ...floor, requests }, useSlice('attendance').rows);
  const next = useNextAction();
  const me = useSlice('me').head;
  return (
    <section className="panel queue" aria-label={t('floor.queue')} tabIndex={isStaff(me) ? undefined : 0}>
      <h2>
        {t('floor.queue')} <span className="count">{entries.length}</span>
      </h2>
      {entries.length === 0 && <p className="soft empty">{t('floor.queueEmpty')}</p>}
      <ol>
        {entries.map((entry) => (
          <QueueRow key={entry.personId} entry={entry} next={next} />
        ))}
      </ol>
    </section>
  );
}

function QueueRow({ entry, next }: { entry: QueueEntry; next: NextAction }) {
  const { t } = useTranslation();
  const now = useNow();
  const me = useSlice('me').head;
  const { personId, name, detail, state } = entry;
  return (
    <li className={`row ${personId === me.personId ? 'own' : ''}`} data-testid={`queue-${personId}`}>
      <span className="place">{state.name === 'waiting' ? state.place : '…'}</span>
      <span className="who">
        <strong>{name}</strong>
        <span className="soft small since">
          {state.name === 'waiting'
            ? t('floor.waitingSince', { time: duration(now - state.since) })
            : t('floor.invited', { seconds: Math.max(0, Math.ceil((state.expiresAt - now) / 1_000)) })}
        </span>
        <span className="soft small detail">{detail}</span>
      </span>
      <QueueAction entry={entry} isNext={next.name === 'grant' && next.personId === personId} />
    </li>
  );
}

function QueueAction({ entry, isNext }: { entry: QueueEntry; isNext: boolean }) {
  const { t } = useTranslation();
  const me = useSlice('me').head;
  const status = useSlice('meeting').head.status;
  const isOnline = useIsOnline();
  const command = useCommand();
  const { personId, name, state } = entry;
  if (state.name === 'waiting' && me.may.includes('floor.grant')) {
    return (
      <Button
        testId={`grant-${personId}`}
        className="invite"
        look={isNext ? 'primary' : 'plain'}
        label={t('floor.inviteLabel', { name })}
        isDisabled={!isOnline || status !== 'inSession'}
        onPress={() => void command('floor.grant', { personId, requestId: state.requestId })}
      >
        {t('floor.invite')}
      </Button>
    );
  }
  if (state.name === 'invited' && me.may.includes('floor.withdraw')) {
    return (
      <Button
        testId={`withdraw-${personId}`}
        size="compact"
        isDisabled={!isOnline}
        onPress={() => void command('floor.withdraw', { personId, speech: null })}
      >
        {t('floor.withdrawInvitation')}
      </Button>
    );
  }
  return null;
}
