/* SHA-256 against the examples of FIPS 180-4 and its companion vectors. */
#include "config.h"
#include "base/hash.h"

#include "unit.h"

static void hashed(const void *bytes, size_t length, const char *wanted)
{
    char hex[HASH_HEX_SIZE];

    memset(hex, 'x', sizeof hex);
    hash_hex(bytes, length, hex);
    assert_string_equal(hex, wanted);
}

static void nothing(void **state)
{
    (void)state;
    hashed("", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    hashed(NULL, 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void published(void **state)
{
    (void)state;
    hashed("abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    hashed("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56,
           "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void a_million(void **state)
{
    char *bytes = malloc(1000000);

    (void)state;
    assert_non_null(bytes);
    memset(bytes, 'a', 1000000);
    hashed(bytes, 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    free(bytes);
}

static void nul_bytes_count(void **state)
{
    char one[HASH_HEX_SIZE], two[HASH_HEX_SIZE];

    (void)state;
    hash_hex("a\0b", 3, one);
    hash_hex("a\0c", 3, two);
    assert_string_not_equal(one, two);
}

static void pieces_are_the_whole(void **state)
{
    struct hash *hash = hash_begin();
    char hex[HASH_HEX_SIZE];

    (void)state;
    hash_add(hash, "a", 1);
    hash_add(hash, NULL, 0);
    hash_add(hash, "bc", 2);
    hash_end(hash, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    hash_end(hash_begin(), NULL);
    hash_end(NULL, NULL);
}

static void hex_gives_the_digest_back(void **state)
{
    static const unsigned char first[] = {0xe3, 0xb0, 0xc4, 0x42};
    unsigned char digest[HASH_SIZE];
    char hex[HASH_HEX_SIZE];

    (void)state;
    hash_hex("", 0, hex);
    hash_from_hex(hex, digest);
    assert_memory_equal(digest, first, sizeof first);
    assert_int_equal(digest[HASH_SIZE - 1], 0x55);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hex_gives_the_digest_back),
        cmocka_unit_test(nothing),
        cmocka_unit_test(published),
        cmocka_unit_test(a_million),
        cmocka_unit_test(nul_bytes_count),
        cmocka_unit_test(pieces_are_the_whole),
    };

    return UNIT_RUN(tests);
}
