#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes docs/benchmarks.md from what snapseal_bench measured.

Usage: report.py bench.json benchmarks.md
"""
import json
import statistics
import sys

LAYERS = {  # name: title, names of its cases, what is measured
    "open-warm": ("Whole response, key loaded", ("key", "message"),
                  "From the JSON text to the plaintext, with a key that has served before."),
    "open-warm-2-threads": ("Whole response, key loaded, two threads", ("key", "message"),
                            "The same on two threads that share one key: wall time divided by "
                            "the responses of both. Botan spreads each RSA operation over two "
                            "threads of its own already, so on two cores the second caller gains "
                            "little."),
    "open-cold": ("Whole response, key from PEM", ("key", "message"),
                  "The same, and the key is parsed anew for each response."),
    "key-load": ("Key loading", ("key",),
                 "A PKCS#8 key as PEM, not encrypted. snapseal also checks the numbers of the key."),
    "oaep": ("RSA-OAEP", ("key",),
             "The shared key is decrypted with a loaded key. `botan-fresh` makes a new Botan "
             "decryptor each time."),
    "envelope": ("Envelope", ("message",), "JSON and base64 to bytes."),
    "base64-decode": ("Base64, decoding", ("bytes",), ""),
    "base64-encode": ("Base64, encoding", ("bytes",), ""),
    "ocb": ("AES-256-OCB", ("message", "nonce form"),
            "The message is decrypted and authenticated. `legacy15` is the second form that is "
            "tried, so it costs two passes."),
    "encrypt": ("Encrypting a response", ("key", "message"),
                "For mocks and tests. The yardstick does not encrypt."),
}

HEAD = """# Benchmarks

`scripts/bench` measures and writes this page. [bench/README.md](../bench/README.md) says what each
benchmark does.

The yardstick is the same job written plainly with OpenSSL 3 (EVP) and nlohmann/json. Before any
timing, every implementation is proven to give the same result.

**Compare the ratios.** The times belong to the machine below; they differ on yours. A ratio is
snapseal's time divided by the other's: below 1 snapseal is faster, above 1 it is slower. No test
asserts a time or a ratio.
"""


def read(path):
    """The context, {layer: {case: {who: seconds}}} of medians, and the coefficients of variation."""
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    layers, variations = {}, []
    for run in sorted(data["benchmarks"], key=lambda run: run["family_index"]):
        aggregate = run.get("aggregate_name")
        if aggregate == "median":
            parts = [p for p in run["run_name"].split("/") if p != "real_time" and ":" not in p]
            layer, *case, who = parts
            seconds = 1 / run["items_per_second"]
            layers.setdefault(layer, {}).setdefault(tuple(case), {})[who] = seconds
        elif aggregate == "cv":
            variations.append(run["items_per_second"])
    return data["context"], layers, variations


def duration(seconds):
    for unit, factor in (("s", 1), ("ms", 1e3), ("µs", 1e6)):
        if seconds * factor >= 1:
            return f"{seconds * factor:#.3g}".rstrip(".") + f" {unit}"
    return f"{seconds * 1e9:#.3g}".rstrip(".") + " ns"


def row(cells):
    return "| " + " | ".join(cells) + " |\n"


def table(case_names, cases):
    who = list(next(iter(cases.values())))
    others = [name for name in who if name != "snapseal"]
    head = [*case_names, *who, *(f"snapseal / {name}" for name in others)]
    text = row(head) + row(["---"] * len(case_names) + ["---:"] * (len(head) - len(case_names)))
    for case, seconds in cases.items():
        ratios = (f"**{seconds['snapseal'] / seconds[name]:.2f}**" for name in others)
        text += row([*case, *(duration(seconds[name]) for name in who), *ratios])
    return text


def report(context, layers, variations):
    machine = {
        "CPU": f"{context.get('cpu', 'unknown')}, {context['num_cpus']} cores",
        "Compiler": context["compiler"],
        "snapseal": context["snapseal"],
        "Botan": context["botan"],
        "OpenSSL": context["openssl"],
        "Date": context["date"][:10],
        "Spread": f"standard deviation {statistics.median(variations):.1%} of the mean for the "
                  f"median row, {max(variations):.1%} for the worst",
    }
    text = HEAD + "\n" + row(["", ""]) + row(["---", "---"])
    text += "".join(row(line) for line in machine.items())
    for layer, (title, case_names, note) in LAYERS.items():
        if layer in layers:
            text += f"\n## {title}\n\n" + (f"{note}\n\n" if note else "")
            text += table(case_names, layers[layer])
    return text


def main():
    source, target = sys.argv[1:]
    with open(target, "w", encoding="utf-8") as file:
        file.write(report(*read(source)))


if __name__ == "__main__":
    main()
