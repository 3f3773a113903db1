import { byId, make } from "./page.js";

let shown = null, chosen = null; // the product that the user compares with; without one, the runner-up

/** Shows a ranking, and what each table added to it. */
export function showRanking(ranking) {
  if (ranking.gone || ranking.fault) {
    clearRanking(ranking.gone ?? `The label answered ${ranking.phone}: fault ${ranking.fault}, ${ranking.message}.`);
    return;
  }
  shown = ranking;
  byId("why").hidden = shown.products.length < 2;
  const scores = ranking.products.map(product => product.steps), low = Math.min(...scores), range = Math.max(...scores) - low || 1;
  byId("ranking").replaceChildren(...ranking.products.map((product, i) => line(product, i, (product.steps - low) / range, i >= ranking.answered)));
  byId("ranking-note").textContent = `Asked by ${ranking.phone}. The label answered the first ${ranking.answered}; the rest is computed here from the same packet. `
    + (ranking.agrees ? "Both agree." : "They do NOT agree: the label's clock or its shelf differs from what this page knows.");
  byId("context").textContent = ranking.context.map(each => `${each.name}: ${each.text}`).join(" · ");
  const rival = byId("rival");
  rival.replaceChildren(...ranking.products.slice(1).map((product, i) => make("option", { value: String(product.product) }, `${i + 2}. ${product.name}`)));
  if ([...rival.options].some(option => option.value === chosen)) rival.value = chosen;
  showParts();
}

export function watchRival() {
  byId("rival").addEventListener("change", () => {
    chosen = byId("rival").value;
    showParts();
  });
}

/** Shows no ranking, and why. */
export function clearRanking(why = "No profile was sent yet.") {
  shown = null;
  byId("ranking").replaceChildren();
  byId("why").hidden = true;
  byId("context").textContent = "";
  byId("ranking-note").textContent = why;
}

function line(product, i, share, unsaid) {
  const bar = make("div", { className: "bar" });
  bar.style.width = `${Math.max(1, 100 * share)}%`;
  return make("li", { className: unsaid ? "unsaid" : "", title: product.score === null ? "" : `score ${product.score.toFixed(3)}` },
    make("span", { className: "number" }, `${i + 1}.`), make("div", {}, product.name, bar), make("span", { className: "number" }, String(product.steps)));
}

// What tells the first product from the chosen one, the largest difference first.
function showParts() {
  if (!shown) return;
  const other = shown.products.findIndex(product => String(product.product) === byId("rival").value);
  const parts = shown.parts.map(part => ({ name: part.name, first: part.steps[0], other: part.steps[other], by: part.steps[0] - part.steps[other] }))
    .sort((one, two) => Math.abs(two.by) - Math.abs(one.by));
  const telling = parts.filter(part => part.by !== 0), most = Math.max(1, ...telling.map(part => Math.abs(part.by)));
  const rows = telling.map(part => row(part.name, part.first, part.other, most));
  if (telling.length < parts.length) {
    rows.push(make("tr", {}, make("td", { colSpan: 4, className: "small" }, `${parts.length - telling.length} tables add the same to both`)));
  }
  const first = shown.products[0].steps, last = shown.products[other]?.steps ?? 0;
  rows.push(row("all together", first, last, Math.max(most, first - last)));
  byId("parts").replaceChildren(...rows);
}

function row(name, first, other, most) {
  return make("tr", {}, make("td", {}, name), number(first), number(other), make("td", {}, difference(first - other, most)));
}

const number = value => make("td", { className: "number" }, String(value));

function difference(by, most) {
  const bar = make("i", { className: by < 0 ? "minus" : "plus" });
  bar.style.width = `${100 * Math.abs(by) / most}%`;
  return make("div", { className: "difference" }, bar, make("span", {}, by > 0 ? `+${by}` : String(by)));
}
