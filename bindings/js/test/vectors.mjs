// SPDX-License-Identifier: Apache-2.0
// Every case of vectors/ that applies, in whatever runs this: Node or a browser. `open(path)` gives the bytes of a file of
// that folder. The result has a row for each file: how many cases were asked, how many were left out and why, and each
// wrong answer. How many there must be is said in vector_counts.mjs.

const text = (bytes) => new TextDecoder().decode(bytes);
const fromHex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const fromBase64 = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
const toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
const inputOf = (record, name) => (`${name}_base64` in record ? fromBase64(record[`${name}_base64`]) : record[name]);

class LeftOut extends Error {}

/** What a runtime cannot do, by its own account, and not by the answers to the cases. */
export async function limitsOf({ subtle } = globalThis.crypto) {
  const can = (work) => work().then(() => true, () => false);
  // WebKitGTK's RSA-OAEP is libgcrypt's, which is not as strict as RFC 8017, and loses zero bytes in front.
  const isWebKitGtk = /Linux.*AppleWebKit(?!.*Chrom)/.test(globalThis.navigator?.userAgent ?? "");
  return { isWebKitGtk, aes192: await can(() => subtle.importKey("raw", new Uint8Array(24), { name: "AES-CBC" }, false, ["encrypt"])) };
}

export function makeRunner(snapseal, open) {
  const keys = new Map();
  const keyOf = (file) => {
    if (!keys.has(file)) keys.set(file, open(file).then((bytes) => snapseal.importKey(bytes)));
    return keys.get(file);
  };
  /** What goes into the RSA step and into OCB, by way of a key and an OCB that only look. */
  const look = async (key, response) => {
    let seen;
    const ocb = { decrypt: (sharedKey, message) => ((seen = { sharedKey, ...message }), new Uint8Array()) };
    await snapseal.decryptResponse(key, response, { ocb });
    return seen;
  };
  /** The RSA step alone. A key that does not unwrap is replaced by a random one: another one at each time. */
  const unwrap = async (file, wrapped) => {
    const response = { encryptedSharedKey: toBase64(wrapped), encryptedMessageData: { encryptedMessage: "", tag: toBase64(new Uint8Array(16)), nonce: "AA==" } };
    const [first, second] = [await look(await keyOf(file), response), await look(await keyOf(file), response)].map(({ sharedKey }) => toHex(sharedKey));
    if (first !== second) throw Object.assign(new Error(), { code: "decryption_failed" });
    return first;
  };
  /** The four byte strings. The key has the largest modulus of as many bytes as the encrypted shared key. */
  const parts = async (json, bytes) => {
    let wrapped;
    const modulus = new snapseal.PublicKey(new Uint8Array(bytes).fill(255), new Uint8Array([3]));
    const seen = await look(snapseal.fromUnwrapper(modulus, async (given) => ((wrapped = given), null)), json);
    return [wrapped, seen.ciphertext, seen.tag, seen.nonce].map(toHex).join();
  };
  const decrypted = ({ bytes, nonceForm }) => [toHex(bytes), nonceForm].join();
  const plaintextOf = (record) => [toHex(fromBase64(record.plaintext_base64)), record.nonce_form].join();

  const sorted = (result) => JSON.stringify(Object.entries(result).sort());
  const numberOf = (count) => (count === undefined ? null : Number(count));
  const newSecret = (reply, requested) => {
    const { userId, userSecret } = snapseal.parseNewSecret(reply, requested);
    return { user_id: userId, user_secret: userSecret };
  };
  const parsers = {
    check_status(reply) {
      const { version, online, timestamp, serverTimeMicroseconds } = snapseal.parseCheckStatus(reply);
      return { version: numberOf(version), online, timestamp, server_time_us: numberOf(serverTimeMicroseconds) };
    },
    list_users: (reply) => ({ user_ids: snapseal.parseListUsers(reply) }),
    register_user: newSecret,
    reset_user_secret: newSecret,
    delete_user(reply, requested) {
      const { userId, status, detail } = snapseal.parseDeleteUser(reply, requested);
      return { user_id: userId, status, detail };
    },
    login_user(reply) {
      const { portal } = snapseal.parseLoginUser(reply);
      return portal ? { encrypted: false, redirect_uri: portal.redirectURI, session_id: portal.sessionId } : { encrypted: true };
    },
    get_user_jwt: (reply) => (snapseal.parseGetUserJwt(reply), { encrypted: true }),
  };

  // For each file: how a case is asked, and what the right answer is if it is `ok`.
  const files = {
    envelopes: [
      (c) => {
        const json = inputOf(c, "json");
        const { fields } = snapseal.inspectResponse(json);
        const fault = fields.find(({ problem }) => problem);
        if (fault) throw fault.problem;
        return parts(json, fields[0].bytes);
      },
      (c) => [c.encrypted_shared_key, c.encrypted_message, c.tag, c.nonce].join(),
    ],
    messages: [
      async (c) => decrypted(await snapseal.decryptMessage(fromHex(c.key), { ciphertext: fromHex(c.ciphertext), tag: fromHex(c.tag), nonce: fromHex(c.nonce) }, { tryLegacyNonce: c.legacy_nonce ?? true })),
      (c) => [c.plaintext, c.nonce_form].join(),
    ],
    shared_keys: [(c) => unwrap(c.private_key, fromHex(c.encrypted_shared_key)), (c) => c.shared_key],
    responses: [
      async (c) => {
        if (c.step === "key") throw new LeftOut("about key files, which keys.json asks for");
        return decrypted(await snapseal.decryptResponse(await keyOf(c.private_key), c.response, { tryLegacyNonce: c.legacy_nonce ?? true }));
      },
      plaintextOf,
    ],
    "foreign/responses": [async (c) => decrypted(await snapseal.decryptResponse(await keyOf(c.private_key), c.response)), plaintextOf],
    keys: [
      async (c) => {
        const key = await snapseal.importKey(await open(c.file));
        const spki = snapseal.importPublicKey(await open(c.public_spki_file));
        return [key.publicLine(), await key.fingerprint(), key.publicKey.modulusBits, spki.line(), snapseal.importPublicKey(key.publicLine("a comment")).line()].join();
      },
      (c) => [c.public_openssh, c.fingerprint_sha256, c.bits, c.public_openssh, c.public_openssh].join(),
    ],
    "foreign/keys": [
      async (c) => {
        const key = await snapseal.importKey(await open(c.file));
        return [key.publicLine(), await key.fingerprint()].join();
      },
      (c) => [c.public_openssh, c.fingerprint_sha256].join(),
    ],
    canonical_json: [(c) => snapseal.canonicalJson(inputOf(c, "json")), (c) => c.canonical],
    signatures: [
      async (c) => {
        const content = { path: c.path, query: c.query, body: c.body ?? undefined };
        if (!(await snapseal.verify(c.consumer_key, content, c.signature))) throw Object.assign(new Error(), { code: "wrong_signature" });
        return snapseal.sign(c.consumer_key, content);
      },
      (c) => c.signature,
    ],
    webhooks: [
      async (c) => {
        const options = { maxAgeSeconds: c.max_age_seconds, maxAheadSeconds: c.max_ahead_seconds };
        const webhook = await snapseal.verifyWebhook(c.consumer_keys, inputOf(c, "body"), c.signature, new Date(c.now * 1000), options);
        return [webhook.keyIndex, webhook.eventType, webhook.webhookId, webhook.eventTimeMicroseconds, webhook.json].join();
      },
      (c) => [c.key_index, c.event_type, c.webhook_id, c.event_time_us, c.json].join(),
    ],
    replies: [
      (c) => {
        const reply = { status: c.status, headers: c.headers, body: c.body };
        const requested = c.requested_user_id ?? undefined;
        try {
          return sorted(parsers[c.operation](reply, requested));
        } catch (error) {
          if (c.error && error.code === "api_error") {
            const told = [error.status, error.apiCode, error.detail, error.requestId, error.retryAfterSeconds ?? null];
            const right = [c.error.status, c.error.code, c.error.detail, c.error.request_id, c.error.retry_after_seconds];
            if (JSON.stringify(told) !== JSON.stringify(right)) throw new Error(JSON.stringify(told));
          }
          throw error;
        }
      },
      (c) => sorted(c.result),
    ],
    tokens: [
      (c) => {
        const token = snapseal.AccessToken.parse(c.text);
        const claims = token.unverifiedClaims();
        const seconds = (time) => (time ? time.getTime() / 1000 : null);
        return JSON.stringify([token.expose(), claims.json, seconds(claims.expiresAt), seconds(claims.notBefore), seconds(claims.issuedAt), claims.subject, claims.unread]);
      },
      (c) => JSON.stringify([c.jwt, c.claims, c.expires_at, c.not_before, c.issued_at, c.subject, c.unread]),
    ],
  };

  /** Right answers beside `expect`: those of a program that reads fewer key formats (README.md of the vectors). */
  const alsoRight = (name, record) => {
    if (!name.endsWith("keys") || name === "shared_keys") return record.also ?? [];
    if (/^(openssh|putty)$/.test(record.format)) return ["unsupported_key_format"];
    return /encrypted/.test(record.format) ? ["unsupported_key_encryption", ...(record.also ?? [])] : (record.also ?? []);
  };

  /** Why this runtime cannot answer a case as `expect` says; it must then answer with this code. */
  const limitOf = async (record, limits, answer) => {
    if (limits.isWebKitGtk && /^shared_key_(zero_bytes|leading_zeros|rsa\d+_filler_ff)$/.test(record.id)) return "OAEP";
    if (limits.aes192 || !["crypto_unavailable", "decryption_failed"].includes(answer)) return undefined;
    return record.key?.length === 48 || (record.private_key && (await sharedKeyBytes(record)) === 24) ? "AES-192" : undefined;
  };
  /** How long the shared key of a case is. Web Crypto takes bytes of any length as a key for HMAC. */
  const sharedKeyBytes = async (record) => {
    const wrapped = record.response ? fromBase64(JSON.parse(record.response).encryptedSharedKey) : fromHex(record.encrypted_shared_key);
    const { webCryptoKey } = await keyOf(record.private_key);
    const key = await crypto.subtle.unwrapKey("raw", wrapped, webCryptoKey, { name: "RSA-OAEP" }, { name: "HMAC", hash: "SHA-256" }, true, ["sign"]);
    return (await crypto.subtle.exportKey("raw", key)).byteLength;
  };

  async function judge(name, record, [ask, right]) {
    let answer;
    try {
      const value = await ask(record);
      answer = record.expect === "ok" && value !== right(record) ? `another result: ${value}` : "ok";
    } catch (error) {
      if (error instanceof LeftOut) return { leftOut: error.message };
      answer = error.code ?? `${error}`;
      // The place at fault is part of the contract where the vectors name one.
      if (answer === record.expect && "field" in record && (error.field ?? null) !== record.field) answer += ` at ${error.field}`;
    }
    return { answer, isRight: answer === record.expect || alsoRight(name, record).includes(answer) };
  }

  async function run(name, limits) {
    const vectors = JSON.parse(text(await open(`${name}.json`)));
    if (vectors.format !== "snapseal-vectors/1" || vectors.count !== vectors.cases.length) throw new Error(`${name}.json is cut`);
    const row = { name, right: 0, ok: 0, leftOut: 0, limited: {}, wrong: [] };
    for (const record of vectors.cases) {
      const { answer, isRight, leftOut } = await judge(name, record, files[name]);
      const limit = isRight || leftOut ? undefined : await limitOf(record, limits, answer);
      if (leftOut) ++row.leftOut;
      else if (limit) row.limited[limit] = (row.limited[limit] ?? 0) + 1;
      else if (isRight) ++row.right;
      else row.wrong.push(`${record.id}: ${answer} in place of ${record.expect}`);
      if (isRight && answer === "ok") ++row.ok;
    }
    return row;
  }

  return { names: Object.keys(files), run };
}
