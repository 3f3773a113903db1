// The packets of PROTOCOL.md, version 1. Only here does the page know an offset of theirs.

export const VERSION = 1;
export const MAX_ATTRIBUTE_BYTES = 512;

const uuid = (n) => `7c1e000${n}-5d3a-4f86-9b27-e14a60c8d395`;
export const SERVICE = uuid(1);
export const SCHEMA = uuid(2);
export const PROFILE = uuid(3);
export const RANKING = uuid(4);
export const STATUS = uuid(5);

export const FAULT = {
  none: 0, tooShort: 64, unsupportedVersion: 65, unknownFlags: 66, wrongSchema: 67, wrongNonce: 68, tooManyProducts: 69,
  lengthMismatch: 70, tooLong: 71, badBin: 72, badProduct: 73, badOrder: 74, badPadding: 75, badContext: 76, badCount: 77,
};

const PAGE_HEADER = 18, PROFILE_HEADER = 11, RANKING_HEADER = 15, RANK_BYTES = 5, WIDE_RANK_BYTES = 6, STATUS_BYTES = 28, ADVERT_BYTES = 9;
const WIDE = 1, WIDE_RANKING = 0x80; // product numbers of two bytes: PROTOCOL.md, "Wide"
const view = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

// A packet that is not what PROTOCOL.md says; fault is the number of its table.
export class PacketError extends Error {
  constructor(fault) {
    super(`packet fault ${fault}`);
    this.fault = fault;
  }
}

function check(bytes, least) {
  if (bytes.length < least) throw new PacketError(FAULT.tooShort);
  if (bytes.length > MAX_ATTRIBUTE_BYTES) throw new PacketError(FAULT.tooLong);
  if (bytes[0] !== VERSION) throw new PacketError(FAULT.unsupportedVersion);
  return view(bytes);
}

export function decodePage(bytes) {
  const data = check(bytes, PAGE_HEADER);
  if (bytes[1] > WIDE) throw new PacketError(FAULT.unknownFlags);
  const page = {
    page: data.getUint16(2, true), pages: data.getUint16(4, true), nonce: data.getUint32(6, true),
    schemaId: data.getUint32(10, true), modelVersion: data.getUint32(14, true), wide: bytes[1] === WIDE, content: bytes.slice(PAGE_HEADER),
  };
  if (page.page >= page.pages) throw new PacketError(FAULT.badCount);
  return page;
}

export const pageNumber = (page) => Uint8Array.of(page & 255, page >> 8);

// Bins to bytes. shopper: [shopper feature] bins; listed: [{product, bins: [affinity feature]}], products ascending.
export function encodeProfile({ schemaId, nonce, shopper, listed, wide = false }) {
  const perProduct = listed.length ? numberBytes(wide) + nibbleBytes(listed[0].bins.length) : 0;
  const length = PROFILE_HEADER + nibbleBytes(shopper.length) + listed.length * perProduct;
  if (length > MAX_ATTRIBUTE_BYTES) throw new PacketError(FAULT.tooLong);
  const bytes = new Uint8Array(length);
  bytes[0] = VERSION;
  bytes[1] = wide ? WIDE : 0;
  view(bytes).setUint32(2, schemaId, true);
  view(bytes).setUint32(6, nonce, true);
  bytes[10] = listed.length;
  let at = putNibbles(bytes, PROFILE_HEADER, shopper);
  for (const { product, bins } of listed) {
    bytes[at] = product;
    if (wide) bytes[at + 1] = product >> 8;
    at = putNibbles(bytes, at + numberBytes(wide), bins);
  }
  return bytes;
}

// How many products a packet can list.
export function mostListed(shopperCount, affinityCount, wide = false) {
  const left = MAX_ATTRIBUTE_BYTES - PROFILE_HEADER - nibbleBytes(shopperCount);
  return Math.min(255, Math.floor(left / (numberBytes(wide) + nibbleBytes(affinityCount))));
}

const numberBytes = (wide) => (wide ? 2 : 1);
const nibbleBytes = (count) => (count + 1) >> 1;

// The first of two is the low half.
function putNibbles(bytes, at, bins) {
  bins.forEach((bin, i) => { bytes[at + (i >> 1)] |= bin << (4 * (i & 1)); });
  return at + nibbleBytes(bins.length);
}

export function decodeRanking(bytes) {
  const data = check(bytes, RANKING_HEADER);
  const count = bytes[14], wide = bytes[1] === WIDE_RANKING, rankBytes = wide ? WIDE_RANK_BYTES : RANK_BYTES;
  if (!wide && (count === 0) !== (bytes[1] !== 0)) throw new PacketError(FAULT.badCount);
  if (bytes.length !== RANKING_HEADER + count * rankBytes) throw new PacketError(FAULT.lengthMismatch);
  const ranks = [];
  for (let at = RANKING_HEADER; at < bytes.length; at += rankBytes) {
    ranks.push({ product: wide ? data.getUint16(at, true) : bytes[at], score: data.getInt32(at + rankBytes - 4, true) });
  }
  if (!inOrder(ranks)) throw new PacketError(FAULT.badOrder);
  return { fault: wide ? 0 : bytes[1], nonce: data.getUint32(2, true), schemaId: data.getUint32(6, true), modelVersion: data.getUint32(10, true), ranks };
}

// What a wide label wants written for the ranks after one.
export function rankBytes({ product, score }) {
  const bytes = new Uint8Array(WIDE_RANK_BYTES);
  view(bytes).setUint16(0, product, true);
  view(bytes).setInt32(2, score, true);
  return bytes;
}

// Best first; of equal scores the lower product number first; no product twice.
export function inOrder(ranks) {
  const before = (a, b) => a.score > b.score || (a.score === b.score && a.product < b.product);
  return new Set(ranks.map((rank) => rank.product)).size === ranks.length
    && ranks.every((rank, i) => i === 0 || before(ranks[i - 1], rank));
}

export function decodeStatus(bytes) {
  const data = check(bytes, STATUS_BYTES);
  if (bytes[2] > 100 && bytes[2] !== 255) throw new PacketError(FAULT.badCount);
  return {
    ...state(bytes[1]), battery: bytes[2] === 255 ? null : bytes[2], fault: bytes[3],
    firmware: `${bytes[4]}.${bytes[5]}.${data.getUint16(6, true)}`,
    schemaId: data.getUint32(8, true), modelVersion: data.getUint32(12, true), uptime: data.getUint32(16, true),
    rankings: data.getUint32(20, true), refused: data.getUint16(24, true), exceptions: data.getUint16(26, true),
  };
}

export function decodeAdvert(bytes) {
  if (bytes.length < ADVERT_BYTES) throw new PacketError(FAULT.tooShort);
  if (bytes[0] >> 5 !== VERSION) throw new PacketError(FAULT.unsupportedVersion);
  return { ...state(bytes[0]), labelId: view(bytes).getUint32(1, true), schemaId: view(bytes).getUint32(5, true) };
}

const state = (bits) => ({ serviceNeeded: (bits & 1) !== 0, ready: (bits & 2) !== 0, lowBattery: (bits & 4) !== 0 });

export const toHex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
export const fromHex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (two) => Number.parseInt(two, 16));
