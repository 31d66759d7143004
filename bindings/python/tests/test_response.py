# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import gc
import json
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any, Callable

import pytest
from hypothesis import given, settings, strategies

import snapseal

from vectors import read

KEY = snapseal.PrivateKey.parse(read("keys/rsa2048-other.pem"))
OLD = snapseal.PrivateKey.parse(read("keys/rsa2048.pem"))  # of a greater modulus
RESPONSE = snapseal.encrypt_response(KEY.public_key, '{"token": "Zoë"}', nonce_form="legacy15")


def test_a_response_is_opened_from_text_buffers_and_a_parsed_dict() -> None:
    for response in (RESPONSE, RESPONSE.encode(), bytearray(RESPONSE.encode()), memoryview(RESPONSE.encode()), json.loads(RESPONSE)):
        opened = snapseal.decrypt_response([OLD, KEY], response)
        assert (opened.json(), opened.nonce_form, opened.key_index) == ({"token": "Zoë"}, "legacy15", 1)
        assert str(opened) == bytes(opened).decode() == '{"token": "Zoë"}' and len(opened) == 17


def test_a_plaintext_is_wiped_at_the_end_of_its_block() -> None:
    with snapseal.decrypt_response(KEY, RESPONSE) as opened:
        view = opened.view
        assert bytes(view[2:7]) == b"token" and view.readonly
    assert bytes(view) == bytes(17)
    assert len(opened) == 0 and bytes(opened) == b""
    with pytest.raises(TypeError):
        pickle.dumps(opened)


def test_a_view_outlives_the_plaintext_that_it_is_of() -> None:
    view = snapseal.decrypt_response(KEY, RESPONSE).view
    gc.collect()
    assert bytes(view) == '{"token": "Zoë"}'.encode()


def test_wrong_keys_and_changed_data_look_alike() -> None:
    changed = json.loads(RESPONSE)
    changed["encryptedMessageData"]["tag"] = "AAAAAAAAAAAAAAAAAAAAAA=="
    errors = []
    for keys, response in ((OLD, RESPONSE), (KEY, changed)):
        with pytest.raises(snapseal.DecryptionFailed) as caught:
            snapseal.decrypt_response(keys, response)
        errors.append((str(caught.value), caught.value.field, caught.value.offset, caught.value.number))
    assert errors[0] == errors[1]


@pytest.mark.parametrize("response, code, field", [
    ("", "malformed_json", ""), ("[]", "malformed_json", ""), ("{}", "missing_member", "encryptedSharedKey"),
    ({"encryptedSharedKey": 1}, "missing_member", "encryptedMessageData"), ("{" * 100, "malformed_json", ""), (b"\xff", "malformed_json", ""), ("\ud800", "malformed_json", "")])
def test_what_is_not_a_response_has_a_code_and_a_field(response: Any, code: str, field: str) -> None:
    with pytest.raises(snapseal.InputError) as caught:
        snapseal.decrypt_response(KEY, response)
    assert caught.value.code in (code, "wrong_member_type")


