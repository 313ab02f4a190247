/** Short notices above the page, for what a tap brought about or why it was refused. They go by themselves. */
import { createStore } from '../session/store.ts';

export type Notice = { id: number; kind: 'done' | 'hint' | 'problem'; text: string };

const list = createStore<readonly Notice[]>([]);
const doneMs = 4_000;
const problemMs = 10_000;
let lastId = 0;

export const notices = {
  list,
  show(kind: Notice['kind'], text: string): void {
    lastId += 1;
    const notice = { id: lastId, kind, text };
    // The same words twice tell nothing new, and a success is old news as soon as the next tap had one.
    const others = list.get().filter((other) => other.kind === 'problem' && other.text !== text);
    list.set([...others, notice].slice(-3));
    setTimeout(() => notices.dismiss(notice.id), kind === 'problem' ? problemMs : doneMs);
  },
  dismiss(id: number): void {
    list.set(list.get().filter((notice) => notice.id !== id));
  },
};
