// HMAC-SHA256 over a purpose and numbers, as UPDATE.md writes them. Each use of a key has a purpose of its own. Keys are
// WebCrypto's and cannot be read again.

import { join } from './bytes.js';

export const KEY_BYTES = 32, HALF_BYTES = 16;

const HMAC = { name: 'HMAC', hash: 'SHA-256' };
const letters = new TextEncoder();

// A key of bytes, which are overwritten.
export async function importKey(bytes) {
  const key = await crypto.subtle.importKey('raw', bytes, HMAC, false, ['sign']);
  bytes.fill(0);
  return key;
}

// The first bytes of the HMAC of a purpose and what follows it.
export async function tagOf(key, count, purpose, ...parts) {
  return new Uint8Array(await crypto.subtle.sign(HMAC.name, key, join(letters.encode(purpose), ...parts))).slice(0, count);
}

// The key that follows from another one.
export const derive = async (key, purpose, ...parts) => importKey(await tagOf(key, KEY_BYTES, purpose, ...parts));

// In a time that does not depend on where they differ.
export function areSame(one, other) {
  let difference = one.length ^ other.length;
  for (let i = 0; i < one.length; i++) difference |= one[i] ^ other[i];
  return difference === 0;
}
