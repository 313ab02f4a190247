/** The button that the pointer pressed last, until the keyboard moves the focus: its owner does not mean it by the space bar. */
let clicked: Element | null = null;

export function isClicked(focused: Element | null): boolean {
  return focused !== null && focused === clicked;
}

export function followClicks(): () => void {
  const onPointer = ({ target }: PointerEvent) => {
    clicked = target instanceof Element ? target.closest('button') : null;
  };
  const onKey = ({ code }: KeyboardEvent) => {
    if (code === 'Tab') clicked = null;
  };
  addEventListener('pointerdown', onPointer, true);
  addEventListener('keydown', onKey, true);
  return () => {
    clicked = null;
    removeEventListener('pointerdown', onPointer, true);
    removeEventListener('keydown', onKey, true);
  };
}
