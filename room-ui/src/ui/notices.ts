/** Short notices above the page, for what a tap brought about or why it was refused. They go by themselves. */
import { createStore } from '../session/store.ts';

export type Notice = {
  id: number;
  kind: 'done' | 'hint' | 'problem' | 'undo';
  text: string;
  /** Takes back what the notice tells. */
  undo?: () => void | Promise<void>;
};

const list = createStore<readonly Notice[]>([]);
const shownMs = { done: 4_000, hint: 4_000, problem: 10_000, undo: 8_000 };
const mostShown = 3;
let lastId = 0;
/** When each notice goes, or how long it still had when somebody began to read it. */
const ends = new Map<number, { timer?: ReturnType<typeof setTimeout>; atMs: number; leftMs: number }>();

export const notices = {
  list,
  show(kind: 'done' | 'hint' | 'problem', text: string): void {
    add({ kind, text });
  },
  /** Says what was done, with a button that takes it back. */
  undo(text: string, undo: () => void | Promise<void>): void {
    add({ kind: 'undo', text, undo });
  },
  dismiss(id: number): void {
    clearTimeout(ends.get(id)?.timer);
    ends.delete(id);
    list.set(list.get().filter((notice) => notice.id !== id));
  },
  /** While somebody is at them, no notice goes. */
  pause(): void {
    for (const end of ends.values()) {
      if (end.timer === undefined) continue;
      clearTimeout(end.timer);
      delete end.timer;
      end.leftMs = Math.max(1_000, end.atMs - Date.now());
    }
  },
  resume(): void {
    for (const [id, end] of ends) if (end.timer === undefined) startTimer(id, end.leftMs);
  },
};

function add(content: Omit<Notice, 'id'>): void {
  lastId += 1;
  const notice = { id: lastId, ...content };
  // The same words twice tell nothing new, and a success is old news as soon as the next tap had one.
  const isKept = (other: Notice) => other.kind === 'undo' || (other.kind === 'problem' && other.text !== notice.text);
  const next = [...list.get().filter(isKept), notice].slice(-mostShown);
  for (const { id } of list.get()) if (!next.some((kept) => kept.id === id)) forget(id);
  list.set(next);
  startTimer(notice.id, shownMs[notice.kind]);
}

function startTimer(id: number, leftMs: number): void {
  ends.set(id, { timer: setTimeout(() => notices.dismiss(id), leftMs), atMs: Date.now() + leftMs, leftMs });
}

function forget(id: number): void {
  clearTimeout(ends.get(id)?.timer);
  ends.delete(id);
}
