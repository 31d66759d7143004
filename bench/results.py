# SPDX-License-Identifier: Apache-2.0
"""A run of the benchmarks as a file, and the statistics of its rows.

{"format": 1, "date": "2026-11-22", "quick": false, "machine": {name: text}, "absent": {who: why},
 "rows": {"layer/case/who": [a figure for each repetition: seconds an operation, or bytes]}}
"""
import json
import math
import pathlib
import statistics

FORMAT = 1
NORMAL_MAD = 1.4826  # MAD of a normal distribution to its standard deviation
NORMAL_MEDIAN = 1.2533  # standard error of a median to that of a mean


class Run:
    def __init__(self, data):
        if data.get("format") != FORMAT:
            raise ValueError(f"the run's format is {data.get('format')}, not {FORMAT}")
        self.data = data
        self.rows = data["rows"]

    @classmethod
    def read(cls, path):
        return cls(json.loads(pathlib.Path(path).read_text(encoding="utf-8")))

    def median(self, row):
        """The median of a row's repetitions, or None if there is no such row."""
        return statistics.median(self.rows[row]) if row in self.rows else None

    def layer(self, layer):
        """{case: {who: median}} of a layer, in the order of the run."""
        cases = {}
        for row in self.rows:
            name, *case, who = row.split("/")
            if name == layer:
                cases.setdefault(tuple(case), {})[who] = self.median(row)
        return cases

    def spreads(self):
        """The relative spread of each row that was measured more than once."""
        return {row: spread(values) for row, values in self.rows.items() if len(values) > 1}


def who_of(row):
    return row.rsplit("/", 1)[1]


def is_ours(row):
    return who_of(row).split("-")[0] == "snapseal"


def mad(values):
    """The median of the distances from the median."""
    middle = statistics.median(values)
    return statistics.median(abs(value - middle) for value in values)


def spread(values):
    """A robust standard deviation, relative to the median."""
    return NORMAL_MAD * mad(values) / statistics.median(values)


def error_of_median(values):
    """The relative standard error of a row's median."""
    return NORMAL_MEDIAN * spread(values) / math.sqrt(len(values))
