/** How wide a picture in H.264 is, by the parameters that go before each key frame: by that, two cameras can be told apart. */

const fixedHeader = 12;
const parameterSet = 7;

/** Null: the packet holds no parameters. Of profiles without chroma formats, as browsers understand them. */
export function widthIn(packet: Buffer): number | null {
  const set = parameterSetIn(packet.subarray(headerLength(packet)));
  if (!set) return null;
  // Octets that only keep a start code from being seen.
  const octets = Buffer.from(set.toString('latin1').replaceAll('\0\0\x03', '\0\0'), 'latin1');
  const bits = [...octets.subarray(4)].map((octet) => octet.toString(2).padStart(8, '0')).join('');
  let at = 0;
  const number = (): number => {
    const zeros = bits.indexOf('1', at) - at;
    const value = Number.parseInt(bits.slice(at + zeros, at + 2 * zeros + 1), 2) - 1;
    at += 2 * zeros + 1;
    return value;
  };
  number();
  number();
  const orderType = number();
  if (orderType === 0) number();
  // Whether numbers of frames may have gaps.
  number();
  at += 1;
  return (number() + 1) * 16;
}

function headerLength(packet: Buffer): number {
  const first = packet[0] ?? 0;
  const sources = fixedHeader + (first & 15) * 4;
  const hasExtension = (first & 16) !== 0;
  return hasExtension ? sources + 4 + packet.readUInt16BE(sources + 2) * 4 : sources;
}

/** Alone in its packet, or first among several. */
function parameterSetIn(payload: Buffer): Buffer | null {
  const several = 24;
  const kind = (payload[0] ?? 0) & 31;
  if (kind === parameterSet) return payload;
  for (let at = 1; kind === several && at + 3 < payload.length; ) {
    const end = at + 2 + payload.readUInt16BE(at);
    if (((payload[at + 2] ?? 0) & 31) === parameterSet) return payload.subarray(at + 2, end);
    at = end;
  }
  return null;
}
