// A department has hundreds of products: the shopper finds those already known by a few letters.

import { make } from './dom.js';
import { productName } from './preview.js';
import { say } from './strings.js';

const MOST = 8;

// "Crème" is found by "creme".
const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

// [product]: those whose name or SKU has all the words, the first ones of the department.
export function find(schema, text) {
  const words = plain(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const has = ({ sku, name }) => words.every((word) => plain(name).includes(word) || plain(sku).includes(word));
  return [...schema.products.keys()].filter((product) => schema.products[product].sku && has(schema.products[product]));
}

// timesOf(sku): how often it was bought. bought(product, name) is called when the shopper says so.
export function renderSearch(input, target, schema, timesOf, bought) {
  const update = () => {
    const found = find(schema, input.value);
    target.replaceChildren(...(input.value.trim() && found.length === 0 ? [make('p', { class: 'quiet' }, say('findNone'))] : []),
      make('ul', { class: 'plain' }, ...found.slice(0, MOST).map(line)),
      ...(found.length > MOST ? [make('p', { class: 'quiet' }, say('findMore', { count: found.length - MOST }))] : []));
  };
  const line = (product) => {
    const name = productName(schema, product), times = timesOf(schema.products[product].sku);
    return make('li', {}, make('div', {}, name, times > 0 ? make('small', { class: 'line' }, say('findKnown', { times })) : null),
      make('button', { type: 'button', class: 'small', 'aria-label': say('boughtLabel', { name }), onclick: () => { bought(product, name); update(); } }, say('bought')));
  };
  input.oninput = update;
  update();
}
