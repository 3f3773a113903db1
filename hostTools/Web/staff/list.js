// The store's labels.csv, as "endcap content" reads it: one row per label; RFC 4180 with commas.

import { Problem } from '../shopper/problem.js';
import { NEEDED } from './content.js';

const COLUMNS = ['label_id', ...NEEDED, 'currency_place', 'unit_price', 'note', 'ean', 'qr', 'position', 'shelf'];
const MOST_LABEL = 0xFFFFFFFF;

// Rows {line, id, texts, order}: order is that of the SKUs of the row's shelf from left to right. Fails with the problem badList.
export function readList(bytes) {
  const [header, ...rows] = records(decode(bytes));
  if (!header) fail(1, 'listEmpty');
  const names = header.cells;
  for (const name of ['label_id', ...NEEDED]) if (!names.includes(name)) fail(header.line, 'listMissing', { column: name });
  const unknown = names.find((name) => !COLUMNS.includes(name));
  if (unknown !== undefined) fail(header.line, 'listUnknown', { column: unknown, known: COLUMNS.join(', ') });
  if (new Set(names).size < names.length) fail(header.line, 'listTwice');
  if (rows.length === 0) fail(header.line, 'listEmpty');
  const labels = rows.map((row) => label(row, names));
  arrange(labels, names.includes('position'));
  return labels;
}

function label({ line, cells }, names) {
  if (cells.length !== names.length) fail(line, 'listRagged', { cells: cells.length, columns: names.length });
  const texts = Object.fromEntries(names.map((name, i) => [name, cells[i]]));
  const isId = /^(\d+|0x[0-9a-f]+)$/i.test(texts.label_id) && Number(texts.label_id) <= MOST_LABEL;
  if (!isId) fail(line, 'listId', { text: texts.label_id });
  return { line, id: Number(texts.label_id), texts, order: [] };
}

// Labels of one shelf stand in the order of their positions, or of the rows where there is no position.
function arrange(labels, hasPositions) {
  const ids = new Set();
  for (const { id, line, texts } of labels) {
    if (ids.has(id)) fail(line, 'listDouble', { label: id });
    ids.add(id);
    if (hasPositions && !/^\d+$/.test(texts.position)) fail(line, 'listPosition', { text: texts.position });
  }
  for (const shelf of Map.groupBy(labels, (each) => each.texts.shelf ?? '').values()) {
    if (hasPositions) shelf.sort((a, b) => a.texts.position - b.texts.position);
    const twice = hasPositions && shelf.find((each, i) => i > 0 && Number(each.texts.position) === Number(shelf[i - 1].texts.position));
    if (twice) fail(twice.line, 'listPlace', { text: twice.texts.position });
    const order = [...new Set(shelf.map((each) => each.texts.sku))];
    for (const each of shelf) each.order = order;
  }
}

// UTF-8, or UTF-16 with a byte order mark.
function decode(bytes) {
  const encoding = bytes[0] === 0xFF && bytes[1] === 0xFE ? 'utf-16le' : bytes[0] === 0xFE && bytes[1] === 0xFF ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return fail(1, 'listText');
  }
}

// [{line, cells}] without blank lines. Blanks around cells without quotes are dropped.
function records(text) {
  const found = [];
  let cells = [], line = 1, begins = 1, at = 0;
  while (at < text.length) {
    const part = cell(text, at, line);
    cells.push(part.value);
    line += part.lines;
    at = part.end;
    if (text[at] === ',') {
      at++;
      if (at < text.length) continue;
      cells.push('');
    }
    if (cells.length > 1 || cells[0] !== '') found.push({ line: begins, cells });
    at += text.startsWith('\r\n', at) ? 2 : 1;
    cells = [];
    begins = ++line;
  }
  return found;
}

function cell(text, from, line) {
  const quoted = /[ \t]*"((?:[^"]|"")*)"[ \t]*(?=[,\r\n]|$)/y, plain = /[^",\r\n]*(?=[,\r\n]|$)/y;
  for (const pattern of [quoted, plain]) pattern.lastIndex = from;
  const found = quoted.exec(text);
  if (found) return { value: found[1].replaceAll('""', '"'), end: quoted.lastIndex, lines: found[1].split('\n').length - 1 };
  const simple = plain.exec(text);
  if (!simple) fail(line, 'listQuotes');
  return { value: simple[0].trim(), end: plain.lastIndex, lines: 0 };
}

function fail(line, why, values = {}) { throw new Problem('badList', { line, why, ...values }); }
