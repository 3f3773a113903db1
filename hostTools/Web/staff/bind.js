// The form that binds a label to a product: a row of labels.csv, or what is filled in.

import { byId, make, show } from '../shopper/dom.js';
import { FieldError, NEEDED, contentRecord, priceText } from './content.js';
import { fieldProblems, fill, say } from './strings.js';

const FIELDS = ['name', 'sku', 'ean', 'price', 'currency', 'unit_price', 'note'];
const TITLES = { name: 'productName' };
const titleOf = (field) => say(TITLES[field] ?? field);

export class Binding {
  #rows = [];
  #row = null;
  #touched = false; // whether there is anything to say about what is missing

  // onChange() hears when record may be another.
  constructor(onChange) {
    this.onChange = onChange;
    this.record = null;
    byId('fields').append(...FIELDS.map((field) => this.#field(field)));
    byId('row').onchange = ({ target }) => this.#choose(this.#rows[target.value] ?? null);
    this.#update();
  }

  takeList(name, rows) {
    this.#rows = rows;
    byId('list-open').textContent = say('listOpen', { name, count: rows.length });
    byId('row').replaceChildren(make('option', { value: '' }, say('rowNone')),
      ...rows.map(({ id, texts }, i) => make('option', { value: i }, say('rowText', { label: id, ...texts }))));
    show(byId('rows'), true);
    this.takeLabel(this.labelId);
  }

  // Another label: its own row is chosen.
  takeLabel(labelId) {
    this.labelId = labelId;
    const own = this.#rows.findIndex((row) => row.id === labelId);
    byId('row').value = own < 0 ? '' : own;
    this.#choose(this.#rows[own] ?? null);
  }

  #choose(row) {
    this.#row = row;
    this.#touched = row !== null;
    for (const field of FIELDS) byId(`field-${field}`).value = row?.texts[field] ?? '';
    this.#update();
  }

  #field(field) {
    const id = `field-${field}`, isNeeded = NEEDED.includes(field);
    return make('div', { class: `question field-${field}` },
      make('label', { for: id }, isNeeded ? titleOf(field) : say('optional', { field: titleOf(field) })),
      make('input', {
        type: 'text', id, required: isNeeded, autocomplete: 'off', 'aria-describedby': `${id}-error`, oninput: () => this.#edit(),
        ...(field === 'price' ? { inputmode: 'decimal' } : {}), ...(field === 'ean' ? { inputmode: 'numeric' } : {}),
      }),
      make('small', { id: `${id}-error`, class: 'error' }));
  }

  #edit() {
    this.#touched = true;
    this.#update();
  }

  #texts() {
    const edited = Object.fromEntries(FIELDS.map((field) => [field, byId(`field-${field}`).value.trim()]));
    return { currency_place: this.#row?.texts.currency_place, qr: this.#row?.texts.qr, ...edited };
  }

  #update() {
    const texts = this.#texts();
    let wrong = null;
    this.record = null;
    try {
      this.record = contentRecord(texts, this.#row?.order);
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      wrong = error;
    }
    this.#showError(wrong);
    this.#showNote();
    show(byId('tag'), this.record !== null);
    if (this.record) this.#showTag(texts);
    this.onChange();
  }

  // A field that is still empty is not a mistake until something was filled in.
  #showError(wrong) {
    const isSaid = wrong && this.#touched, place = wrong && FIELDS.includes(wrong.field) ? wrong.field : 'name';
    for (const field of FIELDS) {
      const isHere = isSaid && field === place;
      byId(`field-${field}`).setAttribute('aria-invalid', isHere);
      byId(`field-${field}-error`).textContent = isHere ? fill(fieldProblems[wrong.code], { ...wrong.values, file: say('file') }) : '';
    }
  }

  #showNote() {
    const { id, order } = this.#row ?? {};
    const words = this.#row
      ? [id === this.labelId ? say('rowOwn') : say('rowOther', { row: id, label: this.labelId }), say('orderText', { count: order.length })] : [say('orderNone')];
    byId('row-note').textContent = words.join(' ');
  }

  #showTag(texts) {
    byId('tag').replaceChildren(
      make('small', { class: 'line' }, say('shows')), make('p', { class: 'name' }, texts.name),
      make('p', { class: 'price' }, priceText(texts), texts.unit_price ? make('small', {}, ` ${texts.unit_price}`) : null),
      make('small', { class: 'line' }, [texts.note, texts.ean, say('bytes', { count: this.record.length })].filter(Boolean).join(' · ')));
  }
}
