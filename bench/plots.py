#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws a run.

Usage: plots.py run.json FOLDER
"""
import pathlib
import sys

import results
import svg

NAMES = {
    "snapseal": "snapseal",
    "snapseal-openssl": "snapseal (OpenSSL)",
    "snapseal-botan": "snapseal (Botan)",
    "yardstick": "OpenSSL + nlohmann",
    "botan-reused": "Botan, kept",
    "botan-naive": "Botan, naive",
    "libgcrypt": "libgcrypt",
    "snapseal-python": "snapseal for Python",
    "snapseal-js": "snapseal for JavaScript",
    "python3-cryptography": "python3-cryptography",
    "pycryptodome": "PyCryptodome",
    "pycryptodome-documented": "PyCryptodome, as documented",
    "node-crypto": "Node crypto",
    "jwcrypto-jwe": "jwcrypto (JWE)",
    "jose-jwe": "npm jose (JWE)",
    "empty-process": "an empty process",
}
KEYS = ["rsa2048", "rsa3072", "rsa4096"]
SIZES = ["1KiB", "64KiB", "1MiB", "16MiB"]
PARTS = {"rsa": "RSA-OAEP", "ocb": "AES-OCB", "base64": "base64", "envelope": "JSON", "rest": "rest"}


def spaced(size):
    return size.replace("K", " K").replace("M", " M")


def lines(run, cases, columns, title, subtitle):
    who = list(dict.fromkeys(name for case in cases for name in run.layer("open-warm").get(case, {})))
    series = {name: [run.median(f"open-warm/{'/'.join(case)}/{name}") for case in cases] for name in who}
    whole = {name: line for name, line in series.items() if all(line)}
    return svg.line_chart(title, subtitle, columns, whole, NAMES) if whole else None


def by_key_size(run):
    return lines(run, [(key, "1KiB") for key in KEYS], [f"RSA-{key[3:]}" for key in KEYS],
                 "Opening a response, by key size", "1 KiB, key loaded; time on a logarithmic scale, lower is better")


def by_message_size(run):
    return lines(run, [("rsa2048", size) for size in SIZES], [spaced(size) for size in SIZES],
                 "Opening a response, by message size", "RSA-2048, key loaded; both scales logarithmic, lower is better")


def breakdown(run):
    groups = []
    for size in SIZES[:3]:
        bars = {}
        for who in run.layer("open-warm").get(("rsa2048", size), {}):
            parts = parts_of(run, who, size)
            if parts:
                bars[who] = parts
        if bars:
            groups.append((f"{spaced(size)}, RSA-2048", bars))
    return groups and svg.stacked_chart("What one operation is made of", "each part measured by itself; the rest is what the whole "
                             "takes beyond them", groups, NAMES, PARTS)


def parts_of(run, who, size):
    """(seconds, {part: seconds}), or None for who is not measured part by part."""
    layers = "snapseal" if who.startswith("snapseal") else who
    whole = run.median(f"open-warm/rsa2048/{size}/{who}")
    rsa = run.median(f"oaep/rsa2048/{who}")
    ocb = run.median(f"ocb/{size}/rfc7253/{layers}")
    base64 = run.median(f"base64-decode/{size}/{layers}")
    envelope = run.median(f"envelope/{size}/{layers}")
    if None in (whole, rsa, ocb, base64, envelope):
        return None
    return whole, {"rsa": rsa, "ocb": ocb, "base64": base64, "envelope": max(envelope - base64, 0.0),
                   "rest": max(whole - rsa - ocb - max(envelope, base64), 0.0)}


def signing(run):
    cases = {"parts-350B": "350 bytes from their parts: the body stands ready",
             "texts-350B": "350 bytes from texts: the body is read",
             "canonical-350B": "350 bytes of ready text: HMAC and base64"}
    layer = run.layer("sign")
    groups = [(title, layer[(case,)]) for case, title in cases.items() if (case,) in layer]
    return groups and svg.bar_chart("Signing a request", "HMAC-SHA-256 over canonical JSON, key loaded; lower is better",
                                    groups, NAMES)


def sorted_bars(bars):
    return dict(sorted(bars.items(), key=lambda item: item[1]))


def cold_start(run):
    bars = run.layer("process-cold").get(("rsa2048", "1KiB"))
    return bars and svg.bar_chart("Cold: a whole process", "from its start to its end: a key file (RSA-2048) and one response of "
                         "1 KiB", [("", sorted_bars(bars))], NAMES)


def peers(run):
    bars = dict(run.layer("process-warm").get(("rsa2048", "1KiB"), {}))
    bars.pop("pycryptodome-documented", None)  # so long that the others could not be told apart
    return bars and svg.bar_chart("Warm: one response in a running process", "RSA-2048, 1 KiB, key loaded; JWE is the nearest "
                         "standard (RSA-OAEP, A256GCM)", [("", sorted_bars(bars))], NAMES)


# Each gives nothing if the run lacks its rows.
CHARTS = {"by-key-size": by_key_size, "by-message-size": by_message_size, "breakdown": breakdown, "signing": signing,
          "peers": peers, "cold-start": cold_start}


def draw(run, folder):
    """The names of the charts that were drawn."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = []
    for name, chart in CHARTS.items():
        if text := chart(run):
            (folder / f"{name}.svg").write_text(text, encoding="utf-8")
            drawn.append(name)
    return drawn


if __name__ == "__main__":
    draw(results.Run.read(sys.argv[1]), pathlib.Path(sys.argv[2]))
