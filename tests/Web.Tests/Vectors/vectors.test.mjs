// The golden vectors without a browser: node --test tests/Web.Tests/Vectors/
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as binning from '../../../hostTools/Web/shopper/binning.js';
import * as protocol from '../../../hostTools/Web/shopper/protocol.js';
import * as schema from '../../../hostTools/Web/shopper/schema.js';
import { check } from './check.mjs';
import { check as checkStaff } from './check-staff.mjs';

test('the page agrees with the firmware on every vector', () => {
  const vectors = JSON.parse(readFileSync(new URL('../../Golden/Protocol/vectors.json', import.meta.url)));
  const { checks, failures } = check(vectors, { protocol, schema, binning });
  assert.deepEqual(failures, []);
  assert.ok(checks > 1000, `only ${checks} comparisons`);
});

test('the staff’s page agrees with the firmware on every vector', async () => {
  const folder = '../../../hostTools/Web/staff/';
  const [bytes, keys, packets, seal] = await Promise.all(['bytes', 'keys', 'packets', 'seal'].map((name) => import(`${folder}${name}.js`)));
  const vectors = JSON.parse(readFileSync(new URL('../../Golden/Protocol/update-vectors.json', import.meta.url)));
  const { checks, failures } = await checkStaff(vectors, { bytes, keys, packets, seal, toHex: protocol.toHex, fromHex: protocol.fromHex });
  assert.deepEqual(failures, []);
  assert.ok(checks > 40, `only ${checks} comparisons`);
});
