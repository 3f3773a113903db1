// The packets of UPDATE.md, version 1. Only here does the page know an offset of theirs.

import { FAULT, MAX_ATTRIBUTE_BYTES, PacketError, VERSION } from '../shopper/protocol.js';
import { crc32, join, u16, u32, viewOf } from './bytes.js';
import { HALF_BYTES, KEY_BYTES, tagOf } from './seal.js';

const uuid = (n) => `7c1e001${n}-5d3a-4f86-9b27-e14a60c8d395`;
export const STAFF = uuid(0), AUTH = uuid(1), CONTROL = uuid(2), CHUNK = uuid(3), PROGRESS = uuid(4);

export const KIND = { shelf: 1, content: 2, settings: 3 };
export const FLAG = { trial: 1, downgrade: 2 };
export const OP = { start: 1, commit: 2, confirm: 3, revert: 4, abort: 5, blink: 6, setClock: 7, rotate: 8 };
export const STATE = { idle: 0, receiving: 1, working: 2, restarting: 3 };
export const PHASE = { settled: 0, new: 1, firstStart: 2 };

const CHALLENGE_BYTES = 27, AUTH_BYTES = 46, CONTROL_TAG = 8, CHUNK_TAG = 4, CHUNK_OVERHEAD = 8, UNIT = 4, BLOCK_BYTES = 1024;
const KINDS_AT = 22, KIND_BYTES = 19, RANGES_AT = 80, MOST_RANGES = 54;

function check(bytes, least) {
  if (bytes.length < least) throw new PacketError(FAULT.tooShort);
  if (bytes.length > MAX_ATTRIBUTE_BYTES) throw new PacketError(FAULT.tooLong);
  if (bytes[0] !== VERSION) throw new PacketError(FAULT.unsupportedVersion);
  return viewOf(bytes);
}

export function decodeAuth(bytes) {
  const data = check(bytes, AUTH_BYTES);
  return {
    labelId: data.getUint32(1, true), generation: data.getUint16(5, true), counter: data.getUint32(7, true),
    challenge: bytes.slice(0, CHALLENGE_BYTES), hasKey: (bytes[27] & 1) !== 0, isOpen: (bytes[27] & 2) !== 0,
    wait: data.getUint16(28, true), proof: bytes.slice(30, AUTH_BYTES),
  };
}

export const encodeResponse = (staffNonce, proof) => join([VERSION], staffNonce, proof);

// The manifest of a file; its HMAC is over the tags of blocks of 1,024 bytes.
export async function encodeManifest(fileKey, labelId, { kind, flags, version, file }) {
  const head = join([kind, flags], u32(file.length), u32(version), u32(crc32(file)));
  const tags = [];
  for (let at = 0; at < file.length; at += BLOCK_BYTES)
    tags.push(await tagOf(fileKey, HALF_BYTES, 'endcap block 1', u16(at / BLOCK_BYTES), file.subarray(at, at + BLOCK_BYTES)));
  return join(head, await tagOf(fileKey, KEY_BYTES, 'endcap manifest 1', u32(labelId), head, ...tags));
}

export async function encodeControl(session, op, sequence, body) {
  const packet = join([op], u16(sequence), body);
  return join(packet, await tagOf(session, CONTROL_TAG, 'endcap control 1', packet));
}

export async function encodeChunk(session, file, offset, count) {
  const packet = join(u32(offset), file.subarray(offset, offset + count));
  return join(packet, await tagOf(session, CHUNK_TAG, 'endcap chunk 1', packet));
}

// Bytes of the next chunk: whole units, within one block, or up to the file's end. frame: bytes of a packet, 12 or more.
export function chunkBytes(offset, end, length, frame) {
  const most = Math.min(frame - CHUNK_OVERHEAD, BLOCK_BYTES - offset % BLOCK_BYTES, end - offset);
  return offset + most === length ? most : most - most % UNIT;
}

export function decodeProgress(bytes) {
  const data = check(bytes, RANGES_AT);
  const count = bytes[RANGES_AT - 1];
  if (count > MOST_RANGES) throw new PacketError(FAULT.badCount);
  if (bytes.length < RANGES_AT + 8 * count) throw new PacketError(FAULT.lengthMismatch);
  return {
    state: bytes[1], fault: bytes[2], kind: bytes[3], sequence: data.getUint16(4, true), length: data.getUint32(6, true),
    received: data.getUint32(10, true), version: data.getUint32(14, true), crc: data.getUint32(18, true),
    kinds: Object.values(KIND).map((kind) => decodeKind(data, KINDS_AT + (kind - 1) * KIND_BYTES)),
    missing: Array.from({ length: count }, (_, i) => [data.getUint32(RANGES_AT + 8 * i, true), data.getUint32(RANGES_AT + 8 * i + 4, true)]),
  };
}

const decodeKind = (data, at) => ({
  slot: data.getUint8(at), phase: data.getUint8(at + 1), flags: data.getUint8(at + 2), version: data.getUint32(at + 3, true),
  crc: data.getUint32(at + 7, true), previousVersion: data.getUint32(at + 11, true), previousCrc: data.getUint32(at + 15, true),
});

// What a kind's flags and phase mean.
export const waitsForConfirm = (kind) => kind.phase === PHASE.firstStart && (kind.flags & 1) !== 0;
export const isUnsettled = (kind) => kind.phase !== PHASE.settled;
export const canGoBack = (kind) => (kind.flags & 2) !== 0;
