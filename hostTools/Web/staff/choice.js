// How a file goes out: version number, on trial or not, and a downgrade only where the staff says so.

import { byId, make, show } from '../shopper/dom.js';
import { FLAG, isUnsettled } from './packets.js';
import { say } from './strings.js';

const MOST_VERSION = 0xFFFFFFFF;

export class Choice {
  #active = null; // the kind's place in Progress
  #isReady = false;

  // prefix: begins the ids of what is made in root. onSend({version, flags}).
  constructor(root, prefix, onSend) {
    this.prefix = prefix;
    root.append(
      make('div', { class: 'question' },
        make('label', { for: `${prefix}-version` }, say('versionNumber')),
        make('input', { type: 'number', id: `${prefix}-version`, min: 1, max: MOST_VERSION, step: 1, 'aria-describedby': `${prefix}-hint`, oninput: () => this.#update() }),
        make('small', { id: `${prefix}-hint` })),
      this.#switch('downgrade'), this.#switch('trial'),
      make('p', { id: `${prefix}-unsettled`, class: 'quiet', hidden: true }, say('unsettled')),
      make('button', { type: 'button', id: `${prefix}-go`, class: 'main', onclick: () => onSend(this.values()) }, say('send')));
  }

  // Another label, file, or state of the label: the next version is suggested.
  take(kind, active, isReady) {
    const isNews = this.#active?.version !== active.version || this.kind !== kind;
    Object.assign(this, { kind });
    this.#active = active;
    this.#isReady = isReady;
    if (isNews) {
      this.#input('version').value = Math.min(active.version + 1, MOST_VERSION);
      this.#input('downgrade').checked = false;
    }
    this.#input('hint').textContent = say(active.version === 0 ? 'versionHintNone' : 'versionHint', { version: active.version });
    this.#input('downgrade-text').textContent = say('downgrade', { active: active.version });
    this.#input('go').textContent = say('sendNow', { kind: say(`kind${kind}`) });
    this.#update();
  }

  values() {
    const flags = (this.#input('trial').checked ? FLAG.trial : 0) | (this.#isDowngrade() ? FLAG.downgrade : 0);
    return { kind: this.kind, version: this.#input('version').valueAsNumber, flags };
  }

  #update() {
    const version = this.#input('version').valueAsNumber, isDowngrade = this.#isDowngrade(), unsettled = isUnsettled(this.#active);
    const isVersion = Number.isInteger(version) && version >= 1 && version <= MOST_VERSION;
    show(this.#input('downgrade').parentElement, isDowngrade);
    show(this.#input('unsettled'), unsettled);
    this.#input('go').disabled = !this.#isReady || !isVersion || unsettled || (isDowngrade && !this.#input('downgrade').checked);
  }

  #isDowngrade() {
    const version = this.#input('version').valueAsNumber;
    return version >= 1 && version <= this.#active.version;
  }

  #switch(name) {
    return make('label', { class: 'switch' },
      make('input', { type: 'checkbox', id: `${this.prefix}-${name}`, onchange: () => this.#update() }),
      make('span', { id: `${this.prefix}-${name}-text` }, name === 'trial' ? say('trial') : ''));
  }

  #input(name) { return byId(`${this.prefix}-${name}`); }
}
