// Files that a label takes: shelves (BLOB.md), content and settings (CONTENT.md). All begin with magic, version, length, checksum.

import { Problem } from '../shopper/problem.js';
import { crc32, join, u16, u32, viewOf } from './bytes.js';
import { KIND } from './packets.js';

export const MOST_RECORD_BYTES = 2048;
const HEADER_BYTES = 16, LENGTH_AT = 8, CHECKSUM_AT = 12, MAJOR = 1, MOST_SHELF_BYTES = 65535 * 1024;
const MAGICS = { ECAP: KIND.shelf, ECLC: KIND.content, ECLS: KIND.settings };

const checksumOf = (bytes) => crc32(bytes.subarray(0, CHECKSUM_AT), bytes.subarray(HEADER_BYTES));

// The kind of a file. Fails with the problems wrongFile, otherFormat, damagedFile, tooLongFile.
export function kindOf(bytes) {
  const kind = MAGICS[String.fromCharCode(...bytes.subarray(0, 4))];
  if (!kind) throw new Problem('wrongFile');
  if (bytes.length < HEADER_BYTES) throw new Problem('damagedFile');
  if (bytes[4] !== MAJOR) throw new Problem('otherFormat');
  const data = viewOf(bytes);
  if (data.getUint32(LENGTH_AT, true) !== bytes.length || data.getUint32(CHECKSUM_AT, true) !== checksumOf(bytes)) throw new Problem('damagedFile');
  if (bytes.length > (kind === KIND.shelf ? MOST_SHELF_BYTES : MOST_RECORD_BYTES)) throw new Problem('tooLongFile');
  return kind;
}

// A record of fields: [kind, bytes], ascending. A field without bytes is left out.
export function encodeRecord(magic, fields) {
  const parts = fields.filter(([, bytes]) => bytes.length > 0).map(([kind, bytes]) => join([kind], u16(bytes.length), bytes));
  const record = join(new TextEncoder().encode(magic), [MAJOR, 0, 0, 0], u32(0), u32(0), ...parts);
  record.set(u32(record.length), LENGTH_AT);
  record.set(u32(checksumOf(record)), CHECKSUM_AT);
  return record;
}
