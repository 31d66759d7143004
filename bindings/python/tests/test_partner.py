# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import datetime
import json
import urllib.request
from typing import Any, Union
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings, strategies

import snapseal

NOW = 1795314669
USER = snapseal.User("me", "s3cret")
PARTNER = snapseal.Partner("PARTNER", "YOUR_CONSUMER_KEY")


@pytest.mark.parametrize("operation, method, path, parameters, body", [
    (snapseal.list_users(), "GET", "/snapTrade/listUsers", {}, None),
    (snapseal.register_user("me"), "POST", "/snapTrade/registerUser", {}, {"userId": "me"}),
    (snapseal.delete_user("me"), "DELETE", "/snapTrade/deleteUser", {"userId": "me"}, None),
    (snapseal.login_user(USER), "POST", "/snapTrade/login", {"userId": "me", "userSecret": "s3cret"}, None),
    (snapseal.login_user(USER, broker="ALPACA", dark_mode=False, connection_type="trade-if-available"), "POST", "/snapTrade/login",
     {"userId": "me", "userSecret": "s3cret"}, {"broker": "ALPACA", "connectionType": "trade-if-available", "darkMode": False}),
    (snapseal.get_user_jwt(USER), "GET", "/snapTrade/encryptedJWT", {"userId": "me", "userSecret": "s3cret"}, None),
    (snapseal.reset_user_secret(USER), "POST", "/snapTrade/resetUserSecret", {}, {"userId": "me", "userSecret": "s3cret"}),
    (snapseal.request("GET", "/accounts", query={"q": "a b&c"}, user=USER), "GET", "/accounts",
     {"userId": "me", "userSecret": "s3cret", "q": "a b&c"}, None),
    (snapseal.request("POST", "/trade", body='{"b" : 1.0, "a": 2}'), "POST", "/trade", {}, {"a": 2, "b": 1.0})])
def test_what_is_sent_is_what_is_signed(operation: snapseal.Operation[Any], method: str, path: str, parameters: dict[str, str], body: object) -> None:
    signed = PARTNER.sign(operation, NOW)
    parts = urlsplit(signed.url)
    assert (signed.method, parts.scheme, parts.netloc, parts.path) == (method, "https", "api.snaptrade.com", path)
    assert dict(parse_qsl(parts.query)) == {"clientId": "PARTNER", "timestamp": str(NOW), **parameters}
    assert (None if signed.body is None else json.loads(signed.body)) == body
    assert snapseal.verify("YOUR_CONSUMER_KEY", parts.path, parts.query, signed.body or b"", signed.headers["Signature"])
    request = urllib.request.Request(signed.url, signed.body, signed.headers, method=signed.method)
    assert request.full_url == signed.url and request.get_header("Signature") == signed.headers["Signature"]


def test_a_request_goes_into_the_usual_libraries_as_it_is() -> None:
    requests = pytest.importorskip("requests")
    signed = PARTNER.sign(snapseal.login_user(USER, custom_redirect="https://x/?a=b c"), NOW)
    prepared = requests.Request(**signed.arguments).prepare()
    assert (prepared.url, prepared.body, prepared.headers["Signature"]) == (signed.url, signed.body, signed.headers["Signature"])
    httpx = pytest.importorskip("httpx")
    sent = httpx.Request(signed.method, signed.url, headers=signed.headers, content=signed.body)
    assert (str(sent.url), sent.content, sent.headers["Signature"]) == (signed.url, signed.body, signed.headers["Signature"])


def test_the_time_is_a_number_or_a_datetime_with_its_timezone() -> None:
    moment = datetime.datetime(2026, 11, 22, 10, 31, 9, 999999, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))
    times: list[Union[int, float, datetime.datetime]] = [moment, moment.timestamp(), int(moment.timestamp())]
    urls = {PARTNER.sign(snapseal.list_users(), now).url for now in times}
    assert len(urls) == 1
    with pytest.raises(ValueError):
        PARTNER.sign(snapseal.list_users(), datetime.datetime(2026, 11, 22))
    assert "timestamp=1" in PARTNER.sign(snapseal.list_users()).url


def test_the_status_is_asked_without_a_signature() -> None:
    asked = snapseal.Partner("ID", "key", "http://127.0.0.1:8080/api/v1").sign(snapseal.check_status())
    assert (asked.url, asked.body) == ("http://127.0.0.1:8080/api/v1/", None) and "Signature" not in asked.headers


def test_a_personal_key_and_a_device_name_no_user() -> None:
    signed = snapseal.PersonalAccess("ID", "key").sign(snapseal.login_user(broker="ALPACA"), NOW)
    assert "user" not in signed.url
    token = snapseal.AccessToken("eyJhbGciOiJIUzI1NiJ9.e30.x")
    authorized = snapseal.authorize(token, snapseal.request("GET", "/accounts"))
    assert authorized.headers["Authorization"] == "JWT eyJhbGciOiJIUzI1NiJ9.e30.x" and "?" not in authorized.url
    with pytest.raises(snapseal.ArgumentError):
        snapseal.authorize(token, snapseal.request("GET", "/accounts", user=USER))


