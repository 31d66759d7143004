#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a run as a page, and its plots into the folder beside it that has the page's name.

Usage: report.py run.json benchmarks.md
"""
import json
import math
import pathlib
import statistics
import sys

import plots
import results

TARGETS = pathlib.Path(__file__).resolve().parent / "targets.json"
TARGETS_OF_LANGUAGES = TARGETS.with_name("targets_languages.json")

# Tables with a line for each case, and a column for each implementation.
# layer: title, names of its cases, what is measured
LAYERS = {
    "open-warm": ("Whole response, key loaded", ("key", "message"),
                  "From the JSON text to the plaintext, with a key that has served before."),
    "open-warm-2-threads": ("Whole response, key loaded, two threads", ("key", "message"),
                            "The same on two threads that share one key: wall time divided by the responses of both."),
    "open-cold": ("Whole response, key from PEM", ("key", "message"),
                  "The same, and the key is parsed anew for each response."),
    "batch": ("Batch", ("key", "message", "threads"),
              "64 responses at a time with `decrypt_responses`, for each; the yardstick is a loop on each thread."),
    "key-load": ("Key loading", ("key",),
                 "A PKCS#8 key as PEM, not encrypted. snapseal also checks the numbers of the key. What an RSA back end "
                 "needs is made with the first decryption, and so belongs to the table above."),
    "oaep": ("RSA-OAEP", ("key",), "The shared key is decrypted with a loaded key."),
    "envelope": ("Envelope", ("message",), "JSON and base64 to bytes."),
    "base64-decode": ("Base64, decoding", ("bytes",), ""),
    "base64-encode": ("Base64, encoding", ("bytes",), ""),
    "ocb": ("AES-256-OCB", ("message", "nonce form"),
            "The message is decrypted and authenticated. `legacy15` is the second form that is tried, so it costs two "
            "passes."),
    "encrypt": ("Encrypting a response", ("key", "message"), "For mocks and tests. The yardstick does not encrypt."),
    "sign": ("Signing", ("what",),
             "`parts`: the body stands ready, as canonical text or as a document; `texts`: the body is read; "
             "`canonical`: the text that is signed stands ready."),
    "verify": ("Verifying", ("what",), ""),
}

# Tables with a line for each implementation, since these are many.
PROCESSES = {
    "process-warm": ("As processes, warm",
                     "Each is started once and takes turns with the others. `snapseal-python` and `snapseal-js` are the packages of "
                     "`bindings/`. `pycryptodome-documented` reads the key each time, as the API's documents do. The JWE peers open the same plaintext under "
                     "the same RSA key, as the nearest standard: RSA-OAEP with A256GCM."),
    "process-warm-2-threads": ("As processes, two threads",
                               "Two threads of one process in Python, whose lock is released while C works: wall time divided by "
                               "the responses of both."),
    "process-sign": ("Signing, in Python",
                     "The signature of a request from its path, query and body. `python-stdlib` is hmac and json, as the API's "
                     "documents have it."),
    "process-cold": ("As processes, cold",
                     "A whole process: it starts, reads a key file and a response, and writes the plaintext. `snapseal` "
                     "is the program, the yardstick is `bench/peers/openssl_decrypt.cpp`."),
    "peak-memory": ("Peak memory",
                    "The most that was resident in a process that opens one response, whose text is part of it; `none` "
                    "reads its input and opens nothing."),
}

PLOT_OF = {  # the layer under whose table a plot stands
    "open-warm": ["by-key-size", "by-message-size", "breakdown"], "sign": ["signing"], "process-warm": ["peers"],
    "process-cold": ["cold-start"],
}

HEAD = """# Benchmarks

`scripts/bench` measures and writes this page. [bench/README.md](../bench/README.md) says what each benchmark does.

The yardstick is the same job written plainly with OpenSSL 3 (EVP) and nlohmann/json. Before any timing, every
implementation is proven to give the same result.

