/** The messages that this page may show, and how many of them are new to it. */
import type { ChatRow } from '#contract';
import { useSlice } from '../../session/SessionContext.tsx';
import { useStore } from '../../session/use-store.ts';
import { chatMemory } from './chat-memory.ts';
import { countNew, messagesInOrder } from './model.ts';

export function useMessages(): ChatRow[] {
  return messagesInOrder(useSlice('chat').rows, useSlice('privateChat').rows);
}

export function useNewCount(): number {
  return countNew(useMessages(), useStore(chatMemory()).seen, useSlice('me').head);
}
