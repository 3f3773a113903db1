// The page: which view is shown, and what its buttons do.

import { chooseLabel, whyNot } from './bluetooth.js';
import { byId, focusOn, make, show } from './dom.js';
import { renderPreview, renderPrivacy, productName } from './preview.js';
import { Noise } from './privacy.js';
import { Problem } from './problem.js';
import { prepare, toPacket } from './profile.js';
import { renderQuestions } from './questions.js';
import { renderPurchases, renderRanking } from './results.js';
import { renderSearch } from './search.js';
import { isLearnt } from './affinity.js';
import { SCOPE, ofScope } from './schema.js';
import { Session } from './session.js';
import { SimulatedLabel, simulatedLabels } from './simulated.js';
import * as storage from './storage.js';
import { fill, problems, say } from './strings.js';

let person = storage.emptyPerson();
let label = null; // the one last chosen
let session = null;
let noise = new Noise();
let saving = Promise.resolve();

const status = (text) => { byId('status').textContent = text; };
const labelName = () => label?.name || say('unnamed');

function view(name) {
  document.body.dataset.view = name;
  for (const section of document.querySelectorAll('[data-views]')) show(section, section.dataset.views.split(' ').includes(name));
  show(byId('find'), name === 'review' && isDepartment(session?.schema));
  renderAnswers();
  renderPurchases(byId('purchase-list'), person.purchases, removePurchase);
}

// More products than a shelf has: they are found by their names.
const isDepartment = (schema) => Boolean(schema?.wide && schema.products && ofScope(schema, SCOPE.affinity).length);

function renderAnswers() {
  const asked = session?.schema ? ofScope(session.schema, SCOPE.shopper).filter((feature) => !isLearnt(feature)) : person.questions;
  show(byId('answers-empty'), asked.length === 0);
  renderQuestions(byId('questions'), asked, person.answers, (name, value) => {
    if (value === null) delete person.answers[name];
    else person.answers[name] = value;
    keep();
    refresh();
  });
}

// What is shown here is what is sent: same draws of the noise; only the nonce is the label's newest.
function refresh() {
  if (!session?.schema) return;
  const { on, epsilon } = person.privacy;
  byId('privacy-on').checked = on;
  byId('epsilon').value = epsilon;
  byId('epsilon-label').textContent = say('epsilon', { epsilon });
  byId('epsilon').setAttribute('aria-valuetext', String(epsilon));
  show(byId('privacy-settings'), on);
  session.prepared = prepare(session.schema, person, on ? { noise, epsilon } : null);
  renderPreview(byId('preview'), session.prepared, toPacket(session.prepared, session.nonce));
  renderPrivacy(byId('privacy-facts'), session.prepared, epsilon);
}

// Saves one after the other; what the page shows never waits for it.
function keep() {
  saving = saving.then(() => storage.save(person)).catch(() => showProblem(new Problem('storage')));
}

async function visit(choose) {
  hideProblem();
  await attempt(async () => {
    label = await choose();
    await openSession();
  });
}

async function openSession() {
  session?.close();
  session = new Session(label, (step, values) => status(say(step, values)));
  noise = new Noise();
  const schema = await session.open();
  storage.rememberQuestions(person, ofScope(schema, SCOPE.shopper).filter((feature) => !isLearnt(feature)));
  keep();
  showReview();
}

function showReview() {
  view('review');
  if (isDepartment(session.schema)) {
    byId('find-text').value = '';
    renderSearch(byId('find-text'), byId('find-list'), session.schema, timesOf, (product, name) => {
      note(session.schema, product, name);
      refresh();
    });
  }
  refresh();
  status(say('ready', { label: labelName() }));
  focusOn(byId('review-title'));
}

async function send() {
  hideProblem();
  await attempt(async () => {
    const { prepared, schema } = session;
    const ranks = await session.ask((nonce) => toPacket(prepared, nonce));
    showResult(schema, ranks);
    if (!schema.wide) session.close(); // a department's label has more of its ranking as long as the phone stays
  });
}

const timesOf = (sku) => person.purchases.find((purchase) => purchase.sku === sku)?.times ?? 0;

function note(schema, product, name) {
  storage.addPurchase(person, { sku: schema.products[product].sku, name });
  keep();
  status(say('noted', { name }));
}

// The next ranks; [] at the end, and when the label has dropped the phone, which thought for long.
async function moreOf(ranks, visit) {
  try {
    const next = await visit.more(ranks);
    ranks.push(...next);
    status(next.length > 0 ? say('moreRead', { count: next.length }) : say('moreEnd'));
    return next;
  } catch {
    status(say('moreGone'));
    return [];
  }
}

