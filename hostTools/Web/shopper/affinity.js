// What the phone can tell about shopper and product from the purchases it was told of. Features are known by their name; the
// rules stand in ../README.md. An unknown name is left absent.

import { KIND } from './schema.js';

const DAY = 24 * 60 * 60 * 1000;
const COUNT = new Set(['times_bought', 'times', 'buys', 'bought', 'purchases', 'purchase_count', 'n_bought']);
const DAYS = new Set(['last', 'days_since', 'days_since_last', 'days_since_bought', 'days_since_purchase', 'recency']);
const WAS_LAST = new Set(['bought_last', 'was_last', 'is_last']);
const EITHER = 'last_bought'; // 0 or 1 in some data, days in other: edges tell which
const EVER = new Set(['ever_bought', 'has_bought', 'known']);
const TOTAL = new Set(['n_prior', 'prior_purchases', 'shelf_purchases', 'total_purchases']);

const plain = (name) => name.toLowerCase().replace(/[\s.\-]+/g, '_');
const isZeroOrOne = (feature) => feature.kind === KIND.flag || (feature.edges.length === 1 && feature.edges[0] > 0 && feature.edges[0] <= 1);

// Which rule a feature follows: 'count', 'days', 'wasLast', 'ever', or null.
export function affinityRule(feature) {
  const name = plain(feature.name);
  if (feature.kind === KIND.categorical) return null;
  if (EVER.has(name)) return 'ever';
  if (WAS_LAST.has(name)) return 'wasLast';
  if (name === EITHER) return isZeroOrOne(feature) ? 'wasLast' : 'days';
  if (COUNT.has(name)) return feature.kind === KIND.flag ? 'ever' : 'count';
  return DAYS.has(name) && feature.kind === KIND.numeric ? 'days' : null;
}

// The raw value of an affinity feature for a product; null is missing.
// history: [{sku, times, last}], last in ms since 1970; latest: the sku bought last of this shelf, or null.
export function affinityValue(feature, purchase, latest, now) {
  switch (affinityRule(feature)) {
    case 'count': return purchase?.times ?? 0;
    case 'days': return purchase ? Math.max(0, Math.floor((now - purchase.last) / DAY)) : null;
    case 'wasLast': return purchase && purchase.sku === latest ? 1 : 0;
    case 'ever': return purchase ? 1 : 0;
    default: return null;
  }
}

// Shopper features that the purchases answer: how many of this shelf's products were bought in all.
export const isLearnt = (feature) => TOTAL.has(plain(feature.name)) && feature.kind === KIND.numeric;
