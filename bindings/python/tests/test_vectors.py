# SPDX-License-Identifier: Apache-2.0
"""The project's vectors through Python: the same outcomes as through C++."""
from __future__ import annotations

import base64
import collections
import functools
from typing import Any, Optional

import snapseal

from vectors import cases, outcome, read


@functools.cache
def key_of(file: str, passphrase: Optional[str]) -> tuple[str, Any]:
    return outcome(lambda: snapseal.PrivateKey.parse(read(file), passphrase))


def check_responses(name: str, count_min: int) -> collections.Counter[str]:
    seen: collections.Counter[str] = collections.Counter()
    for case in cases(name, count_min):
        expected = case["expect"]
        seen[expected] += 1
        code, key = key_of(case["private_key"], case.get("passphrase"))
        if code != "ok":
            assert code == expected, case["id"]
            continue
        legacy = case.get("legacy_nonce", True)
        code, opened = outcome(lambda: snapseal.decrypt_response(key, case["response"], try_legacy_nonce=legacy))
        assert code == expected, case["id"]
        if code == "ok":
            assert bytes(opened) == base64.b64decode(case["plaintext_base64"]), case["id"]
            assert opened.nonce_form == case["nonce_form"], case["id"]
        many = list(snapseal.decrypt_responses(key, [case["response"].encode("utf-8", "surrogatepass")], try_legacy_nonce=legacy))
        assert len(many) == 1
        if isinstance(many[0], snapseal.Plaintext):
            assert code == "ok" and bytes(many[0]) == bytes(opened), case["id"]
        else:
            assert many[0].code == expected, case["id"]
    return seen


def test_every_whole_response_opens_or_fails_as_it_must() -> None:
    assert check_responses("responses", 350)["ok"] > 150


def test_every_response_that_other_software_made_opens_or_fails_as_it_must() -> None:
    assert check_responses("foreign/responses", 349) == {"ok": 190, "decryption_failed": 156, "invalid_encrypted_shared_key_length": 3}


def test_every_key_file_gives_what_it_must() -> None:
    good = 0
    for case in cases("keys", 100):
        code, key = key_of(case["file"], case.get("passphrase"))
        assert code == case["expect"], case["id"]
        if code != "ok":
            continue
        good += 1
        public = key.public_key
        assert (public.bits, public.to_openssh(), public.fingerprint) == (case["bits"], case["public_openssh"], case["fingerprint_sha256"])
        assert public.thumbprint == case.get("jwk_thumbprint_sha256", public.thumbprint)
        assert snapseal.PublicKey.parse(public.to_spki_pem()) == public
        assert snapseal.inspect_key_file(read(case["file"]))["modulus_bits"] in (case["bits"], None)
    assert good > 40


def test_every_key_file_that_other_software_wrote_gives_what_it_must() -> None:
    for case in cases("foreign/keys", 82):
        code, _ = key_of(case["file"], case.get("passphrase"))
        assert code in [case["expect"], *case.get("also", [])], case["id"]


def test_every_text_has_the_canonical_form_that_cpython_gives_it_or_the_error() -> None:
    for case in cases("canonical_json", 300):
        data = base64.b64decode(case["json_base64"]) if "json_base64" in case else case["json"]
        code, text = outcome(lambda: snapseal.canonical_json(data))
        assert code == case["expect"], case["id"]
        if code == "ok":
            assert text == case["canonical"], case["id"]


def test_every_request_has_its_canonical_text_and_signature_or_the_error() -> None:
    good = explained = 0
    for case in cases("signatures", 290):
        parts = case["path"], case["query"], case["body"] or ""
        if case["canonical"] is None:
            assert outcome(lambda: snapseal.sign(case["consumer_key"], *parts))[0] == case["expect"], case["id"]
            continue
        right = case["expect"] == "ok"
        good += right
        assert snapseal.canonical_content(*parts) == case["canonical"], case["id"]
        assert (snapseal.sign(case["consumer_key"], *parts) == case["signature"]) == right, case["id"]
        assert snapseal.verify(case["consumer_key"], *parts, case["signature"]) == right, case["id"]
        if case.get("deviations"):
            report = snapseal.explain_signature(case["consumer_key"], *parts, case["signature"])
            assert " ".join(deviation["name"] for deviation in report["deviations"]) == case["deviations"], case["id"]
            explained += 1
    assert good >= 85 and explained >= 105


