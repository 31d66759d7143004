/* SPDX-License-Identifier: Apache-2.0 */
/* The rules at the head of snapseal.h, held by a C99 program that includes nothing else of
 * snapseal. Usage: c_rules_test VECTORS. Prints the number of checks. */
#include <snapseal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int checks, faults;

#define CHECK(holds)                                              \
  do {                                                            \
    ++checks;                                                     \
    if (!(holds)) {                                               \
      ++faults;                                                   \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #holds); \
    }                                                             \
  } while (0)
#define TEXT(literal) (literal), sizeof(literal) - 1

static char* read_file(const char* folder, const char* name, size_t* size) {
  char path[4096];
  snprintf(path, sizeof(path), "%s/%s", folder, name);
  FILE* file = fopen(path, "rb");
  if (file == NULL) {
    perror(path);
    exit(2);
  }
  char* text = malloc(1 << 20);
  *size = fread(text, 1, 1 << 20, file);
  fclose(file);
  return text;
}

static void options_have_their_defaults(void) {
  snapseal_options options = SNAPSEAL_OPTIONS_INIT, made;
  memset(&made, 0xff, sizeof(made));
  CHECK(snapseal_options_init(&made) == SNAPSEAL_OK);
  CHECK(made.size == sizeof(made) && made.response_bytes == options.response_bytes &&
        made.json_depth == options.json_depth && made.webhook_bytes == options.webhook_bytes &&
        made.argon2_bytes == options.argon2_bytes && made.bcrypt_rounds == options.bcrypt_rounds &&
        made.try_legacy_nonce == options.try_legacy_nonce &&
        made.skip_whitespace_in_base64 == options.skip_whitespace_in_base64);
  snapseal_encrypt_options encrypt = SNAPSEAL_ENCRYPT_OPTIONS_INIT, encrypt_made;
  CHECK(snapseal_encrypt_options_init(&encrypt_made) == SNAPSEAL_OK);
  CHECK(encrypt_made.nonce_bytes == encrypt.nonce_bytes &&
        encrypt_made.shared_key_bytes == encrypt.shared_key_bytes);
  snapseal_webhook_tolerance tolerance = SNAPSEAL_WEBHOOK_TOLERANCE_INIT, tolerance_made;
  CHECK(snapseal_webhook_tolerance_init(&tolerance_made) == SNAPSEAL_OK);
  CHECK(tolerance_made.max_age_seconds == tolerance.max_age_seconds &&
        tolerance_made.max_ahead_seconds == tolerance.max_ahead_seconds);
  snapseal_reply reply;
  CHECK(snapseal_reply_init(&reply) == SNAPSEAL_OK && reply.sent == SNAPSEAL_NO_TIME);
  snapseal_error error;
  CHECK(snapseal_error_init(&error) == SNAPSEAL_OK && error.retry_after_seconds == -1);
  CHECK(snapseal_options_init(NULL) == SNAPSEAL_INVALID_ARGUMENT);
}

static void structures_of_another_size_are_told_apart(void) {
  char out[64];
  size_t size = sizeof(out);
  snapseal_options options = SNAPSEAL_OPTIONS_INIT;
  options.size = 0; /* not initialised */
  CHECK(snapseal_canonical_json(out, &size, TEXT("1"), &options, NULL) ==
        SNAPSEAL_INVALID_ARGUMENT);
  options.size = sizeof(options) + 1; /* of a newer header */
  size = sizeof(out);
  CHECK(snapseal_canonical_json(out, &size, TEXT("1"), &options, NULL) ==
        SNAPSEAL_INVALID_ARGUMENT);
  options.size =
      offsetof(snapseal_options, json_depth); /* of an older header: what it lacks is the default */
  options.json_depth = 0;
  size = sizeof(out);
  CHECK(snapseal_canonical_json(out, &size, TEXT("[1]"), &options, NULL) == SNAPSEAL_OK);

  struct {
    snapseal_error error;
    char after[16];
  } older;
  memset(&older, 'x', sizeof(older));
  older.error.size = offsetof(snapseal_error, http_status);
  size = sizeof(out);
  CHECK(snapseal_canonical_json(out, &size, TEXT("{"), NULL, &older.error) ==
        SNAPSEAL_MALFORMED_JSON);
  CHECK(older.error.code == SNAPSEAL_MALFORMED_JSON && older.error.message[0] != 'x');
  CHECK(older.error.size == offsetof(snapseal_error, http_status));
  CHECK(((char*)&older.error)[offsetof(snapseal_error, http_status)] == 'x'); /* nothing beyond */
}

