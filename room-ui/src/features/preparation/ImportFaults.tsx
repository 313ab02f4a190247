/** The lines that cannot be taken over: what is wrong with each and what to do, to copy and to print. */

import { useState } from 'react';
import type { TFunction } from '../../i18n/translate.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyIcon, PrintIcon, WarningIcon } from '../../ui/icons.tsx';
import { notices } from '../../ui/notices.ts';
import { Printout, printPage } from '../../ui/Printout.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { usePrinting } from '../../ui/use-printing.ts';
import { CopyBox } from './CopyBox.tsx';
import { copyText } from './copy-text.ts';
import { faultTexts, fieldTexts, type ImportFault, remedyTexts } from './import-model.ts';

export function ImportFaults({ faults }: { faults: readonly ImportFault[] }) {
  const { t } = useTranslation();
  const [refused, setRefused] = useState('');
  if (faults.length === 0) return null;
  const columns = faultColumns(t);
  const lines = [
    columns.map(({ title }) => title),
    ...faults.map((fault) => columns.map(({ text }) => text?.(fault) ?? '')),
  ];
  const copy = async () => {
    const text = lines.map((cells) => cells.join('\t')).join('\n');
    if (await copyText(text)) notices.show('done', t('preparation.copied'));
    else setRefused(text);
  };
  return (
    <section className="import-faults" data-testid="import-faults">
      <h3>
        <WarningIcon />
        {t('preparation.faultsTitle', { count: faults.length })}
      </h3>
      <Table<ImportFault>
        label={t('preparation.faultsLabel')}
        rows={faults}
        columns={columns}
        rowKey={keyOf}
        hasSearch={faults.length > 10}
        tools={
          <>
            <Button size="compact" onPress={() => void copy()} testId="faults-copy">
              <CopyIcon />
              {t('preparation.copyList')}
            </Button>
            <Button size="compact" onPress={printPage} testId="faults-print">
              <PrintIcon />
              {t('preparation.printFaults')}
            </Button>
          </>
        }
        testId="fault"
      />
      {refused && <CopyBox text={refused} />}
      <PrintedFaults lines={lines} />
    </section>
  );
}

/** The sheet lies above a page with tables of its own: only this list belongs on the paper. */
function PrintedFaults({ lines }: { lines: readonly (readonly string[])[] }) {
  const { t } = useTranslation();
  if (!usePrinting()) return null;
  const [head = [], ...rows] = lines;
  return (
    <Printout>
      <table className="table-print">
        <caption>{t('preparation.faultsLabel')}</caption>
        <thead>
          <tr>
            {head.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr key={cells.join('\t')}>
              {cells.map((cell, index) => (
                <td key={head[index]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Printout>
  );
}

function keyOf({ line, code, field, value }: ImportFault): string {
  return [line, code, field, value].join('-').replace(/\s/g, '_');
}

function faultColumns(t: TFunction): Column<ImportFault>[] {
  const place = ({ field }: ImportFault) => (field ? t(fieldTexts[field]) : '');
  const what = ({ code, otherLine }: ImportFault) =>
    [t(faultTexts[code]), otherLine !== null && t('preparation.faultOtherLine', { line: otherLine })]
      .filter(Boolean)
      .join(' ');
  return [
    {
      id: 'line',
      title: t('preparation.columnLine'),
      width: '6rem',
      isNumeric: true,
      isRowHeader: true,
      text: ({ line }) => String(line),
      compare: (one, other) => one.line - other.line,
      cell: ({ line }) => line,
    },
    {
      id: 'field',
      title: t('preparation.columnField'),
      width: 'minmax(7rem, 0.7fr)',
      text: (fault) => place(fault),
      cell: place,
    },
    {
      id: 'value',
      title: t('preparation.columnValue'),
      text: ({ value }) => value,
      cell: ({ value }) => <span className="given-value">{value}</span>,
    },
    { id: 'what', title: t('preparation.columnWhat'), width: 'minmax(10rem, 1.4fr)', text: what, cell: what },
    {
      id: 'remedy',
      title: t('preparation.columnRemedy'),
      width: 'minmax(10rem, 1.6fr)',
      text: ({ code }) => t(remedyTexts[code]),
      cell: ({ code }) => t(remedyTexts[code]),
    },
  ];
}
