#include "config.h"
#include "tui/term.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

static const struct {
    const char *name;  /* inside <...> */
    const char *shown; /* in help and key bar */
    int key;
} names[] = {
    {"Enter", "Enter", TERM_KEY_ENTER},
    {"Esc", "Esc", TERM_KEY_ESCAPE},
    {"Tab", "Tab", TERM_KEY_TAB},
    {"S-Tab", "S-Tab", TERM_KEY_BACKTAB},
    {"Space", "space", ' '},
    {"lt", "<", '<'},
    {"BS", "Backspace", TERM_KEY_BACKSPACE},
    {"Del", "Del", TERM_KEY_DELETE},
    {"Ins", "Ins", TERM_KEY_INSERT},
    {"Up", "Up", TERM_KEY_UP},
    {"Down", "Down", TERM_KEY_DOWN},
    {"Left", "Left", TERM_KEY_LEFT},
    {"Right", "Right", TERM_KEY_RIGHT},
    {"Home", "Home", TERM_KEY_HOME},
    {"End", "End", TERM_KEY_END},
    {"PgUp", "PgUp", TERM_KEY_PAGE_UP},
    {"PgDn", "PgDn", TERM_KEY_PAGE_DOWN},
};

static int parse_name(const char *name)
{
    int number = 0, used = 0;

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (str_equal_ascii(name, names[i].name))
            return names[i].key;
    if ((name[0] == 'C' || name[0] == 'c') && name[1] == '-' && name[2] && !name[3]) {
        int letter = name[2] | 0x20;

        return letter >= 'a' && letter <= 'z' ? TERM_CTRL(letter) : TERM_KEY_NONE;
    }
    if ((name[0] == 'F' || name[0] == 'f') && sscanf(name + 1, "%2d%n", &number, &used) == 1 &&
        !name[1 + used] && number >= 1 && number <= 12)
        return TERM_KEY_F1 + number - 1;
    return TERM_KEY_NONE;
}

/* Decodes the character at valid UTF-8; *length gets its bytes. */
static int decode(const char *text, size_t *length)
{
    unsigned char first = (unsigned char)text[0];
    int character = first;

    *length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (*length > 1)
        character = first & (0xff >> (*length + 1));
    for (size_t i = 1; i < *length; i++)
        character = character << 6 | ((unsigned char)text[i] & 0x3f);
    return character;
}

int term_key_parse(const char **text)
{
    const char *start = *text;
    size_t length = strlen(start);
    int key;

    if (!length || (unsigned char)*start <= ' ' || !utf8_valid_length(start, length))
        return TERM_KEY_NONE;
    if (*start == '<') {
        char name[16];
        const char *end = strchr(start, '>');

        if (!end || (size_t)(end - start) > sizeof name)
            return TERM_KEY_NONE;
        length = (size_t)(end - start) - 1;
        memcpy(name, start + 1, length);
        name[length] = '\0';
        key = parse_name(name);
        if (key != TERM_KEY_NONE)
            *text = end + 1;
        return key;
    }
    key = decode(start, &length);
    *text = start + length;
    return key;
}

/* Writes a character as UTF-8. */
static void encode(int key, char *out)
{
    if (key < 0x80) {
        *out++ = (char)key;
    } else if (key < 0x800) {
        *out++ = (char)(0xc0 | key >> 6);
        *out++ = (char)(0x80 | (key & 0x3f));
    } else if (key < 0x10000) {
        *out++ = (char)(0xe0 | key >> 12);
        *out++ = (char)(0x80 | (key >> 6 & 0x3f));
        *out++ = (char)(0x80 | (key & 0x3f));
    } else {
        *out++ = (char)(0xf0 | key >> 18);
        *out++ = (char)(0x80 | (key >> 12 & 0x3f));
        *out++ = (char)(0x80 | (key >> 6 & 0x3f));
        *out++ = (char)(0x80 | (key & 0x3f));
    }
    *out = '\0';
}

char *term_key_name(int key, char *buffer, size_t size)
{
    char character[5] = "";

    if (!size)
        return buffer;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (names[i].key == key) {
            snprintf(buffer, size, "%s", names[i].shown);
            return buffer;
        }
    }
    if (key >= TERM_KEY_F1 && key <= TERM_KEY_F12) {
        snprintf(buffer, size, "F%d", key - TERM_KEY_F1 + 1);
    } else if (key >= 0 && key < 0x20) {
        snprintf(buffer, size, "^%c", key + 0x40);
    } else {
        if (key > 0x20 && key < 0x110000)
            encode(key, character);
        snprintf(buffer, size, "%s", character);
    }
    return buffer;
}

void term_key_add(struct str *out, int key)
{
    char character[5];

    if (key < 0x20 || key == 0x7f || key >= 0x110000)
        return;
    encode(key, character);
    str_add(out, character);
}