static void a_buffer_too_small_is_told_its_size(void) {
  char out[8] = "unhurt!";
  size_t size = 3;
  snapseal_error error = SNAPSEAL_ERROR_INIT;
  CHECK(snapseal_canonical_json(out, &size, TEXT("{ \"a\" : 1 }"), NULL, &error) ==
        SNAPSEAL_BUFFER_TOO_SMALL);
  CHECK(size == 7 && strcmp(out, "unhurt!") == 0 && error.code == SNAPSEAL_BUFFER_TOO_SMALL);
  CHECK(snapseal_canonical_json(out, &size, TEXT("{ \"a\" : 1 }"), NULL, &error) == SNAPSEAL_OK);
  CHECK(size == 7 && memcmp(out, "{\"a\":1}", 7) == 0 && error.code == SNAPSEAL_OK);
  size = 0;
  CHECK(snapseal_canonical_json(NULL, &size, TEXT("1"), NULL, NULL) == SNAPSEAL_BUFFER_TOO_SMALL &&
        size == 1);
  size = 5;
  CHECK(snapseal_canonical_json(NULL, &size, TEXT("1"), NULL, NULL) == SNAPSEAL_INVALID_ARGUMENT &&
        size == 0);
  CHECK(snapseal_canonical_json(out, NULL, TEXT("1"), NULL, NULL) == SNAPSEAL_INVALID_ARGUMENT);
  size = sizeof(out);
  CHECK(snapseal_canonical_json(out, &size, NULL, 4, NULL, NULL) == SNAPSEAL_INVALID_ARGUMENT &&
        size == 0);
  size = sizeof(out);
  CHECK(snapseal_canonical_json(out, &size, TEXT("{\"a\":1,}"), NULL, &error) ==
        SNAPSEAL_MALFORMED_JSON);
  CHECK(size == 0 && error.offset == 7 && error.message[0] != '\0');
}

static void wrong_objects_are_told_apart(void) {
  snapseal_error error = SNAPSEAL_ERROR_INIT;
  size_t bits = 9;
  CHECK(snapseal_public_key_bits(NULL, &bits, &error) == SNAPSEAL_INVALID_HANDLE);
  CHECK(bits == 0 && strcmp(error.field, "key") == 0);
  snapseal_consumer_key* key = NULL;
  CHECK(snapseal_consumer_key_new(&key, TEXT("secret"), NULL) == SNAPSEAL_OK && key != NULL);
  CHECK(snapseal_public_key_bits((const snapseal_public_key*)(const void*)key, &bits, NULL) ==
        SNAPSEAL_INVALID_HANDLE);
  snapseal_public_key_free((snapseal_public_key*)(void*)key); /* of another kind: nothing happens */
  char out[44];
  size_t size = sizeof(out);
  CHECK(snapseal_sign(key, out, &size, TEXT("/"), NULL, 0, NULL, 0, NULL, NULL) == SNAPSEAL_OK &&
        size == 44);
  snapseal_consumer_key_free(key);
  snapseal_consumer_key_free(NULL);
  snapseal_private_key_free(NULL);
  snapseal_public_key_free(NULL);
  snapseal_partner_free(NULL);
  snapseal_http_request_free(NULL);
  snapseal_result_free(NULL);
  snapseal_access_token_free(NULL);
  CHECK(snapseal_consumer_key_new(&key, NULL, 0, NULL) == SNAPSEAL_INVALID_ARGUMENT && key == NULL);
  CHECK(snapseal_consumer_key_new(NULL, TEXT("secret"), NULL) == SNAPSEAL_INVALID_ARGUMENT);
}

static int32_t give_passphrase(void* context, const char* encryption, size_t encryption_size,
                               char* passphrase, size_t* size) {
  const char* text = context;
  CHECK(encryption_size > 0 && encryption != NULL && *size == 4096);
  if (text == NULL) {
    return SNAPSEAL_PASSPHRASE_REQUIRED;
  }
  if (strcmp(text, "odd") == 0) {
    return 12345;
  }
  if (strcmp(text, "long") == 0) {
    *size = 4097;
    return SNAPSEAL_OK;
  }
  *size = strlen(text);
  memcpy(passphrase, text, *size);
  return SNAPSEAL_OK;
}

struct place {
  const snapseal_private_key* key;
  int32_t code;
  size_t size;
};

/* Stands for a keystore, which has the key. It opens the RSA half with the public functions alone:
 * a response is made whose message nobody needs. */
static int32_t unwrap_somewhere(void* context, const uint8_t* ciphertext, size_t ciphertext_size,
                                uint8_t* shared_key, size_t* size) {
  const struct place* place = context;
  CHECK(ciphertext != NULL && ciphertext_size == 256 && *size == 256);
  memset(shared_key, 'k', 32);
  *size = place->size;
  return place->code;
}

