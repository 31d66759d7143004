/* SPDX-License-Identifier: Apache-2.0 */
/*
 * snapseal for C: opens the encrypted responses of SnapTrade's API, signs its requests, verifies
 * its webhooks. C99 and C++. It holds no HTTP, no file and no clock.
 *
 * Rules for all functions:
 *
 * - Each returns SNAPSEAL_OK or a code below, except those that return `const char *` or `void`.
 * - Arguments come in this order: the object, the outputs, the inputs, the error. A length in bytes
 *   follows its pointer. Text is UTF-8 and needs no NUL at its end. A pointer may be NULL if its
 *   length is 0.
 * - `error` may be NULL. If it is not, it must be initialised (SNAPSEAL_ERROR_INIT), and is filled
 *   when a function fails. No text in it is secret.
 * - A buffer is two arguments, `char *out, size_t *out_size`. On entry `*out_size` is the size of
 * the buffer; on success it is the size of the result, which has no NUL at its end. If the buffer
 * is too small the code is SNAPSEAL_BUFFER_TOO_SMALL, `*out_size` is the size that is needed, and
 *   nothing is written: to learn the size, pass NULL and 0.
 * - If a function fails for another reason, output pointers are NULL, output numbers are 0, and
 *   nothing of a result stays in a buffer.
 * - An object belongs to the caller, who frees it with its `_free` function. That wipes its
 * secrets, and takes NULL. A text that an object shows belongs to the object, and ends with it.
 * - A `const` object may be used by many threads at once. No function keeps what it is given after
 *   it returns, except the callback and context of snapseal_private_key_from_unwrapper.
 * - Options may be NULL: the defaults. A structure of options begins with its own size, so that
 *   programs built with an older header go on to work; initialise it with its macro or function.
 * - A callback must not throw a C++ exception, and must not longjmp.
 *
 * A secret in a caller's buffer is the caller's to wipe: snapseal_wipe.
 */
#ifndef SNAPSEAL_H
#define SNAPSEAL_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32) && !defined(SNAPSEAL_C_STATIC)
#ifdef SNAPSEAL_C_BUILDING
#define SNAPSEAL_C_API __declspec(dllexport)
#else
#define SNAPSEAL_C_API __declspec(dllimport)
#endif
#elif defined(__GNUC__)
#define SNAPSEAL_C_API __attribute__((visibility("default")))
#else
#define SNAPSEAL_C_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Codes and errors ---- */

/* The numbers and meanings are those of snapseal::Errc in C++. They never change. */
enum {
  SNAPSEAL_OK = 0,

  SNAPSEAL_INPUT_TOO_LARGE = 101,
  SNAPSEAL_MALFORMED_JSON = 102,
  SNAPSEAL_JSON_TOO_DEEP = 103,
  SNAPSEAL_DUPLICATE_MEMBER = 104,
  SNAPSEAL_MISSING_MEMBER = 105,
  SNAPSEAL_WRONG_MEMBER_TYPE = 106,
  SNAPSEAL_INVALID_BASE64 = 107,
  SNAPSEAL_INVALID_ENCRYPTED_SHARED_KEY_LENGTH = 108,
  SNAPSEAL_INVALID_TAG_LENGTH = 109,
  SNAPSEAL_INVALID_NONCE_LENGTH = 110,
  SNAPSEAL_NUMBER_OUT_OF_RANGE = 111,
  SNAPSEAL_LONE_SURROGATE = 112,
  SNAPSEAL_MALFORMED_TOKEN = 113,

  SNAPSEAL_UNRECOGNIZED_KEY_FORMAT = 201,
  SNAPSEAL_UNSUPPORTED_KEY_FORMAT = 202,
  SNAPSEAL_UNSUPPORTED_KEY_ALGORITHM = 203,
  SNAPSEAL_NOT_A_PRIVATE_KEY = 204,
  SNAPSEAL_NOT_A_PUBLIC_KEY = 205,
  SNAPSEAL_MALFORMED_KEY = 206,
  SNAPSEAL_INCONSISTENT_KEY = 207,
  SNAPSEAL_UNSUPPORTED_KEY_SIZE = 208,
  SNAPSEAL_UNSUPPORTED_PUBLIC_EXPONENT = 209,
  SNAPSEAL_PASSPHRASE_REQUIRED = 210,
  SNAPSEAL_WRONG_PASSPHRASE = 211,
  SNAPSEAL_UNSUPPORTED_KEY_ENCRYPTION = 212,
  SNAPSEAL_KEY_ENCRYPTION_TOO_COSTLY = 213,
  SNAPSEAL_PRIVATE_KEY_NOT_EXPORTABLE = 214,
  SNAPSEAL_PIN_REQUIRED = 215,
  SNAPSEAL_WRONG_PIN = 216,
  SNAPSEAL_PIN_LOCKED = 217,
  SNAPSEAL_TOKEN_NOT_FOUND = 218,
  SNAPSEAL_KEY_NOT_FOUND = 219,

