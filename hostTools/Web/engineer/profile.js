import { byId, make } from "./page.js";

/** The shopper's bins: sliders from the features of the shelf. Tells `changed` after every change. */
export class Profile {
  constructor(shelf, changed) {
    this.shopper = shelf.features.filter(feature => feature.scope === "shopper");
    this.affinity = shelf.features.filter(feature => feature.scope === "affinity");
    this.changed = changed;
    this.most = shelf.mostListed;
    this.inputs = this.shopper.map(feature => new Bin(feature, feature.name, () => changed()));
    byId("shopper").replaceChildren(...this.inputs.map(input => input.row()));
    this.products = shelf.products.map(product => this.affinity.map(feature =>
      new Bin(feature, `${product.name}: ${feature.name}`, () => { this.mark(); changed(); })));
    this.rows = shelf.products.map((product, p) => make("tr", {},
      make("th", { scope: "row" }, product.name), ...this.products[p].map(input => make("td", {}, ...input.cell()))));
    const head = make("tr", {}, make("th", { scope: "col" }, "product"), ...this.affinity.map(feature => make("th", { scope: "col" }, feature.name)));
    byId("affinity").replaceChildren(make("table", {}, make("thead", {}, head), make("tbody", {}, ...this.rows)));
    this.mark();
  }

  /** What is sent: products at rest are not listed. */
  get body() {
    const listed = this.products.map((inputs, p) => [p, inputs]).filter(([, inputs]) => inputs.some(input => !input.atRest));
    return {
      shopper: this.inputs.map(input => input.value),
      affinity: Object.fromEntries(listed.map(([p, inputs]) => [p, inputs.map(input => input.value)])),
    };
  }

  reset() { this.fill(input => input.feature.rest); }

  /** Any shopper: about a third of the products known. */
  random() {
    for (const input of this.inputs) input.value = Math.floor(Math.random() * input.feature.bins.length);
    const share = Math.min(0.35, 0.5 * this.most / this.products.length); // a packet holds so many
    for (const inputs of this.products) {
      const known = Math.random() < share;
      for (const input of inputs) input.value = known ? Math.floor(Math.random() * input.feature.bins.length) : input.feature.rest;
    }
    this.mark();
    this.changed();
  }

  fill(value) {
    for (const input of [...this.inputs, ...this.products.flat()]) input.value = value(input);
    this.mark();
    this.changed();
  }

  // Listed products stand out.
  mark() {
    this.rows.forEach((row, p) => row.classList.toggle("listed", this.products[p].some(input => !input.atRest)));
  }
}

// One bin: a slider, or a box where there are only two.
class Bin {
  constructor(feature, name, changed) {
    this.feature = feature;
    this.isBox = feature.bins.length === 2 && feature.bins[0] === "no";
    this.input = this.isBox ? make("input", { type: "checkbox" }) : make("input", { type: "range", min: 0, max: feature.bins.length - 1, step: 1 });
    this.input.setAttribute("aria-label", name);
    this.output = make("output");
    this.value = feature.rest;
    this.input.addEventListener("input", () => { this.tell(); changed(); });
  }

  get value() { return this.isBox ? Number(this.input.checked) : Number(this.input.value); }
  set value(bin) {
    if (this.isBox) this.input.checked = bin === 1;
    else this.input.value = bin;
    this.tell();
  }

  get atRest() { return this.value === this.feature.rest; }
  tell() {
    const text = this.feature.bins[this.value];
    this.output.textContent = text;
    if (!this.isBox) this.input.setAttribute("aria-valuetext", text);
  }

  row() { return make("label", { className: "slider" }, make("span", {}, this.feature.name), this.input, this.output); }
  cell() { return this.isBox ? [this.input] : [this.input, this.output]; }
}
