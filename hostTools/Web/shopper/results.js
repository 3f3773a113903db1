// The label's answer, and what the shopper bought.

import { make } from './dom.js';
import { productName } from './preview.js';
import { say } from './strings.js';

const FIRST = 5;

// ranks: best first. bought(product) is called when the shopper says so.
export function renderRanking(target, schema, ranks, bought) {
  const entries = ranks.map(({ product }) => entry(schema, product, bought));
  entries.slice(FIRST).forEach((element) => { element.hidden = true; });
  const more = entries.length <= FIRST ? null : make('button', { type: 'button', class: 'second' }, say('showAll', { count: entries.length }));
  if (more) {
    more.onclick = () => {
      entries.forEach((element) => { element.hidden = false; });
      more.remove();
    };
  }
  target.replaceChildren(make('ol', { class: 'ranking' }, ...entries), ...(more ? [more] : []));
}

function entry(schema, product, bought) {
  const name = productName(schema, product), price = priceText(schema.prices, product);
  const button = make('button', { type: 'button', class: 'small', 'aria-label': say('boughtLabel', { name }) }, say('bought'));
  button.onclick = () => {
    button.textContent = say('boughtNow');
    button.setAttribute('aria-disabled', 'true');
    button.onclick = null;
    bought(product, name);
  };
  return make('li', {}, make('div', { class: 'product' }, make('span', { class: 'name' }, name),
    make('div', { class: 'line' }, make('span', { class: 'price' }, price), schema.products?.[product]?.sku ? button : null)));
}

// The label's currency is a text: an ISO code or a sign.
export function priceText(prices, product) {
  const value = prices?.values[product] ?? null;
  if (value === null) return '';
  const digits = { minimumFractionDigits: prices.decimals, maximumFractionDigits: prices.decimals };
  if (/^[A-Z]{3}$/.test(prices.currency)) return new Intl.NumberFormat(undefined, { style: 'currency', currency: prices.currency, ...digits }).format(value);
  return `${new Intl.NumberFormat(undefined, digits).format(value)} ${prices.currency}`.trim();
}

export function renderPurchases(target, purchases, remove) {
  const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
  target.replaceChildren(purchases.length ? make('ul', { class: 'plain' }, ...purchases.map((purchase) => {
    const name = purchase.name || purchase.sku;
    return make('li', {}, make('div', {}, name, make('small', { class: 'line' }, say('purchase', { times: purchase.times, date: date.format(purchase.last) }))),
      make('button', { type: 'button', class: 'small', 'aria-label': say('removeLabel', { name }), onclick: () => remove(purchase) }, say('remove')));
  })) : make('p', { class: 'quiet' }, say('purchasesEmpty')));
}
