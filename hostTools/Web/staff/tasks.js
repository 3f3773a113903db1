// One thing at a time; a failure becomes a sentence and a way on.

import { byId, focusOn, make, show } from '../shopper/dom.js';
import { Problem } from '../shopper/problem.js';
import { faultWords, fill, listProblems, problems, say } from './strings.js';

export class Tasks {
  // before(), failed(error) and after() are waited for.
  constructor(hooks) {
    this.hooks = hooks;
    this.endedAt = 0; // when there was something to do last
  }

  get isBusy() { return document.body.ariaBusy === 'true'; }

  async attempt(work) {
    if (this.isBusy) return;
    document.body.ariaBusy = 'true';
    this.hide();
    await this.hooks.before();
    try {
      await work();
    } catch (error) {
      await this.hooks.failed();
      this.fail(error instanceof Problem ? error : new Problem('unexpected'), work);
    } finally {
      document.body.ariaBusy = 'false';
      this.endedAt = performance.now();
      this.hooks.after();
    }
  }

  // work: what "try again" does.
  fail({ code, values }, work) {
    const isFault = code === 'fault', { title, text, action } = isFault ? { ...faultWords(values.fault), action: 'ok' } : problems[code];
    const words = { ...values, reason: values.why ? fill(listProblems[values.why], values) : '' };
    byId('problem-title').textContent = isFault ? say('faultTitle', { title, fault: values.fault }) : fill(title, words);
    byId('problem-text').textContent = fill(text, words);
    byId('problem').dataset.code = isFault ? `fault-${values.fault}` : code;
    const onclick = () => (action === 'ok' ? this.hide() : this.attempt(work));
    byId('problem-actions').replaceChildren(...(action ? [make('button', { type: 'button', class: 'second', onclick }, say(action))] : []));
    show(byId('problem'), true);
    focusOn(byId('problem-title'));
  }

  hide() { show(byId('problem'), false); }
}
