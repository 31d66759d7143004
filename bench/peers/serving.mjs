// SPDX-License-Identifier: Apache-2.0
// What the peers in JavaScript share: `peer.mjs KEY RESPONSE` writes the plaintext; with `--serve` behind it, the peer
// opens the response again and again for each line "SECONDS" that it reads, and answers with a line of JSON.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

export async function main(load, openResponse) {
  const key = await load(readFileSync(process.argv[2], 'utf8'));
  const text = readFileSync(process.argv[3], 'utf8');
  if (process.argv[4] !== '--serve') {
    process.stdout.write(await openResponse(key, text));
    return;
  }
  for await (const line of createInterface({ input: process.stdin })) {
    const seconds = Number(line);
    const started = performance.now();
    let operations = 0;
    let passed = 0;
    do {
      await openResponse(key, text);
      operations += 1;
      passed = (performance.now() - started) / 1000;
    } while (passed < seconds);
    console.log(JSON.stringify({ operations, seconds: passed }));
  }
}
