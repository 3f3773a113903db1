// The page: which view is shown, and what its buttons do.

import { whyNot } from '../shopper/bluetooth.js';
import { byId, focusOn, make, show } from '../shopper/dom.js';
import { Problem, pause } from '../shopper/problem.js';
import { Binding } from './bind.js';
import { crc32, u32 } from './bytes.js';
import { Choice } from './choice.js';
import { kindName, renderCondition, renderFacts, renderRuns } from './facts.js';
import { kindOf } from './files.js';
import { StoreKeys } from './keys.js';
import { chooseLabel } from './link.js';
import { readList } from './list.js';
import { FLAG, KIND, OP, STATE } from './packets.js';
import { say } from './strings.js';
import { Tasks } from './tasks.js';
import { Updater } from './updater.js';
import { Visit, isDrop } from './visit.js';

const BLINK_SECONDS = 10, BACK_MS = 1000, CHECK_MS = 10_000, IDLE_MS = 5 * 60_000;

let keys = null;
let visit = null; // the label last chosen
let progress = null, condition = null; // what it said last
let file = null; // {name, bytes, kind}
let updater = null;
let checking = Promise.resolve();
let binding, bindChoice, fileChoice;

const tasks = new Tasks({ before: () => checking, failed, after: render });
const attempt = (work) => tasks.attempt(work);

const status = (text) => { byId('status').textContent = text; };

function render() {
  const name = !keys ? 'keys' : condition ? 'label' : 'find';
  document.body.dataset.view = name;
  for (const section of document.querySelectorAll('[data-views]')) show(section, section.dataset.views.split(' ').includes(name));
  show(byId('keys-lead'), !keys);
  show(byId('keys-open'), keys !== null);
  show(byId('forget-keys'), keys !== null);
  byId('keys-open').textContent = keys ? say('keysOpen', { count: keys.count }) : '';
  byId('open-keys').textContent = say(keys ? 'otherKeys' : 'openKeys');
  byId('open-keys').className = keys ? 'second' : 'main';
  if (name === 'label') renderLabel();
}

function renderLabel() {
  const isOpen = visit.isOpen;
  byId('label-title').textContent = say('labelTitle', { label: visit.labelId });
  byId('connection').textContent = say(isOpen ? 'connected' : 'gone');
  byId('connection').classList.toggle('on', isOpen);
  byId('refresh').textContent = say(isOpen ? 'refresh' : 'reconnect');
  show(byId('leave'), isOpen);
  show(byId('other'), !isOpen);
  renderCondition(byId('condition'), condition);
  renderFacts(byId('facts'), { ...visit, status: condition, name: visit.link.name });
  renderRuns(byId('runs'), progress.kinds, confirm, revert);
  renderPart();
  renderChoices();
}

// A file of which the label has a part.
function renderPart() {
  const { state, kind, version, received, length } = progress;
  const parts = state !== STATE.receiving ? [] : [
    make('p', { class: 'quiet' }, say('received', { kind: kindName(kind), version, percent: Math.floor(100 * received / length) })),
    make('button', { type: 'button', id: 'forget-part', class: 'small', onclick: () => tell(OP.abort, [], () => say('forgotten')) }, say('forget')),
  ];
  byId('part').replaceChildren(...parts);
}

function renderChoices() {
  if (!progress) return;
  bindChoice.take(KIND.content, progress.kinds[KIND.content - 1], binding.record !== null);
  show(byId('file-send'), file !== null);
  if (file) fileChoice.take(file.kind, progress.kinds[file.kind - 1], true);
}

async function openKeys({ target }) {
  const [chosen] = target.files;
  await attempt(async () => {
    const read = await StoreKeys.read(await chosen.text());
    forget();
    keys = read;
    status('');
    render();
    focusOn(byId('find-title'));
  });
  target.value = '';
}

function forget() {
  updater?.stop();
  visit?.close();
  [keys, visit, progress, condition] = [null, null, null, null];
}

function forgetKeys() {
  tasks.hide();
  forget();
  render();
  status(say('keysForgotten'));
  focusOn(byId('keys-title'));
}

const find = () => attempt(async () => {
  const link = await chooseLabel();
  visit?.close();
  [progress, condition] = [null, null];
  visit = new Visit(link, keys, (step) => status(say(step)));
  visit.onGone = () => { if (condition) render(); };
  await connected();
  binding.takeLabel(visit.labelId);
  render();
  focusOn(byId('label-title'));
});

// The label drops who says nothing for long: every action connects again where that is needed.
async function connected() {
  const wasOpen = visit.isOpen;
  try {
    await reach();
  } catch (error) {
    if (!wasOpen || !isDrop(error)) throw error;
    visit.close(); // it had gone without a word
    await pause(BACK_MS);
    await reach();
  }
  status(say('ready', { label: visit.labelId }));
}

