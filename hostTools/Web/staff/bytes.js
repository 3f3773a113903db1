// Bytes and numbers, little-endian.

export const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
export const u16 = (number) => Uint8Array.of(number & 255, (number >> 8) & 255);
export const u32 = (number) => Uint8Array.of(number & 255, (number >>> 8) & 255, (number >>> 16) & 255, number >>> 24);

// Arrays of bytes, one after the other.
export function join(...parts) {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

// CRC-32 as in zip. Several pieces count as one.
export function crc32(...pieces) {
  let crc = -1;
  for (const piece of pieces) for (const byte of piece) crc = (crc >>> 8) ^ TABLE[(crc ^ byte) & 255];
  return ~crc >>> 0;
}

const TABLE = Int32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xEDB88320 : value >>> 1;
  return value;
});
