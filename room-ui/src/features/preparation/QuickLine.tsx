/** Adds items at the end: one line and Enter for one, a pasted list for many. What cannot be read stays in the line. */

import { type ClipboardEvent, type FormEvent, useState } from 'react';
import type { TFunction } from '../../i18n/translate.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { numberText } from '../../ui/format.ts';
import { PlusIcon } from '../../ui/icons.tsx';
import { quickFaultTexts } from './labels.ts';
import { maxItemMinutes, maxNameLength, minuteMs } from './model.ts';
import { usePreparation } from './PreparationContext.tsx';
import { parseQuickLines, type QuickFault, type QuickItem } from './quick-line.ts';
import type { Call } from './undo.ts';

export function QuickLine() {
  const { t } = useTranslation();
  const { edit, editWithUndo } = usePreparation();
  const [line, setLine] = useState('');
  // Lines that could not be read, the first of them in the field to be corrected.
  const [faults, setFaults] = useState<readonly QuickFault[]>([]);
  const [isCorrecting, setCorrecting] = useState(false);
  const add = async (text: string) => {
    const { items, faults: found } = parseQuickLines(text);
    const left = [...found, ...faults.slice(1)];
    setFaults(left);
    setLine(left[0]?.line ?? '');
    setCorrecting(false);
    if (items.length === 0) return;
    const label = t('preparation.undoAdd', { count: items.length, title: items[0]?.title ?? '' });
    const run = items.length > 1 ? editWithUndo : edit;
    if ((await run(items.map(addCall), { label })) === null) setLine(text);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (line.trim()) void add(line);
  };
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text');
    if (!/[\r\n]/.test(text.trim())) return;
    event.preventDefault();
    void add(text);
  };
  return (
    <form className="quick-line" onSubmit={onSubmit} onPaste={onPaste}>
      <TextField
        label={t('preparation.quickLine')}
        hint={t('preparation.quickHint')}
        problem={isCorrecting ? undefined : problemText(t, faults)}
        value={line}
        onChange={(text) => {
          setLine(text);
          setCorrecting(true);
        }}
        autoComplete="off"
        testId="quick-line"
      />
      <Button type="submit" testId="quick-add">
        <PlusIcon />
        {t('common.add')}
      </Button>
    </form>
  );
}

function problemText(t: TFunction, [first, ...others]: readonly QuickFault[]): string | undefined {
  if (!first) return undefined;
  const what = t(quickFaultTexts[first.code], { max: numberText(maxItemMinutes), length: maxNameLength });
  return others.length > 0 ? `${what} ${t('preparation.quickOthers', { count: others.length })}` : what;
}

function addCall({ title, minutes }: QuickItem): Call {
  const input = { itemId: crypto.randomUUID(), title, plannedMs: minutes * minuteMs, visibility: 'public' as const };
  return { name: 'agenda.add', input: { ...input, startsAt: null, responsibleIds: [], position: null } };
}
