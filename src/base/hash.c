#include "config.h"
#include "base/hash.h"

#include <sodium.h>

void hash_hex(const void *bytes, size_t length, char hex[HASH_HEX_SIZE])
{
    unsigned char digest[crypto_hash_sha256_BYTES];

    crypto_hash_sha256(digest, bytes ? bytes : "", length);
    sodium_bin2hex(hex, HASH_HEX_SIZE, digest, sizeof digest);
}
