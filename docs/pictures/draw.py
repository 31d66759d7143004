#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws the pictures of protocol.md, beside this file. They are text here: boxes, lines and words at their places.

    docs/pictures/draw.py            writes the SVG files
    docs/pictures/draw.py --check    status 1 if a file is not what would be written

Needs Python's standard library only. The colours follow the reader's choice of light or dark."""

import pathlib
import sys
from xml.sax.saxutils import escape

WIDTH = 760
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"
MONO = "ui-monospace, 'SF Mono', 'DejaVu Sans Mono', Consolas, monospace"
COLOURS = {  # light, dark
    "ground": ("#ffffff", "#14171c"), "text": ("#1c2128", "#e6e9ee"), "quiet": ("#57606a", "#9aa4b2"), "box": ("#f3f5f8", "#20252d"),
    "edge": ("#8b95a3", "#5b6675"), "secret": ("#b3540e", "#ff9f5a"), "open": ("#0b6bb8", "#5cb3f0"), "good": ("#1a7f4e", "#4fd1a0"),
    "none": ("none", "none")}


class Picture:
    def __init__(self, title, height):
        self.title, self.height, self.parts = title, height, []

    def paint(self, fill, stroke):
        """What is seen in the light; the classes are for the dark."""
        classes = " ".join(f"{kind}-{colour}" for kind, colour in (("f", fill), ("s", stroke)) if colour != "none")
        return f'fill="{COLOURS[fill][0]}" stroke="{COLOURS[stroke][0]}" class="{classes}"'

    def text(self, x, y, words, colour="text", size=13, anchor="start", mono=False, bold=False):
        family = f' font-family="{MONO}"' if mono else ""
        weight = ' font-weight="650"' if bold else ""
        self.parts.append(f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}"{family}{weight} xml:space="preserve" '
                          f'{self.paint(colour, "none")}>{escape(words)}</text>')

    def box(self, x, y, width, height, edge="edge", fill="box"):
        self.parts.append(f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="6" {self.paint(fill, edge)} stroke-width="1.2"/>')

    def line(self, points, colour="edge", dashed=False, head=True):
        """A line through points (x, y); with an arrow's head at its end."""
        path = "M" + " L".join(f"{x},{y}" for x, y in points)
        dash = ' stroke-dasharray="5 4"' if dashed else ""
        self.parts.append(f'<path d="{path}" {self.paint("none", colour)} stroke-width="1.6"{dash}/>')
        if head:
            (x0, y0), (x, y) = points[-2:]
            dx, dy = (x > x0) - (x < x0), (y > y0) - (y < y0)
            corners = [(x, y), (x - 9 * dx + 4.5 * dy, y - 9 * dy + 4.5 * dx), (x - 9 * dx - 4.5 * dy, y - 9 * dy - 4.5 * dx)]
            self.parts.append(f'<polygon points="{" ".join(f"{a},{b}" for a, b in corners)}" {self.paint(colour, "none")}/>')

    def svg(self):
        dark = "".join(f".f-{name}{{fill:{colour}}}.s-{name}{{stroke:{colour}}}" for name, (_, colour) in COLOURS.items() if name != "none")
        return "\n".join([
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {self.height}" width="{WIDTH}" height="{self.height}" role="img" '
            f'font-family="{FONT}">', f"<title>{escape(self.title)}</title>",
            f"<style>@media(prefers-color-scheme:dark){{{dark}}}</style>",
            f'<rect width="100%" height="100%" rx="8" {self.paint("ground", "none")}/>', *self.parts, "</svg>", ""])


def round_trip():
    p = Picture("The round trip: device, partner, API", 396)
    lanes = {"device": 110, "partner": 380, "API": 650}
    for name, holds in (("device", "holds the private key"), ("partner", "holds the consumer key"), ("API", "holds the public key")):
        x = lanes[name]
        p.line([(x, 66), (x, 380)], "edge", dashed=True, head=False)
        p.box(x - 86, 16, 172, 50)
        p.text(x, 37, {"device": "the user's device", "partner": "the partner's server", "API": "the API"}[name], anchor="middle", bold=True)
        p.text(x, 56, holds, "quiet", 12, "middle")
    a, b, c = lanes.values()

    def step(y, start, end, words, under, colour="open"):
        p.line([(start, y), (end, y)], colour)
        p.text((start + end) / 2, y - 7, words, size=12.5, anchor="middle")
        p.text((start + end) / 2, y + 16, under, "quiet", 11.5, "middle")

    p.text(a + 12, 92, "1  makes a key pair", "secret", 12.5)
    step(124, a, b, "2  public key", "one ssh-rsa line", "open")
    step(164, b, c, "3  registerUser, signed", "rsaPublicKey", "open")
    step(212, b, c, "4  login or encryptedJWT, signed", "with the user's secret", "open")
    p.text(c - 12, 256, "5  encrypts", "secret", 12.5, "end")
    step(290, c, b, "6  encrypted response", "the partner cannot read it", "secret")
    step(334, b, a, "7  the same, unread", "byte for byte", "secret")
    p.text(a + 12, 374, "8  opens it: token or link", "good", 12.5)
    return p


