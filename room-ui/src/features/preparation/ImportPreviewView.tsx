/** What taking a list over would change, before anything is changed. */

import { useMemo } from 'react';
import type { ImportPreview } from '#contract';
import type { TFunction } from '../../i18n/translate.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { compareNames, numberText } from '../../ui/format.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { ImportFaults } from './ImportFaults.tsx';
import {
  changeTexts,
  countsOf,
  encodingTexts,
  fieldTexts,
  type ImportCounts,
  type ImportRow,
  rowsInOrder,
  takenOver,
} from './import-model.ts';

type ImportPreviewProps = {
  preview: ImportPreview;
  isForMeeting: boolean;
  isApplying: boolean;
  problem: string;
  onApply: () => void;
  onAgain: () => void;
};

export function ImportPreviewView(props: ImportPreviewProps) {
  const { preview, isForMeeting, isApplying, problem, onApply, onAgain } = props;
  const { t } = useTranslation();
  const counts = useMemo(() => countsOf(preview), [preview]);
  const rows = useMemo(() => rowsInOrder(preview.rows), [preview]);
  const columns = useMemo(() => rowColumns(t), [t]);
  const count = takenOver(counts, isForMeeting);
  return (
    <div className="form import-preview" data-testid="import-preview">
      <Encoding encoding={preview.encoding} />
      <Recognised columns={preview.columns} />
      <Counts counts={counts} />
      <ImportFaults faults={preview.faults} />
      {rows.length > 0 && (
        <section>
          <h3>{t('preparation.rowsTitle')}</h3>
          <Table<ImportRow>
            label={t('preparation.rowsTitle')}
            rows={rows}
            columns={columns}
            rowKey={({ line }) => String(line)}
            hasSearch={rows.length > 10}
            testId="import-row"
          />
        </section>
      )}
      {problem && (
        <div className="callout danger" role="alert">
          <WarningIcon />
          <span>{problem}</span>
        </div>
      )}
      <div className="actions import-actions">
        <Button onPress={onAgain} testId="import-again">
          {t('preparation.importAgain')}
        </Button>
        {count > 0 ? (
          <Button look="primary" size="large" isPending={isApplying} onPress={onApply} testId="import-apply">
            {t('preparation.importApply', { count })}
          </Button>
        ) : (
          <span className="soft">{t('preparation.importNothing')}</span>
        )}
      </div>
    </div>
  );
}

function Encoding({ encoding }: { encoding: ImportPreview['encoding'] }) {
  const { t } = useTranslation();
  const text = encodingTexts[encoding];
  if (!text) return null;
  return (
    <div className="callout" data-testid="import-encoding" data-encoding={encoding}>
      <WarningIcon />
      <span>{t(text)}</span>
    </div>
  );
}

function Recognised({ columns }: { columns: ImportPreview['columns'] }) {
  const { t } = useTranslation();
  const used = columns.flatMap(({ heading, field }) =>
    field ? [t('preparation.columnUsed', { field: t(fieldTexts[field]), heading })] : [],
  );
  const unused = columns.filter(({ field }) => !field).map(({ heading }) => heading);
  return (
    <p className="soft small" data-testid="import-columns">
      {t('preparation.columnsUsed', { columns: used.join(', ') })}
      {unused.length > 0 && ` ${t('preparation.columnsUnused', { columns: unused.join(', ') })}`}
    </p>
  );
}

function Counts({ counts }: { counts: ImportCounts }) {
  const { t } = useTranslation();
  const facts = [
    { id: 'new', text: t('preparation.countNew'), count: counts.new },
    { id: 'changed', text: t('preparation.countChanged'), count: counts.changed },
    { id: 'known', text: t('preparation.countKnown'), count: counts.known + counts.already },
    { id: 'faults', text: t('preparation.countFaults'), count: counts.faults },
  ];
  return (
    <dl className="import-counts">
      {facts.map(({ id, text, count }) => (
        <div key={id} data-testid={`import-count-${id}`} data-count={count}>
          <dt>{text}</dt>
          <dd>{numberText(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

function rowColumns(t: TFunction): Column<ImportRow>[] {
  return [
    {
      id: 'line',
      title: t('preparation.columnLine'),
      width: '5rem',
      isNumeric: true,
      shownFrom: 'medium',
      text: ({ line }) => String(line),
      compare: (one, other) => one.line - other.line,
      cell: ({ line }) => line,
    },
    {
      id: 'change',
      title: t('preparation.columnChange'),
      width: 'minmax(7rem, 0.8fr)',
      text: ({ change }) => t(changeTexts[change]),
      cell: ({ change }) => t(changeTexts[change]),
    },
    {
      id: 'name',
      title: t('preparation.fieldName'),
      width: 'minmax(11rem, 1.6fr)',
      isRowHeader: true,
      text: ({ rank, name }) => [rank, name].filter(Boolean).join(' '),
      compare: (one, other) => compareNames(one.name, other.name),
      cell: ({ rank, name }) => [rank, name].filter(Boolean).join(' '),
    },
    {
      id: 'title',
      title: t('preparation.fieldTitle'),
      shownFrom: 'wide',
      text: ({ title }) => title,
      cell: ({ title }) => title,
    },
    {
      id: 'site',
      title: t('preparation.fieldSite'),
      text: ({ siteName, seatLabel }) => [siteName, seatLabel].filter(Boolean).join(', '),
      cell: ({ siteName, seatLabel }) => [siteName, seatLabel].filter(Boolean).join(', '),
    },
    {
      id: 'role',
      title: t('preparation.fieldRole'),
      width: 'minmax(6rem, 0.7fr)',
      text: ({ role }) => t(`role.${role}`),
      cell: ({ role }) => t(`role.${role}`),
    },
  ];
}
