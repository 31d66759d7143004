// SPDX-License-Identifier: Apache-2.0
// Opens a response with snapseal for JavaScript, as it is built in bindings/js.
import { main } from './serving.mjs';

const { importKey, decryptResponse } = await import(process.env.SNAPSEAL_JS);

await main(importKey, async (key, text) => (await decryptResponse(key, text)).bytes);
