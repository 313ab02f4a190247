import { describe, expect, it } from 'vitest';
import { continueUnder, newestKeyOf, parseSessionPath, sessionIdentity } from './session-keys.ts';

describe('the address of a session', () => {
  it('holds its key and the place in the page', () => {
    expect(parseSessionPath('/s/abc_-9/meetings/m-1/agenda')).toEqual({
      sessionKey: 'abc_-9',
      segments: ['meetings', 'm-1', 'agenda'],
    });
    expect(parseSessionPath('/s/abc/')).toEqual({ sessionKey: 'abc', segments: [] });
  });

  it('is no other address', () => {
    expect(parseSessionPath('/login')).toBeNull();
    expect(parseSessionPath('/s/')).toBeNull();
    expect(parseSessionPath('/s/abc/<b>')).toBeNull();
  });
});

describe('a session that goes on under new keys', () => {
  it('stays the same session, whichever of its keys an address holds', () => {
    continueUnder('first', 'second');
    continueUnder('second', 'third');
    expect(['first', 'second', 'third'].map(sessionIdentity)).toEqual(['first', 'first', 'first']);
    expect(['first', 'second', 'third'].map(newestKeyOf)).toEqual(['third', 'third', 'third']);
  });

  it('leaves others alone', () => {
    expect(sessionIdentity('other')).toBe('other');
    expect(newestKeyOf('other')).toBe('other');
  });
});
