# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import Any, Callable, Optional, Union

import pytest

import snapseal

from vectors import read

PEM = read("keys/rsa2048.pem")


@pytest.fixture(scope="module")
def key() -> snapseal.PrivateKey:
    return snapseal.PrivateKey.parse(PEM)


def test_a_key_is_read_from_str_and_from_any_buffer(key: snapseal.PrivateKey) -> None:
    forms: list[Union[str, bytes, bytearray, memoryview]] = [PEM.decode(), PEM, bytearray(PEM), memoryview(PEM)]
    for data in forms:
        assert snapseal.PrivateKey.parse(data).public_key == key.public_key


@pytest.mark.parametrize("format", ["pkcs8", "pkcs8-der", "pkcs1", "pkcs1-der", "openssh", "jwk"])
def test_a_key_that_is_written_is_read_again(key: snapseal.PrivateKey, format: str) -> None:
    assert snapseal.PrivateKey.parse(key.write(format)).public_key == key.public_key


@pytest.mark.parametrize("format", ["pkcs8", "pkcs8-der", "openssh"])
@pytest.mark.parametrize("passphrase", ["correct horse", b"\xff bytes", "Zoë"])
def test_an_encrypted_key_needs_its_passphrase(key: snapseal.PrivateKey, format: str, passphrase: Any) -> None:
    def asked(_encryption: str) -> Union[str, bytes]:
        assert isinstance(passphrase, (str, bytes))
        return passphrase
    written = key.write(format, passphrase)
    assert snapseal.PrivateKey.parse(written, passphrase).public_key == key.public_key
    assert snapseal.PrivateKey.parse(written, asked).public_key == key.public_key
    with pytest.raises(snapseal.PassphraseRequired):
        snapseal.PrivateKey.parse(written)
    with pytest.raises(snapseal.KeyFileError) as caught:
        snapseal.PrivateKey.parse(written, "wrong")
    assert caught.value.code == "wrong_passphrase"


def test_a_passphrase_is_asked_for_only_if_it_is_needed(key: snapseal.PrivateKey) -> None:
    asked: list[str] = []

    def ask(encryption: str) -> Optional[str]:
        asked.append(encryption)
        return None
    snapseal.PrivateKey.parse(PEM, ask)
    assert asked == []
    with pytest.raises(snapseal.PassphraseRequired):
        snapseal.PrivateKey.parse(key.write("openssh", "words"), ask)
    assert len(asked) == 1 and "aes256-ctr" in asked[0]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), RuntimeError("no terminal")])
def test_what_a_passphrase_callable_raises_reaches_the_caller(key: snapseal.PrivateKey, error: BaseException) -> None:
    def ask(_encryption: str) -> str:
        raise error
    with pytest.raises(type(error)):
        snapseal.PrivateKey.parse(key.write("openssh", "words"), ask)
    with pytest.raises(TypeError):
        snapseal.PrivateKey.parse(key.write("openssh", "words"), lambda _: 7)  # type: ignore[arg-type, return-value]
    with pytest.raises(ValueError):
        snapseal.PrivateKey.parse(key.write("openssh", "words"), lambda _: "x" * 5000)


def test_a_key_elsewhere_opens_what_its_callable_unwraps(key: snapseal.PrivateKey) -> None:
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import padding
    keystore: Any = serialization.load_pem_private_key(PEM, None)

    def unwrap(ciphertext: bytes) -> Optional[bytes]:
        try:
            return bytes(keystore.decrypt(ciphertext, padding.OAEP(padding.MGF1(hashes.SHA1()), hashes.SHA1(), None)))
        except ValueError:
            return None
    elsewhere = snapseal.PrivateKey.from_unwrapper("keystore", key.public_key, unwrap)
    response = snapseal.encrypt_response(key.public_key, "hello")
    assert str(snapseal.decrypt_response(elsewhere, response)) == "hello"
    with pytest.raises(snapseal.KeyFileError) as caught:
        elsewhere.write()
    assert caught.value.code == "private_key_not_exportable"

    # The same in two steps.
    shared_key = unwrap(snapseal.encrypted_shared_key(response))
    assert str(snapseal.decrypt_with_shared_key(shared_key, response)) == "hello"
    with pytest.raises(snapseal.DecryptionFailed):
        snapseal.decrypt_with_shared_key(None, response)


def test_what_an_unwrapper_raises_reaches_the_caller(key: snapseal.PrivateKey) -> None:
    def unwrap(_ciphertext: bytes) -> bytes:
        raise ConnectionError("the key service is away")
    elsewhere = snapseal.PrivateKey.from_unwrapper("service", key.public_key, unwrap)
    response = snapseal.encrypt_response(key.public_key, "hello")
    with pytest.raises(ConnectionError):
        snapseal.decrypt_response(elsewhere, response)
    (result,) = snapseal.decrypt_responses(elsewhere, [response])
    assert isinstance(result, snapseal.MachineError) and result.code == "key_unwrapper_failed"
    none = snapseal.PrivateKey.from_unwrapper("service", key.public_key, lambda _: None)
    with pytest.raises(snapseal.DecryptionFailed):
        snapseal.decrypt_response(none, response)


def test_a_closed_key_is_refused_and_tells_nothing(key: snapseal.PrivateKey) -> None:
    with snapseal.PrivateKey.generate(2048) as own:
        public = own.public_key
    own.close()
    uses: list[Callable[[], object]] = [lambda: own.public_key, own.write,
                                        lambda: snapseal.decrypt_response(own, snapseal.encrypt_response(public, "x"))]
    for use in uses:
        with pytest.raises(snapseal.ArgumentError) as caught:
            use()
        assert caught.value.code == "invalid_handle"
    assert repr(own) == "<PrivateKey, closed>"


def test_nothing_secret_is_in_a_repr(key: snapseal.PrivateKey) -> None:
    shown = [key, snapseal.ConsumerKey("s3cret"), snapseal.User("me", "s3cret"), snapseal.Partner("ID", "s3cret"),
             snapseal.login_user(snapseal.User("me", "s3cret")), snapseal.get_user_jwt(snapseal.User("me", "s3cret")),
             snapseal.Partner("ID", "s3cret").sign(snapseal.get_user_jwt(snapseal.User("me", "s3cret")), 0),
             snapseal.request("GET", "/accounts", user=snapseal.User("me", "s3cret")),
             snapseal.decrypt_response(key, snapseal.encrypt_response(key.public_key, "s3cret")),
             snapseal.AccessToken("eyJhbGciOiJIUzI1NiJ9.e30.s3cret"),
             snapseal.ConnectionPortal("https://app.snaptrade.com/s3cret", None, None)]
    for value in shown:
        assert "s3cret" not in repr(value)


def test_a_token_that_is_not_there_is_told() -> None:
    with pytest.raises(snapseal.Error) as caught:
        snapseal.PrivateKey.from_pkcs11("pkcs11:token=no-such-token-for-a-test", "1234")
    assert caught.value.code in ("token_not_found", "crypto_unavailable")
