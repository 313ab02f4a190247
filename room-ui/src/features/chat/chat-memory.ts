/** The chat on this page: open or not, what was typed but not sent, and how far it was read. Kept through a reload. */
import type { ChatRecipient } from '#contract';
import { currentSessionKey } from '../../session/session-path.ts';
import { createStore, type Store } from '../../session/store.ts';

type ChatMemory = { draft: string; to: ChatRecipient; seen: number };

const empty: ChatMemory = { draft: '', to: 'all', seen: 0 };

export const isChatOpen = createStore(false);

export function toggleChat(): void {
  isChatOpen.set(!isChatOpen.get());
}

let kept: { key: string; store: Store<ChatMemory> } | null = null;

/** Of this page's session. */
export function chatMemory(): Store<ChatMemory> {
  const key = `rostrum.chat.${currentSessionKey()}`;
  if (kept?.key !== key) kept = { key, store: createStore(read(key)) };
  return kept.store;
}

export function remember(change: Partial<ChatMemory>): void {
  const store = chatMemory();
  store.set({ ...store.get(), ...change });
  try {
    sessionStorage.setItem(kept?.key ?? '', JSON.stringify(store.get()));
  } catch {
    // A browser that stores nothing forgets the draft with the page.
  }
}

function read(key: string): ChatMemory {
  try {
    return { ...empty, ...(JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<ChatMemory>) };
  } catch {
    return empty;
  }
}
