import { describe, expect, it } from 'vitest';
import { type Scene, type SceneChoice, type SceneFacts, sceneOf } from './displays.ts';
import { floorGranted, given, inSession, lan, meetingAfter, minh, person, theClerk } from './given-meeting.ts';
import type { EndpointId } from './ids.ts';
import { sceneAt } from './me.ts';
import type { MeetingEvent } from './meeting-state.ts';

const wall = 'wall' as EndpointId;
const endpoint = {
  id: wall,
  kind: 'display',
  role: 'display',
  label: 'Màn hình',
  siteId: null,
  personIds: [],
} as const;
const joined: MeetingEvent = { type: 'EndpointJoined', endpoint };
const running: SceneFacts = { status: 'inSession', hasNotice: false, hasSpeaker: false, hasActiveItem: true };

describe('the scene of a display', () => {
  it.each<[SceneChoice, Partial<SceneFacts>, Scene]>([
    ['auto', {}, 'agenda'],
    ['auto', { hasActiveItem: false }, 'idle'],
    ['auto', { hasSpeaker: true }, 'speaker'],
    ['agenda', { hasSpeaker: true }, 'agenda'],
    ['attendance', { hasSpeaker: true }, 'attendance'],
    ['idle', { hasSpeaker: true }, 'idle'],
    ['speaker', {}, 'agenda'],
    ['speaker', { hasSpeaker: true }, 'speaker'],
    ['attendance', { hasNotice: true }, 'message'],
    ['auto', { status: 'adjourned' }, 'pause'],
    ['attendance', { status: 'adjourned' }, 'pause'],
    ['auto', { status: 'adjourned', hasNotice: true }, 'message'],
    ['auto', { status: 'convened' }, 'idle'],
    ['attendance', { status: 'convened' }, 'attendance'],
    ['agenda', { status: 'convened' }, 'agenda'],
    ['speaker', { status: 'closed' }, 'idle'],
  ])('chosen as %s, with %o, is %s', (choice, facts, scene) => {
    expect(sceneOf(choice, { ...running, ...facts })).toBe(scene);
  });

  it('follows the floor, and is chosen for each output', () => {
    const set: MeetingEvent = { type: 'DisplaySceneSet', endpointId: wall, scene: 'attendance' };
    const speaking = [...inSession, joined, floorGranted(lan)];
    expect(sceneAt(meetingAfter(...inSession, joined), wall)).toBe('agenda');
    expect(sceneAt(meetingAfter(...speaking), wall)).toBe('speaker');
    expect(sceneAt(meetingAfter(...speaking, set), wall)).toBe('attendance');
    expect(sceneAt(meetingAfter(...speaking, set), 'other' as EndpointId)).toBe('speaker');
  });

  it('is chosen for a display only, and once', () => {
    const command = { type: 'display.setScene', endpointId: wall, scene: 'agenda' } as const;
    expect(given(...inSession, joined).when(command, theClerk)).toEqual([
      { type: 'DisplaySceneSet', endpointId: wall, scene: 'agenda' },
    ]);
    expect(given(...inSession).when(command, theClerk)).toBe('UNKNOWN_ENDPOINT');
    expect(given(...inSession, joined).when({ ...command, scene: 'auto' }, theClerk)).toEqual([]);
  });
});

describe('a message to all', () => {
  const shown: MeetingEvent = { type: 'DisplayNoticeShown', text: 'Giải lao' };

  it('is shown until it is taken away, in the name of the chair', () => {
    const show = { type: 'display.showNotice', text: 'Giải lao' } as const;
    expect(given(...inSession).when(show, theClerk)).toEqual([shown]);
    expect(given(...inSession, shown).when(show, theClerk)).toEqual([]);
    expect(given(...inSession, shown).when({ type: 'display.clearNotice' }, theClerk)).toEqual([
      { type: 'DisplayNoticeCleared' },
    ]);
    expect(meetingAfter(...inSession, shown, { type: 'DisplayNoticeCleared' }).displays.notice).toBeNull();
    expect(given(...inSession).when(show, person(minh, 'delegate'))).toBe('FORBIDDEN');
  });
});
