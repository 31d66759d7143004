# SPDX-License-Identifier: Apache-2.0
"""Small charts as SVG text: the same figures give the same file. Colours follow the reader's light or dark scheme."""
import html
import math

WIDTH = 760
TITLE, SUBTITLE = 17, 12.5

# (light, dark): told apart by people who see colours otherwise (after Okabe and Ito), and each also by a label.
COLOURS = {
    "ground": ("#ffffff", "#14171c"),
    "text": ("#1c2128", "#e6e9ee"),
    "quiet": ("#5b6470", "#9aa4b2"),
    "grid": ("#e3e6ea", "#2b313a"),
    "snapseal": ("#0072b2", "#3b9ee0"),
    "snapseal-openssl": ("#0072b2", "#3b9ee0"),
    "snapseal-botan": ("#3fa7e0", "#8fd0ff"),
    "yardstick": ("#d55e00", "#ff8b3d"),
    "botan-reused": ("#00805c", "#2fc79a"),
    "botan-naive": ("#a8487f", "#e18fbd"),
    "libgcrypt": ("#8f6a00", "#e3b53c"),
    "other": ("#8b939e", "#7b8694"),
    "part-rsa": ("#3d3a8c", "#8d8af0"),
    "part-ocb": ("#2a9d8f", "#4fd1c1"),
    "part-base64": ("#c2a83e", "#e6d06c"),
    "part-envelope": ("#c0566b", "#f08ca0"),
    "part-rest": ("#b4bac2", "#565f6b"),
}


def paint(name, how="fill"):
    """The light colour as an attribute, which every program draws, and a class that the dark scheme recolours."""
    name = name if name in COLOURS else "other"
    return f'{how}="{COLOURS[name][0]}" class="{how[0]}-{name}"'


def dark_style():
    rules = (f".{how[0]}-{name}{{{how}:{dark}}}" for name, (_, dark) in COLOURS.items() for how in ("fill", "stroke"))
    return f"@media(prefers-color-scheme:dark){{{''.join(rules)}}}"


def number(value):
    return f"{value:.1f}".rstrip("0").rstrip(".")


class Chart:
    def __init__(self, title, subtitle, height):
        self.title, self.subtitle, self.height = title, subtitle, height
        self.parts = []

    def text(self, x, y, text, *, anchor="start", fill="text", size=12.5, weight=400, aside=""):
        """`aside` follows the text, and is quieter."""
        aside = f'<tspan dx="8" {paint("quiet")}>{html.escape(aside)}</tspan>' if aside else ""
        self.parts.append(f'<text x="{number(x)}" y="{number(y)}" text-anchor="{anchor}" font-size="{size}" '
                          f'font-weight="{weight}" {paint(fill)}>{html.escape(text)}{aside}</text>')

    def line(self, x1, y1, x2, y2, stroke="grid", width=1.0):
        self.parts.append(f'<line x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}" '
                          f'{paint(stroke, "stroke")} stroke-width="{width}"/>')

    def bar(self, x, y, width, height, fill, title):
        self.parts.append(f'<rect x="{number(x)}" y="{number(y)}" width="{number(max(width, 0.5))}" '
                          f'height="{number(height)}" {paint(fill)}><title>{html.escape(title)}</title></rect>')

    def polyline(self, points, stroke, width):
        path = " ".join(f"{number(x)},{number(y)}" for x, y in points)
        self.parts.append(f'<polyline points="{path}" fill="none" {paint(stroke, "stroke")} stroke-width="{width}" '
                          f'stroke-linejoin="round"/>')

    def dot(self, x, y, fill, title):
        self.parts.append(f'<circle cx="{number(x)}" cy="{number(y)}" r="4" {paint(fill)}><title>{html.escape(title)}</title></circle>')

    def render(self):
        head = Chart("", "", 0)
        head.text(20, 30, self.title, size=TITLE, weight=650)
        head.text(20, 50, self.subtitle, size=SUBTITLE, fill="quiet")
        return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {self.height}" width="{WIDTH}" '
                f'height="{self.height}" role="img" font-family="system-ui, -apple-system, \'Segoe UI\', Roboto, '
                f'\'DejaVu Sans\', sans-serif">\n<title>{html.escape(self.title)}</title>\n'
                f"<style>{dark_style()}</style>\n"
                f'<rect width="100%" height="100%" rx="8" {paint("ground")}/>\n'
                + "\n".join(head.parts + self.parts) + "\n</svg>\n")


def duration(seconds):
    for unit, factor in (("s", 1), ("ms", 1e3), ("µs", 1e6)):
        if seconds * factor >= 0.9995:
            return f"{seconds * factor:#.3g}".rstrip(".") + f" {unit}"
    return f"{seconds * 1e9:#.3g}".rstrip(".") + " ns"


def spread_out(positions, gap):
    """The positions moved apart, as little as it takes, so that labels do not lie on each other; the order stays."""
    order = sorted(range(len(positions)), key=lambda i: positions[i])
    groups = []  # [sum of wished places, members]
    for i in order:
        groups.append([[i], positions[i]])
        while len(groups) > 1:
            (upper, centre), (lower, below) = groups[-2], groups[-1]
            if below - (len(lower) - 1) * gap / 2 - (centre + (len(upper) - 1) * gap / 2) >= gap:
                break
            members = upper + lower
            groups[-2:] = [[members, (centre * len(upper) + below * len(lower)) / len(members)]]
    placed = [0.0] * len(positions)
    for members, centre in groups:
        for k, i in enumerate(members):
            placed[i] = centre + (k - (len(members) - 1) / 2) * gap
    return placed


