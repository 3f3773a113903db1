// Small pieces that all parts of the page use.

/** The element of an id. */
export const byId = id => document.getElementById(id);

/** Makes an element: its properties, then its children (elements or texts). */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Fills a description list with pairs of name and text or element. */
export function describe(list, pairs) {
  list.replaceChildren(...pairs.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
}

/** Asks the server; answers its JSON, or {ok: false, error}. */
export async function ask(path, body) {
  try {
    const response = await fetch(path, body === undefined ? {} : {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
    });
    return await response.json();
  } catch {
    return { ok: false, error: "the server does not answer" };
  }
}

/** A number with two significant digits: more would claim what nobody knows. */
export const rough = value => Number(value.toPrecision(2)).toLocaleString("en");
export const bytes = value => `${value.toLocaleString("en")} bytes`;
