// The label's answer, and what the shopper bought.

import { make } from './dom.js';
import { productName } from './preview.js';
import { say } from './strings.js';

const FIRST = 5;

// ranks: best first. bought(product) is called when the shopper says so. more(): the next ranks of a department, [] at the end.
export function renderRanking(target, schema, ranks, bought, more = null) {
  if (more) renderDepartment(target, schema, ranks, bought, more);
  else renderShelf(target, schema, ranks, bought);
}

// A department has hundreds of products: what the label sent is shown, and the next ones when they are asked for.
function renderDepartment(target, schema, ranks, bought, more) {
  const list = make('ol', { class: 'ranking' }, ...ranks.map(({ product }) => entry(schema, product, bought)));
  const button = make('button', { type: 'button', class: 'second', id: 'more' }, say('more'));
  button.onclick = async () => {
    button.disabled = true;
    const next = await more();
    list.append(...next.map(({ product }) => entry(schema, product, bought)));
    button.disabled = false;
    if (next.length === 0) button.remove();
    else list.children[list.children.length - next.length].querySelector('button')?.focus();
  };
  target.replaceChildren(list, button);
}

function renderShelf(target, schema, ranks, bought) {
  const entries = ranks.map(({ product }) => entry(schema, product, bought));
  entries.slice(FIRST).forEach((element) => { element.hidden = true; });
  const all = entries.length <= FIRST ? null : make('button', { type: 'button', class: 'second' }, say('showAll', { count: entries.length }));
  if (all) {
    all.onclick = () => {
      entries.forEach((element) => { element.hidden = false; });
      all.remove();
    };
  }
  target.replaceChildren(make('ol', { class: 'ranking' }, ...entries), ...(all ? [all] : []));
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
