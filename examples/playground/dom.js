// SPDX-License-Identifier: Apache-2.0

/** The element of the page with this id. */
export const at = (id) => document.getElementById(id);

/** A new element. Texts become text, never HTML. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A table of rows; the first of each is its heading. */
export function table(caption, heads, rows) {
  const head = make("tr", {}, ...heads.map((text) => make("th", { scope: "col" }, text)));
  const body = rows.map(([first, ...rest]) => make("tr", {}, make("th", { scope: "row" }, first), ...rest.map((cell) => make("td", {}, cell))));
  return make("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": caption }, make("table", {}, make("caption", { class: "note" }, caption), make("thead", {}, head), make("tbody", {}, ...body)));
}

export function say(id, text, isBad = false) {
  at(id).textContent = text;
  at(id).classList.toggle("bad", isBad);
}

/** What an error says, for people, with its code. */
export function wordsOf(error) {
  if (error.name !== "SnapsealError") return `unexpected: ${error.name}`;
  return error.message.includes(error.code.replaceAll("_", " ")) ? `${error.message}.` : `${error.message} (${error.code}).`;
}
