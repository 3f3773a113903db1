// Reads what the Schema pages hold: the shelf's products, features, edges and prices (BLOB.md: Shape, Products, Features).

export const KIND = { numeric: 0, categorical: 1, flag: 2 };
export const SCOPE = { shopper: 0, context: 1, affinity: 2 };

const PRODUCTS = 0x81, FEATURES = 0x82, PRICES = 0x84;
const RAW_EDGES = 255, UNKNOWN_PRICE = 0xffffffff;

// The content is not one that this page understands.
export class SchemaError extends Error {}

// content: the contents of all pages, joined. Features come in the label's order: shared ones, then affinity ones.
export function readSchema({ schemaId, modelVersion, content, wide = false }) {
  const reader = new Reader(content);
  const { productCount, features } = readShape(reader, wide);
  const schema = { schemaId, modelVersion, wide, productCount, features, products: null, prices: null };
  let described = false;
  while (!reader.atEnd) {
    const kind = reader.u8();
    const section = new Reader(reader.take(reader.u24()));
    if (kind === PRODUCTS) schema.products = many(productCount, () => ({ sku: section.text(), name: section.text() }));
    else if (kind === FEATURES) {
      features.forEach((feature) => readFeature(section, feature));
      described = true;
    } else if (kind === PRICES) schema.prices = readPrices(section, productCount);
    else if (kind < 0x80) throw new SchemaError(`section ${kind}`);
  }
  if (!described && features.length) throw new SchemaError('features without a description');
  return schema;
}

export const ofScope = (schema, scope) => schema.features.filter((feature) => feature.scope === scope);

function readShape(reader, wide) {
  const productCount = wide ? reader.u16() : reader.u8(), shared = reader.u8(), affinity = reader.u8();
  if (!wide) reader.u8(); // item features are the label's own
  const features = many(shared + affinity, (i) => {
    const byte = reader.u8();
    const feature = { scope: byte >> 4, radix: (byte & 15) + 1 };
    if ((feature.scope === SCOPE.affinity) !== i >= shared || feature.scope > SCOPE.affinity) throw new SchemaError('scope');
    if (feature.scope === SCOPE.affinity) feature.rest = reader.u8();
    return feature;
  });
  if (productCount === 0) throw new SchemaError('no product');
  return { productCount, features };
}

function readFeature(reader, feature) {
  feature.name = reader.text();
  const byte = reader.u8();
  feature.kind = byte & 3;
  feature.hasMissingBin = (byte & 4) !== 0;
  feature.absent = reader.u8();
  feature.valueBins = feature.radix - (feature.hasMissingBin ? 1 : 0);
  if (feature.kind > KIND.flag || byte > 7 || feature.valueBins < 1 || feature.absent >= feature.radix) throw new SchemaError('feature');
  if (feature.kind === KIND.flag && feature.valueBins !== 2) throw new SchemaError('flag');
  feature.edges = feature.kind === KIND.numeric ? readEdges(reader, feature.valueBins - 1) : feature.kind === KIND.flag ? [0.5] : [];
  feature.categories = feature.kind === KIND.categorical ? many(feature.valueBins, () => reader.text()) : [];
}

// Multiples of 10^-decimals as differences, or f64. The sums are whole numbers below 2^63, so they need BigInt.
function readEdges(reader, count) {
  const decimals = reader.u8();
  if (decimals === RAW_EDGES) return many(count, () => reader.f64());
  if (decimals > 9) throw new SchemaError('decimals');
  let multiple = 0n;
  return many(count, () => {
    multiple = BigInt.asIntN(64, multiple + reader.varint());
    return Number(multiple) / 10 ** decimals;
  });
}

function readPrices(reader, products) {
  const currency = reader.text(), decimals = reader.u8();
  const minor = many(products, () => reader.u32());
  return { currency, decimals, values: minor.map((price) => (price === UNKNOWN_PRICE ? null : price / 10 ** decimals)) };
}

const many = (count, make) => Array.from({ length: count }, (_, i) => make(i));

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = 0;
  }

  get atEnd() { return this.at >= this.bytes.length; }

  skip(count) {
    if (this.at + count > this.bytes.length) throw new SchemaError('cut off');
    this.at += count;
    return this.at - count;
  }

  take(count) { const from = this.skip(count); return this.bytes.subarray(from, from + count); }
  u8() { return this.bytes[this.skip(1)]; }
  u16() { return this.u8() | (this.u8() << 8); }
  u24() { return this.u8() | (this.u8() << 8) | (this.u8() << 16); }
  u32() { return this.data.getUint32(this.skip(4), true); }
  f64() { return this.data.getFloat64(this.skip(8), true); }
  text() { return new TextDecoder().decode(this.take(this.u8())); }

  // Zigzag, 7 bits a byte, lowest first, at most 9 bytes.
  varint() {
    let value = 0n;
    for (let shift = 0n; shift < 63n; shift += 7n) {
      const part = this.u8();
      value |= BigInt(part & 0x7f) << shift;
      if (part < 0x80) return (value >> 1n) ^ -(value & 1n);
    }
    throw new SchemaError('varint');
  }
}
