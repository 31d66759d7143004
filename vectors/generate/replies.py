#!/usr/bin/python3 -B
# SPDX-License-Identifier: Apache-2.0
"""replies.json: the API's replies, documented ones and odd ones, and what must be read out of them."""

import datetime
import json

from common import Cases

DOCUMENTED = "the API's documents, an example in them"
RULE = "rule of vectors/README.md"

cases = Cases("Replies of the API's operations: status, headers and body to what they tell", "operation", "status", "headers", "body",
              "requested_user_id", "field", "result", "error", status=200, headers=[], requested_user_id=None, field=None, result=None,
              error=None)

USER, SECRET = "snaptrade-user-123", "adf2aa34-8219-40f7-a6b3-60156985cc61"
SESSION = "cf371bb4-a475-4f17-ab94-d0fee699960d"
LINK = ("https://app.snaptrade.com/snapTrade/redeemToken?token=npVKchZrL0MYIHTusGfADT74r4xXpHkmbxbQDmt0RINLXbQ5cWsvGkPSgMQRxz8/"
        "cnxjzL9T2NWLuHuDyidHiCNeXXTb/tVhzC2olSyfxWW6DRrkUppArGCdmkIHyBMzog6C55P8yoqzcGer5Hml0Q%3D%3D&clientId=WEALTHLY"
        f"&broker=ROBINHOOD&connectionPortalVersion=v4&sessionId={SESSION}")
ENCRYPTED = {"encryptedSharedKey": "5UEaY9QGzcNTr8y2jGDUI79jY1OdfK9x",
             "encryptedMessageData": {"encryptedMessage": "9Xy05vqZOfp0OpW5fLAaDw==", "tag": "mWZPkpQh5ktbcz6N7cTRmQ==", "nonce": "None"}}
DATE, DATE_US = "Sun, 06 Nov 1994 08:49:37 GMT", 784111777000000


def body_of(body):
    return body if isinstance(body, str) else json.dumps(body)


def good(operation, id, comment, body, result, source=RULE, **values):
    cases.add(f"reply_{operation}_{id}", comment, source=source, operation=operation, body=body_of(body), result=result, **values)


def bad(operation, id, expect, comment, body, field=None, source=RULE, **values):
    cases.add(f"reply_{operation}_{id}", comment, expect=expect, source=source, operation=operation, body=body_of(body), field=field, **values)


def refused(operation, id, comment, status, body, code="", detail="", request_id="", wait=None, source=RULE, **values):
    bad(operation, id, "api_error", comment, body, source=source, status=status,
        error={"status": status, "code": code, "detail": detail, "request_id": request_id, "retry_after_seconds": wait}, **values)


# The documents' errors, for each operation that lists them.

OPERATIONS = ("list_users", "register_user", "reset_user_secret", "delete_user", "login_user", "get_user_jwt")
ERRORS = {400: ("1076", "Unable to verify data sent"), 403: ("1066", "User does not have permission to access this resource"),
          404: ("1011", "The requested resource does not exist.")}
LISTED = {"list_users": (400, 404), "register_user": (400, 404), "delete_user": (400, 403, 404), "login_user": (400, 403, 404),
          "get_user_jwt": (400, 403, 404)}
for operation, listed in LISTED.items():
    for status in listed:
        code, detail = ERRORS[status]
        refused(operation, f"error_{status}", "An error as the documents show it: the code is a number.", status,
                {"default_detail": detail, "default_code": int(code)}, code, detail, source=DOCUMENTED)
    refused(operation, "error_500_empty", "The documents give this status no body.", 500, "", source=DOCUMENTED)
refused("register_user", "error_500", "The second shape of an error.", 500,
        {"detail": "Encountered an unexpected exception.", "status_code": 500, "code": 1000}, "1000", "Encountered an unexpected exception.",
        source=DOCUMENTED)

# Errors in other shapes: whatever the body is, it is an error of the API.

refused("list_users", "error_401", "A code that is a string, and the id of the request.", 401,
        {"detail": "Unable to verify signature sent", "status_code": 401, "code": "1076"}, "1076", "Unable to verify signature sent", "b7f3e0",
        headers=[["x-request-id", "b7f3e0"]])
