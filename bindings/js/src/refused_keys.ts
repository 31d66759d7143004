// SPDX-License-Identifier: Apache-2.0
// Key files that are known, and not read here: each is refused by its name, with what to do about it.
import { fail, type ErrorCode } from "./error.js";

type Refused = readonly [mark: RegExp, code: ErrorCode, message: string];

/** Matched against the labels of a PEM text, each on a line, then against its beginning, then against the bytes' one. */
const rows = (): readonly Refused[] => {
  const convert = "convert it with snapseal key convert OLD --no-passphrase --out NEW";
  const format = "unsupported_key_format";
  const algorithm = "unsupported_key_algorithm";
  const noPrivateKey = "not_a_private_key";
  return [
    [/^OPENSSH PRIVATE/m, format, `an OpenSSH key: ${convert}, or with ssh-keygen -p -m PKCS8 -N "" -f COPY`],
    [/^PuTTY-User-Key/, format, `a PuTTY key: ${convert}, or with puttygen OLD -O private-openssh -o COPY and ssh-keygen -p -m PKCS8 -N "" -f COPY`],
    [/^(?:EC|DSA) PRIVATE|^\0\0\0[^]ssh-ed|^\0\0\0[^]ecdsa|^AGE-SECRET/m, algorithm, ""],
    [/^PGP PRIVATE|^SSH PRIVATE KEY FILE FORMAT 1/m, format, "make a new key"],
    [/^(?:RSA |PGP )?PUBLIC KEY|CERTIFICATE|^PKCS7$|^CMS$/m, noPrivateKey, "the private key is needed"],
    [/^(?:sk-)?(?:ssh|ecdsa)-|^---- BEGIN SSH2 PUBLIC/, noPrivateKey, "the file of the same name without .pub is needed"],
    [/^---- BEGIN SSH2 ENCRYPTED/, format, "a key of ssh.com's program: without passphrase, convert it with ssh-keygen -i -f OLD > NEW"],
    [/^\0\0\0\x07ssh-rsa/, format, "a key of dropbear: convert it with dropbearconvert dropbear openssh OLD NEW"],
    [/^(?:\xfe\xed\xfe\xed|\xce\xce\xce\xce)/, format, "a Java keystore: take the key out with keytool and openssl pkcs12"],
    [/^(?:\x1e\xf1\xb5\xb0|\x07\x02\0\0\0.\0\0RSA2|RSA[23])/, format, "a key of Windows: convert it with openssl rsa -inform MSBLOB -in OLD -out NEW (or -inform PVK)"],
    [/^(?:\x06\x02\0\0\0.\0\0)?RSA1|^(?=<)[^]{0,250}<RSAKeyValue(?![^]*<D>)/, noPrivateKey, ""],
    [/^(?=<)[^]{0,250}<RSAKeyValue/, format, "a key in .NET's XML: write it anew with RSA.ExportPkcs8PrivateKeyPem()"],
  ];
};

/** Throws for the first row that fits one of the texts. */
export function refuseByName(...texts: readonly string[]): void {
  for (const text of texts) for (const [mark, code, message] of rows()) if (mark.test(text)) fail(code, message);
}
