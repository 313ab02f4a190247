/** Frames of an IVF file, and how a VP8 frame is cut into RTP payloads (RFC 7741). */

export type Vp8Frame = { data: Uint8Array; isKey: boolean };

const fileHeaderBytes = 32;
const frameHeaderBytes = 12;
/** With all headers, SRTP and a tunnel around it, this stays below 1,280 bytes. */
const maxPayloadBytes = 1_120;

export function readIvf(file: Buffer): Vp8Frame[] {
  if (file.toString('latin1', 0, 4) !== 'DKIF' || file.toString('latin1', 8, 12) !== 'VP80') {
    throw new Error('This is not an IVF file with VP8.');
  }
  const frames: Vp8Frame[] = [];
  for (let offset = file.readUInt16LE(6) || fileHeaderBytes; offset + frameHeaderBytes <= file.length; ) {
    const bytes = file.readUInt32LE(offset);
    const data = file.subarray(offset + frameHeaderBytes, offset + frameHeaderBytes + bytes);
    if (data.length < bytes) break;
    // Bit 0 of a frame is 0 for a key frame.
    frames.push({ data, isKey: ((data[0] ?? 1) & 1) === 0 });
    offset += frameHeaderBytes + bytes;
  }
  return frames;
}

/** Pairs of descriptor and part; the last one ends the frame. */
export function vp8Payloads(frame: Vp8Frame, pictureId: number): [descriptor: Uint8Array, part: Uint8Array][] {
  const count = Math.max(1, Math.ceil(frame.data.length / maxPayloadBytes));
  const bytes = Math.ceil(frame.data.length / count);
  return Array.from({ length: count }, (_, index) => {
    const start = index === 0 ? 0x10 : 0;
    // Extended (X), with a picture id (I) of 15 bits (M).
    const descriptor = Uint8Array.of(0x80 | start, 0x80, 0x80 | ((pictureId >> 8) & 0x7f), pictureId & 0xff);
    return [descriptor, frame.data.subarray(index * bytes, (index + 1) * bytes)];
  });
}
