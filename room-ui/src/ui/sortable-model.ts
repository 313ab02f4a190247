/** Where a row that is lifted goes. Positions count from 0. */
export type Lift = { from: number; to: number };

/** The list as it would be after the move. */
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const next = items.slice();
  const [item] = next.splice(from, 1);
  if (item !== undefined) next.splice(Math.max(0, Math.min(next.length, to)), 0, item);
  return next;
}

/** Where an arrow, Home or End takes a lifted row; null for other keys. */
export function stepLift({ to }: Lift, key: string, count: number): number | null {
  const wanted = { ArrowUp: to - 1, ArrowDown: to + 1, Home: 0, End: count - 1 }[key];
  return wanted === undefined ? null : Math.max(0, Math.min(count - 1, wanted));
}

/** The row over whose place the pointer is; the first or last when it is above or below the list. */
export function positionUnder(y: number, boxes: readonly { top: number; bottom: number }[]): number {
  const index = boxes.findIndex(({ bottom }) => y < bottom);
  return index === -1 ? boxes.length - 1 : index;
}

type Boxes = readonly { top: number; bottom: number }[];

/** How far a row stands from its place while another is dragged past it, or how far it is dragged itself. */
export function shiftOf(position: number, { from, to }: Lift, boxes: Boxes, movedPx: number): number {
  if (position === from) return movedPx;
  const box = boxes[from];
  const next = boxes[from + 1] ?? box;
  const before = boxes[from - 1] ?? box;
  if (!box || !next || !before) return 0;
  const gapPx = Math.max(next.top - box.bottom, box.top - before.bottom, 0);
  const heightPx = box.bottom - box.top + gapPx;
  if (position > from && position <= to) return -heightPx;
  if (position < from && position >= to) return heightPx;
  return 0;
}
