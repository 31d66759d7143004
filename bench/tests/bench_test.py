#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the benchmarks' scripts say of small runs whose answers are known."""
import copy
import pathlib
import sys
import tempfile
import unittest
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import compare  # noqa: E402
import instructions  # noqa: E402
import plots  # noqa: E402
import report  # noqa: E402
import results  # noqa: E402
import svg  # noqa: E402

OURS = "open-warm/rsa2048/1KiB/snapseal-botan"
CONTROLS = [f"open-warm/rsa2048/{size}/yardstick" for size in ("1KiB", "64KiB", "1MiB", "16MiB", "32MiB")]


def noisy(seconds, percent=1.0):
    """Nine repetitions around a time, always the same."""
    return [seconds * (1 + percent / 100 * step) for step in (-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2)]


def run_of(rows, **other):
    machine = {"cpu": "a CPU", "cores": "2", "compiler": "a compiler", "botan": "2", "openssl": "3"}
    return results.Run({"format": 1, "date": "2026-11-22", "quick": False, "machine": machine, "absent": {},
                        "rows": rows} | other)


def base_rows():
    return {OURS: noisy(1e-3), **{row: noisy(1e-3) for row in CONTROLS}}


class Comparing(unittest.TestCase):
    def verdict(self, after_rows, before_rows=None):
        text, slower = compare.show(run_of(before_rows or base_rows()), run_of(after_rows))
        return text, slower

    def test_the_same_run_twice_has_not_moved(self):
        text, slower = self.verdict(base_rows())
        self.assertFalse(slower)
        self.assertIn("1 rows: 0 slower or larger, 0 faster or smaller", text)

    def test_a_row_that_takes_a_tenth_longer_is_slower(self):
        text, slower = self.verdict(base_rows() | {OURS: noisy(1.1e-3)})
        self.assertTrue(slower)
        self.assertIn("1.100", text)

    def test_a_row_that_takes_a_tenth_less_is_faster_and_no_failure(self):
        text, slower = self.verdict(base_rows() | {OURS: noisy(0.9e-3)})
        self.assertFalse(slower)
        self.assertIn("1 faster", text)

    def test_a_tenth_is_noise_if_the_repetitions_scatter_more(self):
        scattered = base_rows() | {OURS: noisy(1e-3, percent=15)}
        _, slower = self.verdict(base_rows() | {OURS: noisy(1.1e-3, percent=15)}, scattered)
        self.assertFalse(slower)

    def test_less_than_five_percent_is_never_told(self):
        exact = {row: [1e-3] * 9 for row in base_rows()}
        _, slower = self.verdict(exact | {OURS: [1.04e-3] * 9}, exact)
        self.assertFalse(slower)
        _, slower = self.verdict(exact | {OURS: [1.06e-3] * 9}, exact)
        self.assertTrue(slower)

    def test_a_slower_machine_is_divided_out(self):
        text, slower = self.verdict({row: noisy(1.3e-3) for row in base_rows()})
        self.assertFalse(slower)
        self.assertIn("moved by 1.300", text)

    def test_a_row_that_alone_stays_fast_on_a_slower_machine_is_faster(self):
        text, _ = self.verdict({row: noisy(1.3e-3) for row in CONTROLS} | {OURS: noisy(1e-3)})
        self.assertIn("1 faster", text)

    def test_few_peers_do_not_tell_about_the_machine(self):
        before, after = ({OURS: noisy(t), CONTROLS[0]: noisy(t)} for t in (1e-3, 1.3e-3))
        self.assertTrue(self.verdict(after, before)[1])

    def test_a_peer_that_is_slower_is_no_failure(self):
        self.assertFalse(self.verdict(base_rows() | {CONTROLS[0]: noisy(2e-3)})[1])

    def test_more_memory_is_a_failure_on_any_machine(self):
        row = "peak-memory/rsa2048/16MiB/snapseal-botan"
        slow = {name: noisy(1.3e-3) for name in base_rows()}
        text, bad = self.verdict(slow | {row: [60 << 20] * 3}, base_rows() | {row: [50 << 20] * 3})
        self.assertTrue(bad)
        self.assertIn("larger", text)

    def test_a_row_that_is_gone_is_told(self):
        after = base_rows()
        del after[OURS]
        self.assertIn("not in the later run", self.verdict(after)[0])

    def test_another_compiler_is_told(self):
        after = run_of(base_rows())
        after.data["machine"] = after.data["machine"] | {"compiler": "another"}
        self.assertIn("not the same compiler", compare.show(run_of(base_rows()), after)[0])


    def test_quick_runs_and_runs_without_a_common_row_are_not_judged(self):
        run = run_of(base_rows())
        self.assertIsNone(compare.why_not(run, run))
        self.assertIn("--quick", compare.why_not(run, run_of(base_rows(), quick=True)))
        self.assertIn("in common", compare.why_not(run, run_of({CONTROLS[0]: noisy(1.0)})))


