/** Adds delegates: found by name, a whole site at once, or guests who are not in the register. */
import { useMemo, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { compareNames, compareText } from '../../ui/format.ts';
import { PlusIcon } from '../../ui/icons.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { TabbedPanels } from '../../ui/TabbedPanels.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { absentPersons, addCalls, choicesFor } from './delegate-model.ts';
import { GuestForm } from './GuestForm.tsx';
import type { Body } from './model.ts';
import { usePreparation } from './PreparationContext.tsx';

type Person = Body['persons'][number];

export function AddDelegatesSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Sheet title={t('preparation.addDelegates')} isWide onClose={onClose} testId="add-sheet">
      <div className="sheet-tabs">
        <TabbedPanels
          label={t('preparation.addDelegates')}
          panels={[
            { id: 'search', title: t('preparation.bySearch'), content: <BySearch onClose={onClose} /> },
            { id: 'site', title: t('preparation.bySite'), content: <BySite /> },
            { id: 'guest', title: t('preparation.guests'), content: <GuestForm /> },
          ]}
        />
      </div>
    </Sheet>
  );
}

function useAdd() {
  const { t } = useTranslation();
  const { prepared, editWithUndo } = usePreparation();
  return (persons: readonly Person[]) => {
    const calls = addCalls(choicesFor([...persons], prepared.delegates));
    return editWithUndo(calls, { label: t('preparation.addedPersons', { count: persons.length }) });
  };
}

function BySearch({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { prepared, body } = usePreparation();
  const add = useAdd();
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const persons = useMemo(() => absentPersons(body.persons, prepared.delegates), [body, prepared]);
  const columns = usePersonColumns();
  const ticked = persons.filter(({ id }) => keys.has(id));
  const toggle = (id: string) => {
    const next = new Set(keys);
    if (!next.delete(id)) next.add(id);
    setKeys(next);
  };
  const confirm = async () => {
    if (await add(ticked)) onClose();
  };
  return (
    <div className="form long-form">
      <Table<Person>
        label={t('preparation.register')}
        rows={persons}
        columns={columns}
        rowKey={({ id }) => id}
        rowLabel={({ name }) => name}
        initialSort={{ id: 'name' }}
        selection={{ keys, onChange: setKeys }}
        onOpen={({ id }) => toggle(id)}
        empty={<p className="soft">{t('preparation.allThere')}</p>}
        testId="pick"
      />
      {ticked.length > 0 && (
        <div className="actions">
          <Button look="primary" size="large" onPress={() => void confirm()} testId="pick-add">
            {t('preparation.addCount', { count: ticked.length })}
          </Button>
        </div>
      )}
    </div>
  );
}

function usePersonColumns(): Column<Person>[] {
  const { t } = useTranslation();
  const { sites } = usePreparation().body;
  return useMemo(() => {
    const siteNames = new Map(sites.map(({ id, name }) => [id, name]));
    const siteOf = ({ siteId }: Person) => (siteId && siteNames.get(siteId)) || '';
    return [
      {
        id: 'name',
        title: t('preparation.columnName'),
        isRowHeader: true,
        width: 'minmax(11rem, 2fr)',
        text: ({ rank, name }) => [rank, name].filter(Boolean).join(' '),
        compare: (one, other) => compareNames(one.name, other.name),
        cell: ({ rank, name }) => [rank, name].filter(Boolean).join(' '),
      },
      {
        id: 'title',
        title: t('preparation.columnTitle'),
        text: ({ title }) => title,
        cell: ({ title }) => title,
        shownFrom: 'medium',
      },
      { id: 'site', title: t('preparation.columnSite'), text: siteOf, cell: siteOf },
    ];
  }, [t, sites]);
}

function BySite() {
  const { t } = useTranslation();
  const { prepared, body } = usePreparation();
  const add = useAdd();
  const persons = absentPersons(body.persons, prepared.delegates);
  const sites = body.sites.toSorted((one, other) => compareText(one.name, other.name));
  return (
    <ul className="site-rows">
      {sites.map(({ id, name }) => {
        const all = body.persons.filter(({ siteId }) => siteId === id);
        const missing = persons.filter(({ siteId }) => siteId === id);
        return (
          <li key={id}>
            <span className="two-lines">
              <strong>{name}</strong>
              <span className="soft small">
                {t('preparation.siteThere', { there: all.length - missing.length, all: all.length })}
              </span>
            </span>
            {missing.length > 0 && (
              <Button size="compact" onPress={() => void add(missing)} testId={`add-site-${id}`}>
                <PlusIcon />
                {t('preparation.addCount', { count: missing.length })}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
