/** What the chat shows: messages in their order, what is new, to whom one may write, and which key sends. Pure. */
import type { ChatRecipient, ChatRow, ChatRule, Me } from '#contract';

type Rows = Record<string, ChatRow>;

export const recipients: readonly ChatRecipient[] = ['all', 'chair', 'clerk'];

export function messagesInOrder(toAll: Rows, privately: Rows): ChatRow[] {
  return [...Object.values(toAll), ...Object.values(privately)].sort((one, other) => one.number - other.number);
}

export function isOwn({ author }: Pick<ChatRow, 'author'>, me: Pick<Me, 'personId' | 'endpointId'>): boolean {
  return author.personId ? author.personId === me.personId : author.endpointId === me.endpointId;
}

/** Of others, after the last one that was seen here. */
export function countNew(messages: readonly ChatRow[], seen: number, me: Pick<Me, 'personId' | 'endpointId'>): number {
  return messages.filter((message) => message.number > seen && !isOwn(message, me)).length;
}

/** Empty: nobody may write. */
export function recipientsUnder(rule: ChatRule, isStaff: boolean): readonly ChatRecipient[] {
  if (rule === 'off') return [];
  return rule === 'everybody' || isStaff ? recipients : recipients.filter((recipient) => recipient !== 'all');
}

type SendingKey = Pick<
  KeyboardEvent,
  'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey' | 'isComposing' | 'keyCode'
>;

/** What browsers report for a key that an input method is still working with. */
const composingKeyCode = 229;

/** Enter sends; not with Shift, which begins a line, and not while a word is being composed. */
export function isSendKey(press: SendingKey): boolean {
  if (press.key !== 'Enter' || press.isComposing || press.keyCode === composingKeyCode) return false;
  return !press.shiftKey && !press.ctrlKey && !press.altKey && !press.metaKey;
}