static void keys_work(const char* vectors) {
  size_t text_size = 0, encrypted_size = 0;
  char* text = read_file(vectors, "keys/rsa2048.pem", &text_size);
  snapseal_private_key* key = NULL;
  CHECK(snapseal_private_key_parse(&key, text, text_size, NULL, 0, NULL, NULL) == SNAPSEAL_OK);
  static char encrypted[8192];
  encrypted_size = sizeof(encrypted);
  CHECK(snapseal_private_key_write(key, encrypted, &encrypted_size, SNAPSEAL_OPENSSH, TEXT("words"),
                                   TEXT("me"), NULL) == SNAPSEAL_OK);
  snapseal_private_key* read = NULL;
  snapseal_error error = SNAPSEAL_ERROR_INIT;
  char words[] = "words", wrong[] = "wrong", odd[] = "odd", long_[] = "long";
  CHECK(snapseal_private_key_parse(&read, encrypted, encrypted_size, NULL, 0, NULL, NULL) ==
        SNAPSEAL_PASSPHRASE_REQUIRED);
  CHECK(snapseal_private_key_parse_ask(&read, encrypted, encrypted_size, give_passphrase, NULL,
                                       NULL, NULL) == SNAPSEAL_PASSPHRASE_REQUIRED);
  CHECK(snapseal_private_key_parse_ask(&read, encrypted, encrypted_size, give_passphrase, wrong,
                                       NULL, NULL) == SNAPSEAL_WRONG_PASSPHRASE);
  CHECK(snapseal_private_key_parse_ask(&read, encrypted, encrypted_size, give_passphrase, odd, NULL,
                                       NULL) == SNAPSEAL_CALLBACK_FAILED);
  CHECK(snapseal_private_key_parse_ask(&read, encrypted, encrypted_size, give_passphrase, long_,
                                       NULL, &error) == SNAPSEAL_CALLBACK_FAILED);
  CHECK(strcmp(error.field, "ask") == 0 && read == NULL);
  CHECK(snapseal_private_key_parse_ask(&read, encrypted, encrypted_size, NULL, NULL, NULL, NULL) ==
        SNAPSEAL_INVALID_ARGUMENT);
  CHECK(snapseal_private_key_parse_ask(&read, encrypted, encrypted_size, give_passphrase, words,
                                       NULL, NULL) == SNAPSEAL_OK);
  CHECK(read != NULL);
  snapseal_private_key_free(read);

  static const int32_t formats[] = {SNAPSEAL_PKCS8_PEM, SNAPSEAL_PKCS8_DER, SNAPSEAL_PKCS1_PEM,
                                    SNAPSEAL_PKCS1_DER, SNAPSEAL_OPENSSH,   SNAPSEAL_JWK};
  for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); ++i) {
    size_t size = sizeof(encrypted);
    CHECK(snapseal_private_key_write(key, encrypted, &size, formats[i], NULL, 0, NULL, 0, NULL) ==
          SNAPSEAL_OK);
    CHECK(snapseal_private_key_parse(&read, encrypted, size, NULL, 0, NULL, NULL) == SNAPSEAL_OK);
    snapseal_private_key_free(read);
  }
  size_t size = sizeof(encrypted);
  CHECK(snapseal_private_key_write(key, encrypted, &size, SNAPSEAL_JWK, TEXT("words"), NULL, 0,
                                   NULL) == SNAPSEAL_INVALID_ARGUMENT);
  CHECK(snapseal_private_key_write(key, encrypted, &size, SNAPSEAL_SPKI_PEM, NULL, 0, NULL, 0,
                                   NULL) == SNAPSEAL_INVALID_ARGUMENT);
  size = sizeof(encrypted);
  CHECK(snapseal_inspect_key_file(encrypted, &size, text, text_size, NULL, NULL) == SNAPSEAL_OK);
  encrypted[size] = '\0';
  CHECK(strstr(encrypted,
               "{\"format\":\"PKCS#8\",\"encryption\":null,\"modulus_bits\":2048,\"fingerprint\":"
               "\"SHA256:") == encrypted);
  snapseal_private_key* made = NULL;
  CHECK(snapseal_private_key_generate(&made, 1024, NULL) == SNAPSEAL_INVALID_ARGUMENT &&
        made == NULL);
  CHECK(snapseal_private_key_generate(&made, 2048, NULL) == SNAPSEAL_OK);
  snapseal_private_key_free(made);

  /* A key that is somewhere else. What its callback may return, and what not. */
  snapseal_public_key* public_key = NULL;
  CHECK(snapseal_private_key_public(key, &public_key, NULL) == SNAPSEAL_OK);
  struct place place = {key, SNAPSEAL_OK, 32};
  snapseal_private_key* elsewhere = NULL;
  CHECK(snapseal_private_key_from_unwrapper(&elsewhere, TEXT("keystore"), public_key,
                                            unwrap_somewhere, &place, NULL) == SNAPSEAL_OK);
  static char response[4096], plaintext[4096];
  size_t response_size = sizeof(response);
  CHECK(snapseal_encrypt_response(public_key, response, &response_size, TEXT("hello"), NULL,
                                  NULL) == SNAPSEAL_OK);
  const snapseal_private_key* keys[17];
  for (size_t i = 0; i < 17; ++i) {
    keys[i] = elsewhere;
  }
  static const struct {
    int32_t returned;
    size_t size;
    int32_t code;
  } outcomes[] = {{SNAPSEAL_OK, 32, SNAPSEAL_DECRYPTION_FAILED},
                  {SNAPSEAL_OK, 257, SNAPSEAL_CALLBACK_FAILED},
                  {SNAPSEAL_DECRYPTION_FAILED, 0, SNAPSEAL_DECRYPTION_FAILED},
                  {SNAPSEAL_KEY_UNWRAPPER_FAILED, 0, SNAPSEAL_KEY_UNWRAPPER_FAILED},
                  {SNAPSEAL_TOKEN_FAILED, 0, SNAPSEAL_CALLBACK_FAILED}};
  for (size_t i = 0; i < sizeof(outcomes) / sizeof(outcomes[0]); ++i) {
    place.code = outcomes[i].returned;
    place.size = outcomes[i].size;
    size = sizeof(plaintext);
    CHECK(snapseal_decrypt_response(keys, 1, plaintext, &size, NULL, response, response_size, NULL,
                                    NULL) == outcomes[i].code);
    CHECK(size == 0);
  }
  size = sizeof(plaintext);
  CHECK(snapseal_decrypt_response(keys, 17, plaintext, &size, NULL, response, response_size, NULL,
                                  NULL) == SNAPSEAL_INVALID_ARGUMENT);
  CHECK(snapseal_decrypt_response(NULL, 0, plaintext, &size, NULL, response, response_size, NULL,
                                  NULL) == SNAPSEAL_INVALID_ARGUMENT);
  keys[1] = NULL;
  CHECK(snapseal_decrypt_response(keys, 2, plaintext, &size, NULL, response, response_size, NULL,
                                  NULL) == SNAPSEAL_INVALID_HANDLE);
  size = sizeof(encrypted);
  CHECK(snapseal_private_key_write(elsewhere, encrypted, &size, SNAPSEAL_JWK, NULL, 0, NULL, 0,
                                   NULL) == SNAPSEAL_PRIVATE_KEY_NOT_EXPORTABLE);
  snapseal_private_key_free(elsewhere);
  snapseal_public_key_free(public_key);
  snapseal_private_key_free(key);
  free(text);
}

