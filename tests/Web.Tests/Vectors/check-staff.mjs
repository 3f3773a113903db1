// Holds the staff's page to tests/Golden/Protocol/update-vectors.json. Runs in the page (Staff/VectorTests.cs) and in node.

// modules: the page's { bytes, keys, packets, seal }, and toHex, fromHex. Answers { checks, failures }.
export async function check(vectors, { bytes, keys, packets, seal, toHex, fromHex }) {
  const failures = [];
  let checks = 0;
  const same = (what, actual, expected) => {
    checks++;
    if (JSON.stringify(actual) !== JSON.stringify(expected)) failures.push(`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
  };
  const key = (hex) => seal.importKey(fromHex(hex));
  // Keys cannot be read: two are the same where they make the same tag.
  const sameKey = async (what, actual, expected) => same(what, toHex(await seal.tagOf(actual, 32, 'test')), toHex(await seal.tagOf(await key(expected), 32, 'test')));

  for (const { storeKey, labelId, generation, deviceKey, fileKey } of vectors.devices) {
    const store = await keys.StoreKeys.read(JSON.stringify({ format: 'endcap-keys/1', store_key: storeKey, labels: [{ label: labelId, generation }] }));
    same(`label ${labelId}: generation`, store.of(labelId), { generation, replaces: generation, revoked: false });
    const device = await store.device(labelId, generation);
    await sameKey(`label ${labelId}: file key`, await device.file(), fileKey);
    await sameKey(`label ${labelId}: file key of the device key`, await new keys.DeviceKey(await key(deviceKey)).file(), fileKey);
  }
  for (const each of vectors.sessions) {
    const auth = packets.decodeAuth(fromHex(each.read)), after = packets.decodeAuth(fromHex(each.readAfter)), nonce = fromHex(each.staffNonce);
    same('auth', [auth.labelId, auth.generation, auth.counter, auth.hasKey, auth.isOpen, auth.wait, toHex(auth.proof)],
      [each.labelId, each.generation, each.counter, true, false, 0, '00'.repeat(16)]);
    const session = await new keys.DeviceKey(await key(each.deviceKey)).session(auth.challenge, nonce);
    await sameKey('session key', session, each.sessionKey);
    same('response', toHex(packets.encodeResponse(nonce, await keys.staffProof(session))), each.write);
    same('label’s proof', [after.isOpen, seal.areSame(after.proof, await keys.labelProof(session)), seal.areSame(after.proof, await keys.staffProof(session))], [true, true, false]);
  }
  for (const each of vectors.manifests) {
    const file = fromHex(each.file);
    same(`manifest of ${file.length} bytes`, toHex(await packets.encodeManifest(await key(each.fileKey), each.labelId, { ...each, file })), each.manifest);
  }
  for (const { sessionKey, op, sequence, body, packet } of vectors.controls)
    same(`control ${op}`, toHex(await packets.encodeControl(await key(sessionKey), op, sequence, fromHex(body))), packet);
  for (const each of vectors.chunks) {
    const session = await key(each.sessionKey), file = fromHex(each.file), found = [];
    for (let at = 0; at < file.length;) {
      const count = packets.chunkBytes(at, file.length, file.length, each.frame);
      found.push(toHex(await packets.encodeChunk(session, file, at, count)));
      at += count;
    }
    same(`chunks of ${each.frame} bytes`, found, each.packets);
  }
  for (const { packet, ...says } of vectors.progress) {
    const found = packets.decodeProgress(fromHex(packet));
    for (const name of Object.keys(says)) same(`progress: ${name}`, found[name], says[name]);
    for (const [cut, fault] of [[packet.slice(0, 158), 64], [packet.slice(0, -2), 70], [`02${packet.slice(2)}`, 65]]) same(`progress of ${cut.length / 2} bytes`, faultOf(() => packets.decodeProgress(fromHex(cut))), fault);
  }
  same('CRC-32', bytes.crc32(new TextEncoder().encode('123456789')), 0xCBF43926);
  return { checks, failures };

  function faultOf(decode) {
    try {
      return decode() && 0;
    } catch (error) {
      return error.fault ?? String(error);
    }
  }
}
