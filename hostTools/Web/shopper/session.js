// One visit to a label, as PROTOCOL.md's "Exchange" says: read Schema, write Profile, wait for Ranking. Knows no screen.

import { Problem, pause, within } from './problem.js';
import * as protocol from './protocol.js';
import { SchemaError, readSchema } from './schema.js';

const CONNECT_MS = 15_000, ACCESS_MS = 10_000, RANKING_MS = 10_000, RETRY_MS = 400, TRIES = 4;

export class Session {
  // label: a BluetoothLabel or SimulatedLabel. onStep(code, values) hears what is being done.
  constructor(label, onStep = () => {}) {
    this.label = label;
    this.onStep = onStep;
    this.schema = null;
    this.waiting = null;
  }

  // Connects and reads the whole schema.
  async open() {
    await this.#connect();
    await this.#readSchema();
    return this.schema;
  }

  // makePacket(nonce): the bytes to send. Answers the ranks, best first. Fails with 'changed' when the shelf has another schema
  // than the one that was shown to the shopper: this.schema is then the new one.
  async ask(makePacket) {
    if (!this.label.isConnected) await this.#connect(); // a label drops a phone that thinks for long
    const foreign = { count: 0 };
    for (let left = TRIES; ; left--) {
      await this.#renewNonce();
      const answered = this.#nextRanking(foreign);
      this.onStep('sending');
      if (!(await this.#write(makePacket(this.nonce), left))) continue;
      this.onStep('waiting');
      const ranking = await this.#wait(answered, foreign);
      // A department's ranks may not fit a notification.
      if (ranking.fault === 0) return ranking.ranks.length > 0 ? ranking.ranks : this.#readRanks(ranking.nonce);
      const again = ranking.fault === protocol.FAULT.wrongNonce || ranking.fault === protocol.FAULT.wrongSchema;
      if (!again || left <= 1) throw new Problem('refusedPacket', { fault: ranking.fault });
    }
  }

  // More of a department's ranking, after the last rank that the page has: [] when there are no more. The label has it as long
  // as the connection stays.
  async more(ranks) {
    const last = ranks[ranks.length - 1];
    await this.#access(this.label.write(protocol.RANKING, protocol.rankBytes(last)));
    const next = await this.#readRanks(this.answered);
    if (!protocol.inOrder([...ranks, ...next])) throw new Problem('foreign');
    return next;
  }

  close() {
    this.waiting = null;
    this.label.onLost = null;
    if (this.label.isConnected) this.label.disconnect();
  }

  async #connect() {
    this.onStep('connecting');
    this.subscribed = false;
    this.lost = new Promise((_, reject) => { this.label.onLost = () => reject(new Problem('lost')); });
    this.lost.catch(() => {}); // often nobody waits when the connection goes
    try {
      await within(CONNECT_MS, 'connectFailed', this.label.connect());
    } catch (error) {
      throw error instanceof Problem ? error : new Problem('connectFailed');
    }
  }

  async #readSchema() {
    const first = await this.#readPage(); // page 0, unless another app of this phone shares the connection and turned it
    const parts = [];
    for (let page = 0; page < first.pages; page++) {
      this.onStep('reading', { page: page + 1, pages: first.pages });
      const next = page === first.page ? first : await this.#turnTo(page);
      const fits = next.page === page && ['pages', 'schemaId', 'modelVersion', 'wide'].every((key) => next[key] === first[key]);
      if (!fits) throw new Problem('unreadable');
      parts.push(next.content);
    }
    this.#take(first, await new Blob(parts).arrayBuffer());
  }

  #take(first, content) {
    try {
      this.schema = readSchema({ ...first, content: new Uint8Array(content) });
    } catch (error) {
      throw error instanceof SchemaError ? new Problem('unreadable') : error;
    }
    this.nonce = first.nonce;
  }

  // The page that is selected has the present nonce, and tells whether the shelf is still the one that was shown.
  async #renewNonce() {
    const page = await this.#readPage();
    this.nonce = page.nonce;
    if (page.schemaId === this.schema.schemaId && page.modelVersion === this.schema.modelVersion) return;
    await this.#readSchema();
    throw new Problem('changed');
  }

  async #turnTo(page) {
    await this.#access(this.label.write(protocol.SCHEMA, protocol.pageNumber(page)));
    return this.#readPage();
  }

  async #readPage() {
    const bytes = await this.#access(this.label.read(protocol.SCHEMA));
    try {
      return protocol.decodePage(bytes);
    } catch (error) {
      throw new Problem(error.fault === protocol.FAULT.unsupportedVersion ? 'newer' : 'unreadable');
    }
  }

  async #readRanks(nonce) {
    const bytes = await this.#access(this.label.read(protocol.RANKING));
    try {
      const ranking = protocol.decodeRanking(bytes);
      if (ranking.fault === 0 && ranking.nonce === nonce && this.#isOurShelf(ranking)) return ranking.ranks;
    } catch {
      // told below
    }
    throw new Problem('foreign');
  }

  #isOurShelf(ranking) {
    return ranking.schemaId === this.schema.schemaId && ranking.ranks.every((rank) => rank.product < this.schema.productCount);
  }

  // A phone hides the reason of a refused access; Status has it.
  async #access(access) {
    try {
      return await this.#within(ACCESS_MS, access);
    } catch (error) {
      if (error instanceof Problem) throw error;
      throw await this.#reason();
    }
  }

  async #write(packet, left) {
    try {
      if (!this.subscribed) await this.#within(ACCESS_MS, this.label.subscribe(protocol.RANKING, (bytes) => this.#hear(bytes)));
      this.subscribed = true;
      await this.#within(ACCESS_MS, this.label.write(protocol.PROFILE, packet));
      return true;
    } catch (error) {
      if (error instanceof Problem) throw error;
      const reason = await this.#reason();
      if (left <= 1 || !['busy', 'refusedPacket'].includes(reason.code)) throw reason;
      this.onStep('busy');
      await pause(RETRY_MS);
      return false;
    }
  }

  async #reason() {
    if (!this.label.isConnected) return new Problem('lost');
    try {
      const status = protocol.decodeStatus(await this.#within(ACCESS_MS, this.label.read(protocol.STATUS)));
      if (!status.ready) return new Problem('notReady', { fault: status.fault });
      const isPacketFault = status.fault >= protocol.FAULT.tooShort && status.fault <= protocol.FAULT.badCount;
      return isPacketFault ? new Problem('refusedPacket', { fault: status.fault }) : new Problem('busy');
    } catch {
      return new Problem('lost'); // a label that is there answers Status, whatever else it refuses
    }
  }

  // Ends with 'lost' as soon as the connection is, whatever becomes of the access itself.
  #within(milliseconds, work) { return within(milliseconds, 'timeout', Promise.race([work, this.lost])); }

  #nextRanking(foreign) {
    return new Promise((resolve) => { this.waiting = { resolve, foreign, nonce: this.nonce }; });
  }

  // Only an answer to our own question counts.
  #hear(bytes) {
    if (!this.waiting) return;
    try {
      const ranking = protocol.decodeRanking(bytes);
      const isOurs = ranking.nonce === this.waiting.nonce && this.#isOurShelf(ranking);
      if (isOurs) this.answered = ranking.nonce;
      if (isOurs) this.waiting.resolve(ranking);
      else this.waiting.foreign.count++;
    } catch {
      this.waiting.foreign.count++;
    }
  }

  async #wait(answered, foreign) {
    try {
      return await this.#within(RANKING_MS, answered);
    } catch (error) {
      throw error.code === 'timeout' && foreign.count > 0 ? new Problem('foreign') : error;
    }
  }
}
