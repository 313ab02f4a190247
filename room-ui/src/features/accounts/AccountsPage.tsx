/** The accounts of a body: who may sign in, as what, and with what password they begin. */
import { useMemo, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { compareNames } from '../../ui/format.ts';
import { CheckIcon, ClockIcon, CloseIcon, LockIcon, PlusIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { type Body, useDesk } from '../desk/DeskContext.tsx';
import { SectionHead } from '../home/SectionHead.tsx';
import { AccountSheet } from './AccountSheet.tsx';
import type { Account } from './model.ts';
import { NewAccountSheet } from './NewAccountSheet.tsx';
import { useAccounts } from './use-accounts.ts';
import './accounts.css';

export type AccountRow = Account & { name: string; title: string };

export function AccountsPage() {
  const { t } = useTranslation();
  const { body } = useDesk();
  const { accounts, reload } = useAccounts(body?.id ?? null);
  const [opened, setOpened] = useState<string | null>(null);
  const rows = useMemo(() => (body && accounts ? rowsOf(accounts, body) : []), [accounts, body]);
  const row = rows.find(({ accountId }) => accountId === opened);
  if (!body) return null;
  return (
    <>
      <SectionHead title={t('home.accounts')} text={t('accounts.intro')} />
      {accounts === null ? (
        <p className="soft">{t('common.loading')}</p>
      ) : (
        <AccountTable rows={rows} onOpen={(account) => setOpened(account.accountId)} onNew={() => setOpened('new')} />
      )}
      {opened === 'new' && (
        <NewAccountSheet body={body} accounts={rows} onClose={() => setOpened(null)} onChange={reload} />
      )}
      {row && <AccountSheet account={row} onClose={() => setOpened(null)} onChange={reload} />}
    </>
  );
}

function rowsOf(accounts: readonly Account[], body: Body): AccountRow[] {
  const persons = new Map(body.persons.map((person) => [person.id, person]));
  return accounts.map((account) => {
    const person = persons.get(account.personId);
    return { ...account, name: person?.name ?? account.login, title: person?.title ?? '' };
  });
}

type AccountTableProps = { rows: readonly AccountRow[]; onOpen: (row: AccountRow) => void; onNew: () => void };

function AccountTable({ rows, onOpen, onNew }: AccountTableProps) {
  const { t } = useTranslation();
  const columns = useMemo<Column<AccountRow>[]>(
    () => [
      {
        id: 'name',
        title: t('accounts.person'),
        cell: ({ name, title }) => (
          <span className="two-lines">
            <strong>{name}</strong>
            {title && <span className="soft small">{title}</span>}
          </span>
        ),
        text: ({ name }) => name,
        compare: (one, other) => compareNames(one.name, other.name),
        isRowHeader: true,
        width: 'minmax(14rem, 2fr)',
      },
      { id: 'login', title: t('accounts.login'), cell: ({ login }) => login, text: ({ login }) => login },
      {
        id: 'role',
        title: t('accounts.role'),
        cell: ({ role }) => t(`accounts.${role}`),
        text: ({ role }) => t(`accounts.${role}`),
      },
      {
        id: 'state',
        title: t('accounts.state'),
        cell: (row) => <StateMark account={row} />,
        text: (row) => t(`accounts.${stateOf(row)}`),
        width: 'minmax(12rem, 1fr)',
      },
    ],
    [t],
  );
  return (
    <Table
      label={t('home.accounts')}
      rows={rows}
      columns={columns}
      rowKey={({ accountId }) => accountId}
      rowLabel={({ name }) => name}
      initialSort={{ id: 'name' }}
      onOpen={onOpen}
      testId="account"
      empty={<EmptyState icon={<LockIcon />} title={t('accounts.nobody')} />}
      tools={
        <Button look="primary" testId="new-account" onPress={onNew}>
          <PlusIcon />
          {t('accounts.create')}
        </Button>
      }
    />
  );
}

function stateOf({ isDisabled, mustChangePassword }: Account): 'disabled' | 'waiting' | 'inUse' {
  return isDisabled ? 'disabled' : mustChangePassword ? 'waiting' : 'inUse';
}

const marks = {
  disabled: { icon: <CloseIcon />, look: 'danger' },
  waiting: { icon: <ClockIcon />, look: 'warning' },
  inUse: { icon: <CheckIcon />, look: 'good' },
} as const;

function StateMark({ account }: { account: Account }) {
  const { t } = useTranslation();
  const state = stateOf(account);
  return (
    <Mark icon={marks[state].icon} look={marks[state].look}>
      {t(`accounts.${state}`)}
    </Mark>
  );
}
