// SPDX-License-Identifier: Apache-2.0
// Undoes what a key goes through on its way: a JSON string, an environment variable, base64 of the whole, a mail's quotation.
import { decodeBase64 } from "./base64.js";
import { fail } from "./error.js";
import { fromUtf8 } from "./text.js";

const withoutQuotes = (text: string): string => /^\s*(["'])([^]*)\1\s*$/.exec(text)?.[2] ?? text;

const isJsonKey = (text: string): boolean => /^\s*\{/.test(text) && /"(?:kty|keys)"/.test(text);

/** A JSON object in which quotation marks or line ends are spelled out: JSON itself has no backslash behind the brace. */
const isSpelledOutObject = (text: string): boolean => /^["\\ \t\r\ntrn]*\{\s*\\/.test(text);

const beginsLikeAKey = (text: string): boolean => isJsonKey(text) || /^\s*(?:-----BEGIN |PuTTY-User-Key-File-|ssh-rsa )/.test(text);

function unwrapped(text: string): string {
  const inner = withoutQuotes(text);
  return beginsLikeAKey(inner) || isSpelledOutObject(inner) ? inner : text;
}

/** Line ends spelled out as two characters, PHP's escape of the slash, .NET's of quotation marks and the plus sign. */
function unescaped(text: string): string {
  const meant: Readonly<Record<string, string>> = { n: "\n", r: "\n", t: "\t" };
  return text.replace(/\\(u00(?:2b|2f|3d|22)|[^])/gi, (_, c: string) =>
    c.length > 1 ? String.fromCharCode(parseInt(c.slice(1), 16)) : (meant[c] ?? c),
  );
}

function plain(text: string): string {
  text = unwrapped(text);
  for (let pass = 0; pass < 3 && text.includes("\\") && (text.includes("-----BEGIN ") || isSpelledOutObject(text)); ++pass) {
    text = unwrapped(unescaped(text));
  }
  return text;
}

/** The text of a key file as it was meant. Throws `unrecognized_key_format` for UTF-16. */
export function keyText(file: string): string {
  if (/^(?:[^\0]\0[^\0]\0|\0[^\0]\0[^\0])/.test(file)) {
    fail("unrecognized_key_format", "convert it with iconv -f UTF-16 -t UTF-8 OLD > NEW");
  }
  let text = file.replace(/^\ufeff/, "");
  if (/^[ \t]*>[> \t]*(?:-----BEGIN |\{)/m.test(text)) text = text.replace(/^[ \t]*>[> \t]*/gm, "");
  text = plain(text);
  const bytes = decodeBase64(withoutQuotes(text).replace(/[ \t\r\n\f\v]/g, ""));
  const decoded = bytes && fromUtf8(bytes);
  if (decoded !== undefined && (beginsLikeAKey(withoutQuotes(decoded)) || isSpelledOutObject(decoded))) text = plain(decoded);
  return text.replace(/^[\ufeff \t\r\n\f\v]+/, "");
}