refused("list_users", "error_429", "The wait stands in the words.", 429,
        {"detail": "Request was throttled. Expected available in 7 seconds.", "status_code": 429, "code": "0000"}, "0000",
        "Request was throttled. Expected available in 7 seconds.", wait=7)
refused("list_users", "error_503", "The wait stands in a header.", 503, "<html>busy</html>", wait=12, headers=[["Retry-After", "12"]])
for id, body in (("page", "<html>Bad gateway</html>"), ("array", "[]"), ("cut", '{"detail":"a'), ("types", {"detail": {"a": 1}, "code": []}),
                 ("null", {"detail": None, "code": None}), ("twice", '{"detail":"a","detail":"b","code":1,"code":2}')):
    refused("list_users", f"error_body_{id}", "A body that tells nothing.", 502, body)
refused("list_users", "error_other_twice", "A member twice that nobody needs does not hide the rest.", 400, '{"a":1,"a":2,"detail":"d","code":3}', "3", "d")
refused("register_user", "redirect", "A secret in an answer that is no success is not read.", 302, {"userId": USER, "userSecret": SECRET})

# check_status: nothing is needed. The clock comes from the body, or else from the header Date.

for id, comment, body, headers, version, online, timestamp, time in (
        ("all", "All of it.", {"version": 151, "timestamp": "2022-01-21T20:11:19.217Z", "online": True}, [], 151, True, "2022-01-21T20:11:19.217Z",
         1642795879217000),
        ("empty", "Nothing.", {}, [], None, False, "", None),
        ("version_absent", "No version.", {"timestamp": "2022-01-21T20:11:19Z", "online": True}, [], None, True, "2022-01-21T20:11:19Z", 1642795879000000),
        ("version_null", "version: null.", {"version": None, "online": True}, [], None, True, "", None),
        ("version_string", "version: digits.", {"version": "151"}, [], 151, False, "", None),
        ("version_text", "version: no whole number.", {"version": "1.5.2", "online": True}, [], None, True, "", None),
        ("online_number", "online: 1.", {"version": 1, "online": 1}, [], 1, False, "", None),
        ("seconds", "timestamp: seconds.", {"timestamp": 1642795879}, [], None, False, "1642795879", 1642795879000000),
        ("milliseconds", "timestamp: milliseconds.", {"timestamp": 1642795879217}, [], None, False, "1642795879217", 1642795879217000),
        ("seconds_string", "timestamp: seconds, as a string.", {"timestamp": "1642795879"}, [], None, False, "1642795879", 1642795879000000),
        ("noon", "timestamp: no time, and no header.", {"timestamp": "noon"}, [], None, False, "noon", None),
        ("no_offset", "timestamp: no offset, so the header counts.", {"timestamp": "2022-01-21T20:11:19"}, [["Date", DATE]], None, False,
         "2022-01-21T20:11:19", DATE_US),
        ("date", "No timestamp, so the header counts.", {"online": True}, [["date", DATE]], None, True, "", DATE_US),
        ("date_cached", "The header of a reply out of a cache does not count.", {"online": True}, [["Date", DATE], ["Age", "10"]], None, True, "", None),
        ("body_first", "The body counts before the header.", {"timestamp": "1994-11-06T08:49:38Z"}, [["Date", DATE]], None, False,
         "1994-11-06T08:49:38Z", DATE_US + 1000000)):
    assert DATE_US == int(datetime.datetime(1994, 11, 6, 8, 49, 37, tzinfo=datetime.timezone.utc).timestamp()) * 1000000
    good("check_status", id, comment, body, {"version": version, "online": online, "timestamp": timestamp, "server_time_us": time}, headers=headers)

# list_users.

good("list_users", "documented", "The documents' user.", [USER, "John.doe@snaptrade.com"], {"user_ids": [USER, "John.doe@snaptrade.com"]}, source=DOCUMENTED)
good("list_users", "none", "No users.", [], {"user_ids": []})
good("list_users", "numbers", "Numbers are ids too, as their digits.", '[7, "7", 12345678901234567890]', {"user_ids": ["7", "7", "12345678901234567890"]})
for id, body in (("null", "[null]"), ("object", '[{"userId": "u"}]'), ("array", '["u", ["v"]]'), ("true", "[true]"), ("empty", '[""]')):
    bad("list_users", "of_" + id, "wrong_member_type", "An element that is no id: a user left out in silence would be lost.", body)
