#include "config.h"

#include "tests/fuzz/fuzz.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

#ifdef DEMUR_LIBFUZZER

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    const char *breach = fuzz_one((const char *)bytes, length);

    if (breach) {
        fprintf(stderr, "%s\n", breach);
        abort();
    }
    return 0;
}

#else

#define RUNS_EACH   400 /* changed copies of each seed; $DEMUR_FUZZ_RUNS for more */
#define CHANGES     6   /* at most, of one copy */
#define LENGTH_MOST 20000

static uint64_t state = 0x9E3779B97F4A7C15U;

/* xorshift64*: the same numbers in every run, so that a finding comes back. */
static size_t number_below(size_t limit)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return limit ? (size_t)((state * 0x2545F4914F6CDD1DU) >> 33) % limit : 0;
}

static void replace(struct str *text, size_t at, size_t count, const char *with, size_t length)
{
    struct str out = {0};

    str_add_n(&out, str_text(text), at);
    str_add_n(&out, with, length);
    str_add_n(&out, str_text(text) + at + count, text->length - at - count);
    str_clear(text);
    *text = out;
}

static void change(struct str *text)
{
    size_t at = number_below(text->length + 1);
    size_t count = number_below(1 + (text->length - at < 40 ? text->length - at : 40));
    size_t from = number_below(text->length + 1);
    size_t length = text->length - from < 60 ? text->length - from : 60;
    char byte = (char)number_below(256);
    size_t tokens = 0;

    while (fuzz_tokens[tokens]) {
        tokens++;
    }
    const char *token = fuzz_tokens[number_below(tokens)];
    switch (number_below(6)) {
    case 0:
        replace(text, at, count, "", 0);
        break;
    case 1:
        replace(text, at, at < text->length ? 1 : 0, &byte, 1);
        break;
    case 2: {
        char *piece = mem_text_n(str_text(text) + from, length);
        replace(text, at, 0, piece, length);
        free(piece);
        break;
    }
    case 3:
        replace(text, at, count, token, strlen(token));
        break;
    default:
        replace(text, at, 0, token, strlen(token));
        break;
    }
}

static bool run(const struct str *text, const char *seed)
{
    const char *breach = fuzz_one(str_text(text), text->length);
    char path[64];
    FILE *file;

    if (!breach) {
        return true;
    }
    snprintf(path, sizeof path, "fuzz-%s.input", fuzz_name);
    file = fopen(path, "wb");
    if (file) {
        fwrite(str_text(text), 1, text->length, file);
        fclose(file);
    }
    printf("not ok 1 - %s: %s\n# changed from %s, kept in %s\n", fuzz_name, breach, seed, path);
    return false;
}

static bool run_seed(const char *path, long runs)
{
    struct str seed = {0};
    struct err err = {0};
    bool ok = file_read(path, 0, &seed, &err);

    if (!ok) {
        printf("not ok 1 - %s\n", err.text);
        return false;
    }
    ok = run(&seed, path);
    for (long i = 0; ok && i < runs; i++) {
        struct str text = {0};
        str_add_n(&text, str_text(&seed), seed.length);
        for (size_t changes = number_below(CHANGES) + 1; changes > 0 && text.length < LENGTH_MOST;
             changes--) {
            change(&text);
        }
        ok = run(&text, path);
        str_clear(&text);
    }
    str_clear(&seed);
    return ok;
}

static bool run_folder(const char *folder, long runs, int *count)
{
    struct dirent **names = NULL;
    int found = scandir(folder, &names, NULL, alphasort);
    bool ok = true;

    for (int i = 0; i < found; i++) {
        if (ok && names[i]->d_name[0] != '.') {
            char *path = file_join(folder, names[i]->d_name);
            ok = run_seed(path, runs);
            free(path);
            (*count)++;
        }
        free(names[i]);
    }
    free(names);
    return ok;
}

/* Without arguments the target's own seeds are changed; with, these files are read as they are. */
int main(int argc, char **argv)
{
    const char *top = getenv("abs_top_srcdir");
    const char *runs = getenv("DEMUR_FUZZ_RUNS");
    char *folder = mem_format("%s/tests/fuzz/seeds/%s", top ? top : "..", fuzz_name);
    int count = 0;
    bool ok = true;

    puts("1..1");
    for (int i = 1; ok && i < argc; i++) {
        ok = run_seed(argv[i], 0);
        count++;
    }
    if (argc == 1) {
        ok = run_folder(folder, runs ? strtol(runs, NULL, 10) : RUNS_EACH, &count);
    }
    if (ok && count == 0) {
        printf("not ok 1 - there are no seeds in %s\n", folder);
    } else if (ok) {
        printf("ok 1 - %s: %d seeds\n", fuzz_name, count);
    }
    free(folder);
    return ok && count > 0 ? 0 : 1;
}

#endif
