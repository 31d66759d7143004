# SPDX-License-Identifier: Apache-2.0
"""Limits are those of the C library, and each is kept where it belongs."""
from __future__ import annotations

import dataclasses
import subprocess
import sys
from typing import Any, Callable

import pytest
import snapseal
from snapseal._native import ffi, lib


KEY = snapseal.PrivateKey.generate(2048)
RESPONSE = snapseal.encrypt_response(KEY.public_key, "plaintext")
ENCRYPTED_KEY = KEY.write("pkcs8", "passphrase")


def test_the_defaults_are_those_of_the_c_library() -> None:
    options = ffi.new("snapseal_options*")
    lib.snapseal_options_init(options)
    for name, value in dataclasses.asdict(snapseal.Limits()).items():
        assert getattr(options, name) == value, name


@pytest.mark.parametrize("call, limits, code", [
    (lambda limits: snapseal.decrypt_response(KEY, RESPONSE, limits=limits), {"response_bytes": 100}, "input_too_large"),
    (lambda limits: snapseal.decrypt_response(KEY, RESPONSE, limits=limits), {"json_depth": 1}, "json_too_deep"),
    (lambda limits: snapseal.encrypted_shared_key(RESPONSE, limits=limits), {"response_bytes": 100}, "input_too_large"),
    (lambda limits: snapseal.decrypt_with_shared_key(bytes(32), RESPONSE, limits=limits), {"response_bytes": 100}, "input_too_large"),
    (lambda limits: snapseal.inspect_response(RESPONSE, limits=limits), {"response_bytes": 100}, "input_too_large"),
    (lambda limits: snapseal.PrivateKey.parse(ENCRYPTED_KEY, "passphrase", limits=limits), {"key_file_bytes": 100}, "input_too_large"),
    (lambda limits: snapseal.PrivateKey.parse(ENCRYPTED_KEY, lambda _: "passphrase", limits=limits), {"key_file_bytes": 100}, "input_too_large"),
    (lambda limits: snapseal.PrivateKey.parse(KEY.write("pkcs8"), limits=limits), {"key_file_bytes": 100}, "input_too_large"),
    (lambda limits: snapseal.inspect_key_file(ENCRYPTED_KEY, limits=limits), {"key_file_bytes": 100}, "input_too_large"),
    (lambda limits: snapseal.PrivateKey.parse(ENCRYPTED_KEY, "passphrase", limits=limits), {"pbkdf2_iterations": 1, "scrypt_bytes": 1},
     "key_encryption_too_costly"),
    (lambda limits: snapseal.read_reply(snapseal.list_users(), 200, {}, '["user"]', limits=limits), {"request_bytes": 3}, "input_too_large"),
    (lambda limits: snapseal.verify_webhook("key", '{"a": 1}', "x", limits=limits), {"webhook_bytes": 3}, "input_too_large"),
])
def test_a_limit_is_kept(call: Callable[[snapseal.Limits], object], limits: dict[str, int], code: str) -> None:
    with pytest.raises(snapseal.Error) as raised:
        call(snapseal.Limits(**limits))
    assert raised.value.code == code


def test_a_batch_keeps_them_for_each_response() -> None:
    results = list(snapseal.decrypt_responses(KEY, [RESPONSE, "{}"], limits=snapseal.Limits(response_bytes=100)))
    assert [result.code if isinstance(result, snapseal.Error) else "" for result in results] == ["input_too_large", "missing_member"]


def test_a_higher_limit_lets_more_in() -> None:
    long = '["' + 'u' * (9 * 1024 * 1024) + '"]'
    with pytest.raises(snapseal.InputError):
        snapseal.read_reply(snapseal.list_users(), 200, {}, long)
    assert len(snapseal.read_reply(snapseal.list_users(), 200, {}, long, limits=snapseal.Limits(request_bytes=10 * 1024 * 1024))[0]) == 9 * 1024 * 1024


@pytest.mark.parametrize("limits, error", [({"json_depth": -1}, ValueError), ({"json_depth": 2**64}, ValueError),
                                           ({"response_bytes": "1"}, TypeError), ({"response_bytes": True}, TypeError)])
def test_what_is_no_limit_is_refused(limits: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        snapseal.decrypt_response(KEY, RESPONSE, limits=snapseal.Limits(**limits))


def test_only_limits_are_taken_as_limits() -> None:
    with pytest.raises(TypeError, match="limits must be Limits, not dict"):
        snapseal.decrypt_response(KEY, RESPONSE, limits={})  # type: ignore[arg-type]


SUBINTERPRETER = """
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
import snapseal
work = '''
try:
    import snapseal
    key = snapseal.PrivateKey.generate(2048)
    assert str(snapseal.decrypt_response(key, snapseal.encrypt_response(key.public_key, "x"))) == "x"
except ImportError:
    pass
'''
for _ in range(3):
    one = interpreters.create()
    interpreters.run_string(one, work)
    interpreters.destroy(one)
print(snapseal.canonical_json("{}"))
"""


def test_a_subinterpreter_works_or_cannot_import_and_harms_nobody() -> None:
    done = subprocess.run([sys.executable, "-c", SUBINTERPRETER], capture_output=True, text=True, timeout=120, check=False)
    if "No module named '_xxsubinterpreters'" in done.stderr:
        pytest.skip("this Python has no subinterpreters")
    assert (done.returncode, done.stdout) == (0, "{}\n"), done.stderr
