/** Pieces that show many things: tables, lists, trees, tabs. */
import { useMemo, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { MoreIcon, PrintIcon } from '../../ui/icons.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { notices } from '../../ui/notices.ts';
import { printPage } from '../../ui/Printout.tsx';
import { SortableList } from '../../ui/SortableList.tsx';
import { moved } from '../../ui/sortable-model.ts';
import { TabbedPanels } from '../../ui/TabbedPanels.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { Tree } from '../../ui/Tree.tsx';
import { type SamplePerson, useSamplePersons } from './demo-data.ts';
import type { Piece } from './piece.ts';

export const listPieces: readonly Piece[] = [
  { id: 'table', content: <Persons count={12} testId="gallery-table" />, hasLayouts: true },
  { id: 'longTable', content: <Persons count={2_000} testId="gallery-long" />, hasLayouts: true },
  { id: 'sortableList', content: <Sortable />, hasLayouts: true },
  { id: 'tree', content: <Sites /> },
  { id: 'tabs', content: <Tabs />, hasLayouts: true },
];

function Persons({ count, testId }: { count: number; testId: string }) {
  const { t } = useTranslation();
  const rows = useSamplePersons(count);
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const columns = useMemo(
    (): Column<SamplePerson>[] => [
      {
        id: 'number',
        title: t('gallery.number'),
        cell: ({ number }) => number,
        text: ({ number }) => String(number),
        isNumeric: true,
        width: '5.5rem',
        shownFrom: 'medium',
      },
      {
        id: 'name',
        title: t('gallery.name'),
        cell: ({ name }) => name,
        text: ({ name }) => name,
        isRowHeader: true,
        width: 'minmax(12rem, 2fr)',
      },
      { id: 'position', title: t('gallery.position'), cell: ({ title }) => title, text: ({ title }) => title },
      { id: 'unit', title: t('gallery.unit'), cell: ({ unit }) => unit, text: ({ unit }) => unit, shownFrom: 'wide' },
      {
        id: 'spoken',
        title: t('gallery.spoken'),
        cell: ({ spoken }) => spoken,
        compare: (one, other) => one.spoken - other.spoken,
        isNumeric: true,
      },
      {
        id: 'actions',
        title: '',
        width: '4.5rem',
        cell: ({ name }) => (
          <Menu icon={<MoreIcon />} label={t('stage.actions', { name })}>
            <MenuItem onAction={() => notices.show('done', t('gallery.opened', { name }))}>
              {t('welcome.open')}
            </MenuItem>
          </Menu>
        ),
      },
    ],
    [t],
  );
  return (
    <Table
      label={t('gallery.table')}
      rows={rows}
      columns={columns}
      rowKey={keyOf}
      testId={testId}
      selection={{ keys, onChange: setKeys }}
      onOpen={({ name }) => notices.show('done', t('gallery.opened', { name }))}
      tools={
        <Button onPress={printPage}>
          <PrintIcon />
          {t('gallery.printList')}
        </Button>
      }
      footer={t('gallery.ticked', { count: keys.size })}
    />
  );
}

const keyOf = ({ id }: SamplePerson) => id;

function Sortable() {
  const { t } = useTranslation();
  const [order, setOrder] = useState([1, 2, 3, 4, 5]);
  const name = (number: number) => t('gallery.item', { number });
  return (
    <SortableList
      label={t('gallery.sortableList')}
      items={order}
      itemKey={String}
      itemText={name}
      onMove={(key, to) => setOrder(moved(order, order.indexOf(Number(key)), to))}
      testId="gallery-sort"
    >
      {(number, position) => `${position + 1}. ${name(number)}`}
    </SortableList>
  );
}

type SampleSite = { number: number; below: SampleSite[] };
const sampleSites: SampleSite[] = [
  {
    number: 1,
    below: [
      { number: 2, below: [{ number: 3, below: [] }] },
      { number: 4, below: [] },
    ],
  },
  { number: 5, below: [] },
];

function Sites() {
  const { t } = useTranslation();
  const [selected, setSelected] = useState<string | null>('2');
  return (
    <Tree
      label={t('gallery.tree')}
      items={sampleSites}
      childrenOf={({ below }) => below}
      itemKey={({ number }) => String(number)}
      selectedKey={selected}
      onSelect={setSelected}
      testId="gallery-tree"
    >
      {({ number }) => t('gallery.office', { number })}
    </Tree>
  );
}

function Tabs() {
  const { t } = useTranslation();
  return (
    <TabbedPanels
      label={t('gallery.tabs')}
      panels={[
        { id: 'persons', title: t('gallery.stepPersons'), count: 12, content: <p>{t('gallery.sampleText')}</p> },
        { id: 'agenda', title: t('gallery.stepAgenda'), content: <p>{t('gallery.emptyText')}</p> },
      ]}
    />
  );
}
