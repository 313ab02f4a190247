import { describe, expect, it } from 'vitest';
import type { ChatRow, EndpointId, PersonId } from '#contract';
import { countNew, isSendKey, messagesInOrder, recipientsUnder } from './model.ts';

const me = { personId: 'p1' as PersonId, endpointId: 'e1' as EndpointId };

function message(number: number, personId: string | null, endpointId = 'e9'): ChatRow {
  const author = {
    personId: personId as PersonId | null,
    endpointId: endpointId as EndpointId,
    name: 'N',
    role: 'delegate',
  };
  return { id: `c-${number}`, number, at: number, to: 'all', text: 'x', author } as ChatRow;
}

function rows(...messages: ChatRow[]): Record<string, ChatRow> {
  return Object.fromEntries(messages.map((each) => [each.id, each]));
}

describe('chat', () => {
  it('puts messages to all and private ones in one order', () => {
    const ordered = messagesInOrder(rows(message(10, 'p2'), message(2, 'p2')), rows(message(3, 'p1')));
    expect(ordered.map(({ number }) => number)).toEqual([2, 3, 10]);
  });

  it('counts what others wrote since', () => {
    const messages = [message(1, 'p2'), message(2, 'p1'), message(3, 'p2'), message(4, null, 'e1'), message(5, null)];
    expect(countNew(messages, 0, me)).toBe(3);
    expect(countNew(messages, 3, me)).toBe(1);
    expect(countNew(messages, 5, me)).toBe(0);
  });

  it('offers whom the rule allows', () => {
    expect(recipientsUnder('everybody', false)).toEqual(['all', 'chair', 'clerk']);
    expect(recipientsUnder('staffOnly', false)).toEqual(['chair', 'clerk']);
    expect(recipientsUnder('staffOnly', true)).toEqual(['all', 'chair', 'clerk']);
    expect(recipientsUnder('off', true)).toEqual([]);
  });

  it('sends by Enter, but not while a Vietnamese word is being composed', () => {
    const plain = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, isComposing: false, keyCode: 13 };
    const enter = { ...plain, key: 'Enter' };
    expect(isSendKey(enter)).toBe(true);
    expect(isSendKey({ ...enter, shiftKey: true })).toBe(false);
    expect(isSendKey({ ...enter, isComposing: true })).toBe(false);
    expect(isSendKey({ ...enter, keyCode: 229 })).toBe(false);
    expect(isSendKey({ ...plain, key: 'a' })).toBe(false);
  });
});
