/** New seats of a site: whole rows at once, numbered on, or one by its name. */
import { useRef, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { PlusIcon } from '../../ui/icons.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { notices } from '../../ui/notices.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { useForm } from '../../ui/use-form.ts';
import { useDesk } from '../desk/DeskContext.tsx';
import { freePlace, maxNewSeats, newSeatRows } from './seat-plan.ts';
import type { Body, Seat, Site } from './tree.ts';

type NewSeatsProps = { body: Body; site: Site; seats: readonly Seat[] };

export function NewSeatsSheet({ onClose, ...seatsOf }: NewSeatsProps & { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Sheet title={t('register.newSeatsAt', { site: seatsOf.site.name })} onClose={onClose} testId="new-seats">
      <section className="new-seats">
        <h3>{t('register.addRows')}</h3>
        <RowsForm {...seatsOf} onAdded={onClose} />
      </section>
      <section className="new-seats">
        <h3>{t('register.addOne')}</h3>
        <OneSeatForm {...seatsOf} />
      </section>
    </Sheet>
  );
}

function RowsForm({ body, site, seats, onAdded }: NewSeatsProps & { onAdded: () => void }) {
  const { t } = useTranslation();
  const { send } = useSession();
  const { reload } = useDesk();
  const [prefix, setPrefix] = useState(() => t('register.seatWord'));
  const [rows, setRows] = useState<number | null>(2);
  const [columns, setColumns] = useState<number | null>(6);
  const wanted = { siteId: site.id, prefix, rows: rows ?? 0, columns: columns ?? 0 };
  const added = newSeatRows(wanted, seats, () => crypto.randomUUID());
  const { isSending, problem, onSubmit } = useForm(async () => {
    if (added.length === 0) return;
    await send('seat.add', { bodyId: body.id, seats: added });
    notices.show('done', t('register.seatsAdded', { count: added.length }));
    await reload();
    onAdded();
  });
  return (
    <form className="form" onSubmit={onSubmit}>
      <div className="field-grid">
        <NumberField
          label={t('register.rows')}
          value={rows}
          onChange={setRows}
          min={1}
          max={50}
          isRequired
          testId="seat-rows"
        />
        <NumberField
          label={t('register.perRow')}
          value={columns}
          onChange={setColumns}
          min={1}
          max={50}
          isRequired
          testId="seat-columns"
        />
      </div>
      <TextField
        label={t('register.prefix')}
        hint={t('register.prefixHint')}
        value={prefix}
        onChange={setPrefix}
        maxLength={100}
        testId="seat-prefix"
      />
      <p className="soft" role="status">
        {added.length >= maxNewSeats
          ? t('register.mostSeats', { count: maxNewSeats })
          : t('register.seatsPreview', {
              count: added.length,
              first: added[0]?.label ?? '–',
              last: added.at(-1)?.label ?? '–',
            })}
      </p>
      <FormEnd problem={problem} words={t('register.addRows')} isSending={isSending} testId="add-seat-rows" />
    </form>
  );
}

function OneSeatForm({ body, site, seats }: NewSeatsProps) {
  const { t } = useTranslation();
  const { send } = useSession();
  const { reload } = useDesk();
  const form = useRef<HTMLFormElement>(null);
  const [label, setLabel] = useState('');
  const { isSending, problem, onSubmit } = useForm(async () => {
    const seat = { id: crypto.randomUUID() as string as Seat['id'], siteId: site.id, label: label.trim() };
    await send('seat.add', { bodyId: body.id, seats: [{ ...seat, ...freePlace(seats) }] });
    setLabel('');
    notices.show('done', t('register.seatAdded', { label: seat.label }));
    await reload();
    form.current?.querySelector('input')?.focus();
  });
  return (
    <form ref={form} className="quick-add" onSubmit={onSubmit}>
      <TextField
        label={t('register.seatLabel')}
        hint={t('register.seatHint')}
        problem={problem || undefined}
        value={label}
        onChange={setLabel}
        isRequired
        maxLength={200}
        testId="seat-label"
      />
      <Button type="submit" isPending={isSending} testId="add-seat">
        <PlusIcon />
        {t('common.add')}
      </Button>
    </form>
  );
}
