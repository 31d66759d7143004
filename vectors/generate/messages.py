#!/usr/bin/python3 -B
# SPDX-License-Identifier: Apache-2.0
"""messages.json: AES-OCB alone, from key, nonce, ciphertext and tag to plaintext."""

from common import *

RFC = "RFC 7253, Appendix A"
cases = Cases(
    "AES-OCB (RFC 7253), 16-byte tag, no associated data; and the old form in which the last byte of a 15-byte nonce "
    "is ignored. All byte strings are lower-case hex.",
    "key", "nonce", "ciphertext", "tag", "plaintext", "nonce_form", "legacy_nonce",
    plaintext=None, nonce_form=None)


def good(id, comment, key, nonce, plaintext, form="rfc7253", sealed=None, **rest):
    ciphertext, tag = sealed or ocb_seal(key, nonce, plaintext, form)
    assert ocb_open(key, nonce, ciphertext, tag) == (plaintext, form)
    cases.add(id, comment, key=key, nonce=nonce, ciphertext=ciphertext, tag=tag, plaintext=plaintext,
              nonce_form=form, **rest)


def bad(id, comment, key, nonce, ciphertext, tag, expect="decryption_failed", **rest):
    if expect == "decryption_failed":
        assert ocb_open(key, nonce, ciphertext, tag, rest.get("legacy_nonce", True)) == (None, None)
    cases.add(id, comment, expect, key=key, nonce=nonce, ciphertext=ciphertext, tag=tag, **rest)


# RFC 7253, Appendix A: (bytes of associated data, bytes of plaintext, ciphertext and tag), nonce counting up.

key = bytes(range(16))
nonce_stem = bytes.fromhex("BBAA998877665544332211")
samples = [
    (0, 0, "785407BFFFC8AD9EDCC5520AC9111EE6"),
    (8, 8, "6820B3657B6F615A5725BDA0D3B4EB3A257C9AF1F8F03009"),
    (8, 0, "81017F8203F081277152FADE694A0A00"),
    (0, 8, "45DD69F8F5AAE72414054CD1F35D82760B2CD00D2F99BFA9"),
    (16, 16, "571D535B60B277188BE5147170A9A22C3AD7A4FF3835B8C5701C1CCEC8FC3358"),
    (16, 0, "8CF761B6902EF764462AD86498CA6B97"),
    (0, 16, "5CE88EC2E0692706A915C00AEB8B2396F40E1C743F52436BDF06D8FA1ECA343D"),
    (24, 24, "1CA2207308C87C010756104D8840CE1952F09673A448A122C92C62241051F57356D7F3C90BB0E07F"),
    (24, 0, "6DC225A071FC1B9F7C69F93B0F1E10DE"),
    (0, 24, "221BD0DE7FA6FE993ECCD769460A0AF2D6CDED0C395B1C3CE725F32494B9F914D85C0B1EB38357FF"),
    (32, 32, "BD6F6C496201C69296C11EFD138A467ABD3C707924B964DEAFFC40319AF5A48540FBBA186C5553C68AD9F592A79A4240"),
    (32, 0, "FE80690BEE8A485D11F32965BC9D2A32"),
    (0, 32, "2942BFC773BDA23CABC6ACFD9BFD5835BD300F0973792EF46040C53F1432BCDFB5E1DDE3BC18A5F840B52E653444D5DF"),
    (40, 40, "D5CA91748410C1751FF8A2F618255B68A0A12E093FF454606E59F9C1D0DDC54B65E8628E568BAD7AED07BA06A4A69483"
             "A7035490C5769E60"),
    (40, 0, "C5CD9D1850C141E358649994EE701B68"),
    (0, 40, "4412923493C57D5DE0D700F753CCE0D1D2D95060122E9F15A5DDBFC5787E50B5CC55EE507BCB084E479AD363AC366B95"
            "A98CA5F3000B1479"),
]
for number, (data_bytes, text_bytes, sealed) in enumerate(samples):
    nonce, sealed = nonce_stem + bytes([number]), bytes.fromhex(sealed)
    data, plaintext = bytes(range(data_bytes)), bytes(range(text_bytes))
    assert AESOCB3(key).encrypt(nonce, plaintext, data or None) == sealed
    ciphertext, tag = sealed[:-16], sealed[-16:]
    if data:
        bad(f"message_rfc7253_a_{number:02}_associated_data",
            f"the sender authenticated {data_bytes} bytes of associated data; a response has none, so the tag is wrong",
            key, nonce, ciphertext, tag, source=RFC)
    else:
        good(f"message_rfc7253_a_{number:02}", f"{text_bytes} bytes of plaintext, no associated data",
             key, nonce, plaintext, sealed=(ciphertext, tag), source=RFC)

