import { ask, byId, make } from "./page.js";
import { addStep, clearLog } from "./log.js";
import { showPanel } from "./panel.js";
import { Profile } from "./profile.js";
import { clearRanking, showRanking, watchRival } from "./ranking.js";
import { showCost, showState } from "./state.js";

const settle = 80; // ms without a change before a profile is sent
let index = 0, profile = null, events = null, timer = 0, sending = false, again = false;

const path = rest => `/api/labels/${index}/${rest}`;

function send() {
  clearTimeout(timer);
  timer = setTimeout(sendNow, settle);
}

// One visit at a time; what changed meanwhile goes with the next.
async function sendNow() {
  if (sending) {
    again = true;
    return;
  }
  sending = true;
  const began = performance.now(), to = index, answer = await ask(path("rank"), profile.body);
  sending = false;
  if (to === index) {
    byId("sent").className = answer.ok ? "small" : "small bad";
    byId("sent").textContent = answer.ok ? `Sent and ranked in ${Math.round(performance.now() - began)} ms, the radio's time included.` : `Not ranked: ${answer.error}.`;
  }
  if (again) {
    again = false;
    send();
  }
}

async function control(what, value) {
  const answer = await ask(path("control"), value === undefined ? { what } : { what, value: String(value) });
  byId("control-result").className = answer.ok ? "small" : "small bad";
  byId("control-result").textContent = answer.ok ? `${what}: done` : `${what}: ${answer.error}`;
  return answer.ok;
}

async function setClock(utc) {
  if (await control("clock", utc) && profile) send();
}

function watch() {
  events?.close();
  events = new EventSource(path("events"));
  const on = (kind, show) => events.addEventListener(kind, event => show(JSON.parse(event.data)));
  on("panel", showPanel);
  on("gatt", addStep);
  on("ranking", showRanking);
  on("state", state => {
    showState(state);
    byId("status").textContent = `live, ${state.seconds} s`;
    if (state.clock && document.activeElement !== byId("clock")) byId("clock").value = state.clock.slice(0, 16);
  });
  events.onopen = clearLog; // a new connection tells the last steps again
  events.onerror = () => { byId("status").textContent = "connection lost, trying again…"; };
}

async function choose(to) {
  index = to;
  clearRanking();
  const label = await ask(`/api/labels/${index}`);
  byId("board").textContent = `${label.board.name} (${label.board.chip}, ${label.board.hasPanel ? `${label.board.panel} ${label.board.width} × ${label.board.height}` : "no panel"}) · ${label.board.hasPanel ? "shelf" : "department"} of `
    + `${label.shelf.products.length} products, ${label.shelf.length.toLocaleString("en")} bytes`
    + (label.sleepSeconds === 0 ? " · never sleeps" : ` · sleeps ${label.sleepSeconds} s between windows`) + (label.board.isLcd ? " · LCD: not simulated" : "");
  document.querySelector(".bezel").hidden = !label.board.hasPanel;
  byId("refresh").textContent = label.board.hasPanel ? "" : "This board has no panel: the answer is on the phone alone.";
  profile = new Profile(label.shelf, send);
  const battery = byId("battery");
  [battery.min, battery.max, battery.value] = [label.leastMillivolts, label.mostMillivolts, 3900];
  battery.disabled = !label.board.hasBatteryPin;
  byId("battery-text").textContent = battery.disabled ? "no pin to measure" : "3900 mV";
  document.querySelector("[data-control=button]").disabled = !label.board.hasButton;
  watch();
  ask(path("cost")).then(showCost);
}

async function start() {
  const labels = await ask("/api/labels");
  const list = byId("labels");
  list.replaceChildren(...labels.map(label => make("option", { value: label.index }, `${label.labelId} · ${label.productName || label.name}`)));
  list.addEventListener("change", () => choose(Number(list.value)));
  byId("controls").addEventListener("click", event => event.target.dataset.control && control(event.target.dataset.control));
  byId("battery").addEventListener("input", () => { byId("battery-text").textContent = `${byId("battery").value} mV`; });
  byId("battery").addEventListener("change", () => control("battery", byId("battery").value));
  byId("clock").addEventListener("change", () => byId("clock").value && setClock(byId("clock").value));
  byId("now").addEventListener("click", () => setClock(new Date().toISOString()));
  byId("send").addEventListener("click", sendNow);
  byId("random").addEventListener("click", () => profile.random());
  byId("reset").addEventListener("click", () => profile.reset());
  byId("clear").addEventListener("click", clearLog);
  watchRival();
  await choose(0);
}

start();
