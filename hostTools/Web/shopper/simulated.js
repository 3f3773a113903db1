// A virtual label of "endcap simulate --serve" over a WebSocket, for a page without Bluetooth. Same methods as bluetooth.js.

import { Problem } from './problem.js';
import { fromHex, toHex } from './protocol.js';

// The labels that the server of this page simulates: [] on any other server.
export async function simulatedLabels() {
  try {
    const answer = await fetch('api/labels', { cache: 'no-store' });
    const isJson = answer.ok && answer.headers.get('content-type')?.includes('json');
    return isJson ? await answer.json() : [];
  } catch {
    return [];
  }
}

export class SimulatedLabel {
  constructor({ index, name, productName }) {
    this.index = index;
    this.name = productName ? `${name}: ${productName}` : name;
    this.simulated = true;
    this.isConnected = false;
    this.open = new Map();
    this.heard = new Map();
    this.count = 0;
  }

  async connect() {
    if (!this.socket) await this.#openSocket();
    await this.#ask({ op: 'connect' });
    this.isConnected = true;
  }

  async read(uuid) { return fromHex((await this.#ask({ op: 'read', uuid })).value ?? ''); }
  async write(uuid, bytes) { await this.#ask({ op: 'write', uuid, value: toHex(bytes) }); }

  async subscribe(uuid, heard) {
    this.heard.set(uuid, heard);
    await this.#ask({ op: 'subscribe', uuid, on: true });
  }

  disconnect() {
    if (!this.socket) return;
    this.isConnected = false;
    this.#ask({ op: 'disconnect' }).catch(() => {});
    this.socket.close();
  }

  #openSocket() {
    const address = new URL(`ws?label=${this.index}`, document.baseURI);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(address);
      socket.onopen = resolve;
      socket.onmessage = ({ data }) => this.#take(JSON.parse(data));
      socket.onclose = () => {
        this.socket = null;
        this.#lost();
        reject(new Problem('connectFailed'));
      };
      this.socket = socket;
    });
  }

  #ask(request) {
    const id = ++this.count;
    return new Promise((resolve, reject) => {
      if (this.socket?.readyState !== WebSocket.OPEN) {
        reject(new Error('no connection'));
        return;
      }
      this.open.set(id, { resolve, reject });
      this.socket.send(JSON.stringify({ id, ...request }));
    });
  }

  #take(message) {
    if (message.event === 'notify') this.heard.get(message.uuid)?.(fromHex(message.value));
    if (message.event === 'disconnected') this.#lost();
    const waiting = this.open.get(message.id);
    if (!waiting) return;
    this.open.delete(message.id);
    if (message.ok) waiting.resolve(message);
    else waiting.reject(new Error(message.message ?? `error ${message.error}`));
  }

  #lost() {
    const was = this.isConnected;
    this.isConnected = false;
    for (const { reject } of this.open.values()) reject(new Error('connection lost'));
    this.open.clear();
    if (was) this.onLost?.();
  }
}
