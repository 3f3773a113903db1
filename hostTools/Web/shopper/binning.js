// From a raw value to a bin, as hostTools/Compression/Datasets/Feature.cs and BLOB.md say. Golden vectors compare the two.

import { KIND } from './schema.js';

// value: a number, a text of the feature's categories, true or false for a flag; null, undefined, NaN or an unknown text is
// missing and gets the feature's absent bin.
export function binOf(feature, value) {
  if (value === null || value === undefined) return feature.absent;
  if (feature.kind === KIND.categorical) {
    const index = feature.categories.lastIndexOf(value);
    return index < 0 ? feature.absent : index;
  }
  const number = typeof value === 'boolean' ? Number(value) : value;
  if (typeof number !== 'number' || Number.isNaN(number)) return feature.absent;
  let bin = 0;
  while (bin < feature.edges.length && feature.edges[bin] <= number) bin++;
  return bin;
}

// What a bin says about the shopper: { from, below } of a number (either may be missing), { text }, { yes } or { missing }.
export function meaningOf(feature, bin) {
  if (feature.hasMissingBin && bin === feature.valueBins) return { missing: true };
  if (feature.kind === KIND.categorical) return { text: feature.categories[bin] };
  if (feature.kind === KIND.flag) return { yes: bin === 1 };
  return { from: feature.edges[bin - 1], below: feature.edges[bin] };
}