static void show_batch(void* context, size_t index, const char* plaintext, size_t plaintext_size,
                       const snapseal_opened* opened, const snapseal_error* error) {
  size_t* next = context;
  CHECK(index == *next);
  ++*next;
  if (index == 1) {
    CHECK(plaintext == NULL && plaintext_size == 0 && error->code == SNAPSEAL_MALFORMED_JSON);
  } else {
    CHECK(plaintext_size == 5 && memcmp(plaintext, "hello", 5) == 0 && opened->key_index == 1);
    CHECK(error->code == SNAPSEAL_OK);
  }
}

static void count_failed(void* context, size_t index, const char* plaintext, size_t plaintext_size,
                         const snapseal_opened* opened, const snapseal_error* error) {
  size_t* failed = context;
  *failed += error->code == SNAPSEAL_DECRYPTION_FAILED && plaintext == NULL &&
             plaintext_size == 0 && opened->key_index == 0 && index < 3;
}

/* Of PyCryptodome's, under keys of zeros: if zeros took the place of a key that the keystore did
 * not give, anyone could make a response that opens. */
static void a_keystore_that_gave_nothing_opens_nothing(void) {
  static const char* const messages[] = {
      "\"encryptedMessage\":\"D7d4aA==\",\"tag\":\"e6BsiP7PL5w5DolQEpY46g==\"",
      "\"encryptedMessage\":\"o46Biw==\",\"tag\":\"93S2a5R6N42gD2I6utZZrw==\"",
      "\"encryptedMessage\":\"NJIS3Q==\",\"tag\":\"gkXVH86PfG9OVyBmVrmjRA==\""};
  static const uint8_t zeros[32];
  for (size_t i = 0; i < 3; ++i) {
    char text[1024];
    char wrapped[345];
    memset(wrapped, 'A', 342);
    memcpy(wrapped + 342, "==", 3);
    const int length =
        snprintf(text, sizeof(text),
                 "{\"encryptedSharedKey\":\"%s\",\"encryptedMessageData\":{%s,\"nonce\":"
                 "\"AAAAAAAAAAAAAAAA\"}}",
                 wrapped, messages[i]);
    CHECK(length > 0 && (size_t)length < sizeof(text));
    char plaintext[16];
    size_t size = sizeof(plaintext);
    CHECK(snapseal_decrypt_with_shared_key(plaintext, &size, NULL, zeros, 16 + 8 * i, text,
                                           (size_t)length, NULL, NULL) == SNAPSEAL_OK);
    CHECK(size == 4 && memcmp(plaintext, "text", 4) == 0);
    size = sizeof(plaintext);
    CHECK(snapseal_decrypt_with_shared_key(plaintext, &size, NULL, NULL, 0, text, (size_t)length,
                                           NULL, NULL) == SNAPSEAL_DECRYPTION_FAILED);
    CHECK(size == 0);
  }
}

