/** Somebody who is invited to this meeting only. The form stays open for the next guest. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Combo } from '../../ui/Combo.tsx';
import { TextField } from '../../ui/Field.tsx';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { useForm } from '../../ui/use-form.ts';
import { titleProblem } from './labels.ts';
import { maxNameLength } from './model.ts';
import { offerUndo, usePreparation } from './PreparationContext.tsx';
import { focusOn } from './place.ts';

const nobody = { name: '', rank: '', title: '', siteId: null as string | null };

export function GuestForm() {
  const { t } = useTranslation();
  const { body, editor } = usePreparation();
  const [guest, setGuest] = useState(nobody);
  const [nameProblem, setNameProblem] = useState('');
  const change = (part: Partial<typeof nobody>) => setGuest((old) => ({ ...old, ...part }));
  const { isSending, problem, onSubmit } = useForm(async () => {
    const wrong = titleProblem(t, guest.name);
    setNameProblem(wrong);
    if (wrong) return;
    const label = t('preparation.addedGuest', { name: guest.name.trim() });
    const input = { personId: crypto.randomUUID() as string, ...guest };
    const step = await editor.editAll([{ name: 'participant.addGuest', input }], { label });
    if (step) offerUndo(editor, step, t);
    setGuest(nobody);
    focusOn('[data-testid="guest-name"]');
  });
  return (
    <form className="form" onSubmit={onSubmit} noValidate>
      <p className="soft">{t('preparation.guestText')}</p>
      <TextField
        label={t('preparation.fieldName')}
        value={guest.name}
        onChange={(name) => {
          change({ name });
          setNameProblem('');
        }}
        problem={nameProblem || undefined}
        maxLength={maxNameLength}
        autoComplete="off"
        isRequired
        testId="guest-name"
      />
      <TextField
        label={t('preparation.fieldRank')}
        value={guest.rank}
        onChange={(rank) => change({ rank })}
        maxLength={100}
        autoComplete="off"
        testId="guest-rank"
      />
      <TextField
        label={t('preparation.fieldTitle')}
        value={guest.title}
        onChange={(title) => change({ title })}
        maxLength={300}
        autoComplete="off"
        testId="guest-title"
      />
      <Combo
        label={t('preparation.fieldSite')}
        items={body.sites.map(({ id, name }) => ({ id, text: name }))}
        value={guest.siteId}
        onChange={(siteId) => change({ siteId })}
        testId="guest-site"
      />
      <FormEnd problem={problem} words={t('preparation.addGuest')} isSending={isSending} testId="guest-add" />
    </form>
  );
}
