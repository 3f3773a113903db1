// Holds the shopper's page to tests/Golden/Protocol/vectors.json. Runs in the page (VectorTests.cs) and in node (vectors.test.mjs).

// modules: the page's { protocol, schema, binning }. Answers { checks, failures }: how much was compared, and what differed.
export function check(vectors, { protocol, schema, binning }) {
  const failures = [];
  let checks = 0;
  const same = (what, actual, expected) => {
    checks++;
    if (canonical(actual) !== canonical(expected)) failures.push(`${what}: ${canonical(actual)} instead of ${canonical(expected)}`);
  };
  const schemas = new Map(vectors.schemas.map((vector) => [vector.name, read(vector.pages)]));
  vectors.schemas.forEach(checkSchema);
  vectors.bins.forEach(checkBins);
  vectors.profiles.forEach(checkProfile);
  for (const [name, decode] of [['rankings', protocol.decodeRanking], ['statuses', protocol.decodeStatus], ['adverts', protocol.decodeAdvert],
    ['pages', (bytes) => { const page = protocol.decodePage(bytes); return { ...page, content: protocol.toHex(page.content) }; }]]) {
    vectors[name].forEach((vector) => checkPacket(name, vector, decode));
  }
  return { checks, failures };

  function read(pages) {
    const decoded = pages.map((hex) => protocol.decodePage(protocol.fromHex(hex)));
    const content = Uint8Array.from(decoded.flatMap((page) => [...page.content]));
    return schema.readSchema({ ...decoded[0], content });
  }

  function checkSchema(vector) {
    for (const found of [schemas.get(vector.name), ...(vector.smallPages ? [read(vector.smallPages)] : [])]) {
      for (const key of ['schemaId', 'modelVersion', 'wide', 'productCount', 'products', 'prices']) same(`${vector.name}: ${key}`, found[key], vector[key]);
      same(`${vector.name}: features`, found.features.length, vector.features.length);
      vector.features.forEach((expected, f) => checkFeature(`${vector.name}: feature ${f}`, found.features[f], expected));
    }
    const count = (scope) => schema.ofScope(schemas.get(vector.name), scope).length;
    const most = protocol.mostListed(count(schema.SCOPE.shopper), count(schema.SCOPE.affinity), vector.wide);
    same(`${vector.name}: listed products`, Math.min(most, vector.productCount), vector.mostListed);
  }

  function checkFeature(what, found, expected) {
    for (const key of ['name', 'kind', 'scope', 'radix', 'absent', 'hasMissingBin', 'categories']) same(`${what}: ${key}`, found[key], expected[key]);
    if (expected.scope === schema.SCOPE.affinity) same(`${what}: rest`, found.rest, expected.rest);
    if (expected.kind === schema.KIND.numeric) same(`${what}: edges`, found.edges.map(hexOf), expected.edges);
  }

  function checkBins(vector) {
    const feature = schemas.get(vector.schema).features[vector.feature];
    for (const [value, bin] of vector.values) {
      same(`${vector.schema}, ${feature.name}: bin of ${JSON.stringify(value)}`, binning.binOf(feature, value?.f64 === undefined ? value : numberOf(value.f64)), bin);
    }
  }

  function checkProfile({ schema: name, nonce, shopper, listed, wide, packet }) {
    const bytes = protocol.encodeProfile({ schemaId: schemas.get(name).schemaId, nonce, shopper, listed, wide });
    same(`${name}: profile`, protocol.toHex(bytes), packet);
  }

  function checkPacket(name, { packet, refused, says }, decode) {
    let found = null, fault = 0;
    try {
      found = decode(protocol.fromHex(packet));
    } catch (error) {
      fault = error.fault ?? String(error);
    }
    same(`${name} ${packet}: fault`, fault, refused);
    same(`${name} ${packet}`, found, says);
  }

  function hexOf(number) {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setFloat64(0, number, true);
    return protocol.toHex(bytes);
  }

  function numberOf(hex) { return new DataView(protocol.fromHex(hex).buffer).getFloat64(0, true); }

  // The same text for the same value, whatever the order of its members.
  function canonical(value) {
    return JSON.stringify(value, (_, each) => (each && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1))) : each));
  }
}