static void responses_are_opened(const char* vectors) {
  size_t size = 0, old_size = 0;
  char* text = read_file(vectors, "keys/rsa2048-other.pem", &size);
  char* old_text = read_file(vectors, "keys/rsa2048.pem", &old_size);
  snapseal_private_key *key = NULL, *old = NULL;
  CHECK(snapseal_private_key_parse(&key, text, size, NULL, 0, NULL, NULL) == SNAPSEAL_OK);
  CHECK(snapseal_private_key_parse(&old, old_text, old_size, NULL, 0, NULL, NULL) == SNAPSEAL_OK);
  snapseal_public_key* public_key = NULL;
  CHECK(snapseal_private_key_public(key, &public_key, NULL) == SNAPSEAL_OK);
  snapseal_encrypt_options options = SNAPSEAL_ENCRYPT_OPTIONS_INIT;
  options.nonce_form = SNAPSEAL_NONCE_LEGACY15;
  static char response[4096], plaintext[4096], report[4096];
  size_t response_size = sizeof(response);
  CHECK(snapseal_encrypt_response(public_key, response, &response_size, TEXT("hello"), &options,
                                  NULL) == SNAPSEAL_OK);
  options.nonce_form = 2;
  size = sizeof(report);
  CHECK(snapseal_encrypt_response(public_key, report, &size, TEXT("hello"), &options, NULL) ==
        SNAPSEAL_INVALID_ARGUMENT);

  const snapseal_private_key* keys[2];
  keys[0] = old;
  keys[1] = key;
  snapseal_opened opened;
  size = sizeof(plaintext);
  CHECK(snapseal_decrypt_response(keys, 2, plaintext, &size, &opened, response, response_size, NULL,
                                  NULL) == SNAPSEAL_OK);
  CHECK(size == 5 && opened.key_index == 1 && opened.nonce_form == SNAPSEAL_NONCE_LEGACY15);
  snapseal_text texts[3] = {{NULL, 0}, {"{", 1}, {NULL, 0}};
  texts[0].data = texts[2].data = response;
  texts[0].size = texts[2].size = response_size;
  size_t next = 0;
  CHECK(snapseal_decrypt_responses(keys, 2, show_batch, &next, texts, 3, 2, NULL, NULL) ==
            SNAPSEAL_OK &&
        next == 3);
  CHECK(snapseal_decrypt_responses(keys, 2, NULL, &next, texts, 3, 2, NULL, NULL) ==
        SNAPSEAL_INVALID_ARGUMENT);

  /* The old form of the nonce, where it is not allowed. */
  snapseal_options strict = SNAPSEAL_OPTIONS_INIT;
  strict.try_legacy_nonce = 0;
  texts[1] = texts[0];
  size_t failed = 0;
  CHECK(snapseal_decrypt_responses(keys, 2, count_failed, &failed, texts, 3, 2, &strict, NULL) ==
        SNAPSEAL_OK);
  CHECK(failed == 3);

  static uint8_t wrapped[2048];
  size_t wrapped_size = sizeof(wrapped);
  CHECK(snapseal_encrypted_shared_key(wrapped, &wrapped_size, response, response_size, NULL,
                                      NULL) == SNAPSEAL_OK);
  CHECK(wrapped_size == 256);
  size = sizeof(plaintext);
  CHECK(snapseal_decrypt_with_shared_key(plaintext, &size, &opened, NULL, 0, response,
                                         response_size, NULL, NULL) == SNAPSEAL_DECRYPTION_FAILED);
  CHECK(size == 0);
  a_keystore_that_gave_nothing_opens_nothing();
  size = sizeof(report);
  CHECK(snapseal_inspect_response(report, &size, response, response_size, NULL, NULL) ==
        SNAPSEAL_OK);
  report[size] = '\0';
  CHECK(
      strstr(report,
             "{\"well_formed\":true,\"modulus_bits\":2048,\"has_legacy_reading\":true,\"fields\":["
             "{\"name\":\"encryptedSharedKey\",\"base64_characters\":344,\"bytes\":256,\"problem\":"
             "null}") == report);
  size = sizeof(report);
  CHECK(snapseal_inspect_response(report, &size, TEXT("{\"encryptedSharedKey\":1}"), NULL, NULL) ==
        SNAPSEAL_OK);
  report[size] = '\0';
  CHECK(strstr(report, "\"well_formed\":false") != NULL &&
        strstr(report, "\"code\":\"wrong_member_type\"") != NULL);
  snapseal_public_key_free(public_key);
  snapseal_private_key_free(key);
  snapseal_private_key_free(old);
  free(text);
  free(old_text);
}