  SNAPSEAL_DECRYPTION_FAILED = 301,
  SNAPSEAL_ENCRYPTED_SHARED_KEY_OUT_OF_RANGE = 302,

  SNAPSEAL_INVALID_ARGUMENT = 401,
  SNAPSEAL_INVALID_SHARED_KEY_LENGTH = 402,
  SNAPSEAL_INVALID_REQUEST = 403,

  SNAPSEAL_CRYPTO_UNAVAILABLE = 501,
  SNAPSEAL_TOKEN_FAILED = 502,
  SNAPSEAL_KEY_UNWRAPPER_FAILED = 503,

  SNAPSEAL_WRONG_SIGNATURE = 601,
  SNAPSEAL_WEBHOOK_TOO_OLD = 602,
  SNAPSEAL_WEBHOOK_TOO_NEW = 603,
  SNAPSEAL_API_ERROR = 604,

  /* Of this C interface alone. */
  SNAPSEAL_BUFFER_TOO_SMALL = 701, /* The size that is needed is told. */
  SNAPSEAL_INVALID_HANDLE = 702,   /* NULL, freed, or an object of another kind. */
  SNAPSEAL_CALLBACK_FAILED = 703,  /* A callback returned a code that it may not return. */
  SNAPSEAL_OUT_OF_MEMORY = 704,
  SNAPSEAL_INTERNAL_ERROR = 705 /* The system or a library failed in a way that has no code. */
};

/* "decryption_failed" for SNAPSEAL_DECRYPTION_FAILED, "ok" for 0, "unknown" for any other number.
 * The text is valid as long as the library is loaded. */
SNAPSEAL_C_API const char* snapseal_code_name(int32_t code);
/* The version of the library that runs, such as "1.2.3". */
SNAPSEAL_C_API const char* snapseal_version(void);

#define SNAPSEAL_NO_OFFSET ((size_t)-1)

/* Whether a refused request may be sent again: the C++ enumeration api::Retry. */
enum {
  SNAPSEAL_RETRY_NEVER = 0,
  SNAPSEAL_RETRY_AFTER_WAIT,
  SNAPSEAL_RETRY_IF_SAFE,
  SNAPSEAL_RETRY_SIGN_AGAIN
};

/* What went wrong. Texts end with NUL. */
typedef struct snapseal_error {
  size_t size; /* sizeof(snapseal_error) */
  int32_t code;
  size_t offset;     /* Bytes of the input before the one at fault, or SNAPSEAL_NO_OFFSET. */
  char field[64];    /* The member or argument at fault, as the API names it:
                        "encryptedMessageData.tag". Or "". */
  char message[320]; /* For people. It may change in any version. */
  /* With SNAPSEAL_API_ERROR, of the API's refusal; else 0 and "". */
  int32_t http_status;
  int32_t retry;               /* SNAPSEAL_RETRY_... */
  int64_t retry_after_seconds; /* -1 if the answer does not tell. */
  char api_code[32];           /* "1076", or "" */
  char detail[520];            /* The server's words, without what looks like a secret. */
  char request_id[136];        /* X-Request-ID, for the API's support. */
} snapseal_error;

#define SNAPSEAL_ERROR_INIT \
  { sizeof(snapseal_error), 0, SNAPSEAL_NO_OFFSET, "", "", 0, 0, -1, "", "", "" }
SNAPSEAL_C_API int32_t snapseal_error_init(snapseal_error* error);

/* Overwrites memory, in a way that a compiler does not leave out. */
SNAPSEAL_C_API int32_t snapseal_wipe(void* memory, size_t size);

/* ---- Options ---- */

/* How input is read, and how much work it may cause: snapseal::Limits, ParseOptions,
 * DecryptOptions. */
typedef struct snapseal_options {
  size_t size;             /* sizeof(snapseal_options) */
  uint64_t response_bytes; /* The longest response. */
  uint64_t json_depth;     /* The deepest nesting of JSON. */
  uint64_t request_bytes;  /* The longest request body or reply. */
  uint64_t webhook_bytes;  /* The longest webhook. */
  uint64_t key_file_bytes; /* The longest key file. */
  uint64_t pbkdf2_iterations;
  uint64_t scrypt_bytes;
  uint64_t bcrypt_rounds;
  uint64_t argon2_bytes;
  int32_t try_legacy_nonce; /* 0: a 15-byte nonce is read only as RFC 7253 says. */
  int32_t
      skip_whitespace_in_base64; /* 1: line ends, spaces and tabs inside base64 are passed over. */
} snapseal_options;

