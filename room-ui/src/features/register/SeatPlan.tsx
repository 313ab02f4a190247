/** The seats of a site on a simple plan, which saves itself, and those that are not on it. */
import { useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ListIcon, PlusIcon, PrintIcon } from '../../ui/icons.tsx';
import { notices } from '../../ui/notices.ts';
import { SaveState } from '../../ui/SaveState.tsx';
import { useDesk } from '../desk/DeskContext.tsx';
import { NewSeatsSheet } from './NewSeatsSheet.tsx';
import { SeatGrid } from './SeatGrid.tsx';
import { SeatPanel } from './SeatPanel.tsx';
import { SeatPlanPrint } from './SeatPlanPrint.tsx';
import { freePlace, moveSeat, type Place, placeOf, seatsOffPlan } from './seat-plan.ts';
import type { Body, Seat, Site } from './tree.ts';
import { useAutosave } from './use-autosave.ts';

type SeatPlanProps = { body: Body; site: Site };
type Opened = 'new' | 'print' | null;

export function SeatPlan({ body, site }: SeatPlanProps) {
  const { t } = useTranslation();
  const { seats, state, atMs, retry, change, remove } = useSeats(body, site);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [opened, setOpened] = useState<Opened>(null);
  const chosen = seats.find(({ id }) => id === chosenId);
  const off = seatsOffPlan(seats);
  const move = (seatId: string, to: Place) => change(moveSeat(seats, seatId, to));
  return (
    <section className="card seat-plan" aria-labelledby="seats-title">
      <div className="head">
        <h2 id="seats-title">{t('register.seats')}</h2>
        {state !== 'held' && <SaveState state={state} atMs={atMs} onRetry={retry} />}
        <span className="actions">
          {seats.length > off.length && (
            <Button testId="print-plan" onPress={() => setOpened('print')}>
              <PrintIcon />
              {t('register.printPlan')}
            </Button>
          )}
          <Button testId={`seat-add-${site.id}`} onPress={() => setOpened('new')}>
            <PlusIcon />
            {t('register.addSeats')}
          </Button>
        </span>
      </div>
      {seats.length === 0 ? (
        <EmptyState icon={<ListIcon />} title={t('register.noSeats')} text={t('register.noSeatsText')} />
      ) : (
        <SeatGrid seats={seats} chosenId={chosenId} onChoose={setChosenId} onMove={move} />
      )}
      {off.length > 0 && <SeatsOff seats={off} chosenId={chosenId} onChoose={setChosenId} />}
      {chosen && (
        <SeatPanel
          key={chosen.id}
          seat={chosen}
          onRename={(label) => change([{ ...chosen, label }])}
          onPlace={() =>
            change([placeOf(chosen) ? { ...chosen, row: null, column: null } : { ...chosen, ...freePlace(seats) }])
          }
          onRemove={() => void remove(chosen)}
        />
      )}
      {opened === 'new' && <NewSeatsSheet body={body} site={site} seats={seats} onClose={() => setOpened(null)} />}
      {opened === 'print' && <SeatPlanPrint site={site} seats={seats} onPrinted={() => setOpened(null)} />}
    </section>
  );
}

function useSeats(body: Body, site: Site) {
  const { t } = useTranslation();
  const { send } = useSession();
  const { reload } = useDesk();
  const command = useCommand();
  const bodyId = body.id;
  const saved = useSeatsOf(body, site);
  const [{ value: seats, state, atMs }, autosave] = useAutosave<readonly Seat[]>({
    saved,
    async save(next, before) {
      const old = new Map(before.map((seat) => [seat.id, JSON.stringify(seat)]));
      const changed = next
        .filter((seat) => old.has(seat.id) && old.get(seat.id) !== JSON.stringify(seat))
        .map((seat) => ({ ...seat, label: seat.label.trim() }));
      if (changed.length > 0) await send('seat.change', { bodyId, seats: changed });
      void reload();
    },
    isSame: (one, other) => JSON.stringify(one) === JSON.stringify(other),
    isGood: (all) => all.every(({ label }) => label.trim() !== ''),
  });
  const change = (changed: readonly Seat[]) => {
    if (changed.length === 0) return;
    const next = new Map(changed.map((seat) => [seat.id, seat]));
    autosave.set(autosave.current.get().value.map((seat) => next.get(seat.id) ?? seat));
  };
  const remove = async (seat: Seat) => {
    await autosave.flush();
    if (!(await command('seat.remove', { bodyId, seatIds: [seat.id] }))) return;
    await reload();
    notices.undo(t('register.seatRemoved', { label: seat.label }), async () => {
      if (await command('seat.add', { bodyId, seats: [seat] })) await reload();
    });
  };
  return { seats, state, atMs, retry: () => void autosave.flush(), change, remove };
}

/** The same list while nothing in it has changed, however often the register is read. */
function useSeatsOf(body: Body, site: Site): readonly Seat[] {
  const now = body.seats.filter(({ siteId }) => siteId === site.id);
  const [held, setHeld] = useState<readonly Seat[]>(now);
  const text = JSON.stringify(now);
  const isChanged = JSON.stringify(held) !== text;
  useEffect(() => {
    if (isChanged) setHeld(JSON.parse(text) as Seat[]);
  }, [isChanged, text]);
  return held;
}

type SeatsOffProps = { seats: readonly Seat[]; chosenId: string | null; onChoose: (seatId: string) => void };

function SeatsOff({ seats, chosenId, onChoose }: SeatsOffProps) {
  const { t } = useTranslation();
  return (
    <div className="seats-off">
      <h3>{t('register.offPlan', { count: seats.length })}</h3>
      <ul>
        {seats.map(({ id, label }) => (
          <li key={id}>
            <Button testId={`seat-off-${id}`} isPressed={id === chosenId} onPress={() => onChoose(id)}>
              {label}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