class Statistics(unittest.TestCase):
    def test_one_wild_repetition_changes_neither_median_nor_spread_much(self):
        calm, wild = noisy(1.0), [*noisy(1.0)[:-1], 100.0]
        self.assertEqual(run_of({"a/b": wild}).median("a/b"), 1.0)
        self.assertAlmostEqual(results.spread(wild), results.spread(calm), delta=0.01)

    def test_the_error_of_a_median_falls_with_the_root_of_the_repetitions(self):
        self.assertAlmostEqual(results.error_of_median(noisy(1.0) * 4), results.error_of_median(noisy(1.0)) / 2)

    def test_ours_are_told_from_peers_by_the_last_part_of_the_name(self):
        self.assertTrue(results.is_ours("sign/parts-350B/snapseal"))
        self.assertTrue(results.is_ours(OURS))
        self.assertFalse(results.is_ours("open-warm/snapseal/1KiB/yardstick"))

    def test_another_format_is_refused(self):
        with self.assertRaises(ValueError):
            run_of({}, format=2)


class Reporting(unittest.TestCase):
    TARGETS = [{"figure": "warm", "limit": "0.9", "backends": {
        "Botan": {"of": OURS, "to": CONTROLS[0], "max": 0.97, "reason": "the hill is steep"}}}]

    def page(self, rows, targets=None, **other):
        return report.report(run_of(rows, **other), targets or self.TARGETS, ["by-key-size"], "benchmarks")

    def test_targets_come_before_all_tables(self):
        page = self.page(base_rows())
        self.assertLess(page.index("## Targets"), page.index("## Whole response"))

    def test_a_target_that_is_met_stands_without_its_reason(self):
        page = self.page(base_rows() | {OURS: noisy(0.9e-3)})
        self.assertIn("| warm | Botan | ≤ 0.97 | **0.9** ± ", page)
        self.assertIn("| 0.9 | yes |", page)
        self.assertNotIn("the hill is steep", page)

    def test_a_target_that_is_not_met_stands_with_its_reason(self):
        page = self.page(base_rows())
        self.assertIn("| **no** |", page)
        self.assertIn("- warm, Botan: the hill is steep", page)

    def test_a_reason_that_is_missing_is_told(self):
        targets = copy.deepcopy(self.TARGETS)
        del targets[0]["backends"]["Botan"]["reason"]
        self.assertIn("REASON MISSING", self.page(base_rows(), targets))

    def test_a_figure_that_is_to_be_large_is_not_met_below_it(self):
        targets = copy.deepcopy(self.TARGETS)
        targets[0]["backends"]["Botan"] = {"of": OURS, "to": CONTROLS[0], "min": 1.9}
        self.assertIn("**no**", self.page(base_rows(), targets))
        self.assertIn("| yes |", self.page(base_rows() | {OURS: noisy(2e-3)}, targets))

    def test_a_target_without_rows_is_not_called_met(self):
        page = self.page({CONTROLS[0]: noisy(1e-3)})
        self.assertIn("| not measured | 0.9 | ? |", page)

    def test_an_absent_peer_and_a_quick_run_are_told(self):
        page = self.page(base_rows(), absent={"jose-jwe": "no node"}, quick=True)
        self.assertIn("| Absent: jose-jwe | no node |", page)
        self.assertIn("quick run", page)

    def test_rows_of_the_same_rounds_are_compared_round_by_round(self):
        slow_half = [1e-3, 1e-3, 1e-3, 2e-3, 2e-3, 2e-3, 2e-3]
        rows = {"process-warm/rsa2048/1KiB/snapseal-python": [time * 1.02 for time in slow_half],
                "process-warm/rsa2048/1KiB/snapseal-openssl": slow_half}
        ratio, error, is_met = report.judge(run_of(rows), {"of": list(rows)[0], "to": list(rows)[1], "max": 1.03})
        self.assertAlmostEqual(ratio, 1.02)
        self.assertAlmostEqual(error, 0)
        self.assertTrue(is_met)

    def test_a_target_may_be_a_time(self):
        run = run_of({"process-sign/350B/snapseal-python": noisy(2e-6)})
        target = {"of": "process-sign/350B/snapseal-python", "max": 3e-6}
        self.assertTrue(report.judge(run, target)[2])
        page = report.report(run, [{"figure": "sign", "limit": "", "backends": {"either": target}}], [], "x", report.LANGUAGES)
        self.assertIn("| ≤ 3.00 µs | **2.00 µs** ±", page)
        self.assertFalse(report.judge(run, target | {"max": 1e-6})[2])

    def test_every_target_of_the_project_names_rows_and_one_bound(self):
        entries = [entry for file in (report.TARGETS, report.TARGETS_OF_LANGUAGES) for entry in report.json.loads(file.read_text(encoding="utf-8"))]
        for entry in entries:
            for target in entry["backends"].values():
                self.assertTrue("of" in target and ("to" in target or target.get("max", 1) < 1e-3), "a ratio, or seconds")
                self.assertEqual(len({"max", "min"} & target.keys()), 1)
                for row in (target["of"], target.get("to", target["of"])):
                    self.assertIn(row.split("/")[0], report.LAYERS | report.PROCESSES)

    def test_plots_are_well_formed_and_the_same_each_time(self):
        rows = base_rows() | {f"sign/parts-350B/{who}": noisy(1e-6) for who in ("snapseal", "yardstick")}
        with tempfile.TemporaryDirectory() as folder:
            texts = []
            for _ in range(2):
                self.assertIn("signing", plots.draw(run_of(rows), pathlib.Path(folder)))
                texts.append((pathlib.Path(folder) / "signing.svg").read_text(encoding="utf-8"))
        self.assertEqual(*texts)
        xml.etree.ElementTree.fromstring(texts[0])
        self.assertIn("prefers-color-scheme:dark", texts[0])

    def test_parts_of_an_operation_make_up_the_whole(self):
        rows = {"open-warm/rsa2048/1KiB/snapseal-botan": [10e-3], "oaep/rsa2048/snapseal-botan": [6e-3],
                "ocb/1KiB/rfc7253/snapseal": [1e-3], "base64-decode/1KiB/snapseal": [0.5e-3],
                "envelope/1KiB/snapseal": [1.5e-3], "oaep/rsa2048/libgcrypt": [1e-3]}
        whole, parts = plots.parts_of(run_of(rows), "snapseal-botan", "1KiB")
        self.assertEqual(whole, 10e-3)
        for part, milliseconds in {"rsa": 6, "ocb": 1, "base64": 0.5, "envelope": 1, "rest": 1.5}.items():
            self.assertAlmostEqual(parts[part], milliseconds * 1e-3)
        self.assertIsNone(plots.parts_of(run_of(rows), "libgcrypt", "1KiB"))
        svg_text = plots.breakdown(run_of(rows))
        self.assertIn("10.0 ms", svg_text)
        xml.etree.ElementTree.fromstring(svg_text)

    def test_labels_are_moved_apart_and_keep_their_order(self):
        placed = svg.spread_out([100, 101, 102, 300], 17)
        self.assertEqual(placed, sorted(placed))
        self.assertTrue(all(b - a >= 17 - 1e-9 for a, b in zip(placed, placed[1:])))
        self.assertEqual(placed[3], 300)

    def test_durations_have_three_digits(self):
        self.assertEqual([report.duration(s) for s in (1.5, 0.0123, 9.9999e-4, 1.234e-6, 5e-9)],
                         ["1.50 s", "12.3 ms", "1.00 ms", "1.23 µs", "5.00 ns"])


