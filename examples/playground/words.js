// SPDX-License-Identifier: Apache-2.0

const units = [
  ["year", 31_556_952],
  ["month", 2_629_746],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

/** "in 5 minutes", "3 days ago" */
export function distance(time, now) {
  const seconds = Math.round((time.getTime() - now.getTime()) / 1000);
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? units.at(-1);
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
}

/** "2023-11-14 22:18:20 UTC, 3 days ago" */
export const timeInWords = (time, now) => `${time.toISOString().slice(0, 19).replace("T", " ")} UTC, ${distance(time, now)}`;

/** "1 byte", "2,048 bytes" */
export const bytesInWords = (count) => `${count.toLocaleString("en")} ${count === 1 ? "byte" : "bytes"}`;