static void requests_are_signed(void) {
  snapseal_partner* partner = NULL;
  CHECK(snapseal_partner_new(&partner, SNAPSEAL_COMMERCIAL, TEXT("PARTNER"),
                             TEXT("YOUR_CONSUMER_KEY"), NULL, 0, NULL) == SNAPSEAL_OK);
  snapseal_parameter user[4] = {{TEXT("userId"), TEXT("me")},
                                {TEXT("userSecret"), TEXT("s3cret")},
                                {TEXT("broker"), TEXT("ALPACA")},
                                {TEXT("darkMode"), TEXT("true")}};
  static const struct {
    int32_t operation;
    size_t parameters;
    const char *method, *path;
  } operations[] = {
      {SNAPSEAL_LIST_USERS, 0, "GET", "/snapTrade/listUsers?clientId=PARTNER&timestamp=1795314669"},
      {SNAPSEAL_REGISTER_USER, 1, "POST", "/snapTrade/registerUser?"},
      {SNAPSEAL_DELETE_USER, 1, "DELETE", "/snapTrade/deleteUser?"},
      {SNAPSEAL_LOGIN_USER, 4, "POST", "/snapTrade/login?"},
      {SNAPSEAL_GET_USER_JWT, 2, "GET", "/snapTrade/encryptedJWT?"},
      {SNAPSEAL_RESET_USER_SECRET, 2, "POST", "/snapTrade/resetUserSecret?"},
      {SNAPSEAL_CHECK_STATUS, 0, "GET", "/"}};
  const size_t origin = strlen("https://api.snaptrade.com");
  snapseal_http_request* request = NULL;
  const char *text = NULL, *value = NULL;
  size_t size = 0, value_size = 0, count = 0;
  for (size_t i = 0; i < sizeof(operations) / sizeof(operations[0]); ++i) {
    CHECK(snapseal_sign_operation(partner, &request, operations[i].operation, user,
                                  operations[i].parameters, 1795314669, NULL) == SNAPSEAL_OK);
    CHECK(snapseal_http_request_method(request, &text, &size, NULL) == SNAPSEAL_OK);
    CHECK(size == strlen(operations[i].method) && memcmp(text, operations[i].method, size) == 0);
    CHECK(snapseal_http_request_url(request, &text, &size, NULL) == SNAPSEAL_OK);
    CHECK(size >= origin + strlen(operations[i].path) &&
          memcmp(text + origin, operations[i].path, strlen(operations[i].path)) == 0);
    CHECK(snapseal_http_request_header_count(request, &count, NULL) == SNAPSEAL_OK && count >= 1);
    int found = 0;
    for (size_t j = 0; j < count; ++j) {
      CHECK(snapseal_http_request_header(request, &text, &size, &value, &value_size, j, NULL) ==
            SNAPSEAL_OK);
      found += size == 9 && memcmp(text, "Signature", 9) == 0 && value_size == 44;
    }
    CHECK(found == (operations[i].operation != SNAPSEAL_CHECK_STATUS));
    CHECK(snapseal_http_request_header(request, &text, &size, &value, &value_size, count, NULL) ==
          SNAPSEAL_INVALID_ARGUMENT);
    CHECK(text == NULL && value_size == 0);
    CHECK(snapseal_http_request_body(request, &text, &size, NULL) == SNAPSEAL_OK);
    if (operations[i].operation == SNAPSEAL_LOGIN_USER) {
      CHECK(size == strlen("{\"broker\":\"ALPACA\",\"darkMode\":true}") &&
            memcmp(text, "{\"broker\":\"ALPACA\",\"darkMode\":true}", size) == 0);
    }
    snapseal_http_request_free(request);
  }
  snapseal_error error = SNAPSEAL_ERROR_INIT;
  CHECK(snapseal_sign_operation(partner, &request, SNAPSEAL_DELETE_USER, NULL, 0, 0, &error) ==
        SNAPSEAL_INVALID_ARGUMENT);
  CHECK(request == NULL && strcmp(error.field, "userId") == 0);
  CHECK(snapseal_sign_operation(partner, &request, SNAPSEAL_DELETE_USER, user, 2, 0, NULL) ==
        SNAPSEAL_INVALID_ARGUMENT);
  user[1] = user[0];
  CHECK(snapseal_sign_operation(partner, &request, SNAPSEAL_DELETE_USER, user, 2, 0, NULL) ==
        SNAPSEAL_INVALID_ARGUMENT);
  user[3].value = "yes";
  user[3].value_size = 3;
  CHECK(snapseal_sign_operation(partner, &request, SNAPSEAL_LOGIN_USER, user, 4, 0, NULL) ==
        SNAPSEAL_INVALID_ARGUMENT);
  CHECK(snapseal_sign_operation(partner, &request, 99, NULL, 0, 0, NULL) ==
        SNAPSEAL_INVALID_ARGUMENT);
  CHECK(snapseal_sign_request(partner, &request, TEXT("get"), TEXT("/accounts"), NULL, 0, NULL, 0,
                              0, NULL) == SNAPSEAL_INVALID_ARGUMENT);
  CHECK(snapseal_sign_request(partner, &request, TEXT("GET"), TEXT("/accounts"), NULL, 0,
                              TEXT("{\"a\":1}"), 0, NULL) == SNAPSEAL_INVALID_REQUEST);
  CHECK(snapseal_sign_request(partner, &request, TEXT("POST"), TEXT("/accounts"), user, 1,
                              TEXT("{\"b\" : 1}"), 0, NULL) == SNAPSEAL_OK);
  CHECK(snapseal_http_request_body(request, &text, &size, NULL) == SNAPSEAL_OK && size == 7);
  snapseal_http_request_free(request);
  snapseal_partner_free(partner);

  CHECK(snapseal_partner_new(&partner, SNAPSEAL_PERSONAL, TEXT("ME"), TEXT("key"),
                             TEXT("http://127.0.0.1:8080"), NULL) == SNAPSEAL_OK);
  CHECK(snapseal_sign_operation(partner, &request, SNAPSEAL_LIST_USERS, NULL, 0, 0, NULL) ==
        SNAPSEAL_INVALID_ARGUMENT);
  CHECK(snapseal_sign_operation(partner, &request, SNAPSEAL_LOGIN_USER, NULL, 0, 0, NULL) ==
        SNAPSEAL_OK);
  snapseal_http_request_free(request);
  snapseal_partner_free(partner);
  CHECK(snapseal_partner_new(&partner, 2, TEXT("ME"), TEXT("key"), NULL, 0, NULL) ==
        SNAPSEAL_INVALID_ARGUMENT);
  CHECK(snapseal_partner_new(&partner, 0, TEXT("ME"), TEXT("key"), TEXT("ftp://x"), NULL) ==
        SNAPSEAL_INVALID_ARGUMENT);

  snapseal_access_token* token = NULL;
  CHECK(snapseal_access_token_parse(&token, TEXT("Bearer eyJhbGciOiJIUzI1NiJ9.e30.x"), NULL) ==
        SNAPSEAL_OK);
  CHECK(snapseal_authorize_request(token, &request, NULL, 0, TEXT("GET"), TEXT("/accounts"), NULL,
                                   0, NULL, 0, NULL) == SNAPSEAL_OK);
  snapseal_http_request_free(request);
  CHECK(snapseal_authorize_request(token, &request, NULL, 0, TEXT("GET"), TEXT("/accounts"), user,
                                   1, NULL, 0, NULL) == SNAPSEAL_INVALID_REQUEST);
  snapseal_access_token_free(token);
}