#define SNAPSEAL_OPTIONS_INIT                                                                   \
  {                                                                                             \
    sizeof(snapseal_options), 33554432, 64, 8388608, 1048576, 65536, 10000000, 268435456, 1000, \
        268435456, 1, 0                                                                         \
  }
SNAPSEAL_C_API int32_t snapseal_options_init(snapseal_options* options);

/* ---- Keys ---- */

/* An RSA private key. */
typedef struct snapseal_private_key snapseal_private_key;
/* An RSA public key. */
typedef struct snapseal_public_key snapseal_public_key;

/* Asked once, for an encrypted file. `encryption` says how it is encrypted, for people. Write the
 * passphrase to `passphrase` and its size to `*size`, which is the size of the buffer (4096) on
 * entry; the library wipes the buffer. Return SNAPSEAL_OK, or SNAPSEAL_PASSPHRASE_REQUIRED if there
 * is none. */
typedef int32_t (*snapseal_passphrase_callback)(void* context, const char* encryption,
                                                size_t encryption_size, char* passphrase,
                                                size_t* size);
/* The same for the PIN of a PKCS#11 token. `is_final_try`: one more wrong PIN locks the token.
 * Return SNAPSEAL_OK, or SNAPSEAL_PIN_REQUIRED. */
typedef int32_t (*snapseal_pin_callback)(void* context, const char* token_label,
                                         size_t token_label_size, const char* pin_source,
                                         size_t pin_source_size, int32_t is_final_try, char* pin,
                                         size_t* size);
/* RSAES-OAEP-DECRYPT (RFC 8017 section 7.1.2) with SHA-1, MGF1 with SHA-1 and an empty label, done
 * somewhere else: a keystore, a cloud's key service. The ciphertext is as long as the modulus, and
 * `*size` is that length on entry; the library wipes the buffer. Return SNAPSEAL_OK;
 * SNAPSEAL_DECRYPTION_FAILED if the padding is wrong; SNAPSEAL_KEY_UNWRAPPER_FAILED if the place
 * fails. Called from any thread that decrypts, by several at once. */
typedef int32_t (*snapseal_unwrap_callback)(void* context, const uint8_t* ciphertext,
                                            size_t ciphertext_size, uint8_t* shared_key,
                                            size_t* size);

/* Reads a key file's content: PKCS#8, PKCS#1, OpenSSH, PuTTY, JWK; PEM or DER. `passphrase` NULL:
 * none. Codes 101 and 201 to 213, SNAPSEAL_INVALID_ARGUMENT, SNAPSEAL_CRYPTO_UNAVAILABLE. */
SNAPSEAL_C_API int32_t snapseal_private_key_parse(snapseal_private_key** key, const char* text,
                                                  size_t text_size, const char* passphrase,
                                                  size_t passphrase_size,
                                                  const snapseal_options* options,
                                                  snapseal_error* error);
/* The same; the passphrase is asked for if it is needed. */
SNAPSEAL_C_API int32_t snapseal_private_key_parse_ask(snapseal_private_key** key, const char* text,
                                                      size_t text_size,
                                                      snapseal_passphrase_callback ask,
                                                      void* context,
                                                      const snapseal_options* options,
                                                      snapseal_error* error);
/* A new key of 2048 to 16384 bits, e = 65537; 3072 is usual. SNAPSEAL_INVALID_ARGUMENT. */
SNAPSEAL_C_API int32_t snapseal_private_key_generate(snapseal_private_key** key,
                                                     size_t modulus_bits, snapseal_error* error);
/* A key whose RSA step the callback does. `name` says where, for people. The callback and its
 * context must work as long as the key. */
SNAPSEAL_C_API int32_t snapseal_private_key_from_unwrapper(snapseal_private_key** key,
                                                           const char* name, size_t name_size,
                                                           const snapseal_public_key* public_key,
                                                           snapseal_unwrap_callback unwrap,
                                                           void* context, snapseal_error* error);
/* A key that stays on a PKCS#11 token, by its URI (RFC 7512). `ask` may be NULL. Codes 203, 207 to
 * 209, 215 to 219, SNAPSEAL_INVALID_ARGUMENT, SNAPSEAL_TOKEN_FAILED; SNAPSEAL_CRYPTO_UNAVAILABLE if
 * the library was built without PKCS#11. */
