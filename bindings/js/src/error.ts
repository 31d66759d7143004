// SPDX-License-Identifier: Apache-2.0
import type { LibraryErrorCode } from "./error_codes.js";

/** What only a browser or a JavaScript runtime can get wrong. */
export type RuntimeErrorCode =
  /** The page is not from https or localhost, and so has no Web Crypto. */
  | "insecure_context"
  /** IndexedDB is missing, or does not take a key: private windows and blocked site data do that. */
  | "key_store_unavailable";

/** What went wrong: a stable name. New ones may be added: expect names that you do not know. */
export type ErrorCode = LibraryErrorCode | RuntimeErrorCode;

/**
 * The one error that snapseal throws (promises reject with it). Nothing in it comes from input: it may be logged. What an
 * unwrapping function of your own throws passes through.
 */
export class SnapsealError extends Error {
  override readonly name = "SnapsealError";
  /** What is wrong. */
  readonly code: ErrorCode;
  /** The member at fault by the API's name, `encryptedMessageData.tag` for example, or the argument's name. */
  readonly field: string | undefined;
  /** How many bytes of the text, as UTF-8, stand before the fault, where that is known. */
  readonly offset: number | undefined;

  /** `message` is for people, and may change in any version. Without one, the code says it. */
  constructor(code: ErrorCode, message?: string, field?: string, offset?: number) {
    super((field ? `${field}: ` : "") + (message || code.replace(/_/g, " ")) + (offset === undefined ? "" : ` (at byte ${offset})`));
    this.code = code;
    this.field = field || undefined;
    this.offset = offset;
  }
}

/** Throws a `SnapsealError`. */
export function fail(code: ErrorCode, message?: string, field?: string, offset?: number): never {
  throw new SnapsealError(code, message, field, offset);
}

/** Gives what `read` gives, or nothing if it throws a `SnapsealError`. */
export function orNothing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof SnapsealError) return undefined;
    throw error;
  }
}
