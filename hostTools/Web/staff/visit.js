// A label and the staff before it, as UPDATE.md's "Exchange" says: connect, prove, tell it what to do. Knows no screen.

import { Problem, pause, within } from '../shopper/problem.js';
import { PacketError, STATUS, decodeStatus } from '../shopper/protocol.js';
import { NONCE_BYTES, labelProof, staffProof } from './keys.js';
import { AUTH, CONTROL, PROGRESS, STATE, decodeAuth, decodeProgress, encodeControl, encodeManifest, encodeResponse } from './packets.js';
import { areSame } from './seal.js';

const CONNECT_MS = 20_000, ACCESS_MS = 10_000, WORK_MS = 60_000, POLL_MS = 250, TRIES = 6;

const DROPS = ['lost', 'timeout', 'connectFailed', 'held'];

// Whether a new connection may help.
export const isDrop = (error) => error instanceof Problem && DROPS.includes(error.code);

// The label refused something; fault: a number of PROTOCOL.md.
export class Refusal extends Problem {
  constructor(fault) { super('fault', { fault }); }
}

export class Visit {
  #session = null; // the key of this connection
  #sequence = 0;
  #refused = 0; // how many packets the label had refused when last asked
  #lost;

  // link: connect, read, write, disconnect, isConnected, onLost. onStep(code, values) hears what is being done.
  constructor(link, keys, onStep = () => {}) {
    this.link = link;
    this.keys = keys;
    this.onStep = onStep;
  }

  get isOpen() { return this.#session !== null && this.link.isConnected; }

  // Connects and has both sides prove that they have the key. Answers the label's Status.
  async open() {
    if (this.link.isConnected) { // a connection takes one proof
      this.close();
      await pause(POLL_MS);
    }
    this.#session = null;
    this.#sequence = 0;
    await this.#connect();
    this.onStep('proving');
    const auth = await this.read(AUTH, decodeAuth);
    if (!auth.hasKey) throw new Problem('noKey');
    const { generation, replaces, revoked } = this.keys.of(auth.labelId);
    if (revoked) throw new Problem('revoked', { label: auth.labelId });
    const isExpected = auth.generation <= generation && auth.generation >= replaces;
    if (!isExpected) throw new Problem('otherGeneration', { label: auth.labelId, has: auth.generation, file: generation });
    if (auth.isOpen) throw new Problem('held'); // a new connection has no session: this is the old one
    if (auth.wait > 0) throw new Problem('tooSoon', { seconds: auth.wait });
    Object.assign(this, { labelId: auth.labelId, generation: auth.generation, isKeyNewest: auth.generation === generation });
    await this.#prove(auth);
    return this.status();
  }

  // What the label's Status says; remembers how often it refused something.
  async status() {
    const status = await this.read(STATUS, decodeStatus);
    this.#refused = status.refused;
    return status;
  }

  // Progress, once the label works on nothing.
  async settled() {
    const until = performance.now() + WORK_MS;
    for (;;) {
      const progress = await this.read(PROGRESS, decodeProgress);
      if (progress.state !== STATE.working) return progress;
      if (performance.now() > until) throw new Problem('timeout');
      await pause(POLL_MS);
    }
  }

  // Has the label do something and waits for the end. Answers Progress. Fails with a Refusal.
  async control(op, body = []) {
    const sequence = ++this.#sequence;
    await this.write(CONTROL, await encodeControl(this.#session, op, sequence, body), sequence);
    const progress = await this.settled();
    if (progress.fault !== 0) throw new Refusal(progress.fault);
    return progress;
  }

  // seal(session key): the packet.
  async send(uuid, seal) { await this.write(uuid, await seal(this.#session)); }

  async manifest(update) { return encodeManifest(await this.#device.file(), this.labelId, update); }

  async read(uuid, decode) {
    try {
      return decode(await this.#within(ACCESS_MS, this.link.read(uuid)));
    } catch (error) {
      if (error instanceof PacketError) throw new Problem('unreadable');
      if (!(error instanceof Problem)) this.close(); // a label that is there answers a session's reads
      throw error instanceof Problem ? error : new Problem('lost');
    }
  }

  // The same packet is written again where the label was busy; one that it took already is only answered again. A browser does
  // not tell why a write failed: Progress and Status do. sequence: that of an operation.
  async write(uuid, packet, sequence = 0) {
    for (let left = TRIES; ; left--) {
      try {
        await this.#within(ACCESS_MS, this.link.write(uuid, packet));
        return;
      } catch (error) {
        if (error instanceof Problem) throw error;
      }
      if (!this.link.isConnected) throw new Problem('lost');
      const progress = await this.settled();
      if (sequence > 0 && progress.sequence === sequence) return; // taken: Progress has its fault
      const before = this.#refused, status = await this.status();
      if (status.refused !== before) throw new Refusal(status.fault);
      if (left <= 1) throw new Problem('notTaken');
      await pause(POLL_MS);
    }
  }

  close() {
    this.#session = null;
    this.link.onLost = null;
    if (this.link.isConnected) this.link.disconnect();
  }

  #device;

  async #connect() {
    this.onStep('connecting');
    this.#lost = new Promise((_, reject) => {
      this.link.onLost = () => {
        this.#session = null;
        reject(new Problem('lost'));
        this.onGone?.();
      };
    });
    this.#lost.catch(() => {}); // often nobody waits when the connection goes
    try {
      await within(CONNECT_MS, 'connectFailed', this.link.connect());
    } catch (error) {
      throw error instanceof Problem ? error : new Problem('connectFailed');
    }
  }

  async #prove(auth) {
    this.#device = await this.keys.device(auth.labelId, auth.generation);
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const session = await this.#device.session(auth.challenge, nonce);
    await this.#writeProof(encodeResponse(nonce, await staffProof(session)), auth);
    const after = await this.read(AUTH, decodeAuth);
    if (!areSame(after.challenge, auth.challenge)) throw new Problem('lost'); // it ends the session, as before a restart
    if (!after.isOpen || !areSame(after.proof, await labelProof(session))) throw new Problem('fakeLabel', { label: auth.labelId });
    this.#session = session;
  }

  // A refused proof is followed by a wait and another challenge; a label that was busy has neither.
  async #writeProof(packet, auth) {
    for (let left = TRIES; ; left--) {
      try {
        await this.#within(ACCESS_MS, this.link.write(AUTH, packet));
        return;
      } catch (error) {
        if (error instanceof Problem) throw error;
      }
      const now = await this.read(AUTH, decodeAuth);
      if (now.isOpen && areSame(now.challenge, auth.challenge)) return;
      if (now.wait > 0 || !areSame(now.challenge, auth.challenge)) throw new Problem('wrongKey', { label: auth.labelId, seconds: now.wait });
      if (left <= 1) throw new Problem('notTaken');
      await pause(POLL_MS);
    }
  }

  // Ends with 'lost' as soon as the connection is, whatever becomes of the access itself.
  #within(milliseconds, work) { return within(milliseconds, 'timeout', Promise.race([work, this.#lost])); }
}
