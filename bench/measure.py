#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures everything and writes a run (results.py).

Usage: measure.py BUILD RUN.json [--quick] [--filter REGEX]
"""
import argparse
import json
import pathlib
import random
import re
import subprocess
import sys
import time

import processes
import results

# Google Benchmark: many short repetitions in random order, so that a slow minute meets all rows alike.
REPETITIONS, MIN_TIME = 21, 0.03
REPETITIONS_QUICK, MIN_TIME_QUICK = 3, 0.01
CONTEXT_ROW = "base64-decode/1KiB/snapseal"  # always run: without a row, no context is written


def run_google_benchmark(program, inputs, out, quick, pattern):
    repetitions, min_time = (REPETITIONS_QUICK, MIN_TIME_QUICK) if quick else (REPETITIONS, MIN_TIME)
    done = subprocess.run(
        [program, f"--write-inputs={inputs}", f"--benchmark_min_time={min_time}",
         f"--benchmark_repetitions={repetitions}", "--benchmark_enable_random_interleaving=true",
         "--benchmark_display_aggregates_only=true", f"--benchmark_filter=({pattern})|{CONTEXT_ROW}",
         f"--benchmark_out={out}", "--benchmark_out_format=json"],
        capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{program} failed:\n{done.stderr}")
    data = json.loads(pathlib.Path(out).read_text(encoding="utf-8"))
    rows = {}
    for run in sorted(data["benchmarks"], key=lambda run: run["family_index"]):
        if run["run_type"] == "iteration":
            if run.get("error_occurred"):
                sys.exit(f"{run['name']}: {run['error_message']}")
            parts = [part for part in run["run_name"].split("/") if part != "real_time" and ":" not in part]
            rows.setdefault("/".join(parts), []).append(1 / run["items_per_second"])
    return data["context"], {row: values for row, values in rows.items() if re.search(pattern, row)}


def cpu_name():
    try:
        text = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return "unknown"
    found = re.search(r"^model name\s*: (.*)$", text, re.MULTILINE)
    flags = re.search(r"^flags\s*: (.*)$", text, re.MULTILINE)
    wide = [flag for flag in ("sha_ni", "vaes", "avx2", "avx512ifma") if flags and flag in flags[1].split()]
    return f"{found[1] if found else 'unknown'} ({', '.join(wide)})"


def machine(context, versions):
    return {
        "cpu": cpu_name(),
        "cores": str(context["num_cpus"]),
        "load": ", ".join(f"{load:.1f}" for load in context.get("load_avg", [])) or "unknown",
        "compiler": context["compiler"],
        "snapseal": context["snapseal"],
        "botan": context["botan"],
        "openssl": context["openssl"],
        "libgcrypt": context["libgcrypt"] or "absent",
        "nlohmann_json": context["nlohmann_json"],
        **versions,
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("run", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--filter", default=".")
    arguments = parser.parse_args()
    random.seed(1)

    started = time.monotonic()
    inputs = arguments.build / "inputs"
    inputs.mkdir(exist_ok=True)
    program = arguments.build / "bench/snapseal_bench"
    context, rows = run_google_benchmark(program, inputs, arguments.build / "google-benchmark.json", arguments.quick,
                                         arguments.filter)
    print(f"in one process: {len(rows)} rows in {time.monotonic() - started:.0f} s", flush=True)

    started = time.monotonic()
    world = processes.World(arguments.build, inputs, context["openers"].split())
    rows |= processes.measure(world, arguments.quick, re.compile(arguments.filter))
    print(f"as processes: in {time.monotonic() - started:.0f} s", flush=True)
    for who, why in world.absent.items():
        print(f"absent: {who}: {why}")

    run = {"format": results.FORMAT, "date": context["date"][:10], "quick": arguments.quick,
           "machine": machine(context, world.versions()), "absent": world.absent, "rows": rows}
    arguments.run.parent.mkdir(exist_ok=True)
    arguments.run.write_text(json.dumps(run, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