SNAPSEAL_C_API int32_t snapseal_private_key_from_pkcs11(snapseal_private_key** key, const char* uri,
                                                        size_t uri_size, snapseal_pin_callback ask,
                                                        void* context, snapseal_error* error);
SNAPSEAL_C_API void snapseal_private_key_free(snapseal_private_key* key);

enum {
  SNAPSEAL_PKCS8_PEM = 1, /* Encrypted if there is a passphrase. */
  SNAPSEAL_PKCS8_DER = 2, /* Likewise. */
  SNAPSEAL_PKCS1_PEM = 3,
  SNAPSEAL_PKCS1_DER = 4,
  SNAPSEAL_OPENSSH = 5, /* Of a private key as ssh-keygen writes it, encrypted if there is a
                           passphrase; of a public key one "ssh-rsa" line without its line end. */
  SNAPSEAL_JWK = 6,
  SNAPSEAL_SPKI_PEM = 7, /* Public keys only. */
  SNAPSEAL_SPKI_DER = 8
};
/* `passphrase` NULL: not encrypted. `comment` is for SNAPSEAL_OPENSSH. SNAPSEAL_INVALID_ARGUMENT,
 * SNAPSEAL_PRIVATE_KEY_NOT_EXPORTABLE. An encrypted key has another salt, but never another size,
 * each time. */
SNAPSEAL_C_API int32_t snapseal_private_key_write(const snapseal_private_key* key, char* out,
                                                  size_t* out_size, int32_t format,
                                                  const char* passphrase, size_t passphrase_size,
                                                  const char* comment, size_t comment_size,
                                                  snapseal_error* error);
/* A copy of the public half. */
SNAPSEAL_C_API int32_t snapseal_private_key_public(const snapseal_private_key* key,
                                                   snapseal_public_key** public_key,
                                                   snapseal_error* error);
/* What a private key file is, without its passphrase, as JSON:
 * {"format":"OpenSSH","encryption":"...",
 * "modulus_bits":3072,"fingerprint":"SHA256:...","thumbprint":"..."}. `encryption` is null if it is
 * not encrypted; the last three are null if the file encrypts them. Fails as
 * snapseal_private_key_parse. */
SNAPSEAL_C_API int32_t snapseal_inspect_key_file(char* out, size_t* out_size, const char* text,
                                                 size_t text_size, const snapseal_options* options,
                                                 snapseal_error* error);

/* Reads a public key: an "ssh-rsa" line, SubjectPublicKeyInfo in PEM or DER, a JWK. */
SNAPSEAL_C_API int32_t snapseal_public_key_parse(snapseal_public_key** key, const char* text,
                                                 size_t text_size, const snapseal_options* options,
                                                 snapseal_error* error);
SNAPSEAL_C_API void snapseal_public_key_free(snapseal_public_key* key);
/* SNAPSEAL_OPENSSH is what the API takes as rsaPublicKey. */
SNAPSEAL_C_API int32_t snapseal_public_key_write(const snapseal_public_key* key, char* out,
                                                 size_t* out_size, int32_t format,
                                                 const char* comment, size_t comment_size,
                                                 snapseal_error* error);
SNAPSEAL_C_API int32_t snapseal_public_key_bits(const snapseal_public_key* key,
                                                size_t* modulus_bits, snapseal_error* error);
/* "SHA256:" and 43 characters, as ssh-keygen -l prints it: 50 bytes. */
SNAPSEAL_C_API int32_t snapseal_public_key_fingerprint(const snapseal_public_key* key, char* out,
                                                       size_t* out_size, snapseal_error* error);
/* The JWK thumbprint (RFC 7638) with SHA-256: 43 bytes. */
SNAPSEAL_C_API int32_t snapseal_public_key_thumbprint(const snapseal_public_key* key, char* out,
                                                      size_t* out_size, snapseal_error* error);

/* ---- Encrypted responses ---- */

enum { SNAPSEAL_NONCE_RFC7253 = 0, SNAPSEAL_NONCE_LEGACY15 = 1 };

/* How a response was opened. */
typedef struct snapseal_opened {
  size_t key_index;   /* Which of the keys opened it, counted from 0. */
  int32_t nonce_form; /* SNAPSEAL_NONCE_... */
} snapseal_opened;

/* Opens a response with 1 to 16 keys. The plaintext is never longer than the response, so a buffer
 * of `response_size` bytes is always enough; if the buffer is too small, that is told before any
 * decryption. `opened` may be NULL. Codes 101 to 110, 301, 302; what an unwrapper fails with. */
