/** Keeps the agenda, place and rule of a meeting as a template of the body. */
import { useState } from 'react';
import type { TemplateId } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { useWatchedMeeting } from '../../session/use-watched-meeting.ts';
import { TextField } from '../../ui/Field.tsx';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { notices } from '../../ui/notices.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { useForm } from '../../ui/use-form.ts';
import { useDesk } from '../desk/DeskContext.tsx';
import { minutesOf } from './forecast.ts';
import { maxNameLength, type Prepared, preparedOf, type QuorumRuleId } from './model.ts';

/** For a meeting whose rows are not on the page yet. */
export function WatchedTemplateSheet({ meetingId, onClose }: { meetingId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const watched = useWatchedMeeting(meetingId);
  if (watched) return <TemplateSheet prepared={preparedOf(watched)} onClose={onClose} />;
  return (
    <Sheet title={t('preparation.saveTemplate')} onClose={onClose}>
      <p className="soft">{t('common.loading')}</p>
    </Sheet>
  );
}

export function TemplateSheet({ prepared, onClose }: { prepared: Prepared; onClose: () => void }) {
  const { t } = useTranslation();
  const { send } = useSession();
  const { data, body, reload } = useDesk();
  const { id, title, place, quorumRule } = prepared.head;
  const [name, setName] = useState(title);
  const { isSending, problem, onSubmit } = useForm(async () => {
    const bodyId = data.meetings.find((meeting) => meeting.id === id)?.bodyId ?? body?.id ?? '';
    const items = prepared.items.map((item) => ({
      title: item.title,
      plannedMs: item.plannedMs,
      visibility: item.visibility,
    }));
    const templateId = crypto.randomUUID() as string as TemplateId;
    const quorumRuleId = quorumRule.id as QuorumRuleId;
    await send('template.save', { bodyId, template: { id: templateId, name, title, place, quorumRuleId, items } });
    notices.show('done', t('preparation.templateSaved'));
    onClose();
    await reload();
  });
  return (
    <Sheet title={t('preparation.saveTemplate')} onClose={onClose} testId="template-sheet">
      <form className="form" onSubmit={onSubmit}>
        <TextField
          label={t('preparation.templateName')}
          hint={t('preparation.templateHint')}
          value={name}
          onChange={setName}
          isRequired
          maxLength={maxNameLength}
          testId="template-name"
        />
        <ol className="numbered">
          {prepared.items.map((item) => (
            <li key={item.id}>{t('preparation.itemLine', { title: item.title, count: minutesOf(item.plannedMs) })}</li>
          ))}
        </ol>
        <FormEnd problem={problem} words={t('preparation.saveTemplate')} isSending={isSending} testId="template-save" />
      </form>
    </Sheet>
  );
}
