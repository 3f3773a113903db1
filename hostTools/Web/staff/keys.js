// The store's keys file, in this page's memory only, and the keys that follow from it.

import { fromHex } from '../shopper/protocol.js';
import { Problem } from '../shopper/problem.js';
import { u16, u32 } from './bytes.js';
import { HALF_BYTES, derive, importKey, tagOf } from './seal.js';

const FORMAT = 'endcap-keys/1', MOST_LABEL = 0xFFFFFFFF, MOST_GENERATION = 0xFFFF;

export class StoreKeys {
  #key;
  #labels;

  // Reads the text of a keys file. Fails with the problems notKeys, newerKeys.
  static async read(text) {
    const file = parse(text);
    if (typeof file?.format === 'string' && /^endcap-keys\//.test(file.format) && file.format !== FORMAT) throw new Problem('newerKeys');
    const labels = file?.format === FORMAT ? labelsOf(file.labels) : null;
    if (!labels || typeof file.store_key !== 'string' || !/^[0-9a-f]{64}$/i.test(file.store_key)) throw new Problem('notKeys');
    return new StoreKeys(await importKey(fromHex(file.store_key)), labels);
  }

  constructor(key, labels) {
    this.#key = key;
    this.#labels = labels;
  }

  get count() { return this.#labels.size; }

  // {generation, replaces, revoked} of a label; one that the file does not name has generation 0. While a key is being changed,
  // the label may have any generation from replaces on.
  of(labelId) { return this.#labels.get(labelId) ?? { generation: 0, replaces: 0, revoked: false }; }

  async device(labelId, generation) {
    return new DeviceKey(await derive(this.#key, 'endcap device 1', u32(labelId), u16(generation)));
  }
}

// A label's key.
export class DeviceKey {
  #key;

  constructor(key) { this.#key = key; }

  file() { return derive(this.#key, 'endcap file 1'); }

  session(challenge, staffNonce) { return derive(this.#key, 'endcap session 1', challenge, staffNonce); }
}

export const staffProof = (session) => tagOf(session, HALF_BYTES, 'endcap staff 1');
export const labelProof = (session) => tagOf(session, HALF_BYTES, 'endcap label 1');
export const NONCE_BYTES = HALF_BYTES;

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// [label id]: its entry; null where the file says something else.
function labelsOf(entries) {
  if (!Array.isArray(entries)) return null;
  const labels = new Map();
  for (const { label, generation, replaces = generation, revoked = false } of entries.map((each) => each ?? {})) {
    const isSound = isWhole(label, MOST_LABEL) && isWhole(generation, MOST_GENERATION) && isWhole(replaces, generation) && typeof revoked === 'boolean';
    if (!isSound || labels.has(label)) return null;
    labels.set(label, { generation, replaces, revoked });
  }
  return labels;
}

const isWhole = (number, most) => Number.isInteger(number) && number >= 0 && number <= most;
