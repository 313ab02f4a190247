/** The state of a list that is put in order by hand: what is lifted, where it would go, and what is said about it. */
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { type Lift, moved, positionUnder, shiftOf, stepLift } from './sortable-model.ts';

export type SortingOptions<Item> = {
  items: readonly Item[];
  itemKey: (item: Item) => string;
  itemText: (item: Item) => string;
  /** If it answers a promise, the list keeps showing the new order until that is settled. */
  onMove: (key: string, toPosition: number) => unknown;
};

type Drag = { startY: number; movedPx: number; boxes: readonly { top: number; bottom: number }[] };
type Lifted = Lift & { key: string; drag: Drag | null };

export function useSorting<Item>({ items, itemKey, itemText, onMove }: SortingOptions<Item>) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  const [lift, setLift] = useState<Lifted | null>(null);
  const [settling, setSettling] = useState<Lift | null>(null);
  const [said, setSaid] = useState('');
  const say = (what: 'lifted' | 'movedTo' | 'dropped' | 'putBack', item: Item, position: number) =>
    setSaid(t(`ui.sort_${what}`, { name: itemText(item), position: position + 1, total: items.length }));
  const drop = async (item: Item) => {
    if (!lift) return;
    setLift(null);
    say('dropped', item, lift.to);
    if (lift.to === lift.from) return;
    setSettling(lift);
    try {
      await onMove(lift.key, lift.to);
    } finally {
      setSettling(null);
    }
  };
  const putBack = (item: Item) => {
    if (!lift) return;
    setLift(null);
    say('putBack', item, lift.from);
  };
  const onKeyDown = (event: KeyboardEvent, item: Item) => {
    const isLifted = lift?.key === itemKey(item);
    const from = items.indexOf(item);
    if (event.key === ' ' || event.key === 'Enter') {
      if (isLifted) void drop(item);
      else setLift({ key: itemKey(item), from, to: from, drag: null });
      if (!isLifted) say('lifted', item, from);
    } else if (lift && isLifted && event.key === 'Escape') {
      // Only the row goes back; a dialog around the list stays open.
      event.stopPropagation();
      putBack(item);
    } else {
      const to = lift && isLifted ? stepLift(lift, event.key, items.length) : null;
      if (!lift || to === null) return;
      setLift({ ...lift, to });
      say('movedTo', item, to);
    }
    event.preventDefault();
  };
  const onPointerDown = (event: PointerEvent, item: Item) => {
    if (event.button !== 0 || !list.current) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const from = items.indexOf(item);
    setLift({ key: itemKey(item), from, to: from, drag: startDrag(list.current, event) });
  };
  const onPointerMove = (event: PointerEvent) => {
    if (lift?.drag && list.current) setLift({ ...lift, ...goOn(lift.drag, list.current, event) });
  };
  const order = settling ?? (lift?.drag ? null : lift);
  return {
    list,
    said,
    liftedKey: lift?.key ?? null,
    isDragging: Boolean(lift?.drag),
    shown: order ? moved(items, order.from, order.to) : items,
    /** How far a row stands from its place while one is dragged by hand. */
    shiftPx: (position: number) =>
      lift?.drag ? shiftOf(position, lift, lift.drag.boxes, lift.drag.movedPx) : undefined,
    handlers: (item: Item) => ({
      onKeyDown: (event: KeyboardEvent) => onKeyDown(event, item),
      onBlur: () => void (lift && !lift.drag && lift.key === itemKey(item) && drop(item)),
      onPointerDown: (event: PointerEvent) => onPointerDown(event, item),
      onPointerMove,
      onPointerUp: () => void (lift?.drag && drop(item)),
      onPointerCancel: () => putBack(item),
    }),
  };
}

function startDrag(list: HTMLElement, event: PointerEvent): Drag {
  return { startY: yIn(list, event), movedPx: 0, boxes: boxesOf(list) };
}

function goOn(drag: Drag, list: HTMLElement, event: PointerEvent): { to: number; drag: Drag } {
  scrollAtEdge(event.clientY);
  const y = yIn(list, event);
  return { to: positionUnder(y, drag.boxes), drag: { ...drag, movedPx: y - drag.startY } };
}

/** Heights within the list, so that scrolling on the way does no harm. */
function yIn(list: HTMLElement, { clientY }: { clientY: number }): number {
  return clientY - list.getBoundingClientRect().top;
}

function boxesOf(list: HTMLElement): { top: number; bottom: number }[] {
  const { top: start } = list.getBoundingClientRect();
  return [...list.children].map((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return { top: top - start, bottom: bottom - start };
  });
}

function scrollAtEdge(clientY: number): void {
  const edgePx = 64;
  if (clientY < edgePx) scrollBy(0, -16);
  else if (clientY > innerHeight - edgePx) scrollBy(0, 16);
}
