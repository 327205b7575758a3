/* Any bytes made printable: nothing that steers a terminal stays, and what is printable stays as it is. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "tests/fuzz/fuzz.h"

const char *const fuzz_name = "printable";

const char *const fuzz_tokens[] = {"\x1b[31m",
                                   "\x1b]0;t\x07",
                                   "\x9b",
                                   "\xc2\x9b",
                                   "\x7f",
                                   "\r\n",
                                   "\n",
                                   "\t",
                                   "\xe2\x80\xae",
                                   "\xe2\x81\xa6",
                                   "\xe2\x80\x8b",
                                   "\xe2\x80\x8d",
                                   "\xcc\x81",
                                   "\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86\xcc\x87\xcc\x88\xcc\x89",
                                   "\xef\xbb\xbf",
                                   "\xf0\x9f\x91\xa9",
                                   "\xf0\x9f\x87\xa9",
                                   "\xe6\x97\xa5",
                                   "\xef\xbc\xa6",
                                   "a",
                                   "\xef\xb8\x8f",
                                   "\xe0\xa4\x95\xe0\xa5\x8d",
                                   "\xf3\xa0\x81\xa7",
                                   "\xc2\xad",
                                   "\xd8\x9c",
                                   "\xf4\x8f\xbf\xbf",
                                   "\xed\xa0\x80",
                                   "\xff",
                                   " ",
                                   "\xe1\x85\x9f",
                                   "\xe3\x85\xa4",
                                   NULL};

/* Reads one character of valid UTF-8. */
static uint32_t next_character(const char **text)
{
    unsigned char first = (unsigned char)*(*text)++;
    uint32_t character = first < 0x80   ? first
                         : first < 0xe0 ? first & 0x1f
                         : first < 0xf0 ? first & 0x0f
                                        : first & 0x07;

    while (((unsigned char)**text & 0xc0) == 0x80)
        character = character << 6 | ((unsigned char)*(*text)++ & 0x3f);
    return character;
}

static bool steers(uint32_t character)
{
    return character < 0x20 || (character >= 0x7f && character < 0xa0) || character == 0xad ||
           character == 0x61c || character == 0x200b || character == 0x200e || character == 0x200f ||
           (character >= 0x2028 && character <= 0x202e) || (character >= 0x2060 && character <= 0x206f) ||
           character == 0xfeff || (character >= 0xfff9 && character <= 0xfffb) ||
           (character & 0xfffe) == 0xfffe || (character >= 0xe0000 && character <= 0xe0fff);
}

static const char *check_cells(const char *line)
{
    static const int widths[] = {0, 1, 2, 7, 30};
    const char *breach = NULL;

    for (size_t i = 0; !breach && i < sizeof widths / sizeof widths[0]; i++) {
        struct str cell = {0};

        utf8_add_cell(&cell, line, widths[i], true);
        if (utf8_width(str_text(&cell)) != widths[i])
            breach = "a cell has not its width";
        str_clear(&cell);
    }
    return breach;
}

static const char *check(const char *bytes, size_t length, enum utf8_lines lines)
{
    struct str once = {0}, twice = {0};
    const char *breach = NULL;

    utf8_add_printable(&once, bytes, length, lines);
    utf8_add_printable(&twice, str_text(&once), once.length, lines);
    if (utf8_valid_length(str_text(&once), once.length) != once.length)
        breach = "the text is not UTF-8";
    else if (strlen(str_text(&once)) != once.length)
        breach = "there is a NUL in the text";
    else if (!str_equal(str_text(&once), str_text(&twice)))
        breach = "a printable text was changed";
    for (const char *at = str_text(&once); !breach && *at;) {
        uint32_t character = next_character(&at);

        if (steers(character) && !(character == '\n' && lines == UTF8_KEEP_LINES))
            breach = "a character that steers a terminal stayed";
    }
    if (!breach && lines == UTF8_ONE_LINE)
        breach = check_cells(str_text(&once));
    str_clear(&once);
    str_clear(&twice);
    return breach;
}

const char *fuzz_one(const char *bytes, size_t length)
{
    const char *breach = check(bytes, length, UTF8_ONE_LINE);

    return breach ? breach : check(bytes, length, UTF8_KEEP_LINES);
}
