/** A new meeting: what it is about, its agenda, and who takes part. */

import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgendaItemId } from '#contract';
import { useSession } from '../../session/SessionContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { ChoiceField, TextField } from '../../ui/Field.tsx';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { fromLocalInput, toLocalInput } from '../../ui/format.ts';
import { CloseIcon, PlusIcon } from '../../ui/icons.tsx';
import { notices } from '../../ui/notices.ts';
import { useForm } from '../../ui/use-form.ts';
import { type Body, type MeetingDraft, makeMeeting, type Progress, quorumRuleIds } from './model.ts';
import { ParticipantPicker } from './ParticipantPicker.tsx';

type MeetingFormProps = { body: Body; onMade: () => void; onCancel: () => void };
type PartProps = { draft: MeetingDraft; onChange: (part: Partial<MeetingDraft>) => void };

const anHourMs = 3_600_000;

function emptyDraft(): MeetingDraft {
  const plannedStartAt = Math.ceil(Date.now() / anHourMs) * anHourMs;
  return { title: '', plannedStartAt, quorumRuleId: 'simpleMajority', items: [emptyItem()], chosen: {} };
}

function emptyItem() {
  return { itemId: crypto.randomUUID() as string as AgendaItemId, title: '', minutes: 15 };
}

export function MeetingForm({ body, onMade, onCancel }: MeetingFormProps) {
  const { t } = useTranslation();
  const { send } = useSession();
  const [draft, setDraft] = useState(emptyDraft);
  const progress = useRef<Progress>({ itemCount: 0, linkCount: 0 });
  const change = (part: Partial<MeetingDraft>) => setDraft((old) => ({ ...old, ...part }));
  const { isSending, problem, onSubmit } = useForm(async () => {
    await makeMeeting(send, body, draft, progress.current);
    notices.show('done', t('desk.created'));
    onMade();
  });
  return (
    <form className="form meeting-form" onSubmit={onSubmit}>
      <div className="actions start">
        <Button look="quiet" onPress={onCancel}>
          {t('desk.back')}
        </Button>
      </div>
      <section className="card">
        <h2>{t('desk.newMeeting')}</h2>
        <Subject draft={draft} onChange={change} />
      </section>
      <section className="card">
        <h2>{t('desk.agendaItems')}</h2>
        <Items draft={draft} onChange={change} />
      </section>
      <section className="card">
        <h2>{t('desk.participants')}</h2>
        <ParticipantPicker body={body} chosen={draft.chosen} onChange={(chosen) => change({ chosen })} />
      </section>
      <FormEnd problem={problem} words={t('desk.create')} isSending={isSending} testId="create-meeting" />
    </form>
  );
}

function Subject({ draft, onChange }: PartProps) {
  const { t } = useTranslation();
  const rules = quorumRuleIds.map((value) => ({ value, text: t(`quorumRule.${value}`) }));
  return (
    <>
      <TextField
        label={t('desk.meetingTitle')}
        value={draft.title}
        testId="meeting-title"
        onChange={(title) => onChange({ title })}
        isRequired
        maxLength={200}
      />
      <TextField
        label={t('desk.plannedStart')}
        type="datetime-local"
        value={toLocalInput(draft.plannedStartAt)}
        testId="meeting-start"
        onChange={(value) => value && onChange({ plannedStartAt: fromLocalInput(value) })}
        isRequired
      />
      <ChoiceField
        label={t('desk.quorumRule')}
        value={draft.quorumRuleId}
        choices={rules}
        testId="meeting-rule"
        onChange={(quorumRuleId) => onChange({ quorumRuleId })}
      />
    </>
  );
}

function Items({ draft, onChange }: PartProps) {
  const { t } = useTranslation();
  const { items } = draft;
  const change = (index: number, part: { title?: string; minutes?: number }) =>
    onChange({ items: items.map((item, at) => (at === index ? { ...item, ...part } : item)) });
  return (
    <>
      {items.map((item, index) => (
        <div className="item-row" key={item.itemId}>
          <TextField
            label={t('desk.itemTitle', { number: index + 1 })}
            value={item.title}
            testId={`item-title-${index + 1}`}
            onChange={(title) => change(index, { title })}
            isRequired
            maxLength={200}
          />
          <TextField
            label={t('desk.itemMinutes')}
            type="number"
            value={String(item.minutes)}
            testId={`item-minutes-${index + 1}`}
            onChange={(value) => change(index, { minutes: Math.max(1, Number(value) || 1) })}
          />
          <Button
            look="quiet"
            label={t('desk.removeItem', { number: index + 1 })}
            isDisabled={items.length === 1}
            onPress={() => onChange({ items: items.filter((other) => other !== item) })}
          >
            <CloseIcon />
          </Button>
        </div>
      ))}
      <div className="actions start">
        <Button size="compact" testId="item-add" onPress={() => onChange({ items: [...items, emptyItem()] })}>
          <PlusIcon />
          {t('desk.addItem')}
        </Button>
      </div>
    </>
  );
}
