#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Judges a change: a run of the benchmarks against an earlier one.

Usage: compare.py before.json after.json

A row moved if its medians are further apart than 5 %, and further than three standard errors (of medians, from the MAD
of the repetitions). The peers' code did not change: if their rows moved together, that was the machine, and snapseal's
rows are judged after it is divided out. The exit status is 1 if a row of snapseal is slower, 2 if there is nothing to
judge.
"""
import math
import statistics
import sys

import results

MOVED_MIN = 0.05
STANDARD_ERRORS = 3
CONTROLS_MIN = 5  # fewer rows of peers do not tell about the machine


def machine_drift(before, after, common):
    """By what factor the machine was slower, after the rows of the peers."""
    ratios = [after.median(row) / before.median(row) for row in common if not results.is_ours(row)]
    return statistics.median(ratios) if len(ratios) >= CONTROLS_MIN else 1.0


def noise(before, after):
    """How far apart medians can be by chance, as a factor above 1."""
    chance = STANDARD_ERRORS * math.hypot(results.error_of_median(before), results.error_of_median(after))
    return 1 + max(MOVED_MIN, chance)


def judge(before, after):
    """(drift, [(row, before, after, ratio, noise, verdict)]) of the rows in both."""
    common = [row for row in after.rows if row in before.rows]
    drift, judged = machine_drift(before, after, common), []
    for row in common:
        ratio = after.median(row) / before.median(row) / (1.0 if row.startswith("peak-memory/") else drift)
        limit = noise(before.rows[row], after.rows[row])
        verdict = "slower" if ratio > limit else "faster" if ratio < 1 / limit else ""
        if row.startswith("peak-memory/"):
            verdict = {"slower": "larger", "faster": "smaller"}.get(verdict, "")
        judged.append((row, before.median(row), after.median(row), ratio, limit, verdict))
    return drift, judged


def show(before, after):
    """(text, whether anything of ours is slower or larger)."""
    drift, judged = judge(before, after)
    lines = []
    for name in ("cpu", "compiler", "botan", "openssl"):
        old, new = (run.data["machine"].get(name) for run in (before, after))
        if old != new:
            lines.append(f"not the same {name}: {old} -> {new}")
    lines.append(f"the machine: the peers' rows moved by {drift:.3f}, which is divided out")
    ours = [line for line in judged if results.is_ours(line[0])]
    for row, old, new, ratio, limit, verdict in ours:
        lines.append(f"  {row:52} {figure(row, old):>9} -> {figure(row, new):>9}  {ratio:6.3f}  ±{limit - 1:5.1%}  {verdict}")
    bad = [line[0] for line in ours if line[5] in ("slower", "larger")]
    good = [line[0] for line in ours if line[5] in ("faster", "smaller")]
    for gone in [row for row in before.rows if row not in after.rows and results.is_ours(row)]:
        lines.append(f"  {gone:52} not in the later run")
    lines.append(f"{len(ours)} rows: {len(bad)} slower or larger, {len(good)} faster or smaller, beyond noise")
    return "\n".join(lines), bool(bad)


def why_not(before, after):
    """Why these runs cannot be compared, or None."""
    if before.data["quick"] or after.data["quick"]:
        return "a quick run has too few repetitions to tell a change from noise: measure without --quick"
    if not any(results.is_ours(row) for row in before.rows.keys() & after.rows.keys()):
        return "the runs have no row of snapseal in common"
    return None


def figure(row, value):
    if row.startswith("peak-memory/"):
        return f"{value / 2**20:.1f} MiB"
    for unit, factor in (("s", 1), ("ms", 1e3), ("µs", 1e6)):
        if value * factor >= 1:
            return f"{value * factor:.3g} {unit}"
    return f"{value * 1e9:.3g} ns"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    runs = [results.Run.read(path) for path in sys.argv[1:]]
    if refusal := why_not(*runs):
        print(refusal, file=sys.stderr)
        sys.exit(2)
    text, slower = show(*runs)
    print(text)
    sys.exit(slower)


if __name__ == "__main__":
    main()
