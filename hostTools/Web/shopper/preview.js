// Shows exactly what will be sent: value → bin for each feature, the listed products, and the bytes.

import { meaningOf } from './binning.js';
import { make } from './dom.js';
import { keepChance } from './privacy.js';
import { toHex } from './protocol.js';
import { KIND } from './schema.js';
import { nameOf, say } from './strings.js';

// prepared: of profile.js. packet: the bytes with the label's nonce.
export function renderPreview(target, prepared, packet) {
  target.replaceChildren(
    prepared.shopper.length ? table(prepared.shopper) : make('p', {}, say('notAsked')),
    products(prepared),
    make('details', {}, make('summary', {}, say('bytes', { count: packet.length })), make('code', { class: 'bytes', id: 'bytes' }, toHex(packet).replace(/../g, '$& ').trim())));
}

export function renderPrivacy(target, { values }, epsilon) {
  target.replaceChildren(
    make('p', {}, say('epsilonTotal', { values, epsilon, total: +(values * epsilon).toFixed(1) })),
    make('details', {}, make('summary', {}, say('privacyHow')),
      make('p', {}, say('privacyText', { epsilon, chance: Math.round(100 * keepChance(epsilon, 4)) }))));
}

function table(rows) {
  const heads = ['question', 'yourAnswer', 'sent'].map((key) => make('th', { scope: 'col' }, say(key)));
  return make('table', {}, make('thead', {}, make('tr', {}, ...heads)), make('tbody', {}, ...rows.map(({ feature, value, bin, learnt, sent }) =>
    make('tr', {}, make('th', { scope: 'row' }, nameOf(feature)),
      make('td', {}, valueText(value), learnt ? make('small', {}, ` ${say('fromPurchases')}`) : null),
      make('td', {}, binText(feature, bin, sent))))));
}

function products({ schema, features, listed }) {
  if (!features.length) return '';
  if (!listed.length) return make('p', { class: 'quiet' }, say('productsNone'));
  return make('details', {}, make('summary', {}, say('products', { count: listed.length })),
    make('ul', { class: 'plain' }, ...listed.map(({ product, bins, sent }) => make('li', {}, productName(schema, product),
      make('small', {}, features.map((feature, a) => ` · ${nameOf(feature)}: ${binText(feature, bins[a], sent[a])}`).join(''))))));
}

function binText(feature, bin, sent) {
  const meaning = `${meaningText(feature, sent)}, ${say('group', { bin: sent })}`;
  return bin === sent ? meaning : say('blurred', { meaning });
}

function meaningText(feature, bin) {
  const { missing, text, yes, from, below } = meaningOf(feature, bin);
  if (missing) return say('missing');
  if (feature.kind === KIND.categorical) return text;
  if (feature.kind === KIND.flag) return say(yes ? 'yes' : 'no');
  if (from === undefined) return below === undefined ? '' : say('below', { below });
  return below === undefined ? say('from', { from }) : say('range', { from, below });
}

const valueText = (value) => (value === null ? say('missing') : typeof value === 'boolean' ? say(value ? 'yes' : 'no') : String(value));

export const productName = (schema, product) =>
  schema.products?.[product]?.name || schema.products?.[product]?.sku || say('product', { number: product + 1 });