function showResult(schema, ranks) {
  const visit = session, all = [...ranks];
  renderRanking(byId('ranking'), schema, ranks, (product, name) => note(schema, product, name), schema.wide ? () => moreOf(all, visit) : null);
  view('result');
  status(say('done', { name: productName(schema, ranks[0].product) }));
  focusOn(byId('result-title'));
}

// One thing at a time; a failure becomes a sentence and a way on.
async function attempt(work) {
  if (document.body.ariaBusy === 'true') return;
  document.body.ariaBusy = 'true';
  try {
    await work();
  } catch (error) {
    showProblem(error instanceof Problem ? error : new Problem('unexpected'));
  } finally {
    document.body.ariaBusy = 'false';
  }
}

function showProblem(problem) {
  const { title, text, action } = problems[problem.code];
  if (problem.code === 'changed') showReview();
  else if (problem.code !== 'storage') {
    session?.close();
    session = null;
    view('start');
  }
  status('');
  byId('problem-title').textContent = title;
  byId('problem-text').textContent = fill(text, problem.values);
  byId('problem').dataset.code = problem.code;
  const way = action ? make('button', { type: 'button', class: 'second', onclick: () => wayOn(problem.code) }, say(action)) : null;
  byId('problem-actions').replaceChildren(...(way ? [way] : []));
  show(byId('problem'), true);
  focusOn(byId('problem-title'));
}

// The label that was chosen is asked again; a problem with choosing leads back to the choice.
function wayOn(code) {
  if (problems[code].action === 'ok') {
    hideProblem();
    return;
  }
  if (problems[code].action === 'tryAgain' && label && ['connectFailed', 'lost', 'timeout', 'busy', 'foreign', 'refusedPacket'].includes(code)) {
    visit(async () => label);
    return;
  }
  hideProblem();
  byId(byId('bluetooth').hidden ? 'connect-simulated' : 'connect').click();
}

const hideProblem = () => show(byId('problem'), false);

function leave() {
  session?.close();
  session = null;
  hideProblem();
  view('start');
  status(say('disconnected'));
  focusOn(byId('start-title'));
}

function removePurchase(purchase) {
  person.purchases = person.purchases.filter((each) => each !== purchase);
  keep();
  view(document.body.dataset.view);
  focusOn(byId('purchases-title'));
}

function exportPerson() {
  const link = make('a', { href: URL.createObjectURL(storage.toFile(person)), download: 'endcap-my-data.json' });
  link.click();
  URL.revokeObjectURL(link.href);
}

async function importPerson({ target }) {
  const found = storage.fromText(await target.files[0].text());
  target.value = '';
  if (found) {
    person = found;
    keep();
    view('start');
  }
  status(say(found ? 'imported' : 'notImported'));
}

async function erase() {
  session?.close();
  session = null;
  label = null;
  await saving;
  await storage.erase();
  person = storage.emptyPerson();
  view('start');
  status(say('erased'));
}

function setPrivacy(change) {
  Object.assign(person.privacy, change);
  keep();
  refresh();
}

function wire() {
  for (const element of document.querySelectorAll('[data-text]')) element.textContent = say(element.dataset.text);
  const actions = {
    connect: () => visit(chooseLabel), send, cancel: leave, another: leave, again: () => visit(async () => label),
    export: exportPerson, import: () => byId('import-file').click(), erase,
  };
  for (const [id, action] of Object.entries(actions)) byId(id).onclick = action;
  byId('import-file').onchange = importPerson;
  byId('privacy-on').onchange = ({ target }) => setPrivacy({ on: target.checked });
  byId('epsilon').oninput = ({ target }) => setPrivacy({ epsilon: target.valueAsNumber });
  window.addEventListener('pagehide', () => session?.close());
}

async function offerTransports() {
  const reason = await whyNot();
  show(byId('bluetooth'), !reason || reason === 'noBluetooth');
  const labels = await simulatedLabels();
  show(byId('simulation'), labels.length > 0);
  show(byId('simulated'), labels.length > 0);
  byId('simulated-label').replaceChildren(...labels.map((each) => make('option', { value: each.index }, [each.productName, each.price, each.name].filter(Boolean).join(' · '))));
  byId('connect-simulated').onclick = () => visit(async () =>
    new SimulatedLabel(labels.find((each) => each.index === Number(byId('simulated-label').value))));
  if (reason && labels.length === 0) showProblem(new Problem(reason));
}

async function start() {
  wire();
  view('start');
  try {
    person = await storage.load();
  } catch {
    showProblem(new Problem('storage'));
  }
  view('start');
  await offerTransports();
  document.body.dataset.ready = 'true';
  await navigator.serviceWorker?.register('sw.js', { type: 'classic' }).catch(() => {}); // without it the page only needs the network to load
}

start();
