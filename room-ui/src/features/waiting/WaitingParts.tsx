/** What opens above the page to let people in or keep them out: the door, the list on a phone, a denial, a removal. */
import { useState } from 'react';
import type { EndpointId } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { useStore } from '../../session/use-store.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { TextField } from '../../ui/Field.tsx';
import { PeopleIcon } from '../../ui/icons.tsx';
import { notices } from '../../ui/notices.ts';
import { Switch } from '../../ui/Switch.tsx';
import { ruleOf } from './model.ts';
import { waitingPart } from './parts.ts';
import { WaitingRows } from './WaitingList.tsx';

const close = () => waitingPart.set(null);

export function WaitingParts() {
  const part = useStore(waitingPart);
  if (!part) return null;
  if (part.name === 'door') return <DoorDialog />;
  if (part.name === 'list') return <ListDialog />;
  return <KeepOutDialog key={part.endpointId} kind={part.name} endpointId={part.endpointId} who={part.who} />;
}

function DoorDialog() {
  const { t } = useTranslation();
  const { head, rows } = useSlice('waiting');
  const { rule } = head;
  const isOnline = useIsOnline();
  const command = useCommand();
  const isLocked = rule === 'nobody';
  const doGuestsWait = rule === 'invitedOnly';
  return (
    <Dialog title={t('waiting.doorTitle')} onClose={close}>
      <Switch
        label={t('waiting.lock')}
        hint={t('waiting.lockHint')}
        isOn={isLocked}
        isDisabled={!isOnline}
        testId="lock-switch"
        onChange={(isOn) => void command('meeting.setAdmission', { admission: ruleOf(isOn, false) })}
      />
      <Switch
        label={t('waiting.guestsWait')}
        hint={t('waiting.guestsWaitHint')}
        isOn={doGuestsWait || isLocked}
        isDisabled={!isOnline || isLocked}
        testId="guests-switch"
        onChange={(isOn) => void command('meeting.setAdmission', { admission: ruleOf(false, isOn) })}
      />
      {Object.keys(rows).length > 0 && (
        <section aria-label={t('waiting.title')}>
          <h3>{t('waiting.title')}</h3>
          <WaitingRows rows={rows} />
        </section>
      )}
    </Dialog>
  );
}

function ListDialog() {
  const { t } = useTranslation();
  const { rows } = useSlice('waiting');
  return (
    <Dialog title={t('waiting.title')} onClose={close}>
      {Object.keys(rows).length > 0 ? <WaitingRows rows={rows} /> : <EmptyState icon={<PeopleIcon />} title={t('waiting.nobody')} />}
    </Dialog>
  );
}

type KeepOutProps = { kind: 'deny' | 'remove'; endpointId: EndpointId; who: string };

/** The reason is shown to whoever is kept out. A removal can be taken back at once. */
function KeepOutDialog({ kind, endpointId, who }: KeepOutProps) {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const command = useCommand();
  const [words, setWords] = useState('');
  const keepOut = async () => {
    const reason = words.trim();
    const input = { endpointId, ...(reason ? { reason } : {}) };
    const isDone = await command(kind === 'deny' ? 'admission.deny' : 'endpoint.remove', input);
    if (!isDone) return;
    close();
    if (kind === 'deny') return notices.show('done', t('waiting.deniedDone', { name: who }));
    notices.undo(t('waiting.removedDone', { name: who }), async () => {
      await command('admission.admit', { endpointIds: [endpointId] });
    });
  };
  return (
    <Dialog title={t(`waiting.${kind}Title`, { name: who })} onClose={close}>
      <p>{t(`waiting.${kind}Text`)}</p>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void keepOut();
        }}
      >
        <TextField
          label={t('waiting.reason')}
          value={words}
          onChange={setWords}
          maxLength={500}
          testId="keep-out-reason"
        />
        <div className="actions">
          <Button size="large" onPress={close}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" size="large" look="danger" testId="keep-out-confirm" isDisabled={!isOnline}>
            {t(`waiting.${kind}Do`)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
