// SPDX-License-Identifier: Apache-2.0
import { inspectResponse } from "snapseal";
import { make, table, wordsOf } from "./dom.js";
import { bytesInWords } from "./words.js";

/** The text around a place that is counted in bytes. */
function excerpt(text, offset) {
  const bytes = new TextEncoder().encode(text);
  const decode = (from, to) => new TextDecoder().decode(bytes.subarray(Math.max(from, 0), to));
  return make("pre", { "aria-label": "The text around the fault" }, decode(offset - 40, offset), make("mark", {}, decode(offset, offset + 1) || "(end)"), decode(offset + 1, offset + 40));
}

const hints = {
  decryption_failed: "Was the response made for this key? Was it changed on the way? A shared key of 24 bytes does not open in Chromium either.",
  invalid_encrypted_shared_key_length: "The response was made for a key of another size.",
  encrypted_shared_key_out_of_range: "The response was made for another key.",
};

/** What is wrong with a response, field by field. */
export function faultsView(text, error) {
  const parts = [make("h3", { class: "bad" }, "It cannot be opened"), make("p", {}, wordsOf(error))];
  if (hints[error.code]) parts.push(make("p", { class: "note" }, hints[error.code]));
  if (error.offset !== undefined) parts.push(excerpt(text, error.offset));
  try {
    const { fields } = inspectResponse(text);
    const rows = fields.map(({ name, bytes, problem }) => [
      name,
      bytes === undefined ? "" : bytesInWords(bytes),
      problem ? make("span", { class: "bad" }, problem.code) : make("span", { class: "good" }, "well-formed"),
    ]);
    parts.push(table("The four fields", ["field", "length", "form"], rows));
  } catch {
    // the text as a whole is at fault, and that is told above
  }
  return parts;
}