def test_many_are_opened_in_their_order_lazily_and_one_failure_leaves_the_rest_alone() -> None:
    read_ahead = 0

    def responses() -> Iterator[Any]:
        nonlocal read_ahead
        for i in range(1000):
            read_ahead += 1
            yield "{" if i % 10 == 3 else RESPONSE
    results = snapseal.decrypt_responses([OLD, KEY], responses(), chunk=16, threads=2)
    assert read_ahead == 0
    for i, result in enumerate(results):
        assert read_ahead <= i + 16
        if i % 10 == 3:
            assert isinstance(result, snapseal.InputError) and result.code == "malformed_json"
        else:
            assert isinstance(result, snapseal.Plaintext) and result.key_index == 1 and len(result) == 17
        if i == 99:
            break
    assert list(snapseal.decrypt_responses(KEY, [])) == []
    with pytest.raises(ZeroDivisionError):
        list(snapseal.decrypt_responses(KEY, (1 // 0 for _ in range(1))))  # type: ignore[misc]


@settings(max_examples=60, deadline=None)
@given(strategies.binary(max_size=3000), strategies.sampled_from([16, 24, 32]), strategies.integers(1, 15))
def test_what_is_encrypted_opens_again(plaintext: bytes, shared_key_bytes: int, nonce_bytes: int) -> None:
    response = snapseal.encrypt_response(KEY.public_key, plaintext, shared_key_bytes=shared_key_bytes, nonce_bytes=nonce_bytes)
    assert bytes(snapseal.decrypt_response(KEY, response)) == plaintext
    assert snapseal.inspect_response(response)["well_formed"]


@settings(max_examples=200, deadline=None)
@given(strategies.one_of(strategies.text(), strategies.binary()))
def test_no_text_crashes_a_parser(data: Any) -> None:
    parsers: list[Callable[[], object]] = [lambda: snapseal.decrypt_response(KEY, data), lambda: snapseal.PrivateKey.parse(data), lambda: snapseal.PublicKey.parse(data),
                                           lambda: snapseal.canonical_json(data), lambda: snapseal.AccessToken(data), lambda: snapseal.inspect_response(data),
                                           lambda: snapseal.verify_webhook("key", data, "x"), lambda: snapseal.inspect_key_file(data)]
    for parse in parsers:
        try:
            parse()
        except snapseal.Error:
            pass


@pytest.mark.parametrize("misuse", [
    lambda: snapseal.decrypt_response("key", RESPONSE), lambda: snapseal.decrypt_response(None, RESPONSE),  # type: ignore[arg-type]
    lambda: snapseal.decrypt_response(KEY, None), lambda: snapseal.decrypt_response(KEY, 7), lambda: snapseal.decrypt_response(KEY, [RESPONSE]),  # type: ignore[arg-type]
    lambda: snapseal.encrypt_response(KEY, "x"), lambda: snapseal.PrivateKey.parse(None), lambda: snapseal.ConsumerKey(7),  # type: ignore[arg-type]
    lambda: snapseal.sign("key", b"/", "", ""), lambda: snapseal.Partner("ID", "key").sign("x"),  # type: ignore[arg-type]
    lambda: snapseal.Partner("ID", "key").sign(snapseal.list_users(), "now"), lambda: snapseal.PrivateKey.generate("big"),  # type: ignore[arg-type]
    lambda: snapseal.PrivateKey.from_unwrapper("x", KEY, lambda _: b""), lambda: snapseal.verify_webhook(7, "", ""),  # type: ignore[arg-type]
    lambda: snapseal.register_user(7) and snapseal.Partner("ID", "key").sign(snapseal.register_user(7)),  # type: ignore[arg-type]
])
def test_wrong_types_are_a_type_error(misuse: Any) -> None:
    with pytest.raises(TypeError):
        misuse()


@pytest.mark.parametrize("misuse", [
    lambda: snapseal.decrypt_response([], RESPONSE), lambda: snapseal.decrypt_response([KEY] * 17, RESPONSE),
    lambda: snapseal.encrypt_response(KEY.public_key, "x", nonce_form="new"), lambda: snapseal.decrypt_responses(KEY, [], threads=-1),
    lambda: snapseal.decrypt_responses(KEY, [], chunk=0), lambda: KEY.write("pem"), lambda: KEY.write("jwk", "words"),
    lambda: snapseal.PrivateKey.generate(100), lambda: snapseal.PrivateKey.generate(10**30), lambda: snapseal.Partner("", "key"),
    lambda: snapseal.Partner("ID", ""), lambda: snapseal.Partner("ID", "key", "ftp://x"), lambda: KEY.write("openssh", comment="a\nb"),
    lambda: snapseal.Partner("ID", "key").sign(snapseal.list_users(), float("nan")),
    lambda: snapseal.PersonalAccess("ID", "key").sign(snapseal.list_users()), lambda: snapseal.verify_webhook([], "", ""),
    lambda: snapseal.verify_webhook("key", "{}", "x", max_age_seconds=-1)])
def test_wrong_values_are_a_value_error(misuse: Any) -> None:
    with pytest.raises(ValueError):
        misuse()


def test_threads_share_a_key() -> None:
    failures: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(50):
                assert len(snapseal.decrypt_response([OLD, KEY], RESPONSE)) == 17
                with pytest.raises(snapseal.DecryptionFailed):
                    snapseal.decrypt_response(OLD, RESPONSE)
        except BaseException as error:
            failures.append(error)
    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


PROGRAM = """
import os, snapseal, sys, threading
key = snapseal.PrivateKey.parse(open(sys.argv[1]).read())
response = snapseal.encrypt_response(key.public_key, "hello")
elsewhere = snapseal.PrivateKey.from_unwrapper("x", key.public_key, lambda _: None)
"""


@pytest.mark.parametrize("rest", [
    "sys.exit(0)", "del key; elsewhere.close()", "sys.modules.clear()",
    "threading.Thread(target=lambda: [snapseal.encrypt_response(key.public_key, 'x' * 1000) for _ in range(9999)], daemon=True).start()",
    "results = snapseal.decrypt_responses(key, iter([response] * 100), chunk=5); next(results)",
    "pid = os.fork()\nif pid == 0: os._exit(0 if str(snapseal.Partner('ID', 'key').sign(snapseal.list_users()).url) else 1)\nsys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))"])
def test_a_process_ends_well(rest: str) -> None:
    from vectors import FOLDER
    file = str(FOLDER / "keys/rsa2048.pem")
    done = subprocess.run([sys.executable, "-c", PROGRAM + rest, file], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