static void signatures_are_explained(void) {
  snapseal_consumer_key* key = NULL;
  CHECK(snapseal_consumer_key_new(&key, TEXT("YOUR_CONSUMER_KEY"), NULL) == SNAPSEAL_OK);
  char made[44], report[512];
  size_t made_size = sizeof(made), size = sizeof(report);
  /* The query signed with a question mark before it. */
  CHECK(snapseal_sign(key, made, &made_size, TEXT("/accounts"), TEXT("?a=1"), NULL, 0, NULL,
                      NULL) == SNAPSEAL_OK);
  CHECK(snapseal_explain_signature(key, report, &size, TEXT("/accounts"), TEXT("a=1"), NULL, 0,
                                   made, made_size, NULL, NULL) == SNAPSEAL_OK);
  report[size] = '\0';
  CHECK(strstr(report,
               "{\"matches\":false,\"deviations\":[{\"name\":\"query_with_question_mark\","
               "\"advice\":\"") == report);
  size = sizeof(report);
  CHECK(snapseal_explain_webhook(key, report, &size, TEXT("{}"), TEXT("x"), NULL, NULL) ==
        SNAPSEAL_OK);
  CHECK(size == strlen("{\"matches\":false,\"deviations\":[]}"));
  snapseal_consumer_key_free(key);
}

