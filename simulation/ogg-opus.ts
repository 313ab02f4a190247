/** The Opus packets of an Ogg file (RFC 3533, RFC 7845), without its two header packets. */

const pageHeaderBytes = 27;
const headerPackets = 2;

export function readOggOpus(file: Buffer): Uint8Array[] {
  const packets: Buffer[] = [];
  let begun: Buffer[] = [];
  for (let offset = 0; offset + pageHeaderBytes <= file.length; ) {
    if (file.toString('latin1', offset, offset + 4) !== 'OggS') throw new Error('This is not an Ogg file.');
    const segments = file[offset + 26] ?? 0;
    let data = offset + pageHeaderBytes + segments;
    for (let index = 0; index < segments; index += 1) {
      const bytes = file[offset + pageHeaderBytes + index] ?? 0;
      begun.push(file.subarray(data, data + bytes));
      data += bytes;
      // A segment of 255 bytes goes on in the next one.
      if (bytes === 255) continue;
      packets.push(Buffer.concat(begun));
      begun = [];
    }
    offset = data;
  }
  return packets.slice(headerPackets);
}