def line_chart(title, subtitle, columns, series, names):
    """`series` is {who: [seconds or None for each column]}; seconds are on a logarithmic scale."""
    top, bottom, left, right, height = 76, 36, 70, 236, 470
    chart = Chart(title, subtitle, height)
    values = [value for line in series.values() for value in line if value]
    low, high = math.floor(math.log10(min(values)) * 3) / 3, math.ceil(math.log10(max(values)) * 3) / 3
    high = max(high, low + 1 / 3)
    x = lambda i: left + 24 + i * (WIDTH - left - right - 48) / max(len(columns) - 1, 1)
    y = lambda value: top + (high - math.log10(value)) / (high - low) * (height - top - bottom)
    for tick in ticks(low, high):
        chart.line(left, y(tick), WIDTH - right, y(tick))
        chart.text(left - 8, y(tick) + 4, duration_tick(tick), anchor="end", fill="quiet")
    for i, column in enumerate(columns):
        chart.text(x(i), height - 12, column, anchor="middle", fill="quiet")
    # Ours lie on top.
    for who, line in sorted(series.items(), key=lambda item: item[0].startswith("snapseal")):
        points = [(x(i), y(value), value) for i, value in enumerate(line) if value]
        chart.polyline([point[:2] for point in points], who, 2.6 if who.startswith("snapseal") else 1.8)
        for (px, py, value), column in zip(points, columns):
            chart.dot(px, py, who, f"{names[who]}, {column}: {duration(value)}")
    ends = [(who, [value for value in line if value][-1]) for who, line in series.items()]
    for (who, value), place in zip(ends, spread_out([y(value) for _, value in ends], 17)):
        chart.line(x(len(columns) - 1) + 7, y(value), WIDTH - right + 6, place, stroke=who, width=0.8)
        chart.text(WIDTH - right + 10, place + 4, names[who], fill=who,
                   weight=650 if who.startswith("snapseal") else 400, aside=duration(value))
    return chart.render()


def ticks(low, high):
    """1, 2 and 5 times powers of ten between the logarithms; 1 only, where these are many."""
    steps = (1, 2, 5) if high - low < 2.4 else (1,) if high - low > 4 else (1, 3)
    for exponent in range(math.floor(low) - 1, math.ceil(high) + 1):
        for step in steps:
            if low - 1e-9 <= math.log10(step) + exponent <= high + 1e-9:
                yield step * 10.0**exponent


def duration_tick(seconds):
    for unit, factor in (("s", 1), ("ms", 1e3), ("µs", 1e6)):
        if seconds * factor >= 0.9995:
            return f"{seconds * factor:.0f} {unit}"
    return f"{seconds * 1e9:.0f} ns"


def bar_chart(title, subtitle, groups, names, reference="yardstick"):
    """`groups` is [(heading, {who: seconds})]; each group has a linear scale of its own if there are several."""
    top, left, right, bar, gap = 74, 250, 150, 20, 8
    height = top + sum((26 if heading else 0) + len(bars) * (bar + gap) + 10 for heading, bars in groups) + 6
    chart = Chart(title, subtitle, height)
    y = top
    for heading, bars in groups:
        if heading:
            chart.text(20, y + 12, heading, weight=650)
            y += 26
        longest = max(bars.values())
        for who, seconds in bars.items():
            width = seconds / longest * (WIDTH - left - right)
            chart.text(left - 10, y + 14.5, names[who], anchor="end", weight=650 if who.startswith("snapseal") else 400)
            chart.bar(left, y, width, bar, who, f"{names[who]}: {duration(seconds)}")
            ratio = f"{seconds / bars[reference]:.2f}×" if reference in bars and who != reference else ""
            chart.text(left + width + 8, y + 14.5, duration(seconds), aside=ratio)
            y += bar + gap
        y += 10
    return chart.render()


def stacked_chart(title, subtitle, groups, names, parts):
    """`groups` is [(heading, {who: (seconds, {part: seconds})})]; `parts` is {part: its name}."""
    top, left, right, bar, gap = 106, 200, 90, 22, 8
    height = top + sum(26 + len(bars) * (bar + gap) + 12 for _, bars in groups) + 4
    chart = Chart(title, subtitle, height)
    x = left
    for part, name in parts.items():
        chart.bar(x, 70, 12, 12, f"part-{part}", name)
        chart.text(x + 18, 80.5, name)
        x += 18 + 7.3 * len(name) + 22
    y = top
    for heading, bars in groups:
        chart.text(20, y + 12, heading, weight=650)
        y += 26
        longest = max(sum(bar_parts.values()) for _, bar_parts in bars.values())
        for who, (whole, bar_parts) in bars.items():
            chart.text(left - 10, y + 15.5, names[who], anchor="end", weight=650 if who.startswith("snapseal") else 400)
            x = left
            for part, seconds in bar_parts.items():
                width = seconds / longest * (WIDTH - left - right)
                chart.bar(x, y, width, bar, f"part-{part}", f"{names[who]}, {parts[part]}: {duration(seconds)}")
                x += width
            chart.text(x + 8, y + 15.5, duration(whole))
            y += bar + gap
        y += 12
    return chart.render()