SNAPSEAL_C_API int32_t snapseal_decrypt_response(const snapseal_private_key* const* keys,
                                                 size_t keys_count, char* plaintext,
                                                 size_t* plaintext_size, snapseal_opened* opened,
                                                 const char* response, size_t response_size,
                                                 const snapseal_options* options,
                                                 snapseal_error* error);

/* Shown a plaintext, which is wiped when the callback returns. */
typedef void (*snapseal_plaintext_callback)(void* context, const char* plaintext,
                                            size_t plaintext_size, const snapseal_opened* opened);
/* The same; the plaintext stays in the library's memory, which is wiped. */
SNAPSEAL_C_API int32_t snapseal_decrypt_response_view(
    const snapseal_private_key* const* keys, size_t keys_count, snapseal_plaintext_callback view,
    void* context, const char* response, size_t response_size, const snapseal_options* options,
    snapseal_error* error);

typedef struct snapseal_text {
  const char* data;
  size_t size;
} snapseal_text;

/* Shown the result of one response of a batch: `error->code` is SNAPSEAL_OK, or `plaintext` is
 * NULL. */
typedef void (*snapseal_batch_callback)(void* context, size_t index, const char* plaintext,
                                        size_t plaintext_size, const snapseal_opened* opened,
                                        const snapseal_error* error);
/* Opens many responses on up to `threads` threads (0: as many as processors). `result` is called
 * for each, in order, on the calling thread, after all are done. One that fails leaves the others
 * alone. */
SNAPSEAL_C_API int32_t snapseal_decrypt_responses(const snapseal_private_key* const* keys,
                                                  size_t keys_count, snapseal_batch_callback result,
                                                  void* context, const snapseal_text* responses,
                                                  size_t responses_count, size_t threads,
                                                  const snapseal_options* options,
                                                  snapseal_error* error);

/* In two steps, for a keystore that answers later. First: the RSA ciphertext, up to 2048 bytes. */
SNAPSEAL_C_API int32_t snapseal_encrypted_shared_key(uint8_t* out, size_t* out_size,
                                                     const char* response, size_t response_size,
                                                     const snapseal_options* options,
                                                     snapseal_error* error);
/* Then: the message, with what the keystore made of it. Pass NULL if the padding was wrong: a
 * random key takes its place, so that nobody sees which of the two steps failed (RFC 7516
 * section 11.5). */
SNAPSEAL_C_API int32_t snapseal_decrypt_with_shared_key(
    char* plaintext, size_t* plaintext_size, snapseal_opened* opened, const uint8_t* shared_key,
    size_t shared_key_size, const char* response, size_t response_size,
    const snapseal_options* options, snapseal_error* error);

typedef struct snapseal_encrypt_options {
  size_t size;             /* sizeof(snapseal_encrypt_options) */
  size_t shared_key_bytes; /* 16, 24 or 32 */
  size_t nonce_bytes;      /* 1 to 15 */
  int32_t nonce_form;      /* SNAPSEAL_NONCE_... */
} snapseal_encrypt_options;
#define SNAPSEAL_ENCRYPT_OPTIONS_INIT \
  { sizeof(snapseal_encrypt_options), 32, 15, SNAPSEAL_NONCE_RFC7253 }
SNAPSEAL_C_API int32_t snapseal_encrypt_options_init(snapseal_encrypt_options* options);

/* Makes a response as the API does, for mocks and tests. Each call draws a new key and nonce; the
 * size of the result depends on the sizes alone. */
SNAPSEAL_C_API int32_t snapseal_encrypt_response(const snapseal_public_key* key, char* out,
                                                 size_t* out_size, const char* plaintext,
                                                 size_t plaintext_size,
                                                 const snapseal_encrypt_options* options,
                                                 snapseal_error* error);
/* What a response is made of, without any key and without its content, as JSON:
 * {"well_formed":true,
 * "modulus_bits":2048,"has_legacy_reading":true,"fields":[{"name":"encryptedSharedKey",
 * "base64_characters":344,"bytes":256,"problem":null},...]}. A problem is {"code":"invalid_base64",
 * "message":"..."}. Codes 101 to 104 if there are no fields to report. */
SNAPSEAL_C_API int32_t snapseal_inspect_response(char* out, size_t* out_size, const char* response,
                                                 size_t response_size,
                                                 const snapseal_options* options,
                                                 snapseal_error* error);

/* ---- Signatures ---- */

/* The partner's consumer key, for signatures and webhooks. */
typedef struct snapseal_consumer_key snapseal_consumer_key;
/* 1 to 4096 bytes, used as they are: take a file's line end off first. */
SNAPSEAL_C_API int32_t snapseal_consumer_key_new(snapseal_consumer_key** key, const char* text,
                                                 size_t text_size, snapseal_error* error);
