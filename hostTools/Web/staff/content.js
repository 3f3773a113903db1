// What a label shows, from the texts of a row of labels.csv to the record of CONTENT.md: the same bytes as "endcap content" writes.

import { encodeRecord, MOST_RECORD_BYTES } from './files.js';
import { join, u32 } from './bytes.js';

const MOST_TEXT = 255, MOST_CURRENCY = 8, MOST_DIGITS = 7, EAN_DIGITS = 13;
const SIGNS = { EUR: '€', GBP: '£', USD: '$', JPY: '¥', CNY: '¥' };
const WITHOUT_MINOR = ['JPY', '¥', 'KRW', 'ISK', 'VND', 'CLP'], WITH_THOUSANDTHS = ['KWD', 'BHD', 'OMR', 'JOD', 'TND'];
const PUNCTUATION = new Map([...'€…‘’“”•–—'].map((letter, i) => [letter, [0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97][i]]));
const SPACES = new Map([['\u2009', 0x20], ['\u202F', 0xA0]]);
const utf8 = new TextEncoder();

export const NEEDED = ['sku', 'name', 'price', 'currency'];

// A text that a label cannot have; code: a key of strings.fieldProblems, field: the column.
export class FieldError extends Error {
  constructor(field, code, values = {}) {
    super(code);
    Object.assign(this, { field, code, values });
  }
}

// texts: {sku, name, price, currency, currency_place, unit_price, note, ean, qr}, each '' or left out for none; order: the SKUs
// of the shelf from left to right.
export function contentRecord(texts, order = []) {
  const cell = (name) => texts[name] ?? '';
  for (const name of NEEDED) if (cell(name) === '') throw new FieldError(name, 'empty');
  if (cell('qr') !== '') throw new FieldError('qr', 'qr');
  const currency = cell('currency'), decimals = decimalsOf(currency), sku = skuBytes(cell('sku'));
  const record = encodeRecord('ECLC', [
    [1, join(u32(priceOf(cell('price'), decimals)), [decimals, leads(cell('currency_place'), currency)], encodeText('currency', signOf(currency), MOST_CURRENCY))],
    [2, encodeText('name', cell('name'))],
    [3, encodeText('unit_price', cell('unit_price'))],
    [4, encodeText('note', cell('note'))],
    [5, cell('ean') === '' ? [] : eanDigits(cell('ean'))],
    [7, sku],
    [8, join(...[...new Set(order)].map(skuBytes).map((each) => join([each.length], each)))],
  ]);
  if (record.length > MOST_RECORD_BYTES) throw new FieldError('name', 'tooLarge', { bytes: record.length, most: MOST_RECORD_BYTES });
  return record;
}

// The price as people read it.
export function priceText(texts) {
  const currency = texts.currency ?? '', decimals = decimalsOf(currency), sign = signOf(currency);
  const digits = String(priceOf(texts.price ?? '', decimals)).padStart(decimals + 1, '0');
  const price = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return leads(texts.currency_place ?? '', currency) ? sign + price : `${price} ${sign}`;
}

const signOf = (currency) => SIGNS[currency] ?? currency;
const decimalsOf = (currency) => (WITHOUT_MINOR.includes(currency) ? 0 : WITH_THOUSANDTHS.includes(currency) ? 3 : 2);

function leads(place, currency) {
  if (place === '') return ['£', '$', '¥'].includes(signOf(currency)) ? 1 : 0;
  if (!['after', 'before'].includes(place)) throw new FieldError('currency_place', 'place');
  return place === 'before' ? 1 : 0;
}

// Minor units. Digits are moved, never computed in floating point.
function priceOf(text, decimals) {
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined || fraction.length > decimals) throw new FieldError('price', decimals === 0 ? 'priceWhole' : 'price', { decimals });
  const minor = (whole + fraction.padEnd(decimals, '0')).replace(/^0+/, '');
  if (minor.length > MOST_DIGITS) throw new FieldError('price', 'priceLong');
  return Number(minor);
}

// Windows-1252 as far as the label's faces go.
function encodeText(field, text, most = MOST_TEXT) {
  const bytes = [...text.normalize('NFC')].map((letter) => {
    const code = letter.codePointAt(0), isLatin = (code >= 0x20 && code < 0x7F) || (code >= 0xA0 && code <= 0xFF);
    const byte = isLatin ? code : PUNCTUATION.get(letter) ?? SPACES.get(letter);
    if (byte === undefined) throw new FieldError(field, 'character', { letter: code < 0xA0 ? `U+${code.toString(16).toUpperCase().padStart(4, '0')}` : letter });
    return byte;
  });
  if (bytes.length > most) throw new FieldError(field, 'long', { bytes: bytes.length, most });
  return Uint8Array.from(bytes);
}

function skuBytes(sku) {
  const bytes = utf8.encode(sku);
  if (bytes.length > MOST_TEXT) throw new FieldError('sku', 'long', { bytes: bytes.length, most: MOST_TEXT });
  return bytes;
}

function eanDigits(text) {
  if (!/^\d+$/.test(text) || text.length !== EAN_DIGITS) throw new FieldError('ean', 'ean');
  const digits = Uint8Array.from(text, Number);
  const sum = digits.slice(0, -1).reduce((total, digit, i) => total + (i % 2 === 0 ? digit : 3 * digit), 0);
  const right = (10 - sum % 10) % 10;
  if (digits.at(-1) !== right) throw new FieldError('ean', 'eanDigit', { digit: digits.at(-1), right });
  return digits;
}
