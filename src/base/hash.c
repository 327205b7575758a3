#include "config.h"
#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

#include <nettle/base16.h>
#include <nettle/sha2.h>
#include <nettle/version.h>

#include "base/mem.h"

struct hash {
    struct sha256_ctx state;
};

static void digest_take(struct sha256_ctx *state, unsigned char digest[HASH_SIZE])
{
#if NETTLE_VERSION_MAJOR >= 4
    sha256_digest(state, digest);
#else
    sha256_digest(state, HASH_SIZE, digest);
#endif
}

static void hex_write(struct sha256_ctx *state, char hex[HASH_HEX_SIZE])
{
    unsigned char digest[HASH_SIZE];

    digest_take(state, digest);
    base16_encode_update(hex, HASH_SIZE, digest);
    hex[HASH_HEX_SIZE - 1] = '\0';
}

void hash_hex(const void *bytes, size_t length, char hex[HASH_HEX_SIZE])
{
    struct sha256_ctx state;

    sha256_init(&state);
    if (length)
        sha256_update(&state, length, bytes);
    hex_write(&state, hex);
}

void hash_from_hex(const char hex[HASH_HEX_SIZE], unsigned char digest[HASH_SIZE])
{
    struct base16_decode_ctx state;
    size_t length = HASH_SIZE;

    base16_decode_init(&state);
    if (!base16_decode_update(&state, &length, digest, HASH_HEX_SIZE - 1, hex) || length != HASH_SIZE ||
        !base16_decode_final(&state))
        memset(digest, 0, HASH_SIZE);
}

struct hash *hash_begin(void)
{
    struct hash *hash = mem_new(sizeof *hash);

    sha256_init(&hash->state);
    return hash;
}

void hash_add(struct hash *hash, const void *bytes, size_t length)
{
    if (length)
        sha256_update(&hash->state, length, bytes);
}

void hash_end(struct hash *hash, char hex[HASH_HEX_SIZE])
{
    if (!hash)
        return;
    if (hex)
        hex_write(&hash->state, hex);
    free(hash);
}