def envelope():
    p = Picture("The encrypted response, and how it is opened", 372)
    p.text(20, 32, "the encrypted response (JSON; each value in base64)", bold=True)
    fields = (("encryptedSharedKey", "as many bytes as the RSA modulus"), ("nonce", "1 to 15 bytes"), ("encryptedMessage", "as long as the plaintext"),
              ("tag", "16 bytes"))
    for (name, length), x, width in zip(fields, (20, 276, 452, 646), (240, 160, 178, 94)):
        p.box(x, 46, width, 54)
        p.text(x + width / 2, 68, name, "open", 12.5, "middle", mono=True)
        p.text(x + width / 2, 88, length, "quiet", 11.5, "middle")
    p.line([(140, 100), (140, 146)])
    p.box(20, 148, 240, 54, "secret")
    p.text(140, 170, "RSA-OAEP, private key", anchor="middle", bold=True)
    p.text(140, 190, "SHA-1, MGF1 with SHA-1, no label", "quiet", 11.5, "middle")
    p.line([(140, 202), (140, 238)])
    p.box(20, 240, 240, 54, "secret")
    p.text(140, 262, "shared key: 16, 24 or 32 bytes", "secret", 13, "middle")
    p.text(140, 282, "the AES key as it stands", "quiet", 11.5, "middle")
    for x in (356, 541, 693):
        p.line([(x, 100), (x, 238)])
    p.line([(260, 267), (310, 267)])
    p.box(312, 240, 428, 54, "secret")
    p.text(526, 262, "AES-OCB (RFC 7253), tag of 16 bytes, no associated data", anchor="middle", bold=True, size=12.5)
    p.text(526, 282, "opens if the tag holds, and gives nothing out before", "quiet", 11.5, "middle")
    p.line([(526, 294), (526, 322)], "good")
    p.box(312, 324, 428, 34, "good")
    p.text(526, 346, "plaintext: an access token or a link", "good", 13, "middle")
    p.text(20, 346, "If OAEP fails: go on with a random key.", "quiet", 12)
    return p


def signed_text():
    p = Picture("How the signed text is built", 366)
    p.text(20, 30, "what is sent", bold=True)
    p.text(20, 58, "POST", "quiet", 12.5, mono=True)
    p.text(66, 58, "https://api.snaptrade.com", "quiet", 12.5, mono=True)
    p.text(262, 58, "/snapTrade/registerUser", "open", 12.5, mono=True)
    p.text(438, 58, "?", "quiet", 12.5, mono=True)
    p.text(447, 58, "clientId=ID&timestamp=1795314671", "good", 12.5, mono=True)
    p.text(120, 92, '{"userId": "Zo\u00eb"}', "secret", 12.5, mono=True)
    p.text(20, 236, "Not signed: the method,", "quiet", 12)
    p.text(20, 253, "the host, the headers.", "quiet", 12)
    p.text(288, 120, "path, as sent", "quiet", 11.5)
    p.text(520, 120, "query, as sent", "quiet", 11.5)
    p.text(20, 120, "body, as a JSON value", "quiet", 11.5)
    p.line([(270, 64), (270, 76), (432, 76), (432, 146)], "open")
    p.line([(640, 64), (640, 146)], "good")
    p.line([(190, 98), (190, 146)], "secret")
    p.box(20, 148, 720, 62)
    p.text(34, 170, "canonical JSON: members sorted, no spaces, ASCII only", "quiet", 12)
    x, unit = 34, 7.06
    for words, colour in (('{"content":', "text"), ('{"userId":"Zo\\u00eb"}', "secret"), (',"path":', "text"), ('"/snapTrade/registerUser"', "open"),
                          (',"query":"', "text"), ("clientId=ID&\u2026", "good"), ('"}', "text")):
        p.text(x, 195, words, colour, 11.7, mono=True)
        x = round(x + unit * len(words), 1)
    p.line([(380, 210), (380, 240)])
    p.box(210, 242, 340, 36, "secret")
    p.text(380, 265, "HMAC-SHA-256, key: the consumer key", anchor="middle", bold=True)
    p.line([(380, 278), (380, 308)])
    p.text(394, 298, "base64: 44 characters", "quiet", 11.5)
    p.box(130, 310, 500, 38, "good")
    p.text(380, 334, "Signature: \u2026=", "good", 12.5, "middle", mono=True)
    return p


def nonce():
    p = Picture("The two readings of a nonce of 15 bytes", 300)

    def row(y, title, used, note, colour):
        p.text(20, y - 12, title, bold=True)
        for i in range(15):
            p.box(20 + 34 * i, y, 30, 30, colour if i < used else "edge", "box" if i < used else "ground")
            p.text(35 + 34 * i, y + 20, str(i + 1), colour if i < used else "quiet", 12, "middle")
        for i, words in enumerate(note):
            p.text(542, y + 12 + 17 * i, words, "quiet", 12)

    row(46, "1. RFC 7253: N is the whole nonce", 15, ("tried first: it vouches", "for all 15 bytes"), "open")
    row(132, "2. the old form: N is the first 14 bytes", 14, ("PyCryptodome before 3.17", "leaves out the last byte"), "secret")
    p.line([(240, 82), (240, 104)])
    p.text(310, 98, "only if the tag does not hold, and the nonce has 15 bytes", "quiet", 12)
    p.line([(240, 168), (240, 202)])
    p.box(20, 204, 506, 36, "good")
    p.text(273, 227, "the form whose tag holds opens the message", "good", 13, "middle")
    p.text(20, 272, "Neither: decryption_failed, without a cause. Nonces of 1 to 14 bytes have the first reading only.", "quiet", 12)
    return p


PICTURES = {"round-trip": round_trip, "envelope": envelope, "signed-text": signed_text, "nonce": nonce}

folder = pathlib.Path(__file__).resolve().parent
stale = []
for name, draw in PICTURES.items():
    path, text = folder / f"{name}.svg", draw().svg()
    if sys.argv[1:] == ["--check"]:
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    else:
        path.write_text(text, encoding="utf-8")
stale += [path.stem for path in folder.glob("*.svg") if path.stem not in PICTURES]
print(f"{len(PICTURES)} pictures" + "".join(f"; {name}.svg is not what docs/pictures/draw.py draws" for name in stale))
sys.exit(bool(stale))