short_key = bytes.fromhex("0F0E0D0C0B0A09080706050403020100")
short_nonce = nonce_stem + b"\x0d"
sealed = bytes.fromhex("1792A4E31E0755FB03E31B22116E6C2DDF9EFD6E33D536F1A0124B0A55BAE884ED93481529C76B6A"
                       "D0C515F4D1CDD4FDAC4F02AA")
cipher = AES.new(short_key, AES.MODE_OCB, nonce=short_nonce, mac_len=12)
cipher.update(bytes(range(40)))
assert cipher.encrypt(bytes(range(40))) + cipher.encrypt() + cipher.digest() == sealed
bad("message_rfc7253_a_tag_of_12", "the RFC's sample with a 96-bit tag; a response's tag has 16 bytes",
    short_key, short_nonce, sealed[:-12], sealed[-12:], "invalid_tag_length", source=RFC)

# Known answers for 15-byte nonces.

good("message_known_nonce_15_rfc7253", "a 15-byte nonce by the RFC: where old PyCryptodome is wrong",
     key, bytes.fromhex("EEDDCCBBAA99887766554433221103"), bytes(range(8)),
     sealed=(bytes.fromhex("084E869570194BD2"), bytes.fromhex("5032FE9E5328E45D507E74F3366E20D2")),
     source="known answer, checked with OpenSSL and python3-cryptography")
old_key = bytes.fromhex("9b43e9a9f3b8bba01bf46de5dfb49e8b5a28ccb18b7f95090ca272dcfcd691c7")
old_nonce = bytes.fromhex("fd334d5e7ae3428184a55916d045d0")
old = bytes.fromhex("82dfb5ec792fa57aec5c0b99955c4b"), bytes.fromhex("9ee611e21141b31087862e0a11079f5a")
good("message_known_nonce_15_legacy", "written by PyCryptodome 3.11.0, whose OCB ignored the last byte of a 15-byte nonce",
     old_key, old_nonce, b"eyJ0.legacy.jwt", "legacy15", old, source="captured: PyCryptodome 3.11.0")
bad("message_known_nonce_15_legacy_off", "the same with the old form switched off", old_key, old_nonce, *old,
    legacy_nonce=False, source="captured: PyCryptodome 3.11.0")

# Every nonce length, key length and a range of sizes.

random = Stream("messages")
SIZES = [0, 1, 15, 16, 17, 31, 32, 33, 47, 48, 49, 63, 64, 65, 79, 80, 81, 127, 128, 129, 255, 256, 257, 1000, 1023,
         1024, 1025, 4096, 4097]
step = 0
for key_bytes in (16, 24, 32):
    for nonce_bytes in range(1, 16):
        size = [17, 32, 45, 16, 31, 1, 33][step % 7]
        step += 1
        good(f"message_key_{key_bytes}_nonce_{nonce_bytes}", f"{size} bytes of plaintext",
             random(key_bytes), random(nonce_bytes), random(size))
