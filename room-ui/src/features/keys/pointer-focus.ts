/** Whether a button has the focus only because of the pointer: then its owner does not mean it by the space bar. */
let isPointerLast = false;

export function isPointerFocus(focused: Element | null): boolean {
  return isPointerLast && focused?.tagName === 'BUTTON';
}

export function followPointer(): () => void {
  const onPointer = () => {
    isPointerLast = true;
  };
  const onKey = ({ code }: KeyboardEvent) => {
    // What moves the focus by keyboard; Escape gives it back to where the pointer had put it.
    if (code === 'Tab' || code === 'Enter' || code.startsWith('Arrow') || code === 'F2') isPointerLast = false;
  };
  addEventListener('pointerdown', onPointer, true);
  addEventListener('keydown', onKey, true);
  return () => {
    isPointerLast = false;
    removeEventListener('pointerdown', onPointer, true);
    removeEventListener('keydown', onKey, true);
  };
}
