#include "config.h"
#include "base/hash.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct hash {
    crypto_hash_sha256_state state;
};

void hash_hex(const void *bytes, size_t length, char hex[HASH_HEX_SIZE])
{
    unsigned char digest[crypto_hash_sha256_BYTES];

    crypto_hash_sha256(digest, bytes ? bytes : "", length);
    sodium_bin2hex(hex, HASH_HEX_SIZE, digest, sizeof digest);
}

void hash_from_hex(const char hex[HASH_HEX_SIZE], unsigned char digest[HASH_SIZE])
{
    if (sodium_hex2bin(digest, HASH_SIZE, hex, HASH_HEX_SIZE - 1, NULL, NULL, NULL) != 0)
        memset(digest, 0, HASH_SIZE);
}

struct hash *hash_begin(void)
{
    struct hash *hash = mem_new(sizeof *hash);

    crypto_hash_sha256_init(&hash->state);
    return hash;
}

void hash_add(struct hash *hash, const void *bytes, size_t length)
{
    if (length)
        crypto_hash_sha256_update(&hash->state, bytes, length);
}

void hash_end(struct hash *hash, char hex[HASH_HEX_SIZE])
{
    unsigned char digest[crypto_hash_sha256_BYTES];

    if (!hash)
        return;
    crypto_hash_sha256_final(&hash->state, digest);
    if (hex)
        sodium_bin2hex(hex, HASH_HEX_SIZE, digest, sizeof digest);
    free(hash);
}
