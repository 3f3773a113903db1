// Sends a file to a label and sees it in use: manifest, what is missing, commit, restart. A connection that breaks is made again.

import { Problem, pause } from '../shopper/problem.js';
import { CHUNK, OP, STATE, chunkBytes, encodeChunk } from './packets.js';
import { crc32 } from './bytes.js';
import { Refusal, isDrop } from './visit.js';

const FRAMES = [252, 180, 20]; // bytes of a packet; the first is what fits an MTU of 256
const MOST_DROPS = 8, MOST_ROUNDS = 5, BACK_MS = 120_000, PAUSE_MS = 1000;
const ALREADY_THERE = 84, REVERTED = 112;

export class Updater {
  #frame = 0;
  #drops = 0;
  #stopped = false;

  // onProgress(sent, of) hears how many bytes the label has.
  constructor(visit, onProgress = () => {}) {
    this.visit = visit;
    this.onProgress = onProgress;
  }

  // The label keeps what it has; the same file goes on there.
  stop() { this.#stopped = true; }

  // update: {kind, flags, version, file}. Answers Progress when the label runs it. Fails with stopped, reverted, lost, a Refusal …
  async put(update) {
    const wanted = { ...update, crc: crc32(update.file) };
    const manifest = await this.visit.manifest(update);
    for (let attempt = 0; ; attempt++) {
      try {
        if (attempt > 0) {
          await this.#reopen('again');
          const progress = await this.visit.settled();
          if (isActive(progress, wanted)) return progress;
        }
        return await this.#putOnce(wanted, manifest);
      } catch (error) {
        if (!isDrop(error) || ++this.#drops > MOST_DROPS) throw error;
      }
    }
  }

  // Goes back to the previous version of a kind.
  async revert(kind) {
    const before = (await this.visit.settled()).kinds[kind - 1];
    try {
      await this.visit.control(OP.revert, [kind]);
    } catch (error) {
      if (!isDrop(error)) throw error; // it restarts, perhaps before it could say so
    }
    const progress = await this.#restarted();
    if (progress.kinds[kind - 1].slot === before.slot) throw new Problem('lost');
    return progress;
  }

  async #putOnce(update, manifest) {
    this.visit.onStep('announcing');
    try {
      await this.visit.control(OP.start, manifest);
    } catch (error) {
      if (!(error instanceof Refusal && error.values.fault === ALREADY_THERE && this.#drops > 0)) throw error;
      return this.visit.settled(); // the commit came through before the connection broke
    }
    await this.#sendMissing(update.file);
    this.visit.onStep('committing');
    await this.visit.control(OP.commit, [update.kind]);
    const progress = await this.#restarted();
    if (isActive(progress, update)) return progress;
    const { fault } = await this.visit.status();
    throw fault === REVERTED ? new Problem('takenBack') : new Problem('notActive', { fault });
  }

  async #sendMissing(file) {
    let before = -1;
    for (let rounds = MOST_ROUNDS; ;) {
      const { received, missing, state } = await this.visit.settled();
      if (state !== STATE.receiving) throw new Problem('notTaken');
      this.onProgress(received, file.length);
      if (missing.length === 0) return;
      if (received <= before && --rounds === 0) throw new Problem('notTaken');
      before = Math.max(before, received);
      await this.#sendRanges(file, missing, received);
    }
  }

  async #sendRanges(file, ranges, received) {
    this.visit.onStep('sending');
    let sent = received;
    for (const [from, length] of ranges) {
      for (let at = from; at < from + length;) {
        if (this.#stopped) throw new Problem('stopped');
        const count = await this.#sendChunk(file, at, from + length);
        at += count;
        sent += count;
        this.#drops = 0;
        this.onProgress(sent, file.length);
      }
    }
  }

  // A browser does not say how much fits: what fails is tried again in smaller pieces. Answers the bytes that went.
  async #sendChunk(file, at, end) {
    for (;;) {
      const count = chunkBytes(at, end, file.length, FRAMES[this.#frame]);
      try {
        await this.visit.send(CHUNK, (session) => encodeChunk(session, file, at, count));
        return count;
      } catch (error) {
        if (error.code !== 'notTaken' || this.#frame === FRAMES.length - 1) throw error;
        this.#frame++;
      }
    }
  }

  // The label restarts when the phone has gone. It may take a connection just before, and drop it.
  async #restarted() {
    this.visit.close();
    await this.#reopen('restarting');
    return this.visit.settled();
  }

  async #reopen(step) {
    const until = performance.now() + BACK_MS;
    for (;;) {
      this.visit.onStep(step);
      if (this.#stopped) throw new Problem('stopped');
      await pause(PAUSE_MS);
      try {
        await this.visit.open();
        if ((await this.visit.settled()).state !== STATE.restarting) return;
        this.visit.close();
      } catch (error) {
        if (!isDrop(error) || performance.now() > until) throw error;
      }
    }
  }
}

const isActive = ({ kinds }, { kind, version, crc }) => kinds[kind - 1].version === version && kinds[kind - 1].crc === crc;
