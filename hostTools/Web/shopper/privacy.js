// Randomised response: each bin is kept with a stated chance and is otherwise replaced by another one, drawn evenly.

// With k bins and ε: kept with chance e^ε / (e^ε + k − 1), every other bin with 1 / (e^ε + k − 1). Whatever was sent, no bin is
// then more than e^ε times as likely as another to be the true one's origin (ε-local differential privacy of this value).
export const keepChance = (epsilon, bins) => Math.exp(epsilon) / (Math.exp(epsilon) + bins - 1);

// random: answers an even number in [0, 1).
export function randomise(bin, bins, epsilon, random = cryptoRandom) {
  if (bins < 2 || random() < keepChance(epsilon, bins)) return bin;
  const other = Math.floor(random() * (bins - 1));
  return other < bin ? other : other + 1;
}

// 53 random bits of the browser's cryptographic source.
export function cryptoRandom() {
  const [high, low] = crypto.getRandomValues(new Uint32Array(2));
  return ((high >>> 5) * 0x4000000 + (low >>> 6)) / 2 ** 53;
}

// Draws are kept while the shopper looks at them: what is shown is what is sent, and drawing again until it pleases, or
// averaging over repeated draws, is not offered. A new visit draws anew, and counts anew.
export class Noise {
  constructor(random = cryptoRandom) {
    this.random = random;
    this.drawn = new Map();
  }

  apply(key, bin, bins, epsilon) {
    const id = `${key}/${bin}/${epsilon}`;
    if (!this.drawn.has(id)) this.drawn.set(id, randomise(bin, bins, epsilon, this.random));
    return this.drawn.get(id);
  }
}
