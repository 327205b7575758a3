/* One parser of outside bytes under fuzz. fuzz_main.c drives it: with libFuzzer (compile with
 * -fsanitize=fuzzer -DDEMUR_LIBFUZZER), or without, by changing seeds the same way in every run. */
#ifndef DEMUR_TESTS_FUZZ_FUZZ_H
#define DEMUR_TESTS_FUZZ_FUZZ_H

#include <stddef.h>

/* The target's: its name, which is also its folder in tests/fuzz/seeds/. */
extern const char *const fuzz_name;
/* The target's: pieces worth putting in, up to a NULL. */
extern const char *const fuzz_tokens[];
/* The target's: reads the bytes. Returns NULL when all that must hold does, else a static sentence. */
const char *fuzz_one(const char *bytes, size_t length);

#endif
