#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""docs/protocol.md is true: the programs that it shows are files, and give what its worked examples and the vectors say.

Usage: protocol_test.py ROOT. Exit status 77: python3-cryptography or node is missing."""

import base64
import hashlib
import hmac
import importlib.util
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

root = pathlib.Path(sys.argv[1]).resolve()
page = (root / "docs/protocol.md").read_text(encoding="utf-8")
PROGRAMS = ["examples/python/open_response.py", "examples/python/sign_request.py",
            "examples/node/open_response.mjs", "examples/node/sign_request.mjs"]
faults, missing, counts = [], [], {}


def check(right, text):
    if not right:
        faults.append(text)


def cases(name):
    return json.loads((root / f"vectors/{name}.json").read_text())["cases"]


def json_or_none(text):
    try:
        return json.loads(text)
    except ValueError:
        return None


# What the page shows is what the files hold.

shown = dict(re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", page, re.DOTALL))
check(sorted(shown) == sorted(PROGRAMS), f"the page shows {sorted(shown)}")
for name, text in shown.items():
    check((root / name).read_text(encoding="utf-8").split("\n", 1)[1] == text, f"{name} is not what the page shows")


def anchors(path):
    """What GitHub makes of the headings of a page."""
    return {re.sub(r"[^a-z0-9 _-]", "", heading.lower()).replace(" ", "-") for heading in re.findall(r"^#+ (.*)$", path.read_text(), re.MULTILINE)}


links = 0
for path in [*(root / "docs").glob("*.md"), root / "README.md", root / "vectors/README.md"]:
    for target, anchor in re.findall(r"\]\(([^)#:]*)#([^)]*)\)", path.read_text(encoding="utf-8")):
        links += 1
        check(anchor in anchors(path.parent / target if target else path), f"{path.name}: no heading for {target}#{anchor}")
check(links > 15, f"only {links} links to headings")

blocks = dict(re.findall(r"<!-- example: (\S+) -->\n```\w+\n(.*?)```", page, re.DOTALL))
tables = {name: dict(re.split("  +", line, maxsplit=1) for line in text.splitlines())
          for name, text in blocks.items() if name in ("request", "webhook")}
asked, told = tables["request"], tables["webhook"]
envelopes = {"rfc7253": blocks["envelope"], "legacy15": blocks["envelope-old"]}
key_text, plaintext = blocks["key"], blocks["plaintext"].rstrip("\n").encode()

# The worked examples by nothing but the standard library, so that the programs cannot make the page wrong with them.

dumps = {"separators": (",", ":"), "sort_keys": True}
text = json.dumps({"content": json.loads(asked["body"]), "path": asked["path"], "query": asked["query"]}, **dumps)
mac = base64.b64encode(hmac.new(asked["consumer key"].encode(), text.encode(), hashlib.sha256).digest()).decode()
check((text, mac) == (asked["canonical text"], asked["signature"]), f"the request is\n{text}\n{mac}")
text = json.dumps(json.loads(told["body"]), **dumps)
mac = base64.b64encode(hmac.new(told["consumer key"].encode(), text.encode(), hashlib.sha256).digest()).decode()
check((text, mac) == (told["canonical text"], told["signature"]), f"the webhook is\n{text}\n{mac}")
for form, envelope in envelopes.items():
    check(any(json_or_none(case["response"]) == json.loads(envelope) and case["nonce_form"] == form and (root / "vectors" / case["private_key"]).read_text() == key_text
              and base64.b64decode(case["plaintext_base64"]) == plaintext for case in cases("responses")),
          f"the {form} envelope is no vector")


losses = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \| `([^`]+)` \|$", page.split("### What JavaScript loses")[1].split("\n### ")[0], re.MULTILINE)
check(len(losses) == 7 and all(json.dumps(json.loads(text), **dumps) == signed for text, signed, _ in losses), "what CPython signs of a number")


# What is asked of each program, in any language: a list of [function, arguments] and the answer that each must give.

def opening():
    """(case, arguments, plaintext or None, nonce's length)."""
    found = []
    for case in cases("responses") + cases("foreign/responses"):
        # Left out: other key files, the old form switched off, and the limit of depth, which is each program's own.
        if case["step"] != "key" and case.get("legacy_nonce", True) and case["expect"] != "json_too_deep":
            try:
                nonce = base64.b64decode(json.loads(case["response"])["encryptedMessageData"]["nonce"])
            except (ValueError, KeyError, TypeError):
                nonce = b""
            key = (root / "vectors" / case["private_key"]).read_text()
            found.append((case, [key, case["response"]], case["plaintext_base64"], len(nonce)))
    for form, envelope in envelopes.items():
        found.append(({"id": f"the page's {form} envelope", "expect": "ok"}, [key_text, envelope], base64.b64encode(plaintext).decode(), 15))
    return found


def body_of(case, name="body"):
    return base64.b64decode(case[f"{name}_base64"]).decode() if f"{name}_base64" in case else case[name]


def signing():
    """(what, function, arguments, answer); an answer None means that it is refused."""
    found = [(case["id"], "sign", [case["consumer_key"], case["path"], case["query"], case["body"]], case["signature"], case["expect"] == "ok")
             for case in cases("signatures") if case["expect"] in ("ok", "wrong_signature")]
    found += [(case["id"], "canonical", [body_of(case, "json")], case["canonical"], True)
              for case in cases("canonical_json") if case["expect"] in ("ok", "number_out_of_range")]
    for case in cases("webhooks"):
        if case["expect"] in ("ok", "wrong_signature"):
            for key in case["consumer_keys"][:1] if case["key_index"] is None else [case["consumer_keys"][case["key_index"]]]:
                found.append((case["id"], "webhook", [key, body_of(case), case["signature"]], case["expect"] == "ok", True))
    found.append(("the page's request", "sign", [asked["consumer key"], asked["path"], asked["query"], asked["body"]], asked["signature"], True))
    found.append(("the page's webhook", "webhook", [told["consumer key"], told["body"], told["signature"]], True, True))
    whole = [f"{asked['base']}{asked['path']}?{asked['query']}", asked["signature"], json.dumps(json.loads(asked["body"]), **dumps)]
    parameters = [pair.split("=") for pair in asked["query"].split("&")]
    arguments = [asked["base"], parameters[0][1], asked["consumer key"], asked["path"], int(parameters[-1][1]), parameters[1:-1], asked["body"]]
    found += [(f"the page's {text}", "canonical", [text], signed, True) for text, signed, _ in losses]
    found.append(("the page's request, whole", "request", arguments, whole, True))
    return found


def compare(language, answers, least_nonce=1):
    to_open, to_sign = opening(), signing()
    check(len(answers) == len(to_open) + len(to_sign), f"{language}: {len(answers)} answers")
    refused = 0
    for (case, _, wanted, nonce), answer in zip(to_open, answers):
        if answer is None and wanted is not None and nonce < least_nonce:
            refused += 1
            continue
        check(answer == wanted, f"{language}: {case['id']} ({case['expect']}): {answer}")
    for (name, function, _, wanted, same), answer in zip(to_sign, answers[len(to_open):]):
        check((answer == wanted) == same, f"{language}: {name}: {function}: {answer}")
    counts[language] = f"{len(answers)} answers, {refused} nonces too short for the library"
    check(len(to_open) > 500 and len(to_sign) > 700 and refused < 100, f"{language}: {len(to_open)} and {len(to_sign)} cases")


def module(name):
    specification = importlib.util.spec_from_file_location(pathlib.Path(name).stem, root / name)
    loaded = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(loaded)
    return loaded


def in_python():
    from cryptography.hazmat.primitives import serialization
    sys.dont_write_bytecode = True
    opener, signer = module(PROGRAMS[0]), module(PROGRAMS[1])
    keys, answers = {}, []
    for _, (key, text), _, _ in opening():
        if key not in keys:
            keys[key] = serialization.load_pem_private_key(key.encode(), None)
        try:
            answers.append(base64.b64encode(opener.open_response(keys[key], text)).decode())
        except (ValueError, KeyError, TypeError):
            answers.append(None)
    for _, function, arguments, wanted, _ in signing():
        if function == "canonical":
            # Python's json writes Infinity for a number beyond a double: the page says to check for it.
            answers.append(signer.canonical(json.loads(arguments[0])) if wanted is not None else None)
        elif function == "webhook":
            answers.append(signer.is_genuine(*arguments))
        else:
            value = json.loads(arguments[-1]) if arguments[-1] else None
            done = getattr(signer, function)(*arguments[:-1], value)
            answers.append(done if function == "sign" else [done[0], done[1]["Signature"], done[2].decode()])
    compare("Python", answers, least_nonce=12)


IN_NODE = """
import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
const [opener, signer] = await Promise.all(process.argv.slice(2, 4).map((name) => import(name)));
const { toOpen, toSign, losses } = JSON.parse(readFileSync(0, "utf8"));
const keys = new Map();
const attempt = (action) => { try { return action(); } catch (error) { if (error instanceof ReferenceError) throw error; return null; } };
const answers = toOpen.map(([pem, text]) => attempt(() => {
  if (!keys.has(pem)) keys.set(pem, createPrivateKey(pem));
  return opener.openResponse(keys.get(pem), text).toString("base64");
}));
for (const [text, , lost] of losses) if (JSON.stringify(JSON.parse(text)) !== lost) throw new ReferenceError(`the page's ${text}`);
for (const [name, args] of toSign) answers.push(attempt(() => {
  if (name === "request") {
    const { url, headers, body } = signer.request(...args.slice(0, -1), JSON.parse(args.at(-1)));
    return [url, headers.Signature, body];
  }
  return { sign: signer.sign, canonical: signer.canonical, webhook: signer.isGenuine }[name](...args);
}));
console.log(JSON.stringify(answers));
"""


def in_node(node):
    asked_of_it = {"toOpen": [arguments for _, arguments, _, _ in opening()], "toSign": [[name, arguments] for _, name, arguments, _, _ in signing()],
                   "losses": losses}
    done = subprocess.run([node, "--input-type=module", "-e", IN_NODE, "test", *(str(root / name) for name in PROGRAMS[2:])],
                          input=json.dumps(asked_of_it), capture_output=True, text=True, check=False)
    check(done.returncode == 0, f"node: {done.stderr}")
    compare("Node", json.loads(done.stdout) if done.returncode == 0 else [])


def as_commands(command, program):
    """Run as the page tells to."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("KEY.pem", key_text), ("RESPONSE.json", envelopes["legacy15"])):
            pathlib.Path(folder, name).write_text(text)
        done = subprocess.run([command, root / program, "KEY.pem", "RESPONSE.json"], cwd=folder, capture_output=True, check=False)
        check(done.stdout == plaintext, f"{command} {program}: {done}")


if importlib.util.find_spec("cryptography"):
    in_python()
    as_commands(sys.executable, PROGRAMS[0])
else:
    missing.append("python3-cryptography")
if shutil.which("node"):
    in_node("node")
    as_commands("node", PROGRAMS[2])
else:
    missing.append("node")

print("\n".join(faults))
print(counts, f"missing: {missing}", f"{len(faults)} faults")
if missing and not faults:
    sys.exit(1 if os.environ.get("SNAPSEAL_REQUIRE_PEERS") else 77)
sys.exit(bool(faults))
