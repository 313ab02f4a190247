/** The speakers list of those who run the meeting: kinds, fairness, one tap to give the floor, and below it the mode. */
import type { RequestKind } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useNow, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { WarningIcon } from '../../ui/icons.tsx';
import { useNextAction } from '../next-action/use-next-action.ts';
import { ModeLine } from './ModeLine.tsx';
import { type ChairRequest, chairQueueOf, type Invited, type RequestGroup, spokenMinutes } from './queue-model.ts';
import { RequestMenu } from './RequestMenu.tsx';
import '../floor/floor.css';
import './chair-queue.css';

export function ChairQueue() {
  const { t } = useTranslation();
  const { activeItemId } = useSlice('agenda').head;
  const queue = chairQueueOf(useSlice('floor'), activeItemId, useSlice('attendance').rows, useSlice('speaking').rows);
  const next = useNextAction();
  const nextId = next.name === 'grant' ? queue.groups[0]?.requests[0]?.requestId : undefined;
  return (
    <section className="panel queue chair-queue" aria-label={t('floor.queue')}>
      <h2>
        {t('floor.queue')} <span className="count">{queue.count}</span>
      </h2>
      {/* Read out when the number changes, without the list. */}
      <p className="unseen" role="status">
        {t('chair.queueCount', { count: queue.count })}
      </p>
      <div className="requests">
        {queue.count + queue.invited.length === 0 && <p className="soft empty">{t('floor.queueEmpty')}</p>}
        {queue.invited.length > 0 && (
          <ol aria-label={t('chair.invited')}>
            {queue.invited.map((invited) => (
              <InvitedRow key={invited.personId} invited={invited} />
            ))}
          </ol>
        )}
        {queue.groups.map((group) => (
          <Group key={group.kind} group={group} nextId={nextId} hasTitle={queue.groups.length > 1} />
        ))}
      </div>
      <ModeLine />
    </section>
  );
}

type GroupProps = { group: RequestGroup; nextId: number | undefined; hasTitle: boolean };

function Group({ group: { kind, requests }, nextId, hasTitle }: GroupProps) {
  const { t } = useTranslation();
  const title = t(`chair.group_${kind}`, { count: requests.length });
  return (
    <>
      {(hasTitle || kind !== 'contribution') && (
        <h3 className="group-title" data-kind={kind}>
          {kind === 'pointOfOrder' && <WarningIcon size="1.25rem" />}
          {title}
        </h3>
      )}
      <ol aria-label={title}>
        {requests.map((request) => (
          <RequestRow key={request.requestId} request={request} isNext={request.requestId === nextId} />
        ))}
      </ol>
    </>
  );
}

function RequestRow({ request, isNext }: { request: ChairRequest; isNext: boolean }) {
  const { t } = useTranslation();
  const status = useSlice('meeting').head.status;
  const isOnline = useIsOnline();
  const command = useCommand();
  const { personId, requestId, kind, name, title, place } = request;
  return (
    <li className="row" data-kind={kind} data-next={isNext} data-testid={`queue-${personId}`}>
      <span className="place">{kind === 'pointOfOrder' ? <KindSign kind={kind} /> : place}</span>
      <span className="who" title={title || undefined}>
        <strong>{name}</strong>
        {/* The one to be called next is called by title; the others give their room to a longer list. */}
        {title && <span className={isNext ? 'soft small' : 'unseen'}>{title}</span>}
        <Fairness request={request} />
      </span>
      <RequestMenu request={request} />
      <Button
        testId={`grant-${personId}`}
        className="invite"
        look={isNext ? 'primary' : 'plain'}
        label={t('floor.inviteLabel', { name })}
        isDisabled={!isOnline || status !== 'inSession'}
        onPress={() => void command('floor.grant', { personId, requestId })}
      >
        {t('floor.invite')}
      </Button>
    </li>
  );
}

function KindSign({ kind }: { kind: RequestKind }) {
  const { t } = useTranslation();
  return (
    <span className="kind-sign" title={t(`chair.kind_${kind}`)}>
      <WarningIcon />
      <span className="unseen">{t(`chair.kind_${kind}`)}</span>
    </span>
  );
}

/** Advice only: from where the person is, how often and how long they have spoken. */
function Fairness({ request: { spokenCount, spokenMs, from } }: { request: ChairRequest }) {
  const { t } = useTranslation();
  const figures = { count: spokenCount, minutes: spokenMinutes(spokenMs) };
  return (
    <span className="soft small fairness">
      {from && <span>{from}</span>}
      <span className="figures">
        <span aria-hidden="true">{t(spokenCount === 0 ? 'chair.notSpokenShort' : 'chair.spokenShort', figures)}</span>
        <span className="unseen">{spokenCount === 0 ? t('chair.notSpoken') : t('chair.spoken', figures)}</span>
      </span>
    </span>
  );
}

function InvitedRow({ invited: { personId, name, from, expiresAt } }: { invited: Invited }) {
  const { t } = useTranslation();
  const now = useNow();
  const isOnline = useIsOnline();
  const command = useCommand();
  const seconds = Math.max(0, Math.ceil((expiresAt - now) / 1_000));
  return (
    <li className="row" data-testid={`queue-${personId}`}>
      <span className="place">…</span>
      <span className="who">
        <strong>{name}</strong>
        <span className="soft small">{from}</span>
        <span className="small">{t('floor.invited', { seconds })}</span>
      </span>
      <Button
        testId={`withdraw-${personId}`}
        size="compact"
        isDisabled={!isOnline}
        onPress={() => void command('floor.withdraw', { personId, speech: null })}
      >
        {t('floor.withdrawInvitation')}
      </Button>
    </li>
  );
}
