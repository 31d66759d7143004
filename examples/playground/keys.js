// SPDX-License-Identifier: Apache-2.0
import { generateKey, importKey, openKeyStore } from "snapseal";

/** The keys of this page: in the browser's store, or, where it keeps none, in memory until the page is closed. */
export class Keys {
  #store;
  #keys = new Map();

  /** Why the keys are not kept; nothing if they are. */
  problem;

  static async open() {
    const keys = new Keys();
    try {
      keys.#store = await openKeyStore({ name: "snapseal-playground" });
      for (const name of await keys.#store.list()) keys.#keys.set(name, await keys.#store.get(name));
    } catch (error) {
      keys.problem = error;
    }
    return keys;
  }

  names() {
    return [...this.#keys.keys()];
  }

  get(name) {
    return this.#keys.get(name);
  }

  make() {
    return generateKey().then((key) => this.#keep("key", key));
  }

  take(file, name) {
    return importKey(file).then((key) => this.#keep(name, key));
  }

  async delete(name) {
    this.#keys.delete(name);
    await this.#store?.delete(name);
  }

  async #keep(wanted, key) {
    let name = wanted;
    for (let i = 2; this.#keys.has(name); ++i) name = `${wanted} ${i}`;
    await this.#store?.put(name, key);
    this.#keys.set(name, key);
    return name;
  }
}