class CountingInstructions(unittest.TestCase):
    def judge(self, recorded, counted):
        lines, failed = instructions.judge(recorded, counted)
        return "\n".join(lines), failed

    def test_a_rise_beyond_three_percent_fails_with_the_numbers(self):
        text, failed = self.judge({"a": 1000}, {"a": 1031})
        self.assertTrue(failed)
        self.assertRegex(text, r"1,000 -> +1,031 +\+3\.10%")

    def test_a_rise_of_three_percent_passes(self):
        self.assertFalse(self.judge({"a": 1000}, {"a": 1030})[1])

    def test_a_fall_passes_and_asks_to_be_recorded(self):
        text, failed = self.judge({"a": 1000}, {"a": 900})
        self.assertFalse(failed)
        self.assertIn("scripts/bench instructions --record", text)

    def test_a_count_that_is_gone_fails_and_a_new_one_asks_to_be_recorded(self):
        self.assertTrue(self.judge({"a": 1000, "b": 1}, {"a": 1000})[1])
        text, failed = self.judge({"a": 1000}, {"a": 1000, "b": 1})
        self.assertFalse(failed)
        self.assertIn("--record", text)

    def test_a_dump_of_callgrind_is_read_and_that_of_the_end_passed_over(self):
        self.assertEqual(instructions.read_dump("desc: Trigger: Client Request: ocb/1KiB\nsummary: 0\ntotals: 12\n"),
                         ("ocb/1KiB", 12))
        self.assertIsNone(instructions.read_dump("desc: Trigger: Program termination\ntotals: 12\n"))


if __name__ == "__main__":
    unittest.main()
