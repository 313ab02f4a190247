import { describe, expect, it } from 'vitest';
import { reportOf } from './page-report.ts';

const pair = { id: 'pair', type: 'candidate-pair', localCandidateId: 'own', nominated: true, state: 'succeeded' };
const transport = { id: 't', type: 'transport', selectedCandidatePairId: 'pair' };

describe('what a page says of its picture and sound', () => {
  it('is the best rate of each picture and the sums of all that it receives', () => {
    const layer = (framesPerSecond?: number) => ({ id: 'l', type: 'outbound-rtp', framesPerSecond });
    const inbound = (more: object) => ({ id: 'i', type: 'inbound-rtp', ...more });
    const report = reportOf({
      send: [transport, pair, { id: 'own', type: 'local-candidate', candidateType: 'host' }],
      receive: [inbound({ framesDecoded: 40 }), inbound({ framesDecoded: 2 }), inbound({ totalAudioEnergy: 0.25 })],
      sent: new Map([
        ['camera', [layer(29.6), layer(), layer(15)]],
        ['still', []],
      ]),
    });
    expect(report.sent).toEqual([
      { producerId: 'camera', framesPerSecond: 30 },
      { producerId: 'still', framesPerSecond: 0 },
    ]);
    expect(report.received).toEqual({ framesDecoded: 42, soundEnergy: 0.25 });
  });

  it('names the way to the relay, of the pair that is in use', () => {
    const other = { id: 'unused', type: 'local-candidate', candidateType: 'host' };
    const relayed = (relayProtocol: string) => [
      other,
      transport,
      pair,
      { id: 'own', type: 'local-candidate', candidateType: 'relay', relayProtocol },
    ];
    expect(reportOf({ send: relayed('tcp'), receive: relayed('udp'), sent: new Map() }).lines).toEqual([
      { direction: 'send', relayProtocol: 'tcp' },
      { direction: 'receive', relayProtocol: 'udp' },
    ]);
    expect(reportOf({ send: null, receive: [other], sent: new Map() }).lines).toEqual([
      { direction: 'receive', relayProtocol: null },
    ]);
  });
});
