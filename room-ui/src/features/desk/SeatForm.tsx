/** A seat at a site. It stays open, because seats are entered one after another. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeatId } from '#contract';
import { useSession } from '../../session/SessionContext.tsx';
import { TextField } from '../../ui/Field.tsx';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { useForm } from '../../ui/use-form.ts';
import type { Body, Site } from './model.ts';

type SeatFormProps = { body: Body; site: Site; onSaved: () => void };

export function SeatForm({ body, site, onSaved }: SeatFormProps) {
  const { t } = useTranslation();
  const { send } = useSession();
  const [label, setLabel] = useState('');
  const [savedCount, setSavedCount] = useState(0);
  const { isSending, problem, onSubmit } = useForm(async () => {
    const seat = { id: crypto.randomUUID() as string as SeatId, siteId: site.id, label };
    await send('seat.add', { bodyId: body.id, seat });
    setLabel('');
    setSavedCount((count) => count + 1);
    onSaved();
  });
  return (
    <form className="form" onSubmit={onSubmit}>
      <TextField
        key={savedCount}
        label={t('desk.seatLabel')}
        hint={t('desk.seatHint')}
        value={label}
        onChange={setLabel}
        isRequired
        maxLength={200}
        autoFocus
        testId="seat-label"
      />
      <FormEnd problem={problem} words={t('common.add')} isSending={isSending} testId="add-seat" />
    </form>
  );
}
