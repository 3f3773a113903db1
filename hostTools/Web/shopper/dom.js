// Small tools for building the page.

export const byId = (id) => document.getElementById(id);

// make('p', { class: 'x', onclick }, 'text', otherElement): text is never read as HTML.
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function' || name in element && typeof value === 'boolean') element[name] = value;
    else if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

export const show = (element, visible) => { element.hidden = !visible; };

// Moves the reader's place to a heading, where assistive technology goes on.
export function focusOn(element) {
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'start' });
  window.scrollTo({ top: 0 });
}
