/**
 * A list put in order by hand: each row has a handle to drag it by finger or mouse. By keyboard: Space or Enter on the
 * handle lifts the row, the arrows move it, Space or Enter drops it, Esc puts it back. Each step is said in words.
 */
import type { ReactNode } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { HandleIcon } from './icons.tsx';
import { type SortingOptions, useSorting } from './use-sorting.ts';
import './sortable.css';

type SortableListProps<Item> = SortingOptions<Item> & {
  label: string;
  children: (item: Item, position: number) => ReactNode;
  isDisabled?: boolean;
  testId?: string;
};

export function SortableList<Item>(props: SortableListProps<Item>) {
  const { label, items, itemKey, itemText, onMove, children, isDisabled = false, testId } = props;
  const { t } = useTranslation();
  const sorting = useSorting({ items, itemKey, itemText, onMove });
  return (
    <>
      <ol
        ref={sorting.list}
        aria-label={label}
        className="sortable"
        data-dragging={sorting.isDragging}
        data-testid={testId}
      >
        {sorting.shown.map((item, position) => {
          const key = itemKey(item);
          const isLifted = sorting.liftedKey === key;
          const shiftPx = sorting.shiftPx(position);
          return (
            <li
              key={key}
              data-lifted={isLifted}
              data-testid={testId && `${testId}-${key}`}
              style={shiftPx === undefined ? undefined : { transform: `translateY(${shiftPx}px)` }}
            >
              <button
                type="button"
                className="handle"
                disabled={isDisabled}
                aria-label={t('ui.sort_handle', { name: itemText(item), position: position + 1, total: items.length })}
                aria-pressed={isLifted}
                data-testid={testId && `${testId}-handle-${key}`}
                {...sorting.handlers(item)}
              >
                <HandleIcon />
              </button>
              <div className="content">{children(item, position)}</div>
            </li>
          );
        })}
      </ol>
      <p className="unseen" role="status">
        {sorting.said}
      </p>
    </>
  );
}