for step, size in enumerate(SIZES):
    key_bytes, nonce_bytes = (16, 24, 32)[step % 3], (15, 12, 14)[(step // 3) % 3]
    good(f"message_size_{size}", f"{key_bytes}-byte key, {nonce_bytes}-byte nonce",
         random(key_bytes), random(nonce_bytes), random(size))
for step, size in enumerate([0, 1, 15, 16, 17, 31, 32, 33, 48, 127, 128, 129, 1000, 4096]):
    key_bytes = (32, 16, 24)[step % 3]
    good(f"message_legacy_size_{size}", f"old form, {key_bytes}-byte key",
         random(key_bytes), random(15), random(size), "legacy15")
for bottom in (0, 1, 62, 63):
    nonce = random(14) + bytes([0x40 | bottom])
    good(f"message_nonce_15_bottom_{bottom}", f"the low six bits of the last nonce byte are {bottom}: OCB's stretch shift",
         random(16), nonce, random(40))
good("message_nonce_all_zero", "a nonce of 12 zero bytes", random(16), bytes(12), random(20))
good("message_nonce_all_ones", "a nonce of 15 bytes FF", random(32), b"\xff" * 15, random(20))
good("message_key_all_zero", "a key of 16 zero bytes is still a key", bytes(16), random(12), random(20))
good("message_text_utf8", "plaintext with characters of two, three and four bytes",
     random.text(32), random(15), "Zürich ✓ 密码 🔑".encode())
good("message_text_not_utf8", "plaintext is bytes: this layer does not ask for UTF-8", random(24), random(15), b"\xff\xfe\x00\x80")
good("message_text_nul", "plaintext that ends with NUL bytes keeps them", random(16), random(15), b"abc\x00\x00")

# The legacy form ignores the last nonce byte, so any value of it opens.

key, nonce, text = random(32), random(15), b"eyJhbGciOiJIUzI1NiJ9.e30.old-form"
old = ocb_seal(key, nonce, text, "legacy15")
good("message_legacy_last_nonce_byte_changed", "the old form does not authenticate the last nonce byte: another value opens too",
     key, flip(nonce, 119), text, "legacy15", old)
good("message_legacy_nonce_without_last_byte", "the old form is plain RFC 7253 with the first 14 nonce bytes",
     key, nonce[:14], text, "rfc7253", old)

# Negative: one changed bit.

random = Stream("messages/negative")
for label, form, nonce_bytes, key_bytes, size in (
        ("rfc12", "rfc7253", 12, 16, 45), ("rfc15", "rfc7253", 15, 32, 48), ("rfc1", "rfc7253", 1, 24, 20),
        ("legacy", "legacy15", 15, 16, 33)):
    key, nonce, plaintext = random(key_bytes), random(nonce_bytes), random(size)
    ciphertext, tag = ocb_seal(key, nonce, plaintext, form)
    for bit in (0, 7, 8 * 16 - 1, 8 * 16, 8 * size - 1):
        bad(f"message_{label}_ciphertext_bit_{bit}", "one bit of the ciphertext changed",
            key, nonce, flip(ciphertext, bit), tag)
    for bit in (0, 1, 63, 64, 120, 127):
        bad(f"message_{label}_tag_bit_{bit}", "one bit of the tag changed", key, nonce, ciphertext, flip(tag, bit))
    for bit in (0, 3, 6, 7, 55, 95, 111, 113, 119):
        if bit < 8 * nonce_bytes and not (form == "legacy15" and bit > 111):
            bad(f"message_{label}_nonce_bit_{bit}", "one bit of the nonce changed", key, flip(nonce, bit), ciphertext, tag)
    for bit in (0, 8 * key_bytes // 2, 8 * key_bytes - 1):
        bad(f"message_{label}_key_bit_{bit}", "one bit of the key changed", flip(key, bit), nonce, ciphertext, tag)
    bad(f"message_{label}_ciphertext_one_short", "the last ciphertext byte is missing", key, nonce, ciphertext[:-1], tag)
    bad(f"message_{label}_ciphertext_one_long", "one zero byte after the ciphertext", key, nonce, ciphertext + b"\0", tag)
    bad(f"message_{label}_ciphertext_block_short", "the first block is missing", key, nonce, ciphertext[16:], tag)
    bad(f"message_{label}_ciphertext_empty", "all of the ciphertext is missing", key, nonce, b"", tag)
    bad(f"message_{label}_ciphertext_with_tag", "the tag stands after the ciphertext as well", key, nonce, ciphertext + tag, tag)
    bad(f"message_{label}_tag_reversed", "the tag's bytes in reverse order", key, nonce, ciphertext, tag[::-1])
    bad(f"message_{label}_tag_halves_swapped", "the two halves of the tag swapped", key, nonce, ciphertext, tag[8:] + tag[:8])
    bad(f"message_{label}_tag_zero", "a tag of zero bytes", key, nonce, ciphertext, bytes(16))
    other = ocb_seal(key, nonce, flip(plaintext, 5), form)[1]
    bad(f"message_{label}_tag_of_other", "the tag of another message with the same key and nonce", key, nonce, ciphertext, other)
    if size >= 32:
        swapped = ciphertext[16:32] + ciphertext[:16] + ciphertext[32:]
        bad(f"message_{label}_blocks_swapped", "the first two blocks swapped", key, nonce, swapped, tag)

key, nonce, plaintext = random(16), random(12), random(20)
ciphertext, tag = ocb_seal(key, nonce, plaintext)
for size in (*range(16), 17, 32):
    bad(f"message_tag_length_{size}", "a prefix of the right tag, or the right tag and more; only 16 bytes are a tag",
        key, nonce, ciphertext, (tag + bytes(16))[:size], "invalid_tag_length")
for size in (0, 16, 17, 24):
    bad(f"message_nonce_length_{size}", "a nonce has 1 to 15 bytes", key, (nonce + bytes(16))[:size], ciphertext, tag,
        "invalid_nonce_length")
for size in (0, 1, 15, 17, 20, 23, 25, 31, 33, 64):
    bad(f"message_key_length_{size}", "a key has 16, 24 or 32 bytes", (key * 4)[:size], nonce, ciphertext, tag,
        "invalid_shared_key_length")
bad("message_nonce_other_length", "the first 11 bytes of a 12-byte nonce", key, nonce[:11], ciphertext, tag)
bad("message_nonce_zero_extended", "a 12-byte nonce with a zero byte after it", key, nonce + b"\0", ciphertext, tag)
bad("message_nonce_zero_before", "a 12-byte nonce with a zero byte before it", key, b"\0" + nonce, ciphertext, tag)
bad("message_tag_before_ciphertext", "ciphertext and tag exchanged", key, nonce, tag, ciphertext[:16])
gcm = AES.new(key, AES.MODE_GCM, nonce=nonce)
bad("message_made_with_gcm", "sealed with AES-GCM, not AES-OCB", key, nonce, *gcm.encrypt_and_digest(plaintext))
short = AES.new(key, AES.MODE_OCB, nonce=nonce, mac_len=8)
ciphertext = short.encrypt(plaintext) + short.encrypt()
bad("message_made_with_tag_of_8", "really sealed with an 8-byte tag", key, nonce, ciphertext, short.digest(), "invalid_tag_length")
bad("message_made_with_tag_of_8_padded", "the same, tag filled up with zero bytes", key, nonce, ciphertext, short.digest() + bytes(8))
for size in (0, 1, 16, 33):
    key, nonce, plaintext = random(32), random(15), random(size)
    bad(f"message_legacy_off_size_{size}", "the old form with the old form switched off", key, nonce,
        *ocb_seal(key, nonce, plaintext, "legacy15"), legacy_nonce=False)
    good(f"message_rfc_legacy_off_size_{size}", "the RFC form does not need the old form", key, nonce, plaintext, legacy_nonce=False)
for drop in (12, 13):
    ciphertext, tag = ocb_seal(key, nonce[:drop], plaintext)
    bad(f"message_nonce_15_cut_to_{drop}", f"sealed with the first {drop} nonce bytes; only 14 is a known old form",
        key, nonce, ciphertext, tag)
ciphertext, tag = ocb_seal(key, nonce[:13], plaintext)
bad("message_nonce_14_last_byte_ignored", "the old form was for 15-byte nonces only; here 14 bytes, sealed with 13",
    key, nonce[:14], ciphertext, tag)

cases.write("messages.json")
