import { describe, expect, it } from 'vitest';
import type { ErrorReply } from '#contract';
import type { HeldSlices } from './apply-update.ts';
import { CommandError } from './command-error.ts';
import type { SendCommand } from './command-sender.ts';
import { createStore } from './store.ts';
import { createWatching } from './watching.ts';

type Told = { name: string; meetingId: string | undefined; versions: unknown };

/** Commands are answered only when the test says so. */
function watchingOf() {
  const told: Told[] = [];
  const answers: PromiseWithResolvers<object>[] = [];
  const send = ((name, input, options) => {
    told.push({ name, meetingId: options?.meetingId, versions: 'versions' in input ? input.versions : null });
    const answer = Promise.withResolvers<object>();
    answers.push(answer);
    return answer.promise;
  }) as SendCommand;
  const slices = createStore<HeldSlices>({});
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  const answer = async (error?: ErrorReply) => {
    const next = answers.shift();
    if (error) next?.reject(new CommandError(error));
    else next?.resolve({});
    await settle();
  };
  const names = () => told.map(({ name, meetingId }) => [name, meetingId]);
  return { watching: createWatching(send, slices), slices, told, names, answer };
}

const held = { agenda: { version: 7, head: {}, rows: {} } } as unknown as HeldSlices;

describe('watching a meeting from the desk', () => {
  it('asks for it, and gives it back when it is released', async () => {
    const { watching, slices, names, answer } = watchingOf();
    const release = watching.watch('m1');
    await answer();
    slices.set(held);
    release();
    expect(slices.get()).toEqual({});
    await answer();
    expect(names()).toEqual([
      ['view.watch', 'm1'],
      ['view.unwatch', undefined],
    ]);
    expect(watching.isWatching()).toBe(false);
  });

  it('drops what it holds of one meeting when another is opened', async () => {
    const { watching, slices, answer, told } = watchingOf();
    watching.watch('m1');
    await answer();
    slices.set(held);
    watching.watch('m2');
    expect(slices.get()).toEqual({});
    await answer();
    expect(told.at(-1)).toEqual({ name: 'view.watch', meetingId: 'm2', versions: {} });
  });

  it('ends with the last wish when they change faster than the server answers', async () => {
    const { watching, names, answer } = watchingOf();
    const release = watching.watch('m1');
    release();
    watching.watch('m2');
    watching.watch('m3');
    await answer();
    await answer();
    expect(names()).toEqual([
      ['view.watch', 'm1'],
      ['view.watch', 'm3'],
    ]);
  });

  it('does not give back the meeting of whoever came after', async () => {
    const { watching, names, answer } = watchingOf();
    const release = watching.watch('m1');
    await answer();
    watching.watch('m2');
    release();
    await answer();
    expect(watching.isWatching()).toBe(true);
    expect(names().at(-1)).toEqual(['view.watch', 'm2']);
  });

  it('asks again after a reconnect, with the versions that it holds', async () => {
    const { watching, slices, told, answer } = watchingOf();
    watching.watch('m1');
    await answer();
    slices.set(held);
    watching.restart();
    await answer();
    expect(told).toHaveLength(2);
    expect(told[1]).toEqual({ name: 'view.watch', meetingId: 'm1', versions: { agenda: 7 } });
  });

  it('says nothing to a new connection while no meeting is watched', () => {
    const { watching, told } = watchingOf();
    watching.restart();
    expect(told).toEqual([]);
  });

  it('tells why a meeting is not shown, until another one is', async () => {
    const { watching, answer } = watchingOf();
    watching.watch('m1');
    await answer({ code: 'UNKNOWN_MEETING', message: 'm' });
    expect(watching.problem.get()).toBe('UNKNOWN_MEETING');
    watching.watch('m2');
    expect(watching.problem.get()).toBeNull();
  });
});
