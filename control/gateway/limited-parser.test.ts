import { type Packet, PacketType } from 'socket.io-parser';
import { describe, expect, it } from 'vitest';
import { limits } from '#contract';
import { limitedParser, tooLargeEvent } from './limited-parser.ts';

const big = 'ế'.repeat(limits.maxCommandBytes / 2);

describe('the wire format', () => {
  it('reads messages up to the limit as they are', () => {
    expect(decode('25["floor.request",{"a":1}]')).toEqual([event(5, ['floor.request', { a: 1 }])]);
    const frame = '2["e",""]'.length;
    expect(decode(`2["e","${'x'.repeat(limits.maxCommandBytes - frame)}"]`)[0]?.data[0]).toBe('e');
    expect(decode(`2["e","${'x'.repeat(limits.maxCommandBytes - frame + 1)}"]`)[0]?.data[0]).toBe(tooLargeEvent);
  });

  it('counts bytes, not characters', () => {
    expect(big.length).toBeLessThan(limits.maxCommandBytes);
    expect(decode(`2["e","${big}"]`)[0]?.data).toEqual([tooLargeEvent]);
  });

  it('turns a larger message into a short one with the same acknowledgement, so that its sender is answered', () => {
    expect(decode(`217["agenda.add","${big}"]`)).toEqual([event(17, [tooLargeEvent])]);
    expect(decode(`2/desk,17["agenda.add","${big}"]`)[0]).toMatchObject({ id: 17, data: [tooLargeEvent] });
    expect(decode(`2["agenda.add","${big}"]`)[0]?.id).toBeUndefined();
  });

  it.each([
    ['a connection', `0{"sessionKey":"${big}"}`],
    ['an acknowledgement', `37["${big}"]`],
    ['a binary event', `51-["e","${big}"]`],
    ['text that is no message', big],
  ])('refuses %s that is too large without reading it', (_what, text) => {
    expect(() => decode(text)).toThrow('message too large');
  });

  it('refuses binary attachments, however small', () => {
    expect(() => decode('51-["e",{"_placeholder":true,"num":0}]')).toThrow('too many attachments');
  });
});

function event(id: number, data: unknown[]) {
  return { type: PacketType.EVENT, nsp: '/', id, data };
}

function decode(text: string): Packet[] {
  const decoder = new limitedParser.Decoder();
  const packets: Packet[] = [];
  decoder.on('decoded', (packet: Packet) => packets.push(packet));
  decoder.add(text);
  return packets;
}
