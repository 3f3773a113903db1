// How the label is and what it runs.

import { make } from '../shopper/dom.js';
import { KIND, canGoBack, isUnsettled, waitsForConfirm } from './packets.js';
import { faultWords, say } from './strings.js';

const HOUR = 3600, DAY = 24 * HOUR;

export const kindName = (kind) => say(`kind${kind}`);

export function renderFacts(list, { status, name, generation, isKeyNewest }) {
  const entries = [
    ['name', name],
    ['firmware', status.firmware],
    ['battery', status.battery === null ? say('batteryUnknown') : `${status.battery} %`],
    ['key', say(isKeyNewest ? 'keyValue' : 'keyOld', { generation })],
    ['uptime', duration(status.uptime)],
    ['counts', say('countsValue', status)],
  ];
  list.replaceChildren(...entries.map(([key, value]) => make('div', {}, make('dt', {}, say(key)), make('dd', {}, value))));
}

// The label's last fault with what to do, or that it is fine.
export function renderCondition(root, status) {
  const marks = [status.serviceNeeded ? say('serviceNeeded') : null, status.lowBattery ? say('lowBattery') : null].filter(Boolean).join(', ');
  const { title, text } = status.fault === 0 ? { title: say('fine'), text: null } : faultWords(status.fault);
  const heading = status.fault === 0 ? title : say('faultTitle', { title, fault: status.fault });
  root.className = status.fault === 0 && !marks ? 'condition' : 'condition warn';
  root.replaceChildren(make('p', { class: 'name' }, [marks, status.fault === 0 && marks ? null : heading].filter(Boolean).join(' · ')),
    ...(text ? [make('p', {}, text)] : []));
}

// One entry for each kind; onConfirm(kind), onRevert(kind).
export function renderRuns(list, kinds, onConfirm, onRevert) {
  list.replaceChildren(...Object.values(KIND).map((kind) => {
    const active = kinds[kind - 1], buttons = [];
    if (waitsForConfirm(active)) buttons.push(button('confirm', kind, onConfirm));
    if (canGoBack(active)) buttons.push(button('revert', kind, onRevert));
    return make('li', { class: waitsForConfirm(active) ? 'trial' : '' },
      make('div', {}, make('strong', {}, `${kindName(kind)}: ${versionName(active.version)}`), make('small', { class: 'line' }, stateOf(active))),
      make('div', { class: 'buttons' }, ...buttons));
  }));
}

function stateOf(active) {
  const state = waitsForConfirm(active) ? say('onTrial') : isUnsettled(active) ? say('starting') : active.version > 0 ? say('inUse') : '';
  const before = !canGoBack(active) ? '' : active.previousVersion > 0 ? say('previous', { version: active.previousVersion }) : say('previousUsb');
  return [state, before].filter(Boolean).join(' · ');
}

const versionName = (version) => (version === 0 ? say('versionUsb') : say('version', { version }));

const button = (action, kind, onclick) => make('button', {
  type: 'button', class: 'small', id: `${action}-${kind}`, 'aria-label': say(`${action}Label`, { kind: kindName(kind) }), onclick: () => onclick(kind),
}, say(action));

function duration(seconds) {
  const part = (unit, of) => Math.floor((seconds % of) / unit);
  if (seconds >= DAY) return say('days', { days: Math.floor(seconds / DAY), hours: part(HOUR, DAY) });
  return seconds >= HOUR ? say('hours', { hours: part(HOUR, DAY), minutes: part(60, HOUR) }) : say('minutes', { minutes: part(60, HOUR) });
}
