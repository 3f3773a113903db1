// The label over Web Bluetooth. Like simulated.js: connect, read, write, subscribe, disconnect, isConnected.

import { Problem } from './problem.js';
import { SERVICE } from './protocol.js';

// Null when this browser can talk to labels, else the code of a problem.
export async function whyNot() {
  if (!globalThis.isSecureContext) return 'insecure';
  if (!navigator.bluetooth) return isApple() ? 'unsupportedApple' : 'unsupported';
  return (await navigator.bluetooth.getAvailability?.()) === false ? 'noBluetooth' : null;
}

const isApple = () => /iPhone|iPad|iPod/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);

// Lets the shopper choose a label. Needs a tap.
export async function chooseLabel() {
  try {
    return new BluetoothLabel(await navigator.bluetooth.requestDevice({ filters: [{ services: [SERVICE] }] }));
  } catch (error) {
    throw new Problem(await reasonOf(error));
  }
}

async function reasonOf(error) {
  if (error.name === 'SecurityError' || error.name === 'NotAllowedError') return 'refused';
  if (error.name === 'NotFoundError') return (await whyNot()) ?? 'dismissed';
  return (await whyNot()) ?? 'unexpected';
}

class BluetoothLabel {
  constructor(device) {
    this.device = device;
    this.name = device.name || '';
    this.simulated = false;
    this.found = new Map();
    device.addEventListener('gattserverdisconnected', () => {
      this.found.clear();
      this.onLost?.();
    });
  }

  get isConnected() { return this.device.gatt.connected; }

  async connect() {
    this.found.clear();
    const server = await this.device.gatt.connect();
    this.service = await server.getPrimaryService(SERVICE);
  }

  async read(uuid) {
    const data = await (await this.#characteristic(uuid)).readValue();
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
  }

  async write(uuid, bytes) { await (await this.#characteristic(uuid)).writeValueWithResponse(bytes); }

  async subscribe(uuid, heard) {
    const characteristic = await this.#characteristic(uuid);
    characteristic.oncharacteristicvaluechanged = ({ target: { value } }) =>
      heard(new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice());
    await characteristic.startNotifications();
  }

  disconnect() { this.device.gatt.disconnect(); }

  async #characteristic(uuid) {
    if (!this.found.has(uuid)) this.found.set(uuid, await this.service.getCharacteristic(uuid));
    return this.found.get(uuid);
  }
}