static void replies_tell_the_clock(void) {
  const snapseal_parameter date = {TEXT("date"), TEXT("Fri, 20 Nov 2026 12:00:05 GMT")};
  snapseal_reply reply = SNAPSEAL_REPLY_INIT;
  int64_t seconds = 9;
  reply.status = 200;
  CHECK(snapseal_reply_clock_offset(&seconds, &reply, NULL) == SNAPSEAL_MISSING_MEMBER &&
        seconds == 0);
  reply.headers = &date;
  reply.headers_count = 1;
  reply.sent = reply.received = 1795176000;
  CHECK(snapseal_reply_clock_offset(&seconds, &reply, NULL) == SNAPSEAL_OK && seconds == 5);
  snapseal_error error = SNAPSEAL_ERROR_INIT;
  CHECK(snapseal_require_success(&reply, &error) == SNAPSEAL_OK && error.http_status == 0);
  reply.status = 429;
  CHECK(snapseal_require_success(&reply, &error) == SNAPSEAL_API_ERROR);
  CHECK(error.http_status == 429 && error.retry == SNAPSEAL_RETRY_AFTER_WAIT);
  CHECK(snapseal_require_success(NULL, NULL) == SNAPSEAL_INVALID_ARGUMENT);
}

static void webhooks_have_a_limit_of_their_own(void) {
  const size_t size = 1024 * 1024 + 1;
  char* body = malloc(size);
  snapseal_consumer_key* key = NULL;
  snapseal_result* event = NULL;
  CHECK(snapseal_consumer_key_new(&key, TEXT("key"), NULL) == SNAPSEAL_OK);
  const snapseal_consumer_key* keys[] = {key};
  memset(body, ' ', size);
  body[0] = '{';
  body[size - 2] = '}';
  CHECK(snapseal_verify_webhook(keys, 1, &event, body, size - 1, TEXT("x"), 0, NULL, NULL, NULL) ==
        SNAPSEAL_WRONG_SIGNATURE);
  CHECK(snapseal_verify_webhook(keys, 1, &event, body, size, TEXT("x"), 0, NULL, NULL, NULL) ==
        SNAPSEAL_INPUT_TOO_LARGE);
  snapseal_options options = SNAPSEAL_OPTIONS_INIT;
  options.webhook_bytes = size;
  CHECK(snapseal_verify_webhook(keys, 1, &event, body, size, TEXT("x"), 0, NULL, &options, NULL) ==
        SNAPSEAL_WRONG_SIGNATURE);
  CHECK(event == NULL);
  snapseal_consumer_key_free(key);
  free(body);
}

static void codes_have_names(void) {
  CHECK(strcmp(snapseal_code_name(SNAPSEAL_OK), "ok") == 0);
  CHECK(strcmp(snapseal_code_name(SNAPSEAL_DECRYPTION_FAILED), "decryption_failed") == 0);
  CHECK(strcmp(snapseal_code_name(SNAPSEAL_BUFFER_TOO_SMALL), "buffer_too_small") == 0);
  CHECK(strcmp(snapseal_code_name(-1), "unknown") == 0);
  CHECK(strcmp(snapseal_version(), SNAPSEAL_TEST_VERSION) == 0);
  char secret[] = "secret";
  CHECK(snapseal_wipe(secret, sizeof(secret)) == SNAPSEAL_OK && secret[0] == 0 && secret[5] == 0);
  CHECK(snapseal_wipe(NULL, 1) == SNAPSEAL_INVALID_ARGUMENT);
}

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: c_rules_test VECTORS\n");
    return 2;
  }
  options_have_their_defaults();
  structures_of_another_size_are_told_apart();
  a_buffer_too_small_is_told_its_size();
  wrong_objects_are_told_apart();
  keys_work(argv[1]);
  responses_are_opened(argv[1]);
  requests_are_signed();
  signatures_are_explained();
  replies_tell_the_clock();
  webhooks_have_a_limit_of_their_own();
  codes_have_names();
  printf("%d checks, %d faults\n", checks, faults);
  return faults != 0;
}
