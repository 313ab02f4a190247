/** The line of every device and site as a table, what is to be dealt with above it, the media workers below. */

import type { ReactNode } from 'react';
import { useMemo } from 'react';
import type { TFunction } from '../../i18n/translate.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { clockTime, compareText } from '../../ui/format.ts';
import { CheckIcon, WarningIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { usePrinting } from '../../ui/use-printing.ts';
import { adviceText, bitrateText, ceilingText, framesText, millisecondsText, percentText } from './figures.ts';
import { LinesPaper } from './LinesPaper.tsx';
import { type Figures, isTrouble, type LastTest, type LinePath, type LineRow } from './model.ts';
import { WorkersView } from './WorkersView.tsx';

type LinesViewProps = { rows: readonly LineRow[]; workers: Figures['workers'] };

export function LinesView({ rows, workers }: LinesViewProps) {
  const { t } = useTranslation();
  const isPrinting = usePrinting();
  const columns = useMemo(() => columnsOf(t), [t]);
  return (
    <>
      <WorkersView workers={workers} />
      <Table
        label={t('operations.tabLines')}
        rows={rows}
        columns={columns}
        rowKey={keyOf}
        rowLabel={nameOf}
        empty={<p className="soft">{t('operations.nobody')}</p>}
        testId="lines"
      />
      {isPrinting && <LinesPaper rows={rows} columns={columns} />}
    </>
  );
}

function keyOf({ key }: LineRow): string {
  return key;
}

function nameOf({ siteName, label }: LineRow): string {
  return [siteName, label].filter(Boolean).join(' · ');
}

function columnsOf(t: TFunction): Column<LineRow>[] {
  return [
    {
      id: 'site',
      title: t('operations.columnSite'),
      isRowHeader: true,
      width: 'minmax(11rem, 1.2fr)',
      text: nameOf,
      compare: (one, other) => compareText(nameOf(one), nameOf(other)),
      cell: ({ siteName, label }) => (
        <span className="name-cell">
          {siteName || label}
          {siteName && label && <span className="soft small">{label}</span>}
        </span>
      ),
    },
    {
      id: 'advice',
      title: t('operations.columnAdvice'),
      width: 'minmax(14rem, 2fr)',
      text: (row) => adviceText(t, row),
      compare: (one, other) => Number(isTrouble(other)) - Number(isTrouble(one)),
      cell: (row) => (
        <Mark icon={isTrouble(row) ? <WarningIcon /> : <CheckIcon />} look={isTrouble(row) ? 'warning' : 'good'}>
          {adviceText(t, row)}
        </Mark>
      ),
    },
    {
      id: 'state',
      title: t('operations.columnState'),
      width: 'minmax(8.5rem, 0.7fr)',
      shownFrom: 'wide',
      text: (row) => stateText(t, row),
      cell: (row) => (
        <span className="name-cell">
          {t(`operations.state_${row.state}`)}
          {row.since !== null && (
            <span className="soft small">{t('operations.since', { time: clockTime(row.since) })}</span>
          )}
        </span>
      ),
    },
    ...figureColumns(t),
    {
      id: 'test',
      title: t('operations.columnTest'),
      width: 'minmax(8rem, 0.7fr)',
      shownFrom: 'wide',
      text: ({ test }) => testText(t, test),
      cell: ({ test }) => testText(t, test),
    },
  ];
}

function figureColumns(t: TFunction): Column<LineRow>[] {
  const figure = (
    id: 'Picture' | 'Receive' | 'Loss' | 'RoundTrip',
    text: (row: LineRow) => string,
    value: (row: LineRow) => number | null,
    more: Partial<Column<LineRow>> = {},
  ): Column<LineRow> => ({
    id,
    title: t(`operations.column${id}`),
    isNumeric: true,
    width: 'minmax(6.5rem, 0.5fr)',
    text,
    cell: text,
    compare: (one, other) => (value(one) ?? -1) - (value(other) ?? -1),
    ...more,
  });
  return [
    figure(
      'Picture',
      (row) => pictureText(t, row),
      (row) => row.pictureBps,
      { width: 'minmax(8rem, 0.6fr)', cell: (row) => withCeiling(t, <PicturesCell row={row} />, row.sendCeilingBps) },
    ),
    {
      id: 'sound',
      title: t('operations.columnSound'),
      width: 'minmax(6.5rem, 0.5fr)',
      shownFrom: 'wide',
      text: ({ sound }) => t(`operations.sound_${sound}`),
      cell: ({ sound }) => t(`operations.sound_${sound}`),
    },
    figure(
      'Receive',
      (row) => bitrateText(t, row.receiveBps),
      (row) => row.receiveBps,
      {
        shownFrom: 'wide',
        width: 'minmax(8rem, 0.5fr)',
        cell: (row) => withCeiling(t, bitrateText(t, row.receiveBps), row.receiveCeilingBps),
      },
    ),
    figure(
      'Loss',
      (row) => percentText(t, row.lossRatio),
      (row) => row.lossRatio,
      { width: 'minmax(5.5rem, 0.4fr)' },
    ),
    figure(
      'RoundTrip',
      (row) => millisecondsText(t, row.roundTripMs),
      (row) => row.roundTripMs,
      {
        width: 'minmax(5.5rem, 0.4fr)',
      },
    ),
    {
      id: 'path',
      title: t('operations.columnPath'),
      width: 'minmax(5.5rem, 0.4fr)',
      shownFrom: 'wide',
      text: ({ path }) => (path ? t(`operations.path_${path}`) : t('operations.unknown')),
      cell: ({ path }) => <PathCell path={path} />,
    },
  ];
}

function withCeiling(t: TFunction, content: ReactNode, ceilingBps: number | null) {
  if (ceilingBps === null) return content;
  return (
    <span className="name-cell">
      {content}
      <span className="soft small">{ceilingText(t, ceilingBps)}</span>
    </span>
  );
}

function PathCell({ path }: { path: LinePath | null }) {
  const { t } = useTranslation();
  if (!path) return t('operations.unknown');
  const [protocol = '', way] = t(`operations.path_${path}`).split(', ').reverse();
  return (
    <span className="name-cell">
      {protocol}
      {way && <span className="soft small">{way}</span>}
    </span>
  );
}

/** One line for each picture that the device sends. */
function PicturesCell({ row }: { row: LineRow }) {
  const { t } = useTranslation();
  const pictures = row.state === 'missing' ? [] : row.pictures;
  return (
    <span className="figure-lines" data-testid={`pictures-${row.key}`}>
      {pictures.length === 0 && pictureText(t, row)}
      {pictures.map(({ source, bitrateBps, framesPerSecond }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a picture has no other name than its place.
        <span key={index}>
          {source === 'screen'
            ? t('operations.screen', { figures: bitrateText(t, bitrateBps) })
            : bitrateText(t, bitrateBps)}
          <span className="soft small">{framesText(t, framesPerSecond)}</span>
        </span>
      ))}
    </span>
  );
}

function pictureText(t: TFunction, row: LineRow): string {
  return pictureTexts(t, row).join('; ');
}

function pictureTexts(t: TFunction, { pictures, state }: LineRow): string[] {
  if (state === 'missing') return [t('operations.unknown')];
  if (pictures.length === 0) return [t('operations.noPicture')];
  return pictures.map(({ source, bitrateBps, framesPerSecond }) => {
    const figures = [bitrateText(t, bitrateBps), framesText(t, framesPerSecond)].filter(Boolean).join(' · ');
    return source === 'screen' ? t('operations.screen', { figures }) : figures;
  });
}

function stateText(t: TFunction, { state, since }: LineRow): string {
  const words = t(`operations.state_${state}`);
  return since === null ? words : `${words}, ${t('operations.since', { time: clockTime(since) })}`;
}

function testText(t: TFunction, test: LastTest | null): string {
  return test ? t(`operations.test_${test.verdict}`, { time: clockTime(test.at) }) : t('operations.unknown');
}