bad("list_users", "no_array", "malformed_json", "An object.", {"users": []})

# register_user and reset_user_secret: userSecret is needed, and nothing else.

for operation in ("register_user", "reset_user_secret"):
    for id, comment, body, user in (
            ("documented", "As the documents show it.", {"userId": USER, "userSecret": SECRET}, USER),
            ("secret_alone", "Nothing but the secret: the id is the requested one.", {"userSecret": SECRET}, "asked"),
            ("id_number", "A number as id.", {"userId": 7, "userSecret": SECRET}, "7"),
            ("id_number_long", "A number of many digits.", '{"userId":12345678901234567890123,"userSecret":"%s"}' % SECRET, "12345678901234567890123"),
            ("id_null", "userId: null.", {"userId": None, "userSecret": SECRET}, "asked"),
            ("id_empty", "userId: an empty text.", {"userId": "", "userSecret": SECRET}, "asked"),
            ("id_array", "userId: an array.", {"userId": ["u"], "userSecret": SECRET}, "asked"),
            ("id_object", "userId: an object.", {"userId": {"userId": "u"}, "userSecret": SECRET}, "asked"),
            ("id_twice", "userId twice.", '{"userId":"u","userSecret":"%s","userId":"v"}' % SECRET, "asked"),
            ("unknown_members", "Members that nobody knows.", {"userId": USER, "userSecret": SECRET, "status": None, "more": [{"userSecret": 7}]}, USER),
            ("unknown_twice", "An unknown member twice.", '{"more":1,"userSecret":"%s","more":2}' % SECRET, "asked"),
            ("unknown_huge", "A number beyond a double.", '{"more":1e400,"userSecret":"%s"}' % SECRET, "asked")):
        good(operation, id, comment, body, {"user_id": user, "user_secret": SECRET}, source=DOCUMENTED if id == "documented" else RULE,
             requested_user_id="asked")
    good(operation, "id_not_known", "Neither reply nor request tell the id.", {"userSecret": SECRET}, {"user_id": "", "user_secret": SECRET})
    good(operation, "created", "Any 2xx status.", {"userSecret": SECRET}, {"user_id": "", "user_secret": SECRET}, status=201)
    good(operation, "placeholder", "The placeholder of the documents' examples is a secret like others.", {"userId": "John.doe@snaptrade.com",
         "userSecret": "USERSECRET123"}, {"user_id": "John.doe@snaptrade.com", "user_secret": "USERSECRET123"}, source=DOCUMENTED)
    good(operation, "placeholder_type", "The type's name in place of the value, as generated examples have it.", {"userId": "string", "userSecret": "string"},
         {"user_id": "string", "user_secret": "string"})
    for id, expect, comment, body in (
            ("no_secret", "missing_member", "No secret.", {"userId": USER}),
            ("nothing", "missing_member", "An object of nothing.", {}),
            ("snake_case", "missing_member", "The Python client's name for it is not the API's.", {"user_id": USER, "user_secret": SECRET}),
            ("secret_null", "wrong_member_type", "null.", {"userSecret": None}),
            ("secret_empty", "wrong_member_type", "An empty text.", {"userSecret": ""}),
            ("secret_number", "wrong_member_type", "A number.", {"userSecret": 7}),
            ("secret_array", "wrong_member_type", "An array.", {"userSecret": [SECRET]}),
            ("secret_twice", "duplicate_member", "Twice: nobody knows which one holds.", '{"userSecret":"a","userSecret":"b"}'),
            ("secret_twice_escaped", "duplicate_member", "Twice, once with an escape.", '{"userSecret":"a","user\\u0053ecret":"b"}'),
            ("no_body", "malformed_json", "No body.", ""),
            ("array", "malformed_json", "An array.", [SECRET]),
            ("string", "malformed_json", "A string.", json.dumps(SECRET)),
            ("page", "malformed_json", "A page of a proxy.", "<html></html>"),
            ("cut", "malformed_json", "Cut off.", '{"userSecret":"a"'),
            ("byte_order_mark", "malformed_json", "A byte-order mark in front.", "\ufeff" + json.dumps({"userSecret": SECRET})),
            ("deep", "json_too_deep", "65 levels.", '{"more":' + "[" * 64 + "]" * 64 + ',"userSecret":"a"}')):
        bad(operation, id, expect, comment, body, "userSecret")

