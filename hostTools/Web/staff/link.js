// A label over Web Bluetooth, with both of its services.

import { whyNot } from '../shopper/bluetooth.js';
import { Problem } from '../shopper/problem.js';
import { SERVICE } from '../shopper/protocol.js';
import { STAFF } from './packets.js';

// Lets the staff choose a label. Needs a tap. The staff service is not in the advert, so it is asked for beside the filter.
export async function chooseLabel() {
  try {
    const device = await navigator.bluetooth.requestDevice({ filters: [{ services: [SERVICE] }], optionalServices: [STAFF] });
    return new Link(device);
  } catch (error) {
    if (error.name === 'SecurityError' || error.name === 'NotAllowedError') throw new Problem('refused');
    throw new Problem(await whyNot() ?? (error.name === 'NotFoundError' ? 'dismissed' : 'unexpected'));
  }
}

export class Link {
  #device;
  #found = new Map();

  constructor(device) {
    this.#device = device;
    this.name = device.name || '';
    device.addEventListener('gattserverdisconnected', () => {
      this.#found.clear();
      this.onLost?.();
    });
  }

  get isConnected() { return this.#device.gatt.connected; }

  // Connects. Fails with the problem notStaff where the label has no staff service.
  async connect() {
    this.#found.clear();
    const server = await this.#device.gatt.connect();
    const shopper = await server.getPrimaryService(SERVICE);
    const staff = await server.getPrimaryService(STAFF).catch((error) => {
      throw error.name === 'NotFoundError' ? new Problem('notStaff') : error;
    });
    this.services = [shopper, staff];
  }

  async read(uuid) {
    const data = await (await this.#characteristic(uuid)).readValue();
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
  }

  async write(uuid, bytes) { await (await this.#characteristic(uuid)).writeValueWithResponse(bytes); }

  disconnect() { this.#device.gatt.disconnect(); }

  // The two services' UUIDs differ in the digit before the last of their first group.
  async #characteristic(uuid) {
    const service = this.services[uuid.slice(0, 7) === STAFF.slice(0, 7) ? 1 : 0];
    if (!this.#found.has(uuid)) this.#found.set(uuid, await service.getCharacteristic(uuid));
    return this.#found.get(uuid);
  }
}
