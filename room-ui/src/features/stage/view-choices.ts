/**
 * How this viewer wants to see the meeting: the layout is remembered on this device, the pinned picture for this tab, the
 * wall until it is left. None of it is known to anybody else.
 */
import { createStore, type Store } from '../../session/store.ts';
import { type LayoutChoice, layoutChoices } from './layout.ts';

type Box = Pick<Storage, 'getItem' | 'setItem'>;

export function createRemembered<Value extends string>(
  openStorage: () => Box,
  key: string,
  allowed: (text: string) => text is Value,
  first: Value,
): Pick<Store<Value>, 'get' | 'subscribe' | 'set'> {
  const store = createStore<Value>(read(openStorage, key, allowed) ?? first);
  return {
    get: store.get,
    subscribe: store.subscribe,
    set(value) {
      store.set(value);
      try {
        openStorage().setItem(key, value);
      } catch {
        // A browser that stores nothing keeps it until the page is closed.
      }
    },
  };
}

function read<Value extends string>(
  openStorage: () => Box,
  key: string,
  allowed: (text: string) => text is Value,
): Value | null {
  try {
    const held = openStorage().getItem(key);
    return held !== null && allowed(held) ? held : null;
  } catch {
    return null;
  }
}

const isLayout = (text: string): text is LayoutChoice => (layoutChoices as readonly string[]).includes(text);
const isSwitch = (text: string): text is 'on' | 'off' => text === 'on' || text === 'off';
const isText = (text: string): text is string => text.length < 200;

export const layoutChoice = createRemembered(() => localStorage, 'rostrum.layout', isLayout, 'auto');
export const selfView = createRemembered(() => localStorage, 'rostrum.selfView', isSwitch, 'on');
/** The key of a tile; empty: none. */
export const pinnedTile = createRemembered(() => sessionStorage, 'rostrum.pinned', isText, '');
/** Only the pictures, on the whole screen. */
export const wallMode = createStore(false);