# delete_user: any 2xx is a success, whatever comes with it.

for id, comment, body, status, user, told, detail in (
        ("documented", "All members.", {"status": "deleted", "detail": "queued", "userId": USER}, 200, USER, "deleted", "queued"),
        ("empty_object", "{}.", {}, 200, "asked", "", ""),
        ("no_content", "204, and no body.", "", 204, "asked", "", ""),
        ("text", "A text.", "deleted", 200, "asked", "", ""),
        ("page", "A page.", "<html></html>", 202, "asked", "", ""),
        ("null", "null.", "null", 200, "asked", "", ""),
        ("array", "An array.", "[]", 200, "asked", "", ""),
        ("cut", "Cut off.", '{"userId":"u"', 200, "asked", "", ""),
        ("deep", "65 levels.", '{"more":' + "[" * 64 + "]" * 64 + "}", 299, "asked", "", ""),
        ("types", "Members of odd types.", {"status": {"a": 1}, "detail": [], "userId": None}, 200, "asked", "", ""),
        ("numbers", "Numbers.", {"status": 200, "userId": 7}, 200, "7", "200", "")):
    good("delete_user", id, comment, body, {"user_id": user, "status": told, "detail": detail}, status=status, requested_user_id="asked")
refused("delete_user", "not_modified", "No 2xx.", 304, {"userId": USER})

# login_user: the link is needed and checked, the session is not needed.

good("login_user", "documented", "As the documents show it.", {"redirectURI": LINK, "sessionId": SESSION},
     {"redirect_uri": LINK, "session_id": SESSION, "encrypted": False}, source=DOCUMENTED)
for id, session, read in (("absent", {}, ""), ("null", {"sessionId": None}, ""), ("number", {"sessionId": 7}, "7"), ("object", {"sessionId": {}}, "")):
    good("login_user", "session_" + id, "The session is not needed.", {"redirectURI": LINK, **session},
         {"redirect_uri": LINK, "session_id": read, "encrypted": False})
for id, link in (("http", "http://x.example"), ("script", "javascript:alert(1)"), ("blank", " https://x.example"), ("inner_blank", "https://x.example/a b"),
                 ("line_feed", "https://x.example\n"), ("not_ascii", "https://x.example/\u00e9"), ("empty", ""), ("number", 7), ("null", None),
                 ("placeholder", "string")):
    bad("login_user", "link_" + id, "wrong_member_type", "No https link.", {"redirectURI": link}, "redirectURI")
bad("login_user", "link_missing", "missing_member", "No link.", {"sessionId": SESSION}, "redirectURI")
bad("login_user", "link_twice", "duplicate_member", "Two links.", '{"redirectURI":"https://a.example","redirectURI":"https://b.example"}', "redirectURI")
for operation in ("login_user", "get_user_jwt"):
    bad(operation, "placeholders", "invalid_encrypted_shared_key_length", "The encrypted response of the documents, which is made of placeholders.",
        ENCRYPTED, "encryptedSharedKey", source=DOCUMENTED)
good("login_user", "encrypted", "An encrypted response, well-formed.", {**ENCRYPTED, "encryptedSharedKey": "A" * 342 + "=="}, {"encrypted": True})
good("get_user_jwt", "encrypted", "An encrypted response, well-formed.", {**ENCRYPTED, "encryptedSharedKey": "A" * 342 + "==", "more": None},
     {"encrypted": True})
bad("get_user_jwt", "plain", "missing_member", "A link in place of an encrypted response.", {"redirectURI": LINK}, "encryptedSharedKey")

cases.write("replies.json")
