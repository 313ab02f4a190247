/** The persons of a body: searched, sorted, added, changed, imported and printed. */
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { compareNames } from '../../ui/format.ts';
import { CheckIcon, CloseIcon, PeopleIcon, PlusIcon, PrintIcon, UploadIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { printPage } from '../../ui/Printout.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { useLayout } from '../../ui/use-layout.ts';
import type { Account } from '../accounts/model.ts';
import { useAccounts } from '../accounts/use-accounts.ts';
import { useDesk } from '../desk/DeskContext.tsx';
import { PersonSheet } from './PersonSheet.tsx';
import type { Body, Person } from './tree.ts';

const ImportSheet = lazy(async () => ({ default: (await import('../preparation/ImportSheet.tsx')).ImportSheet }));

type Opened = { name: 'new' | 'import' } | { name: 'person'; personId: string } | null;

export function PersonsPart({ body }: { body: Body }) {
  const { t } = useTranslation();
  const { home, reload } = useDesk();
  const [opened, setOpened] = useState<Opened>(null);
  const seesAccounts = home.account.role === 'administrator';
  const { accounts } = useAccounts(seesAccounts ? body.id : null);
  const columns = usePersonColumns(body, accounts);
  const person = opened?.name === 'person' ? body.persons.find(({ id }) => id === opened.personId) : undefined;
  const close = () => setOpened(null);
  const ways = <PersonWays hasPersons={body.persons.length > 0} onOpen={(name) => setOpened({ name })} />;
  return (
    <>
      <Table
        label={t('register.persons')}
        rows={body.persons}
        columns={columns}
        rowKey={({ id }) => id}
        rowLabel={({ name }) => name}
        initialSort={{ id: 'name' }}
        onOpen={({ id }) => setOpened({ name: 'person', personId: id })}
        testId="person"
        tools={body.persons.length > 0 ? ways : undefined}
        empty={
          <EmptyState icon={<PeopleIcon />} title={t('register.noPersons')} text={t('register.noPersonsText')}>
            {ways}
          </EmptyState>
        }
      />
      {opened?.name === 'new' && <PersonSheet body={body} onClose={close} />}
      {person && <PersonSheet key={person.id} body={body} person={person} onClose={close} />}
      {opened?.name === 'import' && (
        <Suspense>
          <ImportSheet meetingId={null} onClose={close} onDone={() => void reload()} />
        </Suspense>
      )}
    </>
  );
}

type PersonWaysProps = { hasPersons: boolean; onOpen: (name: 'new' | 'import') => void };

function PersonWays({ hasPersons, onOpen }: PersonWaysProps) {
  const { t } = useTranslation();
  // Nobody prints from a phone in the hand; there the two other ways have the room.
  const maySeePrint = useLayout() !== 'narrow';
  return (
    <div className="person-ways">
      {hasPersons && maySeePrint && (
        <Button onPress={printPage} testId="print-persons">
          <PrintIcon />
          {t('register.print')}
        </Button>
      )}
      <Button onPress={() => onOpen('import')} testId="import-persons">
        <UploadIcon />
        {t('register.import')}
      </Button>
      <Button look="primary" onPress={() => onOpen('new')} testId="new-person">
        <PlusIcon />
        {t('register.newPerson')}
      </Button>
    </div>
  );
}

function usePersonColumns(body: Body, accounts: readonly Account[] | null): Column<Person>[] {
  const { t } = useTranslation();
  return useMemo(() => {
    const siteNames = new Map<string, string>(body.sites.map(({ id, name }) => [id, name]));
    const siteOf = ({ siteId }: Person) => siteNames.get(siteId ?? '') ?? '';
    const text = (id: string, title: string, read: (person: Person) => string): Column<Person> => ({
      id,
      title,
      cell: read,
      text: read,
    });
    const columns: Column<Person>[] = [
      {
        id: 'name',
        title: t('register.name'),
        cell: ({ name }) => <strong>{name}</strong>,
        text: ({ name }) => name,
        compare: (one, other) => compareNames(one.name, other.name),
        isRowHeader: true,
        width: 'minmax(12rem, 1.6fr)',
      },
      { ...text('rank', t('register.rank'), ({ rank }) => rank), shownFrom: 'wide', width: 'minmax(7rem, 0.8fr)' },
      { ...text('title', t('register.personTitle'), ({ title }) => title), width: 'minmax(10rem, 1.6fr)' },
      text('site', t('register.site'), siteOf),
      { ...text('role', t('register.usualRole'), ({ usualRole }) => t(`role.${usualRole}`)), shownFrom: 'medium' },
    ];
    return accounts ? [...columns, accountColumn(accounts, t('register.account'), t('register.disabled'))] : columns;
  }, [body.sites, accounts, t]);
}

function accountColumn(accounts: readonly Account[], title: string, disabled: string): Column<Person> {
  const byPerson = new Map<string, Account>(accounts.map((account) => [account.personId, account]));
  return {
    id: 'account',
    title,
    cell({ id }) {
      const account = byPerson.get(id);
      if (!account) return '';
      return account.isDisabled ? (
        <Mark icon={<CloseIcon />} look="danger">
          {disabled}
        </Mark>
      ) : (
        <Mark icon={<CheckIcon />}>{account.login}</Mark>
      );
    },
    text: ({ id }) => byPerson.get(id)?.login ?? '',
    shownFrom: 'wide',
  };
}
