/** Who takes part: a table for two thousand, with ways to add, change, tick and print them. */
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { AttendanceRow, PersonRole } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useStore } from '../../session/use-store.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ChoiceField } from '../../ui/Field.tsx';
import { numberText } from '../../ui/format.ts';
import { PeopleIcon, PlusIcon, PrintIcon, UploadIcon } from '../../ui/icons.tsx';
import { printPage } from '../../ui/Printout.tsx';
import { Table } from '../../ui/Table.tsx';
import { useDesk } from '../desk/DeskContext.tsx';
import { AddDelegatesSheet } from './AddDelegatesSheet.tsx';
import { BulkBar } from './BulkBar.tsx';
import { DelegateSheet } from './DelegateSheet.tsx';
import { delegateColumns } from './delegate-columns.tsx';
import { countDelegates, type DelegateFilter, everybody, filterDelegates, noSite } from './delegate-model.ts';
import { ImportSheet } from './ImportSheet.tsx';
import { countBySite, personRoles } from './model.ts';
import { usePreparation } from './PreparationContext.tsx';
import { wantedGap } from './place.ts';

type Opened = { name: 'add' | 'import' } | { name: 'delegate'; personId: string } | null;
const none: ReadonlySet<string> = new Set();

export function DelegatesPart() {
  const { t } = useTranslation();
  const { prepared, isReadOnly, meetingId, reloadLinks } = usePreparation();
  const { delegates } = prepared;
  const { reload } = useDesk();
  const [opened, setOpened] = useState<Opened>(null);
  const [filter, setFilter] = useState(everybody);
  const [keys, setKeys] = useState(none);
  useWantedPersons(setFilter);
  const columns = useMemo(() => delegateColumns(t, delegates), [t, delegates]);
  const rows = useMemo(() => filterDelegates(delegates, filter), [delegates, filter]);
  const ticked = useMemo(() => delegates.filter(({ personId }) => keys.has(personId)), [delegates, keys]);
  const close = () => setOpened(null);
  const imported = () => {
    void reload();
    void reloadLinks();
  };
  const shown = opened?.name === 'delegate' && delegates.find(({ personId }) => personId === opened.personId);
  const ways = <Ways onOpen={setOpened} />;
  return (
    <div className="delegates-part">
      {!isReadOnly && delegates.length > 0 && ways}
      <OnlySome filter={filter} count={rows.length} onAll={() => setFilter(everybody)} />
      {ticked.length > 0 && <BulkBar rows={ticked} onDone={() => setKeys(none)} />}
      <Table<AttendanceRow>
        label={t('preparation.partDelegates')}
        rows={rows}
        columns={columns}
        rowKey={({ personId }) => personId}
        rowLabel={({ name }) => name}
        initialSort={{ id: 'name' }}
        {...(isReadOnly ? {} : { selection: { keys, onChange: setKeys } })}
        onOpen={({ personId }) => setOpened({ name: 'delegate', personId })}
        tools={delegates.length > 0 && <Filters filter={filter} onChange={setFilter} />}
        empty={delegates.length === 0 && <NoDelegates>{ways}</NoDelegates>}
        footer={<Counts delegates={delegates} />}
        testId="delegates"
      />
      {opened?.name === 'add' && <AddDelegatesSheet onClose={close} />}
      {opened?.name === 'import' && <ImportSheet meetingId={meetingId} onClose={close} onDone={imported} />}
      {shown && <DelegateSheet key={shown.personId} row={shown} onClose={close} />}
    </div>
  );
}

/** Shows those whom the check list led to. */
function useWantedPersons(setFilter: (filter: DelegateFilter) => void): void {
  const gap = useStore(wantedGap);
  useEffect(() => {
    if (gap?.part !== 'delegates') return;
    wantedGap.set(null);
    if (gap.ids.length > 0) setFilter({ ...everybody, ids: gap.ids });
  }, [gap, setFilter]);
}

function Ways({ onOpen }: { onOpen: (opened: Opened) => void }) {
  const { t } = useTranslation();
  const { prepared } = usePreparation();
  return (
    <div className="actions start">
      <Button onPress={() => onOpen({ name: 'add' })} testId="delegates-add">
        <PlusIcon />
        {t('preparation.addDelegates')}
      </Button>
      <Button onPress={() => onOpen({ name: 'import' })} testId="delegates-import">
        <UploadIcon />
        {t('preparation.importFile')}
      </Button>
      {prepared.delegates.length > 0 && (
        <Button look="quiet" onPress={printPage} testId="delegates-print">
          <PrintIcon />
          {t('preparation.printList')}
        </Button>
      )}
    </div>
  );
}

function NoDelegates({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <EmptyState icon={<PeopleIcon />} title={t('preparation.noDelegates')} text={t('preparation.noDelegatesText')}>
      {children}
    </EmptyState>
  );
}

function Filters({ filter, onChange }: { filter: DelegateFilter; onChange: (filter: DelegateFilter) => void }) {
  const { t } = useTranslation();
  const { prepared, body } = usePreparation();
  const used = new Set(prepared.delegates.map(({ siteId }) => siteId ?? noSite));
  const sites = [
    { value: '', text: t('preparation.allSites') },
    ...body.sites.filter(({ id }) => used.has(id)).map(({ id, name }) => ({ value: id as string, text: name })),
    ...(used.has(noSite) ? [{ value: noSite, text: t('preparation.withoutSite') }] : []),
  ];
  const roles = [
    { value: '' as PersonRole | '', text: t('preparation.allRoles') },
    ...personRoles.map((value) => ({ value, text: t(`role.${value}`) })),
  ];
  return (
    <>
      <ChoiceField
        label={t('preparation.filterSite')}
        isLabelUnseen
        value={filter.siteId}
        choices={sites}
        onChange={(siteId) => onChange({ ...filter, siteId })}
        testId="filter-site"
      />
      <ChoiceField
        label={t('preparation.filterRole')}
        isLabelUnseen
        value={filter.role}
        choices={roles}
        onChange={(role) => onChange({ ...filter, role })}
        testId="filter-role"
      />
    </>
  );
}

/** Says that only some are in sight, and leads back to all. */
function OnlySome({ filter, count, onAll }: { filter: DelegateFilter; count: number; onAll: () => void }) {
  const { t } = useTranslation();
  if (filter.ids === null) return null;
  return (
    <p className="only-some">
      <span>{t('preparation.onlySome', { count })}</span>
      <Button size="compact" onPress={onAll} testId="show-all">
        {t('preparation.showAll')}
      </Button>
    </p>
  );
}

function Counts({ delegates }: { delegates: readonly AttendanceRow[] }) {
  const { t } = useTranslation();
  const { all, members, guests } = countDelegates(delegates);
  return (
    <div className="counts" data-testid="delegate-counts">
      <strong>{t('preparation.countAll', { count: all, words: numberText(all) })}</strong>
      <span>{t('preparation.countMembers', { words: numberText(members) })}</span>
      <span>{t('preparation.countGuests', { words: numberText(guests) })}</span>
      {countBySite(delegates).map(({ siteName, count }) => (
        <span key={siteName} className="soft">
          {t('preparation.countSite', { site: siteName || t('preparation.withoutSite'), words: numberText(count) })}
        </span>
      ))}
    </div>
  );
}
