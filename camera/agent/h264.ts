/** What can be told of a stream of H.264 from its RTP packets (RFC 6184), without decoding it. */

const header = 12;
const [several, part] = [24, 28];
const keySlice = 5;
const parameterSet = 7;

/** Baseline and main, constrained or not, are understood by every browser. */
const passableProfiles = [66, 77];

export function isPassableProfile(profile: number): boolean {
  return passableProfiles.includes(profile);
}

/** The profile that a packet's parameter set names; null: it has none. */
export function profileIn(packet: Buffer): number | null {
  const unit = unitsIn(packet).find(({ type }) => type === parameterSet);
  return unit?.data[0] ?? null;
}

/** Whether a picture that stands for itself begins in this packet, or the parameters that go before it. */
export function beginsKeyFrame(packet: Buffer): boolean {
  return unitsIn(packet).some(({ type }) => type === keySlice || type === parameterSet);
}

/** A picture that is made from later ones: in a conference it would come late, and out of order. */
export function hasLaterReference(packet: Buffer): boolean {
  return unitsIn(packet).some(({ type, data }) => {
    if (type !== 1) return false;
    const bits = new Bits(data);
    bits.number();
    const slice = bits.number();
    return slice === 1 || slice === 6;
  });
}

/** The units that begin in a packet, without their first octet. */
function unitsIn(packet: Buffer): { type: number; data: Buffer }[] {
  const payload = packet.subarray(header);
  const kind = (payload[0] ?? 0) & 31;
  if (kind === part) {
    const second = payload[1] ?? 0;
    return second & 0x80 ? [{ type: second & 31, data: payload.subarray(2) }] : [];
  }
  if (kind !== several) return kind < several ? [{ type: kind, data: payload.subarray(1) }] : [];
  const units: { type: number; data: Buffer }[] = [];
  for (let at = 1; at + 3 < payload.length; ) {
    const end = at + 2 + payload.readUInt16BE(at);
    units.push({ type: (payload[at + 2] ?? 0) & 31, data: payload.subarray(at + 3, end) });
    at = end;
  }
  return units;
}

/** Numbers as H.264 writes them (Exp-Golomb). */
class Bits {
  readonly #data: Buffer;
  #at = 0;

  constructor(data: Buffer) {
    this.#data = data;
  }

  number(): number {
    let zeros = 0;
    while (this.#bit() === 0 && zeros < 32) zeros += 1;
    let value = 1;
    for (let count = 0; count < zeros; count += 1) value = value * 2 + this.#bit();
    return value - 1;
  }

  /** Past the end: ones, which end every number. */
  #bit(): number {
    const octet = this.#data[this.#at >> 3] ?? 0xff;
    const bit = (octet >> (7 - (this.#at & 7))) & 1;
    this.#at += 1;
    return bit;
  }
}
