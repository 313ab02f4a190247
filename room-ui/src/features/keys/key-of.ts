/** What a real key event means on this page now. */
import type { KeyId, KeyScope } from './catalogue.ts';
import { keysOn } from './keys-on.ts';
import { matchKey } from './matcher.ts';
import { isPointerFocus } from './pointer-focus.ts';

const fields = 'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable="true"]';

export function keyOf(event: KeyboardEvent, scope: KeyScope): KeyId | null {
  const focused = document.activeElement;
  const press = {
    code: event.code,
    keyCode: event.keyCode,
    ctrlKey: event.ctrlKey,
    altKey: event.altKey,
    shiftKey: event.shiftKey,
    metaKey: event.metaKey,
    isComposing: event.isComposing,
    isAltGraph: event.getModifierState('AltGraph'),
  };
  return matchKey(press, {
    scope,
    areKeysOn: keysOn.get(),
    isInField: focused?.matches(fields) ?? false,
    isFocusFree: focused === null || focused === document.body || isPointerFocus(focused),
  });
}
