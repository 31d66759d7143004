// SPDX-License-Identifier: Apache-2.0

/**
 * Microseconds since 1970 of a time in ISO 8601: date, "T" or a blank, time, up to nine digits of a fraction, of which those
 * behind the sixth are cut off, and an offset or "Z". Nothing if it is no such time.
 */
export function parseIso8601(text: string): bigint | undefined {
  const found = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):?(\d\d))$/.exec(text);
  if (!found) return undefined;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number) as [number, number, number, number, number, number];
  const [fraction = "", sign, hours = "0", minutes = "0"] = found.slice(7);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isDate = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  // 60 is a leap second, and counted as the second after.
  if (!isDate || hour > 23 || minute > 59 || second > 60 || +hours > 23 || +minutes > 59) return undefined;
  const offset = (+hours * 60 + +minutes) * (sign === "-" ? -60 : 60);
  return BigInt(date.getTime() / 1000 + hour * 3600 + minute * 60 + second - offset) * 1_000_000n + BigInt(fraction.slice(0, 6).padEnd(6, "0"));
}
