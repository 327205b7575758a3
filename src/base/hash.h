/* SHA-256 (FIPS 180-4), by Nettle. */
#ifndef DEMUR_BASE_HASH_H
#define DEMUR_BASE_HASH_H

#include <stddef.h>

#define HASH_SIZE     32
#define HASH_HEX_SIZE 65

/* Writes the lower-case hex digest of length bytes, with a NUL. */
void hash_hex(const void *bytes, size_t length, char hex[HASH_HEX_SIZE]);

/* Writes the digest that the hex is of. */
void hash_from_hex(const char hex[HASH_HEX_SIZE], unsigned char digest[HASH_SIZE]);

/* The same of bytes that come in pieces. hash_end writes the digest and frees; hex NULL: frees alone. */
struct hash;
struct hash *hash_begin(void);
void hash_add(struct hash *hash, const void *bytes, size_t length);
void hash_end(struct hash *hash, char hex[HASH_HEX_SIZE]);

#endif
