// SPDX-License-Identifier: Apache-2.0
// The published client in its generations, by one interface.
"use strict";
const path = require("node:path");

// Parameters that are no plain text; any other has its own name as its value.
const typed = {
  price: 31.33, units: 10.5, stop: 0.1, limitPrice: 1e15, notional_value: 100, quantity: 3, limit: 50, offset: 0, days: 30,
  useTicker: true, symbols: "AAPL,MSFT", include_details: false, brokerageAuthorizations: "a,b",
  legs: [{ action: "BUY", instrument: { symbol: "AAPL  251219C00150000", type: "OPTION" }, units: 1 }],
};

function parametersFor(user) {
  const known = { ...typed, ...user };
  return new Proxy(known, {
    get: (object, name) => (typeof name === "symbol" || name === "then" || name in object ? object[name] : `${name} +&/?~*`),
  });
}

function clientOf(folder, baseUrl, clientId, consumerKey) {
  const sdk = require(path.join(folder, "node_modules", "snaptrade-typescript-sdk"));
  const { version } = require(path.join(folder, "node_modules", "snaptrade-typescript-sdk", "package.json"));
  const generation = Number(version.split(".")[0]);
  // Up to 10, "/api/v1" is signed whatever the base says; since 11 the path as it is.
  const basePath = baseUrl + (generation < 11 ? "/api/v1" : "");
  const client = generation < 11
    ? new sdk.Snaptrade({ clientId, consumerKey, basePath })
    : new sdk.Snaptrade({ basePath, auth: sdk.SnaptradeAuth.commercialApiKey({ clientId, consumerKey }) });
  return { client, version, generation, basePath };
}

// Every operation of the client: "group.name".
function operationsOf(client) {
  const names = [];
  for (const [group, api] of Object.entries(client)) {
    for (let type = Object.getPrototypeOf(api); type && type !== Object.prototype; type = Object.getPrototypeOf(type)) {
      for (const name of Object.getOwnPropertyNames(type)) {
        if (name !== "constructor" && !names.includes(`${group}.${name}`)) names.push(`${group}.${name}`);
      }
    }
  }
  return names.sort();
}

// What came of a call: status and body, of refusals too. Errors that are no answers are thrown on.
async function outcomeOf(promise) {
  try {
    const answer = await promise;
    return { status: answer.status, body: answer.data };
  } catch (error) {
    if (typeof error.status !== "number") throw error;
    return { status: error.status, body: error.responseBody };
  }
}

module.exports = { clientOf, operationsOf, outcomeOf, parametersFor };