SNAPSEAL_C_API void snapseal_consumer_key_free(snapseal_consumer_key* key);

/* The form of a JSON text that is signed: what CPython's json.dumps(..., separators=(",", ":"),
 * sort_keys=True) gives. Codes 101 to 104, 111, 112. */
SNAPSEAL_C_API int32_t snapseal_canonical_json(char* out, size_t* out_size, const char* text,
                                               size_t text_size, const snapseal_options* options,
                                               snapseal_error* error);
/* The text that is signed for a request: {"content":...,"path":...,"query":...}. The path and the
 * raw query are those of the request line; the body is JSON text, or empty for none. */
SNAPSEAL_C_API int32_t snapseal_canonical_content(char* out, size_t* out_size, const char* path,
                                                  size_t path_size, const char* query,
                                                  size_t query_size, const char* body,
                                                  size_t body_size, const snapseal_options* options,
                                                  snapseal_error* error);
/* The header Signature of a request: 44 bytes. */
SNAPSEAL_C_API int32_t snapseal_sign(const snapseal_consumer_key* key, char* out, size_t* out_size,
                                     const char* path, size_t path_size, const char* query,
                                     size_t query_size, const char* body, size_t body_size,
                                     const snapseal_options* options, snapseal_error* error);
/* SNAPSEAL_OK if the signature is right, SNAPSEAL_WRONG_SIGNATURE if not; compared in constant
 * time. */
SNAPSEAL_C_API int32_t snapseal_verify(const snapseal_consumer_key* key, const char* path,
                                       size_t path_size, const char* query, size_t query_size,
                                       const char* body, size_t body_size, const char* signature,
                                       size_t signature_size, const snapseal_options* options,
                                       snapseal_error* error);
/* Why a signature that somebody made is wrong, as JSON: {"matches":false,"deviations":[{"name":
 * "raw_utf8","advice":"..."}]}. It does not hold the canonical text. */
SNAPSEAL_C_API int32_t snapseal_explain_signature(
    const snapseal_consumer_key* key, char* out, size_t* out_size, const char* path,
    size_t path_size, const char* query, size_t query_size, const char* body, size_t body_size,
    const char* signature, size_t signature_size, const snapseal_options* options,
    snapseal_error* error);
/* The same of a webhook's body as it came. */
SNAPSEAL_C_API int32_t snapseal_explain_webhook(const snapseal_consumer_key* key, char* out,
                                                size_t* out_size, const char* body,
                                                size_t body_size, const char* signature,
                                                size_t signature_size,
                                                const snapseal_options* options,
                                                snapseal_error* error);

/* ---- Requests ---- */

/* A client id, a consumer key and where the API is. */
typedef struct snapseal_partner snapseal_partner;
/* A request that is ready to be sent: each part must be sent as it is, byte for byte. */
typedef struct snapseal_http_request snapseal_http_request;

enum { SNAPSEAL_COMMERCIAL = 0, SNAPSEAL_PERSONAL = 1 };
/* `kind` is SNAPSEAL_COMMERCIAL, or SNAPSEAL_PERSONAL for a key for one's own accounts. `base_url`
 * may be empty: https://api.snaptrade.com. SNAPSEAL_INVALID_ARGUMENT. */
SNAPSEAL_C_API int32_t snapseal_partner_new(snapseal_partner** partner, int32_t kind,
                                            const char* client_id, size_t client_id_size,
                                            const char* consumer_key, size_t consumer_key_size,
                                            const char* base_url, size_t base_url_size,
                                            snapseal_error* error);
SNAPSEAL_C_API void snapseal_partner_free(snapseal_partner* partner);

enum {
  SNAPSEAL_LIST_USERS = 1,
  SNAPSEAL_REGISTER_USER = 2, /* userId; rsaPublicKey */
  SNAPSEAL_DELETE_USER = 3,   /* userId */
  SNAPSEAL_LOGIN_USER = 4,   /* userId, userSecret; the options of the API's login by their names */
  SNAPSEAL_GET_USER_JWT = 5, /* userId, userSecret */
  SNAPSEAL_RESET_USER_SECRET = 6, /* userId, userSecret */
  SNAPSEAL_CHECK_STATUS = 7       /* Not signed. */
};

/* A name with its value, before percent-encoding. */
typedef struct snapseal_parameter {
  const char* name;
  size_t name_size;
  const char* value;
  size_t value_size;
} snapseal_parameter;

/* The signed request of an operation, with the parameters that stand beside its name above; "true"
 * and "false" are the values of switches. `now` is the time in seconds since 1970. A personal key
 * has SNAPSEAL_LOGIN_USER alone, without userId and userSecret. SNAPSEAL_INVALID_ARGUMENT for a
 * parameter that is missing, unknown or given twice. */
