// The shopper's answers, asked as the labels' features want them.

import { make } from './dom.js';
import { KIND } from './schema.js';
import { nameOf, say } from './strings.js';

// questions: [{name, kind, categories}]. changed(name, value): value is null for no answer.
export function renderQuestions(target, questions, answers, changed) {
  target.replaceChildren(...questions.map((question, i) => {
    const current = answers[question.name] ?? null;
    const answer = (value) => changed(question.name, value);
    if (question.kind === KIND.flag) return choice(question, i, current, answer);
    return make('div', { class: 'question' }, make('label', { for: `q${i}` }, nameOf(question)),
      question.kind === KIND.numeric ? number(`q${i}`, current, answer) : select(`q${i}`, question.categories, current, answer));
  }));
}

function number(id, current, answer) {
  const input = make('input', { id, type: 'number', step: 'any', inputmode: 'decimal', autocomplete: 'off', placeholder: say('noAnswer') });
  if (typeof current === 'number') input.value = current;
  input.oninput = () => answer(Number.isFinite(input.valueAsNumber) ? input.valueAsNumber : null);
  return input;
}

function select(id, categories, current, answer) {
  const element = make('select', { id }, make('option', { value: '' }, say('noAnswer')),
    ...categories.map((text, i) => make('option', { value: i }, text)));
  const index = categories.indexOf(current);
  element.value = index < 0 ? '' : index;
  element.onchange = () => answer(element.value === '' ? null : categories[Number(element.value)]);
  return element;
}

function choice(question, i, current, answer) {
  const options = [[null, 'noAnswer'], [true, 'yes'], [false, 'no']];
  return make('fieldset', { class: 'question' }, make('legend', {}, nameOf(question)),
    make('div', { class: 'choices' }, ...options.map(([value, text]) => make('label', {},
      make('input', { type: 'radio', name: `q${i}`, checked: current === value, onchange: () => answer(value) }), make('span', {}, say(text))))));
}
