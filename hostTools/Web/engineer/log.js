import { byId, describe, make } from "./page.js";

const most = 100;

/** Adds a step between a phone and the label, newest first. */
export function addStep(step) {
  const rows = byId("log");
  const meaning = make("td", { className: step.error ? "error" : "" });
  if (step.hex || step.fields.length) {
    const list = make("dl");
    describe(list, [...step.fields.map(field => [field.name, field.text]), ...(step.hex ? [[`${step.hex.length / 2} bytes`, make("code", {}, step.hex.replace(/../g, "$& ").trim())]] : [])]);
    meaning.append(make("details", {}, make("summary", {}, step.meaning || "bytes"), list));
  } else {
    meaning.append(step.meaning);
  }
  rows.prepend(make("tr", {}, make("td", {}, step.milliseconds.toFixed(1)), make("td", {}, step.phone), make("td", {}, step.what), meaning));
  while (rows.rows.length > most) rows.deleteRow(-1);
}

export function clearLog() {
  byId("log").replaceChildren();
}
