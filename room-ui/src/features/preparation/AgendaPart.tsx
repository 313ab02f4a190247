/** The agenda: put in order by hand or by keyboard, with planned times that add up to a forecast. */
import { useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useStore } from '../../session/use-store.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { clockTime, minutes } from '../../ui/format.ts';
import { ClockIcon } from '../../ui/icons.tsx';
import { SortableList } from '../../ui/SortableList.tsx';
import { AgendaItem } from './AgendaItem.tsx';
import { totalMinutes } from './forecast.ts';
import { usePreparation } from './PreparationContext.tsx';
import { focusOn, wantedGap } from './place.ts';
import { QuickLine } from './QuickLine.tsx';
import './agenda.css';

export function AgendaPart() {
  const { t } = useTranslation();
  const { prepared, isReadOnly, edit } = usePreparation();
  const { items } = prepared;
  const [openId, setOpenId] = useState<string | null>(null);
  useWantedItem(setOpenId);
  const move = (itemId: string, position: number) => {
    const title = items.find(({ id }) => id === itemId)?.title ?? '';
    void edit([{ name: 'agenda.move', input: { itemId, position } }], { label: t('preparation.undoMove', { title }) });
  };
  return (
    <div className="agenda-part">
      <Summary />
      {items.length === 0 && (
        <EmptyState icon={<ClockIcon />} title={t('preparation.noItems')} text={t('preparation.noItemsText')} />
      )}
      <SortableList
        label={t('preparation.partAgenda')}
        items={items}
        itemKey={({ id }) => id}
        itemText={({ title }) => title}
        onMove={move}
        isDisabled={isReadOnly}
        testId="agenda-item"
      >
        {(row, position) => (
          <AgendaItem
            row={row}
            position={position}
            isOpen={row.id === openId}
            onToggle={() => setOpenId(row.id === openId ? null : row.id)}
          />
        )}
      </SortableList>
      {!isReadOnly && <QuickLine />}
    </div>
  );
}

/** Opens the item that the check list led to. */
function useWantedItem(open: (itemId: string) => void): void {
  const gap = useStore(wantedGap);
  useEffect(() => {
    if (gap?.part !== 'agenda') return;
    wantedGap.set(null);
    const [itemId] = gap.ids;
    if (itemId) open(itemId);
    focusOn(itemId ? `[data-testid="item-title-${itemId}"]` : '[data-testid="quick-line"]');
  }, [gap, open]);
}

function Summary() {
  const { t } = useTranslation();
  const { items, head } = usePreparation().prepared;
  if (items.length === 0) return null;
  return (
    <p className="agenda-summary" data-testid="agenda-summary">
      <span>{t('preparation.itemCount', { count: items.length })}</span>
      <span>{minutes(totalMinutes(items))}</span>
      <strong>{t('preparation.forecastEnd', { time: clockTime(head.plannedEndAt) })}</strong>
    </p>
  );
}