async function reach() {
  if (!visit.isOpen) await visit.open();
  await look();
}

async function look() {
  const [now, seen] = [await visit.settled(), await visit.status()];
  [progress, condition] = [now, seen];
}

// Has the label do something; words() is then said.
const tell = (op, body, words) => attempt(async () => {
  await connected();
  await visit.control(op, body);
  await look();
  render();
  status(words());
});

const blink = () => tell(OP.blink, [BLINK_SECONDS], () => say('blinking', { seconds: BLINK_SECONDS }));

function setClock() {
  const now = new Date();
  tell(OP.setClock, u32(Math.floor(now.getTime() / 1000)), () => say('clockSet', { time: now.toLocaleString('en-GB') }));
}

const confirm = (kind) => tell(OP.confirm, [kind], () => say('confirmed', { kind: kindName(kind), version: progress.kinds[kind - 1].version }));

const revert = (kind) => attempt(async () => {
  await connected();
  await transfer((work) => work.revert(kind), 0);
  status(say('reverted', { kind: kindName(kind) }));
});

const put = (bytes, { kind, version, flags }) => attempt(async () => {
  await connected();
  const active = progress.kinds[kind - 1];
  if (active.version === version && active.crc === crc32(bytes)) throw new Problem('sameVersion', { version });
  await transfer((work) => work.put({ kind, version, flags, file: bytes }), bytes.length);
  status(say(flags & FLAG.trial ? 'doneTrial' : 'done', { kind: kindName(kind), version }));
});

// Something that takes a while, with its bar.
async function transfer(work, length) {
  updater = new Updater(visit, showSent);
  showSent(0, length);
  show(byId('transfer'), true);
  byId('transfer').scrollIntoView({ block: 'nearest' });
  try {
    await work(updater);
    await look();
    render();
    focusOn(byId('runs-title'));
  } finally {
    updater = null;
    show(byId('transfer'), false);
  }
}

function showSent(sent, of) {
  const bar = byId('transfer-bar'), size = (bytes) => say('kilobytes', { count: (bytes / 1024).toFixed(1) });
  bar.max = Math.max(of, 1);
  bar.value = sent;
  byId('transfer-text').textContent = of > 0 ? say('sent', { sent: size(sent), of: size(of) }) : '';
}

async function openFile({ target }) {
  const [chosen] = target.files;
  await attempt(async () => {
    file = null;
    byId('file-open').textContent = '';
    const bytes = new Uint8Array(await chosen.arrayBuffer()), kind = kindOf(bytes);
    file = { name: chosen.name, bytes, kind };
    byId('file-open').textContent = say('fileOpen', { name: chosen.name, kind: kindName(kind), size: say('bytes', { count: bytes.length }) });
  });
  target.value = '';
}

async function openList({ target }) {
  const [chosen] = target.files;
  await attempt(async () => binding.takeList(chosen.name, readList(new Uint8Array(await chosen.arrayBuffer()))));
  target.value = '';
}

function leave() {
  updater?.stop();
  visit.close();
  render();
  status(say('left'));
}

// After a failure the page shows what the label has now, if it is still there.
async function failed() {
  status('');
  if (visit?.isOpen && progress) await look().catch(() => {});
  if (visit && !visit.isOpen) visit.close();
}

// Keeps a connection that is in use, and lets go of one that is not: shoppers wait for it.
function check() {
  if (!visit?.isOpen || tasks.isBusy) return;
  if (performance.now() - tasks.endedAt > IDLE_MS) leave();
  else checking = visit.settled().then((now) => { progress = now; }, () => {}).then(render);
}

function wire() {
  for (const element of document.querySelectorAll('[data-text]')) element.textContent = say(element.dataset.text);
  const actions = { find, blink, leave, other: find, 'forget-keys': forgetKeys, 'set-clock': setClock, stop: () => updater?.stop(), refresh: () => attempt(connected) };
  for (const [id, action] of Object.entries(actions)) byId(id).onclick = action;
  for (const [name, take] of [['keys', openKeys], ['list', openList], ['file', openFile]]) {
    byId(`open-${name}`).onclick = () => byId(`${name}-file`).click();
    byId(`${name}-file`).onchange = take;
  }
  bindChoice = new Choice(byId('bind-send'), 'bind', (choice) => put(binding.record, choice));
  fileChoice = new Choice(byId('file-send'), 'file', (choice) => put(file.bytes, choice));
  binding = new Binding(() => { if (binding) renderChoices(); });
  window.addEventListener('pagehide', forget);
  setInterval(check, CHECK_MS);
}

async function start() {
  wire();
  render();
  await attempt(async () => {
    const reason = await whyNot();
    if (reason) throw new Problem(reason);
  });
  document.body.dataset.ready = 'true';
  await navigator.serviceWorker?.register('sw.js', { type: 'classic' }).catch(() => {}); // without it the page only needs the network to load
}

start();
