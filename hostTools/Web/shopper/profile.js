// From what the phone knows (answers, purchases) to what a label of this schema gets (bins). Nothing here touches a radio.

import { affinityRule, affinityValue, isLearnt } from './affinity.js';
import { binOf } from './binning.js';
import { encodeProfile, mostListed } from './protocol.js';
import { SCOPE, ofScope } from './schema.js';

// Answers { shopper: [{feature, value, bin, sent}], affinity: [{product, values, bins, sent}], ... }: bin is the true one, sent
// the one that goes out. privacy: null, or { noise, epsilon }.
export function prepare(schema, person, privacy, now = Date.now()) {
  const blur = (key, feature, bin) => (privacy ? privacy.noise.apply(key, bin, feature.radix, privacy.epsilon) : bin);
  const purchases = purchasesOf(schema, person);
  const shopper = ofScope(schema, SCOPE.shopper).map((feature) => {
    const value = isLearnt(feature) ? total(purchases) : person.answers[feature.name] ?? null;
    const bin = binOf(feature, value);
    return { feature, value, bin, learnt: isLearnt(feature), sent: blur(feature.name, feature, bin) };
  });
  const features = ofScope(schema, SCOPE.affinity);
  const affinity = affinityOf(schema, features, purchases, now, blur);
  const listed = choose(affinity, features, mostListed(shopper.length, features.length, schema.wide));
  return { schema, shopper, features, affinity, listed, values: blurredValues(schema, shopper, features) };
}

// Bytes of a prepared profile for a label's nonce.
export function toPacket({ schema, shopper, listed }, nonce) {
  return encodeProfile({
    schemaId: schema.schemaId, nonce, wide: schema.wide, shopper: shopper.map((each) => each.sent),
    listed: listed.map(({ product, sent }) => ({ product, bins: sent })),
  });
}

// Values that noise covers: each of them counts ε.
function blurredValues(schema, shopper, features) {
  const several = (feature) => feature.radix > 1;
  return shopper.filter((each) => several(each.feature)).length + schema.productCount * features.filter(several).length;
}

// [product]: what the phone knows of its purchases, or undefined. A product without a number cannot be recognised.
function purchasesOf(schema, person) {
  const known = new Map(person.purchases.map((purchase) => [purchase.sku, purchase]));
  return Array.from({ length: schema.productCount }, (_, product) => known.get(schema.products?.[product].sku));
}

const total = (purchases) => purchases.reduce((sum, purchase) => sum + (purchase?.times ?? 0), 0);

function affinityOf(schema, features, purchases, now, blur) {
  const latest = purchases.reduce((best, each) => (each && !(best && best.last >= each.last) ? each : best), null)?.sku ?? null;
  return purchases.map((purchase, product) => {
    const values = features.map((feature) => affinityValue(feature, purchase, latest, now));
    // A feature that no rule knows rests; so does a product of which nothing is known.
    const bins = features.map((feature, a) => (affinityRule(feature) ? binOf(feature, values[a]) : feature.rest));
    return { product, values, bins, sent: features.map((feature, a) => blur(`${product}:${feature.name}`, feature, bins[a])) };
  });
}

// Products at rest stay out. When more are left than fit, those furthest from rest matter most. Only what would be sent decides.
function choose(affinity, features, most) {
  const distance = ({ sent }) => sent.reduce((sum, bin, a) => sum + Math.abs(bin - features[a].rest), 0);
  const away = affinity.filter((each) => distance(each) > 0);
  const kept = away.length <= most ? away : away.toSorted((a, b) => distance(b) - distance(a) || a.product - b.product).slice(0, most);
  return kept.toSorted((a, b) => a.product - b.product);
}
