// SPDX-License-Identifier: Apache-2.0
import { fail } from "./error.js";
import { fromWebCryptoKey, generateKey, type GenerateOptions, type PrivateKey } from "./private_key.js";
import { providerOf, type CryptoOptions, type WebCryptoKey } from "./provider.js";
import { PublicKey } from "./public_key.js";

/** Where the keys are kept. */
export interface KeyStoreOptions extends CryptoOptions {
  /** The name of the database: `snapseal` by default. */
  readonly name?: string | undefined;
}

/** What is kept of a key. The private half goes in as it is, without being readable. */
interface Kept {
  readonly id: string;
  readonly privateKey: WebCryptoKey;
  readonly modulus: Uint8Array;
  readonly exponent: Uint8Array;
}

function unavailable(): never {
  fail("key_store_unavailable", "no keys are kept here: a private window, or blocked site data?");
}

/** What IndexedDB answers. What it refuses becomes `key_store_unavailable`. */
const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Keys that outlive the page, in IndexedDB. None of them can be read out, by no script. */
export class KeyStore {
  /** @internal */
  constructor(
    private readonly database: IDBDatabase,
    private readonly options: KeyStoreOptions,
    /**
     * Whether the browser has promised not to delete the keys by itself. Firefox asks the user, and until he answers this is
     * pending: do not wait for it. Safari deletes after seven days without use.
     */
    readonly isPersistent: Promise<boolean>,
  ) {}

  /** A new key under this name. Throws `invalid_argument` if the name is empty or taken; what `generateKey` throws. */
  async create(id: string, options?: Pick<GenerateOptions, "modulusBits">): Promise<PrivateKey> {
    if (!id || (await this.get(id))) fail("invalid_argument", "empty or taken", "id");
    const key = await generateKey({ ...this.options, ...options });
    await this.put(id, key);
    return key;
  }

  /** Keeps a key, as `importKey` gave it. Throws `invalid_argument` if the name is taken, or the key is kept elsewhere. */
  async put(id: string, { webCryptoKey, publicKey }: PrivateKey): Promise<void> {
    if (!id || !webCryptoKey) fail("invalid_argument", "empty, or no key of Web Crypto", "id");
    const { modulus, exponent } = publicKey;
    await this.#do("readwrite", (keys) => keys.add({ id, privateKey: webCryptoKey, modulus, exponent } satisfies Kept));
  }

  /** The key of this name, or nothing. */
  async get(id: string): Promise<PrivateKey | undefined> {
    const kept = await this.#do<Kept | undefined>("readonly", (keys) => keys.get(id));
    return kept && fromWebCryptoKey(kept.privateKey, new PublicKey(kept.modulus, kept.exponent), this.options);
  }

  /** The names of all keys, sorted. */
  list(): Promise<string[]> {
    return this.#do("readonly", (keys) => keys.getAllKeys() as IDBRequest<string[]>);
  }

  /** Deletes a key for ever. Nothing happens if there is none. */
  async delete(id: string): Promise<void> {
    await this.#do("readwrite", (keys) => keys.delete(id));
  }

  close(): void {
    this.database.close();
  }

  async #do<T>(mode: IDBTransactionMode, work: (keys: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    try {
      const transaction = this.database.transaction("keys", mode);
      const done = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      });
      const [result] = await Promise.all([settled(work(transaction.objectStore("keys"))), done]);
      return result;
    } catch (error) {
      if ((error as Error).name === "ConstraintError") fail("invalid_argument", "taken", "id");
      unavailable();
    }
  }
}

/**
 * Opens the store of keys, and asks the browser to keep it. A key is lost if the user deletes the site's data: then make a
 * new one and register it. Throws `key_store_unavailable` where there is no IndexedDB, or where it takes no keys: keys that
 * could be read out are never kept in their place; `insecure_context`.
 */
export async function openKeyStore(options: KeyStoreOptions = {}): Promise<KeyStore> {
  providerOf(options);
  const { indexedDB, navigator } = globalThis as Partial<typeof globalThis>;
  if (!indexedDB) unavailable();
  try {
    const opening = indexedDB.open(options.name ?? "snapseal", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("keys", { keyPath: "id" });
    const database = await settled(opening);
    database.onversionchange = () => database.close();
    const isPersistent = Promise.resolve(navigator?.storage?.persist?.()).then((is) => is ?? false, () => false);
    return new KeyStore(database, options, isPersistent);
  } catch {
    unavailable();
  }
}
