// SPDX-License-Identifier: Apache-2.0
import { fail } from "./error.js";
import { Members } from "./members.js";
import type { Text } from "./text.js";

/** Where the user connects his accounts: an https link that is secret, works once, and for five minutes. */
export interface ConnectionPortal {
  readonly redirectURI: string;
  /** Empty if the answer has none. */
  readonly sessionId: string;
}

/** The link in the plaintext of an encrypted response, or in an answer that is not encrypted. Which host it is, is not checked. */
export function parseConnectionPortal(text: Text): ConnectionPortal {
  const members = Members.of(text);
  const redirectURI = members.needed("redirectURI");
  if (!/^https:\/\/(?!:)[^/?#@]+(?:[/?#]|$)/.test(redirectURI) || !/^[!-~]+$/.test(redirectURI)) fail("wrong_member_type", "must be an https link with a host", "redirectURI");
  return { redirectURI, sessionId: members.text("sessionId") };
}