def test_every_webhook_gives_the_event_or_the_error_and_field_that_it_must() -> None:
    good = 0
    for case in cases("webhooks", 120):
        body = base64.b64decode(case["body_base64"]) if "body_base64" in case else case["body"]
        code, event = outcome(lambda: snapseal.verify_webhook(
            case["consumer_keys"], body, case["signature"], case["now"], max_age_seconds=case["max_age_seconds"],
            max_ahead_seconds=case["max_ahead_seconds"]))
        assert code == case["expect"], case["id"]
        if code == "ok":
            good += 1
            assert (event.key_index, event.event_type or "", event.webhook_id or "", event.event_time_us, event.text) == (
                case["key_index"], case["event_type"], case["webhook_id"], case["event_time_us"], case["json"]), case["id"]
    assert good > 20


def test_every_text_gives_its_token_and_claims_or_the_error() -> None:
    good = 0
    for case in cases("tokens", 86):
        def told() -> tuple[str, Any]:
            token = snapseal.AccessToken(case["text"])
            return token.expose(), token.unverified_claims()
        code, result = outcome(told)
        assert code == case["expect"], case["id"]
        if code != "ok":
            continue
        good += 1
        assert result[0] == case["jwt"]
        token = snapseal.AccessToken(case["text"])
        code, end = outcome(lambda: token.expires_at)
        if "exp" in case["unread"]:
            assert code == "malformed_token", case["id"]
        elif case["expires_at"] is None:
            assert end is None and not token.is_expired(2**40)
        elif case["expires_at"] < 2**37:
            assert end.timestamp() == case["expires_at"], case["id"]
            assert token.is_expired(case["expires_at"]) and not token.is_expired(case["expires_at"] - 1)
    assert good == 37


def test_every_reply_tells_what_it_must_or_gives_the_error() -> None:
    user = snapseal.User("asked", "secret")
    operations: dict[str, snapseal.Operation[Any]] = {"check_status": snapseal.check_status(), "list_users": snapseal.list_users(), "register_user": snapseal.register_user("asked"),
                  "reset_user_secret": snapseal.reset_user_secret(user), "delete_user": snapseal.delete_user("asked"),
                  "login_user": snapseal.login_user(user), "get_user_jwt": snapseal.get_user_jwt(user)}
    seen: collections.Counter[str] = collections.Counter()
    for case in cases("replies", 152):
        code, told = outcome(lambda: snapseal.read_reply(operations[case["operation"]], case["status"], case["headers"], case["body"]))
        seen[code] += 1
        result = case["result"]
        if code == "invalid_argument" and result and result.get("encrypted"):
            assert told.field == "keys"
            continue
        assert code == case["expect"], case["id"]
        if code == "api_error":
            error = case["error"]
            assert (told.status, told.api_code, told.detail, told.request_id, told.retry_after_seconds) == (
                error["status"], error["code"], error["detail"], error["request_id"], error["retry_after_seconds"]), case["id"]
        elif code != "ok":
            assert told.field == (case["field"] or ""), case["id"]
        elif case["operation"] == "list_users":
            assert told == result["user_ids"]
        elif "user_secret" in result:
            assert told.secret == result["user_secret"]
            assert told.id == (result["user_id"] or "asked") or case["requested_user_id"]
        elif "redirect_uri" in result:
            assert (told.url, told.session_id or "") == (result["redirect_uri"], result["session_id"])
        elif case["operation"] == "delete_user":
            assert (told.status or "", told.detail or "") == (result["status"], result["detail"])
        elif case["operation"] == "check_status":
            assert (told.online, told.version, told.timestamp or "") == (result["online"], result["version"], result["timestamp"])
    assert seen["ok"] > 40 and seen["api_error"] > 30
