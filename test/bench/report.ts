/** The form of every benchmark's result: a table to read, and one JSON object as the last line for programs. */
export type Figure = {
  name: string;
  value: number;
  unit: string;
  /** e.g. `<= 300`; null where there is no goal. */
  goal: string | null;
};

export function report(bench: string, figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, goal }) => {
    const met = isMet(value, goal);
    const verdict = met === null ? '' : met ? 'met' : 'MISSED';
    return [name, `${round(value)} ${unit}`, goal ?? '–', verdict];
  });
  const table = [['figure', 'value', 'goal', ''], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => (row[column] ?? '').length)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const result = {
    bench,
    figures: figures.map((figure) => ({
      ...figure,
      value: round(figure.value),
      met: isMet(figure.value, figure.goal),
    })),
  };
  return `${lines.join('\n')}\n${JSON.stringify(result)}\n`;
}

/** Null where there is no goal. */
export function isMet(value: number, goal: string | null): boolean | null {
  const [, comparison, limit] = /^(<=|>=) ([\d.]+)$/.exec(goal ?? '') ?? [];
  if (!comparison) return null;
  return comparison === '<=' ? value <= Number(limit) : value >= Number(limit);
}

/** The value below which `share` of all lie: the nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Of an even count, what lies between the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low = Number.NaN, high = Number.NaN] = [sorted.at((sorted.length - 1) >> 1), sorted.at(sorted.length >> 1)];
  return (low + high) / 2;
}

function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
}