@pytest.mark.parametrize("request_, code", [
    (snapseal.request("GET", "/accounts", body="{\"a\":1}"), "invalid_request"), (snapseal.request("GET", "accounts"), "invalid_request"),
    (snapseal.request("get", "/accounts"), "invalid_argument"), (snapseal.request("POST", "/x", body='{"a":1,"a":2}'), "duplicate_member"),
    (snapseal.request("GET", "/x", query={"timestamp": "1"}), "invalid_request"), (snapseal.login_user(), "invalid_argument"),
    (snapseal.login_user(USER, connection_type="write"), "invalid_argument"), (snapseal.delete_user(""), "invalid_argument")])
def test_what_cannot_be_signed_is_refused(request_: snapseal.Operation[Any], code: str) -> None:
    with pytest.raises(snapseal.Error) as caught:
        PARTNER.sign(request_, NOW)
    assert caught.value.code == code


def test_a_refusal_of_the_api_tells_whether_to_try_again() -> None:
    with pytest.raises(snapseal.ApiError) as caught:
        snapseal.read_reply(snapseal.list_users(), 429, {"Retry-After": "7", "X-Request-ID": "abc"}, '{"detail": "slow", "code": "0000"}')
    error = caught.value
    assert (error.status, error.api_code, error.detail, error.retry, error.retry_after_seconds, error.request_id) == (
        429, "0000", "slow", "after_wait", 7, "abc")
    snapseal.require_success(204, {}, b"")
    with pytest.raises(snapseal.ApiError):
        snapseal.require_success(10**10, {}, b"")


def test_an_encrypted_answer_is_opened_and_a_link_says_when_it_expires() -> None:
    key = snapseal.PrivateKey.generate(2048)
    body = snapseal.encrypt_response(key.public_key, '{"redirectURI": "https://app.snaptrade.com/x", "sessionId": "8b5f"}')
    portal = snapseal.read_reply(snapseal.login_user(USER), 200, {}, body, keys=key, received=NOW)
    assert (portal.url, portal.session_id) == ("https://app.snaptrade.com/x", "8b5f")
    assert portal.expires_at is not None and portal.expires_at.timestamp() == NOW + 300
    token = snapseal.read_reply(snapseal.get_user_jwt(USER), 200, {}, snapseal.encrypt_response(key.public_key, "eyJhbGciOiJIUzI1NiJ9.e30.x"),
                                keys=[key])
    assert token.expose() == "eyJhbGciOiJIUzI1NiJ9.e30.x"
    assert snapseal.read_reply(snapseal.register_user("me"), 200, {}, '{"userSecret": "s"}') == snapseal.User("me", "s")


def test_the_clock_is_learned_from_the_date() -> None:
    headers = {"date": "Fri, 20 Nov 2026 12:00:05 GMT"}
    assert snapseal.clock_offset(headers, 1795176000, 1795176000) == 5
    assert snapseal.clock_offset({}, 1795176000, 1795176000) is None


@settings(max_examples=150, deadline=None)
@given(strategies.recursive(strategies.none() | strategies.booleans() | strategies.floats(allow_nan=False, allow_infinity=False) | strategies.integers() |
                            strategies.text(strategies.characters(blacklist_categories=["Cs"])),
                            lambda inner: strategies.lists(inner) | strategies.dictionaries(strategies.text(strategies.characters(blacklist_categories=["Cs"])), inner)))
def test_canonical_json_is_what_cpython_gives(value: object) -> None:
    text = json.dumps(value, ensure_ascii=False)
    assert snapseal.canonical_json(text) == json.dumps(value, separators=(",", ":"), sort_keys=True)


def test_a_webhook_is_believed_only_with_its_signature_and_in_time() -> None:
    body = '{"eventTimestamp": "2026-05-08T18:52:08.123456Z", "userId": "user-1", "webhookSecret": "x"}'
    import base64
    import hashlib
    import hmac
    signature = base64.b64encode(hmac.new(b"key", snapseal.canonical_json(body).encode(), hashlib.sha256).digest()).decode()
    event = snapseal.verify_webhook([snapseal.ConsumerKey("old"), "key"], body, signature, 1778266330)
    assert (event.user_id, event.key_index, event.event_type) == ("user-1", 1, None) and "webhookSecret" not in event.json()
    assert event.event_time == datetime.datetime(2026, 5, 8, 18, 52, 8, 123456, datetime.timezone.utc)
    for keys, now, code in (("other", 1778266330, "wrong_signature"), ("key", 1778266629, "webhook_too_old"), ("key", 1778266000, "webhook_too_new")):
        with pytest.raises(snapseal.SignatureError) as caught:
            snapseal.verify_webhook(keys, body, signature, now)
        assert caught.value.code == code
