# SPDX-License-Identifier: Apache-2.0
"""Opens the encrypted responses of SnapTrade's API, signs its requests, verifies its webhooks.

    key = snapseal.PrivateKey.parse(open("me.pem").read())
    with snapseal.decrypt_response(key, body) as plaintext:
        token = snapseal.AccessToken(plaintext.view)

It holds no HTTP, and reads no clock but for `now=None`. Objects may be used by many threads at once; work is done without Python's lock."""
from ._native import ffi as _ffi, lib as _lib
from .access_token import AccessToken
from .errors import (ApiError, ArgumentError, DecryptionError, DecryptionFailed, Error, InputError, KeyFileError, MachineError,
                     PassphraseRequired, SignatureError)
from .keys import PrivateKey, PublicKey, inspect_key_file
from .limits import Limits
from .operations import (ApiStatus, ConnectionPortal, DeletedUser, Operation, Request, User, check_status, delete_user, get_user_jwt,
                         list_users, login_user, register_user, request, reset_user_secret)
from .partner import HttpRequest, Partner, PersonalAccess, authorize
from .replies import clock_offset, read_reply, require_success
from .response import (Plaintext, decrypt_response, decrypt_responses, decrypt_with_shared_key, encrypt_response, encrypted_shared_key,
                       inspect_response)
from .signature import ConsumerKey, canonical_content, canonical_json, explain_signature, explain_webhook, sign, verify
from .webhook import Webhook, verify_webhook

__version__: str = _ffi.string(_lib.snapseal_version()).decode()
__all__ = [
    "AccessToken", "ApiError", "ApiStatus", "ArgumentError", "ConnectionPortal", "ConsumerKey", "DecryptionError", "DecryptionFailed",
    "DeletedUser", "Error", "HttpRequest", "InputError", "KeyFileError", "Limits", "MachineError", "Operation", "Partner", "PassphraseRequired",
    "PersonalAccess", "Plaintext", "PrivateKey", "PublicKey", "Request", "SignatureError", "User", "Webhook", "authorize",
    "canonical_content", "canonical_json", "check_status", "clock_offset", "decrypt_response", "decrypt_responses",
    "decrypt_with_shared_key", "delete_user", "encrypt_response", "encrypted_shared_key", "explain_signature", "explain_webhook",
    "get_user_jwt", "inspect_key_file", "inspect_response", "list_users", "login_user", "read_reply", "register_user", "request",
    "require_success", "reset_user_secret", "sign", "verify", "verify_webhook",
]