[Python and JavaScript](benchmarks-languages.md) have a page of their own.

**Compare the ratios.** The times belong to the machine below; they differ on yours. A ratio is snapseal's time divided by
the yardstick's: below 1 snapseal is faster. No test asserts a time or a ratio. All figures are medians of repetitions in
random order.
"""


# The page of a run of `scripts/bench --languages`.
LANGUAGES = """# Benchmarks: Python and JavaScript

`scripts/bench --languages` measures and writes this page. C++ is [a page of its own](benchmarks.md); `snapseal-openssl` and
`snapseal-botan` here are C++ programs that stay.

Every implementation is a process, started once, and proven to give the same plaintext. They take turns, in random order.
The yardstick is plain C++ with OpenSSL 3 (EVP) and nlohmann/json.

**Compare the ratios.** The times belong to the machine below. No test asserts a time or a ratio.
"""


def duration(seconds):
    for unit, factor in (("s", 1), ("ms", 1e3), ("µs", 1e6)):
        if seconds * factor >= 0.9995:
            return f"{seconds * factor:#.3g}".rstrip(".") + f" {unit}"
    return f"{seconds * 1e9:#.3g}".rstrip(".") + " ns"


def amount(layer, value):
    return f"{value / 2**20:.1f} MiB" if layer == "peak-memory" else duration(value)


def row(cells):
    return "| " + " | ".join(cells) + " |\n"


def head_row(names, numbers):
    return row([*names, *numbers]) + row(["---"] * len(names) + ["---:"] * len(numbers))


def is_paired(target):
    """Whether the figures of two rows come from the same rounds, one beside the other: a slow minute meets both, and each round has a
    ratio of its own."""
    return "to" in target and target["of"].rsplit("/", 1)[0] == target["to"].rsplit("/", 1)[0] and target["of"].startswith("process-")


def judge(run, target):
    """(ratio, or seconds without "to"; its relative standard error; whether it is met), or None if a row is missing."""
    rows = [run.rows.get(target["of"]), run.rows.get(target["to"]) if "to" in target else [1.0]]
    if None in rows:
        return None
    if is_paired(target):
        ratios = [one / other for one, other in zip(*rows)]
        ratio, error = statistics.median(ratios), results.error_of_median(ratios)
    else:
        ratio = statistics.median(rows[0]) / statistics.median(rows[1])
        error = math.hypot(*(results.error_of_median(values) for values in rows))
    return ratio, error, ratio >= target["min"] if "min" in target else ratio <= target["max"]


def targets_table(run, targets):
    lines, reasons = "", []
    for entry in targets:
        for backend, target in entry["backends"].items():
            shown = (lambda value: f"{value:.3g}") if "to" in target else duration
            wanted = f"≥ {shown(target['min'])}" if "min" in target else f"≤ {shown(target['max'])}"
            if "in" in target:
                wanted += f" of {target['in']}"
            judged = judge(run, target)
            if judged is None:
                measured, met = "not measured", "?"
            else:
                ratio, error, is_met = judged
                measured, met = f"**{shown(ratio)}** ± {2 * error:.1%}", "yes" if is_met else "**no**"
                if not is_met:
                    reasons.append(f"- {entry['figure']}, {backend}: {target.get('reason', 'REASON MISSING in bench/targets.json')}\n")
            lines += row([entry["figure"], backend, wanted, measured, entry["limit"], met])
    head = row(["figure", "RSA back end", "target", "measured", "limit", "met"]) + row(["---"] * 3 + ["---:"] * 2 + ["---"])
    text = ("\n## Targets\n\nRatios to the yardstick, unless another measure is named. ± is two standard errors. The limit is "
            "about what can be reached.\n\n" + head + lines)
    return text + ("\nNot met, and why:\n\n" + "".join(reasons) if reasons else "")


def table(layer, case_names, cases):
    who = list(dict.fromkeys(name for times in cases.values() for name in times))
    ours = [name for name in who if name.startswith("snapseal")] if "yardstick" in who else []
    text = head_row(case_names, [*who, *(f"{name} / yardstick" for name in ours)])
    for case, times in cases.items():
        ratios = (f"**{times[name] / times['yardstick']:.3g}**" if {name, "yardstick"} <= times.keys() else ""
                  for name in ours)
        text += row([*case, *(amount(layer, times[name]) if name in times else "" for name in who), *ratios])
    return text


def process_table(layer, cases):
    who = list(dict.fromkeys(name for times in cases.values() for name in times))
    if layer == "peak-memory":
        cases = cases | {(*case, "above `none`"): {name: times[name] - times["none"] for name in times if name != "none"}
                         for case, times in cases.items() if "none" in times}
    text = head_row([""], [" ".join(case) for case in cases])
    for name in who:
        cells = []
        for times in cases.values():
            ratio = f" ({times[name] / times['yardstick']:.2f})" if "yardstick" in times and name in times else ""
            cells.append(amount(layer, times[name]) + ratio if name in times else "")
        text += row([name, *cells])
    return text + "\nIn brackets: divided by the yardstick's.\n"


def machine_table(run):
    names = {"cpu": "CPU", "cores": "Cores", "load": "Load before", "compiler": "Compiler", "snapseal": "snapseal",
             "botan": "Botan", "openssl": "OpenSSL", "nlohmann_json": "nlohmann/json", "libgcrypt": "libgcrypt",
             "python": "Python", "pycryptodome": "PyCryptodome", "cryptography": "python3-cryptography", "jwcrypto": "jwcrypto", "node": "Node", "jose": "jose"}
    machine = run.data["machine"]
    text = "\n## The machine\n\n" + row(["", ""]) + row(["---", "---"])
    text += "".join(row([title, machine[name]]) for name, title in names.items() if name in machine)
    spreads = run.spreads()
    if spreads:
        worst = max(spreads, key=spreads.get)
        text += row(["Spread", f"{statistics.median(spreads.values()):.1%} of the median for the median row, "
                               f"{spreads[worst]:.1%} for the worst ({worst}); from the median absolute deviation"])
    text += row(["Date", run.data["date"]])
    text += "".join(row([f"Absent: {who}", why]) for who, why in run.data["absent"].items())
    return text


def report(run, targets, drawn, folder, head=HEAD):
    text = head
    if run.data["quick"]:
        text += "\n**A quick run: the figures are rough.**\n"
    text += targets_table(run, targets)
    for layer, (title, case_names, note) in LAYERS.items():
        if cases := run.layer(layer):
            text += heading(title, note) + table(layer, case_names, cases) + images(layer, drawn, folder)
    for layer, (title, note) in PROCESSES.items():
        if cases := run.layer(layer):
            text += heading(title, note) + process_table(layer, cases) + images(layer, drawn, folder)
    return text + machine_table(run)


def heading(title, note):
    return f"\n## {title}\n\n" + (f"{note}\n\n" if note else "")


def images(layer, drawn, folder):
    return "".join(f"\n![{name.replace('-', ' ')}]({folder}/{name}.svg)\n" for name in PLOT_OF.get(layer, [])
                   if name in drawn)


def main():
    source, page = sys.argv[1], pathlib.Path(sys.argv[2])
    run = results.Run.read(source)
    drawn = plots.draw(run, page.with_suffix(""))
    head, file = (LANGUAGES, TARGETS_OF_LANGUAGES) if page.stem.endswith("languages") else (HEAD, TARGETS)
    text = report(run, json.loads(file.read_text(encoding="utf-8")), drawn, page.stem, head)
    page.write_text(text, encoding="utf-8")
    if "REASON MISSING" in text:
        print("a target is not met, and the file of the targets does not say why", file=sys.stderr)


if __name__ == "__main__":
    main()
