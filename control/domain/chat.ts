/**
 * Written messages of a meeting: to all, to the chair, or to the clerk. They are part of its record; the state keeps the
 * newest ones only, which is what pages show.
 */
import type { EndpointId, PersonId } from './ids.ts';
import { assertNever, refuse } from './rejection.ts';
import { type Audience, audienceOf, type Role } from './roles.ts';

export const chatRecipients = ['all', 'chair', 'clerk'] as const;
export type ChatRecipient = (typeof chatRecipients)[number];

/** `staffOnly`: those who do not run the meeting write to chair and clerk only. `off`: nobody writes. */
export const chatRules = ['everybody', 'staffOnly', 'off'] as const;
export type ChatRule = (typeof chatRules)[number];

/** As they were when they wrote. A site's device writes in its own name. */
export type ChatAuthor = { personId: PersonId | null; endpointId: EndpointId; name: string; role: Role };
export type ChatMessage = {
  id: string;
  /** Counts all messages of the meeting, from 1. */
  number: number;
  at: number;
  to: ChatRecipient;
  text: string;
  author: ChatAuthor;
};

export type Chat = {
  rule: ChatRule;
  count: number;
  toAll: readonly ChatMessage[];
  /** Those to the chair and to the clerk. */
  privately: readonly ChatMessage[];
};

export const emptyChat: Chat = { rule: 'everybody', count: 0, toAll: [], privately: [] };

/** How many of each kind pages can show; older ones are in the record. */
export const shownMessages = 200;

export type ChatCommand =
  | { type: 'chat.send'; to: ChatRecipient; text: string }
  | { type: 'chat.setRule'; rule: ChatRule };

export type ChatEvent =
  | { type: 'ChatSent'; messageId: string; to: ChatRecipient; text: string; author: ChatAuthor }
  | { type: 'ChatRuleSet'; rule: ChatRule };

/** `author` null: whoever asks is not in the meeting with a device. */
export function decideChat(command: ChatCommand, chat: Chat, author: ChatAuthor | null): ChatEvent[] {
  switch (command.type) {
    case 'chat.send': {
      if (!author) refuse('FORBIDDEN');
      const { to, text } = command;
      if (!mayWrite(chat.rule, to, audienceOf(author.role))) refuse('CHAT_NOT_ALLOWED');
      return [{ type: 'ChatSent', messageId: `c-${chat.count + 1}`, to, text, author }];
    }
    case 'chat.setRule':
      return command.rule === chat.rule ? [] : [{ type: 'ChatRuleSet', rule: command.rule }];
    default:
      return assertNever(command);
  }
}

export function evolveChat(chat: Chat, event: ChatEvent, at: number): Chat {
  switch (event.type) {
    case 'ChatSent': {
      const { messageId: id, to, text, author } = event;
      const number = chat.count + 1;
      const message: ChatMessage = { id, number, at, to, text, author };
      const key = to === 'all' ? 'toAll' : 'privately';
      return { ...chat, count: number, [key]: [...chat[key], message].slice(-shownMessages) };
    }
    case 'ChatRuleSet':
      return { ...chat, rule: event.rule };
    default:
      return assertNever(event);
  }
}

function mayWrite(rule: ChatRule, to: ChatRecipient, audience: Audience): boolean {
  if (rule === 'off') return false;
  return rule === 'everybody' || to !== 'all' || audience === 'staff';
}

const readersOf: Record<Exclude<ChatRecipient, 'all'>, readonly Role[]> = {
  chair: ['chair', 'deputy'],
  clerk: ['clerk', 'operator'],
};

export type ChatReader = { role: Role; personId: PersonId | null; endpointId: EndpointId };

/** A private message belongs to its author, on all their devices, and to those in the office that it was sent to. */
export function mayRead({ to, author }: Pick<ChatMessage, 'to' | 'author'>, reader: ChatReader): boolean {
  if (to === 'all' || readersOf[to].includes(reader.role)) return true;
  return author.personId ? author.personId === reader.personId : author.endpointId === reader.endpointId;
}
