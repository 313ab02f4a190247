import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  commands,
  errorMeanings,
  httpRequests,
  limits,
  protocolVersion,
  type ServerEvents,
  type SliceName,
} from './index.ts';

const serverEvents = Object.keys({
  hello: true,
  slices: true,
  'media.lost': true,
  'media.unmuteAsked': true,
  'media.reportAsked': true,
  'camera.ask': true,
  'camera.sight': true,
  'session.ended': true,
} satisfies Record<keyof ServerEvents, true>);

const slices = Object.keys({
  meeting: true,
  agenda: true,
  attendance: true,
  floor: true,
  speaking: true,
  displays: true,
  minutes: true,
  media: true,
  cameras: true,
  roomOrders: true,
  waiting: true,
  chat: true,
  privateChat: true,
  me: true,
} satisfies Record<SliceName, true>);

describe('docs/protocol.md', () => {
  const text = readFileSync(join(import.meta.dirname, '../../docs/protocol.md'), 'utf8');
  const missing = (names: string[]) => names.filter((name) => !text.includes(`\`${name}\``));

  it('names every command', () => {
    expect(missing(Object.keys(commands))).toEqual([]);
  });

  it('names every event of the server and every slice', () => {
    expect(missing([...serverEvents, ...slices])).toEqual([]);
  });

  it('names the question for the time', () => {
    expect(missing(['time'])).toEqual([]);
  });

  it('names every error code', () => {
    expect(missing(Object.keys(errorMeanings))).toEqual([]);
  });

  it('names every HTTP request', () => {
    expect(missing(Object.keys(httpRequests))).toEqual([]);
  });

  it('names no command that does not exist', () => {
    const concepts = new Set(Object.keys(commands).map((name) => name.slice(0, name.indexOf('.'))));
    const named = [...text.matchAll(/`([a-z]+)\.([a-zA-Z]+)`/g)].filter(
      ([, concept]) => concept && concepts.has(concept),
    );
    const unknown = named
      .map(([, concept, verb]) => `${concept}.${verb}`)
      .filter((name) => !(name in commands) && !serverEvents.includes(name));
    expect(unknown).toEqual([]);
  });

  it('tells the version of the protocol and its limits', () => {
    const kibibytes = [limits.maxCommandBytes, limits.maxMessageBytes].map((bytes) => bytes / 1024);
    expect(text).toMatch(new RegExp(`Protocol version: .${protocolVersion}\\b`));
    expect(text).toMatch(new RegExp(`\\b${kibibytes[0]} KiB`));
    expect(text).toContain(String(limits.commandsPerSecond));
    expect(text).toContain(String(limits.commandBurst));
  });
});
