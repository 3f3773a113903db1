// The golden vectors without a browser: node --test tests/Web.Tests/Vectors/
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as binning from '../../../hostTools/Web/shopper/binning.js';
import * as protocol from '../../../hostTools/Web/shopper/protocol.js';
import * as schema from '../../../hostTools/Web/shopper/schema.js';
import { check } from './check.mjs';

test('the page agrees with the firmware on every vector', () => {
  const vectors = JSON.parse(readFileSync(new URL('../../Golden/Protocol/vectors.json', import.meta.url)));
  const { checks, failures } = check(vectors, { protocol, schema, binning });
  assert.deepEqual(failures, []);
  assert.ok(checks > 1000, `only ${checks} comparisons`);
});
