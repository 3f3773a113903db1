// What can go wrong, as a code that strings.js has a sentence for.
export class Problem extends Error {
  // code: a key of strings.problems; values: what its sentence names.
  constructor(code, values = {}) {
    super(code);
    this.code = code;
    this.values = values;
  }
}

// Answers what a promise answers, or fails with a problem when it takes too long.
export function within(milliseconds, code, promise) {
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Problem(code)), milliseconds); });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

export const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });
