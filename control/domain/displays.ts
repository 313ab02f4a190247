/**
 * What the hall's displays show: a scene per output, chosen by somebody or following the floor and the agenda, and the
 * message of the chair to all.
 */
import type { EndpointId } from './ids.ts';
import { assertNever, refuse } from './rejection.ts';

export const scenes = ['speaker', 'agenda', 'attendance', 'message', 'pause', 'idle'] as const;
export type Scene = (typeof scenes)[number];

/** `auto` follows the meeting. What the meeting forces nobody can choose away; in a closed session a display is put out of the meeting. */
export const sceneChoices = ['auto', 'speaker', 'agenda', 'attendance', 'idle'] as const;
export type SceneChoice = (typeof sceneChoices)[number];

export type Notice = { text: string; since: number };
export type Displays = {
  choices: ReadonlyMap<EndpointId, SceneChoice>;
  /** To all, until it is taken away. */
  notice: Notice | null;
};
export const noDisplays: Displays = { choices: new Map(), notice: null };

export type DisplayCommand =
  | { type: 'display.setScene'; endpointId: EndpointId; scene: SceneChoice }
  | { type: 'display.showNotice'; text: string }
  | { type: 'display.clearNotice' };

export type DisplayEvent =
  | { type: 'DisplaySceneSet'; endpointId: EndpointId; scene: SceneChoice }
  | { type: 'DisplayNoticeShown'; text: string }
  | { type: 'DisplayNoticeCleared' };

export function decideDisplays(
  command: DisplayCommand,
  { choices, notice }: Displays,
  isDisplay: (endpointId: EndpointId) => boolean,
): DisplayEvent[] {
  switch (command.type) {
    case 'display.setScene': {
      const { endpointId, scene } = command;
      if (!isDisplay(endpointId)) refuse('UNKNOWN_ENDPOINT');
      return (choices.get(endpointId) ?? 'auto') === scene ? [] : [{ type: 'DisplaySceneSet', endpointId, scene }];
    }
    case 'display.showNotice':
      return notice?.text === command.text ? [] : [{ type: 'DisplayNoticeShown', text: command.text }];
    case 'display.clearNotice':
      return notice ? [{ type: 'DisplayNoticeCleared' }] : [];
    default:
      return assertNever(command);
  }
}

export function evolveDisplays(displays: Displays, event: DisplayEvent, at: number): Displays {
  switch (event.type) {
    case 'DisplaySceneSet':
      return { ...displays, choices: new Map(displays.choices).set(event.endpointId, event.scene) };
    case 'DisplayNoticeShown':
      return { ...displays, notice: { text: event.text, since: at } };
    case 'DisplayNoticeCleared':
      return { ...displays, notice: null };
    default:
      return assertNever(event);
  }
}

/** What the scene of an output depends on. */
export type SceneFacts = {
  status: 'none' | 'draft' | 'convened' | 'inSession' | 'adjourned' | 'closed' | 'cancelled';
  hasNotice: boolean;
  hasSpeaker: boolean;
  hasActiveItem: boolean;
};

/** The scene of an output now: a message first, then what the meeting forces, then the choice, then the floor. */
export function sceneOf(choice: SceneChoice, facts: SceneFacts): Scene {
  const { status, hasNotice, hasSpeaker, hasActiveItem } = facts;
  if (hasNotice) return 'message';
  if (status === 'adjourned') return 'pause';
  if (status !== 'inSession') return choice === 'attendance' || choice === 'agenda' ? choice : 'idle';
  if (choice === 'speaker') return hasSpeaker ? 'speaker' : 'agenda';
  if (choice !== 'auto') return choice;
  if (hasSpeaker) return 'speaker';
  return hasActiveItem ? 'agenda' : 'idle';
}
