// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

/** The folder vectors/ of the tree. */
export const vectors = process.env.SNAPSEAL_VECTORS;

export const openVector = async (path) => new Uint8Array(await readFile(`${vectors}/${path}`));

/** Why a test is skipped that needs what is not there; where SNAPSEAL_REQUIRE_PEERS is set it is not skipped, and fails. */
export const unless = (isThere, why) => (isThere || process.env.SNAPSEAL_REQUIRE_PEERS ? false : why);

/** Whether `work` throws a SnapsealError with this code, and with this field and offset, if they are given. */
export async function refused(work, code, field, offset) {
  let error;
  try {
    await work();
  } catch (thrown) {
    error = thrown;
  }
  assert.equal(error?.name, "SnapsealError", `nothing of ours was thrown, but ${error}`);
  assert.equal(error.code, code, error.message);
  if (field !== undefined) assert.equal(error.field, field);
  if (offset !== undefined) assert.equal(error.offset, offset);
  return error;
}