SNAPSEAL_C_API int32_t snapseal_sign_operation(const snapseal_partner* partner,
                                               snapseal_http_request** request, int32_t operation,
                                               const snapseal_parameter* parameters,
                                               size_t parameters_count, int64_t now,
                                               snapseal_error* error);
/* The signed request to any other endpoint. `method` is "GET", "POST", "PUT", "PATCH" or "DELETE".
 * The body is JSON text, or empty for none. For a user, put userId and userSecret into the query.
 * SNAPSEAL_INVALID_REQUEST, and what snapseal_canonical_json fails with. */
SNAPSEAL_C_API int32_t snapseal_sign_request(const snapseal_partner* partner,
                                             snapseal_http_request** request, const char* method,
                                             size_t method_size, const char* path, size_t path_size,
                                             const snapseal_parameter* query, size_t query_count,
                                             const char* body, size_t body_size, int64_t now,
                                             snapseal_error* error);
SNAPSEAL_C_API void snapseal_http_request_free(snapseal_http_request* request);
SNAPSEAL_C_API int32_t snapseal_http_request_method(const snapseal_http_request* request,
                                                    const char** method, size_t* method_size,
                                                    snapseal_error* error);
SNAPSEAL_C_API int32_t snapseal_http_request_url(const snapseal_http_request* request,
                                                 const char** url, size_t* url_size,
                                                 snapseal_error* error);
SNAPSEAL_C_API int32_t snapseal_http_request_body(const snapseal_http_request* request,
                                                  const char** body, size_t* body_size,
                                                  snapseal_error* error);
SNAPSEAL_C_API int32_t snapseal_http_request_header_count(const snapseal_http_request* request,
                                                          size_t* count, snapseal_error* error);
/* SNAPSEAL_INVALID_ARGUMENT from the count on. */
SNAPSEAL_C_API int32_t snapseal_http_request_header(const snapseal_http_request* request,
                                                    const char** name, size_t* name_size,
                                                    const char** value, size_t* value_size,
                                                    size_t index, snapseal_error* error);

/* ---- Replies ---- */

/* What a transport brought back. Times are in seconds since 1970 by this machine's clock, or
 * SNAPSEAL_NO_TIME. */
typedef struct snapseal_reply {
  size_t size; /* sizeof(snapseal_reply) */
  int32_t status;
  const snapseal_parameter* headers;
  size_t headers_count;
  const char* body;
  size_t body_size;
  int64_t sent;
  int64_t received;
} snapseal_reply;
#define SNAPSEAL_NO_TIME INT64_MIN
#define SNAPSEAL_REPLY_INIT \
  { sizeof(snapseal_reply), 0, NULL, 0, NULL, 0, SNAPSEAL_NO_TIME, SNAPSEAL_NO_TIME }
SNAPSEAL_C_API int32_t snapseal_reply_init(snapseal_reply* reply);

/* What a reply tells, as members with the API's names. */
typedef struct snapseal_result snapseal_result;
/* Reads the reply to an operation, and opens it if it is encrypted; without keys that is
 * SNAPSEAL_INVALID_ARGUMENT. The members of the result:
 *
 *   SNAPSEAL_LIST_USERS          userId, one for each user
 *   SNAPSEAL_REGISTER_USER       userSecret, userId
 *   SNAPSEAL_RESET_USER_SECRET   userSecret, userId
 *   SNAPSEAL_DELETE_USER         userId, status, detail
 *   SNAPSEAL_LOGIN_USER          redirectURI, sessionId, expiresAt (seconds since 1970)
 *   SNAPSEAL_GET_USER_JWT        accessToken
 *   SNAPSEAL_CHECK_STATUS        version, online ("true" or "false"), timestamp
 *
 * Those that the reply does not tell are missing. A userSecret is told once: if the code is not
 * SNAPSEAL_OK keep the reply's body, which may hold it. SNAPSEAL_API_ERROR if the API refused;
 * codes 101 to 110; 301, 302. */
SNAPSEAL_C_API int32_t snapseal_read_reply(snapseal_result** result, int32_t operation,
                                           const snapseal_reply* reply,
                                           const snapseal_private_key* const* keys,
                                           size_t keys_count, const snapseal_options* options,
                                           snapseal_error* error);
/* SNAPSEAL_OK for a status of 2xx, else SNAPSEAL_API_ERROR: for replies to other requests. */
SNAPSEAL_C_API int32_t snapseal_require_success(const snapseal_reply* reply, snapseal_error* error);
SNAPSEAL_C_API void snapseal_result_free(snapseal_result* result);
SNAPSEAL_C_API int32_t snapseal_result_count(const snapseal_result* result, size_t* count,
                                             snapseal_error* error);
