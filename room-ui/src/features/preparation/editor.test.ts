import { describe, expect, it } from 'vitest';
import { CommandError } from '../../session/command-error.ts';
import { createStore } from '../../session/store.ts';
import { Editor } from './editor.ts';
import { delegate, item, prepared } from './test-rows.ts';
import type { Call } from './undo.ts';

/** A server of one meeting that takes titles, and refuses as often as it is told to. */
function given() {
  const rows = createStore(prepared({ items: [item('a'), item('b')], delegates: [delegate('1')] }));
  const sent: Call[] = [];
  const refusals: CommandError[] = [];
  const waits: number[] = [];
  const editor = new Editor({
    prepared: rows,
    now: () => 1_000,
    wait: async (ms) => void waits.push(ms),
    send: async (call) => {
      const refusal = refusals.shift();
      if (refusal) throw refusal;
      sent.push(call);
      if (call.name !== 'agenda.change') return;
      const { itemId, changes } = call.input;
      const items = rows
        .get()
        .items.map((row) =>
          row.id === itemId ? { ...row, title: changes.title ?? row.title, revision: row.revision + 1 } : row,
        );
      rows.set({ ...rows.get(), items });
    },
  });
  return { editor, rows, sent, refusals, waits };
}

type Given = ReturnType<typeof given>;

function type({ editor, rows }: Given, title: string, itemId = 'a') {
  const revision = () => rows.get().items.find(({ id }) => id === itemId)?.revision ?? 0;
  const make = (): Call => ({ name: 'agenda.change', input: { itemId, baseRevision: revision(), changes: { title } } });
  return editor.edit(make, { label: `Sửa ${itemId}`, key: `title-${itemId}` });
}

const refusal = (code: 'STORE_UNAVAILABLE' | 'RATE_LIMITED', retryAfterMs?: number) =>
  new CommandError({ code, message: '', ...(retryAfterMs ? { retryAfterMs } : {}) });

describe('the editor', () => {
  it('bases each edit of an item on the one before, also when they come at once', async () => {
    const here = given();
    await Promise.all([type(here, 'K'), type(here, 'Khai mạc')]);
    expect(here.sent.map(({ input }) => (input as { baseRevision: number }).baseRevision)).toEqual([1, 2]);
    expect(here.editor.status.get()).toEqual({ state: 'saved', atMs: 1_000 });
  });

  it('takes typing back in one step and another field in another', async () => {
    const here = given();
    await type(here, 'K');
    await type(here, 'Khai mạc');
    await type(here, 'Báo cáo', 'b');
    expect(here.editor.steps.get().map(({ label }) => label)).toEqual(['Sửa a', 'Sửa b']);
    await here.editor.undo();
    await here.editor.undo();
    expect(here.rows.get().items.map(({ title }) => title)).toEqual(['Nội dung a', 'Nội dung b']);
    expect(await here.editor.undo()).toBe(false);
  });

  it('says that a refused field is not saved, and sends it again on demand', async () => {
    const here = given();
    here.refusals.push(refusal('STORE_UNAVAILABLE'));
    await expect(type(here, 'Khai mạc')).rejects.toThrow(CommandError);
    expect(here.editor.status.get().state).toBe('failed');
    await type(here, 'Báo cáo', 'b');
    expect(here.editor.status.get().state).toBe('failed');
    await here.editor.retry();
    expect(here.rows.get().items[0]?.title).toBe('Khai mạc');
    expect(here.editor.status.get().state).toBe('saved');
  });

  it('forgets a refused field that was put back', async () => {
    const here = given();
    here.refusals.push(refusal('STORE_UNAVAILABLE'));
    await type(here, 'Khai mạc').catch(() => undefined);
    here.editor.forget('title-a');
    expect(here.editor.status.get().state).toBe('saved');
  });

  it('waits as long as the server says when a series is too fast for it', async () => {
    const here = given();
    here.refusals.push(refusal('RATE_LIMITED', 700), refusal('RATE_LIMITED', 300));
    const calls: Call[] = [{ name: 'participant.remove', input: { personId: '1' } }];
    await here.editor.editAll(calls, { label: 'Bỏ' });
    expect(here.waits).toEqual([700, 300]);
    expect(here.sent).toEqual(calls);
  });

  it('can take back what was done of a series before one command was refused', async () => {
    const here = given();
    const { rows, editor, refusals, sent } = here;
    const calls: Call[] = ['1', '2'].map((personId) => ({ name: 'participant.remove', input: { personId } }));
    const removal = { kind: 'addPersons', rows: rows.get().delegates, standIns: [], duties: [] } as const;
    const series = editor.editAll(calls, { label: 'Bỏ', inverse: removal });
    // The first command is on its way; the second one will be refused.
    await Promise.resolve();
    refusals.push(refusal('STORE_UNAVAILABLE'));
    await expect(series).rejects.toThrow(CommandError);
    rows.set({ ...rows.get(), delegates: [] });
    await editor.undo();
    expect(sent.map(({ name }) => name)).toEqual(['participant.remove', 'participant.add']);
  });

  it('asks what to send only when its turn has come', async () => {
    const here = given();
    const first = type(here, 'Khai mạc');
    const seen: string[] = [];
    const second = here.editor.edit(
      () => {
        seen.push(here.rows.get().items[0]?.title ?? '');
        return null;
      },
      { label: '' },
    );
    await Promise.all([first, second]);
    expect(seen).toEqual(['Khai mạc']);
  });
});
