// The store's keys file, in this page's memory only, and the keys that follow from it.

import { fromHex } from '../shopper/protocol.js';
import { Problem } from '../shopper/problem.js';
import { u16, u32 } from './bytes.js';
import { HALF_BYTES, derive, importKey, tagOf } from './seal.js';

const FORMAT = 'endcap-keys/1', MOST_LABEL = 0xFFFFFFFF, MOST_GENERATION = 0xFFFF;

export class StoreKeys {
  #key;
  #generations;

  // Reads the text of a keys file. Fails with the problems notKeys, newerKeys.
  static async read(text) {
    const file = parse(text);
    if (typeof file?.format === 'string' && /^endcap-keys\//.test(file.format) && file.format !== FORMAT) throw new Problem('newerKeys');
    const generations = file?.format === FORMAT ? generationsOf(file.labels) : null;
    if (!generations || !/^[0-9a-f]{64}$/i.test(file.storeKey ?? '')) throw new Problem('notKeys');
    return new StoreKeys(await importKey(fromHex(file.storeKey)), generations);
  }

  constructor(key, generations) {
    this.#key = key;
    this.#generations = generations;
  }

  get count() { return this.#generations.size; }

  // The generation of a label's key, undefined for a label that is not in the file.
  generationOf(labelId) { return this.#generations.get(labelId); }

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

// [label id]: generation; null where the file says something else.
function generationsOf(labels) {
  if (typeof labels !== 'object' || labels === null || Array.isArray(labels)) return null;
  const generations = new Map();
  for (const [id, generation] of Object.entries(labels)) {
    if (!/^\d{1,10}$/.test(id) || Number(id) > MOST_LABEL) return null;
    if (!Number.isInteger(generation) || generation < 0 || generation > MOST_GENERATION) return null;
    generations.set(Number(id), generation);
  }
  return generations;
}
