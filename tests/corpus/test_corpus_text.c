/* Hostile texts as they are found: whatever goes in, a terminal gets nothing but printable characters. */
#include "config.h"
#include "base/utf8.h"

#include <locale.h>
#include <wchar.h>

#include "corpus.h"

/* What no terminal must get although the C library gives it a width. */
static bool turns_direction(wchar_t character)
{
    return (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
}

/* Judges by the C library alone, so that a mistake in the tables of utf8 is not judged by the same tables. */
static void is_printable(const char *text, size_t length, const char *from)
{
    mbstate_t shift = {0};

    for (size_t at = 0; at < length;) {
        wchar_t character;
        size_t size = mbrtowc(&character, text + at, length - at, &shift);

        if (size == 0 || size > length)
            fail_msg("%s: byte %zu is no character: %s", from, at, text);
        if (character != L'\n' && (wcwidth(character) < 0 || turns_direction(character)))
            fail_msg("%s: U+%04lX comes out", from, (unsigned long)character);
        at += size;
    }
}

static void harmless(const char *bytes, size_t length, const char *from)
{
    struct str lines = {0}, line = {0};

    utf8_add_printable(&lines, bytes, length, UTF8_KEEP_LINES);
    is_printable(lines.text, lines.length, from);
    utf8_add_printable(&line, bytes, length, UTF8_ONE_LINE);
    is_printable(line.text, line.length, from);
    assert_null(strchr(line.text, '\n'));
    str_clear(&lines);
    str_clear(&line);
}

/* A cell is as wide as asked, a wrapped line at most, and folding does not fail. */
static void laid_out(const char *line)
{
    char *printable = utf8_printable(line);
    char *folded = utf8_fold(line);
    struct str out = {0};

    utf8_add_cell(&out, printable, 20, true);
    assert_int_equal(utf8_width(out.text), 20);
    str_reset(&out);
    utf8_add_wrapped(&out, printable, 20);
    for (char *piece = strtok(out.text, "\n"); piece; piece = strtok(NULL, "\n"))
        assert_true(utf8_width(piece) <= 20);
    assert_true(utf8_contains_folded(line, line));
    assert_int_equal(utf8_valid_length(folded, strlen(folded)), strlen(folded));
    str_clear(&out);
    free(printable);
    free(folded);
}

static void naughty_strings(void **state)
{
    struct str text;

    (void)state;
    corpus_read("text/blns/blns.txt", &text);
    harmless(text.text, text.length, "blns.txt");
    for (size_t at = 0; at < text.length;) {
        char *line = text.text + at;
        size_t length = strcspn(line, "\n");

        line[length] = '\0';
        harmless(line, length, line);
        laid_out(line);
        at += length + 1;
    }
    str_clear(&text);
    corpus_read("text/blns/blns.json", &text);
    harmless(text.text, text.length, "blns.json");
    str_clear(&text);
}

/* Appends text with the names of control characters, <ESC> and others, as their bytes. */
static void unname(const char *text, struct str *out)
{
    static const struct {
        const char *name, *bytes;
    } names[] = {{"<ESC>", "\x1b"},    {"<BEL>", "\a"},   {"<BS>", "\b"},    {"<TAB>", "\t"},
                 {"<LF>", "\n"},       {"<VT>", "\v"},    {"<FF>", "\f"},    {"<CR>", "\r"},
                 {"<CAN>", "\x18"},    {"<SUB>", "\x1a"}, {"<DEL>", "\x7f"}, {"<ST>", "\xc2\x9c"},
                 {"<CSI>", "\xc2\x9b"}};

    while (*text) {
        size_t taken = 0;

        for (size_t i = 0; !taken && i < sizeof names / sizeof names[0]; i++) {
            if (str_starts(text, names[i].name)) {
                str_add(out, names[i].bytes);
                taken = strlen(names[i].name);
            }
        }
        if (!taken)
            str_add_n(out, text, taken = 1);
        text += taken;
    }
}

static void escape_sequences(void **state)
{
    struct str text, bytes = {0};
    size_t escapes = 0;

    (void)state;
    corpus_read("text/escapes/crates/vt-push-parser/tests/escapes.txt", &text);
    unname(text.text, &bytes);
    for (size_t i = 0; i < bytes.length; i++)
        escapes += bytes.text[i] == '\x1b';
    assert_true(escapes > 40);
    harmless(bytes.text, bytes.length, "escapes.txt");
    for (char *line = strtok(bytes.text, "\n"); line; line = strtok(NULL, "\n")) {
        harmless(line, strlen(line), line);
        laid_out(line);
    }
    str_clear(&text);
    str_clear(&bytes);
}

/* Cuts the texts at every byte: a half sequence or character is as harmless as a whole one. */
static void cut_anywhere(void **state)
{
    struct str text, bytes = {0};

    (void)state;
    corpus_read("text/escapes/crates/vt-push-parser/tests/escapes.txt", &text);
    unname(text.text, &bytes);
    for (size_t at = 0; at < bytes.length; at++) {
        size_t left = bytes.length - at;

        harmless(bytes.text + at, left < 40 ? left : 40, "a piece of escapes.txt");
    }
    str_clear(&text);
    str_clear(&bytes);
    corpus_read("text/blns/blns.txt", &text);
    for (size_t at = 0; at < text.length; at++)
        harmless(text.text + at, text.length - at < 16 ? text.length - at : 16, "a piece of blns.txt");
    str_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(naughty_strings),
        cmocka_unit_test(escape_sequences),
        cmocka_unit_test(cut_anywhere),
    };

    if (!corpus_has("text"))
        return 0;
    if (!setlocale(LC_CTYPE, "C.UTF-8")) {
        puts("1..0 # SKIP the C library has no C.UTF-8 to judge by");
        return 0;
    }
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