/* The member at `index`. SNAPSEAL_INVALID_ARGUMENT from the count on. */
SNAPSEAL_C_API int32_t snapseal_result_at(const snapseal_result* result, const char** name,
                                          size_t* name_size, const char** value, size_t* value_size,
                                          size_t index, snapseal_error* error);
/* The first member of that name. SNAPSEAL_MISSING_MEMBER. */
SNAPSEAL_C_API int32_t snapseal_result_text(const snapseal_result* result, const char** value,
                                            size_t* value_size, const char* name, size_t name_size,
                                            snapseal_error* error);
/* How many seconds the API's clock is ahead, from the header Date. `sent` and `received` must be
 * there. SNAPSEAL_MISSING_MEMBER if the reply does not tell. Add it to the time for
 * snapseal_sign_operation. */
SNAPSEAL_C_API int32_t snapseal_reply_clock_offset(int64_t* seconds, const snapseal_reply* reply,
                                                   snapseal_error* error);

/* ---- Webhooks ---- */

typedef struct snapseal_webhook_tolerance {
  size_t size; /* sizeof(snapseal_webhook_tolerance) */
  int64_t max_age_seconds;
  int64_t max_ahead_seconds;
} snapseal_webhook_tolerance;
#define SNAPSEAL_WEBHOOK_TOLERANCE_INIT \
  { sizeof(snapseal_webhook_tolerance), 300, 60 }
SNAPSEAL_C_API int32_t snapseal_webhook_tolerance_init(snapseal_webhook_tolerance* tolerance);

/* Verifies a webhook with 1 to 8 keys: `body` and `signature` (the header Signature) as they came.
 * The result's members: json (the body in canonical form without webhookSecret), eventTime
 * (microseconds since 1970), keyIndex; and eventType, webhookId, clientId, userId,
 * brokerageAuthorizationId, accountId, if the event has them. SNAPSEAL_WRONG_SIGNATURE,
 * SNAPSEAL_WEBHOOK_TOO_OLD, SNAPSEAL_WEBHOOK_TOO_NEW, codes 101 to 106, 111, 112. */
SNAPSEAL_C_API int32_t snapseal_verify_webhook(
    const snapseal_consumer_key* const* keys, size_t keys_count, snapseal_result** event,
    const char* body, size_t body_size, const char* signature, size_t signature_size, int64_t now,
    const snapseal_webhook_tolerance* tolerance, const snapseal_options* options,
    snapseal_error* error);

/* ---- Access tokens ---- */

/* A JWT (RFC 7519) that lets a user's device call the API. Its signature cannot be checked here. */
typedef struct snapseal_access_token snapseal_access_token;
/* Reads what an encrypted response holds: a bare JWT, or JSON with one. SNAPSEAL_MALFORMED_TOKEN,
 * codes 101 to 106. */
SNAPSEAL_C_API int32_t snapseal_access_token_parse(snapseal_access_token** token, const char* text,
                                                   size_t text_size, snapseal_error* error);
SNAPSEAL_C_API void snapseal_access_token_free(snapseal_access_token* token);
/* The JWT alone. It is secret. */
SNAPSEAL_C_API int32_t snapseal_access_token_text(const snapseal_access_token* token,
                                                  const char** text, size_t* text_size,
                                                  snapseal_error* error);
/* When the token says that it expires, in seconds since 1970. SNAPSEAL_MISSING_MEMBER if it does
 * not say; SNAPSEAL_MALFORMED_TOKEN if that cannot be read. */
SNAPSEAL_C_API int32_t snapseal_access_token_expires_at(const snapseal_access_token* token,
                                                        int64_t* seconds, snapseal_error* error);
/* All that the token says of itself, not verified, as JSON in canonical form. */
SNAPSEAL_C_API int32_t snapseal_access_token_claims(const snapseal_access_token* token, char* out,
                                                    size_t* out_size, snapseal_error* error);
/* A request of the user's device, with the token and without a signature: arguments as for
 * snapseal_sign_request. */
SNAPSEAL_C_API int32_t snapseal_authorize_request(
    const snapseal_access_token* token, snapseal_http_request** request, const char* base_url,
    size_t base_url_size, const char* method, size_t method_size, const char* path,
    size_t path_size, const snapseal_parameter* query, size_t query_count, const char* body,
    size_t body_size, snapseal_error* error);

#ifdef __cplusplus
}
#endif

#endif /* SNAPSEAL_H */
