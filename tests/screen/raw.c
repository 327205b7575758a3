#include "config.h"

#include "raw.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

/* Characters that change how their neighbours are read or shown, or show nothing. */
static const struct {
    uint32_t first, last;
    const char *name;
} forbidden[] = {
    {0x80, 0x9f, "a C1 control"},         {0xad, 0xad, "a soft hyphen"},
    {0x61c, 0x61c, "an Arabic mark"},     {0x200b, 0x200b, "a zero-width blank"},
    {0x200e, 0x200f, "a direction mark"}, {0x2028, 0x202e, "a separator or a direction override"},
    {0x2060, 0x206f, "an isolate"},       {0xd800, 0xdfff, "a surrogate"},
    {0xfff9, 0xfffb, "an annotation"},    {0xfffe, 0xffff, "a noncharacter"},
    {0xe0000, 0xe0fff, "a tag"},          {0x110000, 0xffffffff, "no character"},
};

static bool read_character(uint32_t character, struct err *err)
{
    for (size_t i = 0; i < sizeof forbidden / sizeof forbidden[0]; i++)
        if (character >= forbidden[i].first && character <= forbidden[i].last)
            return err_set(err, ERR_RULE, "U+%04X, %s, reached the terminal", (unsigned)character,
                           forbidden[i].name);
    return true;
}

static bool read_text(struct raw *raw, unsigned char byte, struct err *err)
{
    if (raw->missing) {
        if ((byte & 0xc0) != 0x80)
            return err_set(err, ERR_RULE, "invalid UTF-8 reached the terminal");
        raw->character = raw->character << 6 | (byte & 0x3f);
        return --raw->missing || read_character(raw->character, err);
    }
    if (byte == 0x1b) {
        raw->state = RAW_ESCAPE;
        return true;
    }
    /* Bell, and what moves the cursor. */
    if (byte == 0x7f || (byte < 0x20 && (byte < 7 || byte > 13 || byte == 11 || byte == 12)))
        return err_set(err, ERR_RULE, "the control byte 0x%02x reached the terminal", byte);
    if (byte < 0x80)
        return true;
    if (byte < 0xc2 || byte > 0xf4)
        return err_set(err, ERR_RULE, "invalid UTF-8 reached the terminal");
    raw->missing = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    raw->character = byte & (byte < 0xe0 ? 0x1f : byte < 0xf0 ? 0x0f : 0x07);
    return true;
}

/* A private mode that curses or the desk switches: cursor, alternate screen, keypad, blinking, bracketed
 * paste. */
static bool known_mode(const char *number)
{
    static const char *const modes[] = {"1", "7", "12", "25", "1049", "2004", "12;25", "3;4"};

    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++)
        if (str_equal(number, modes[i]))
            return true;
    return false;
}

/* Numbers as large as no terminal has columns come from text that got through. */
static bool small_numbers(const char *text)
{
    while (*text) {
        char *end;
        long number = strtol(text, &end, 10);

        if (number < 0 || number > 300)
            return false;
        text = end == text ? text + 1 : end;
    }
    return true;
}

static bool read_sequence(struct raw *raw, unsigned char byte, struct err *err)
{
    bool known;

    if (raw->length + 1 < sizeof raw->sequence && byte >= 0x20 && byte < 0x7f)
        raw->sequence[raw->length++] = (char)byte;
    else
        byte = 0x7e;
    if (byte < 0x40)
        return true;
    raw->sequence[raw->length] = '\0';
    raw->state = RAW_TEXT;
    if (raw->sequence[0] == '?') {
        char number[sizeof raw->sequence];

        memcpy(number, raw->sequence + 1, raw->length);
        number[raw->length - 2] = '\0';
        known = (byte == 'h' || byte == 'l') && known_mode(number);
    } else if (byte == 't') {
        known = str_equal(raw->sequence, "22;0;0t") || str_equal(raw->sequence, "23;0;0t");
    } else {
        known = (strchr("ABCDGHIJKLMPSTXZ@bdfmr", byte) != NULL || str_equal(raw->sequence, "4l") ||
                 str_equal(raw->sequence, "!p")) &&
                small_numbers(raw->sequence);
    }
    return known || err_set(err, ERR_RULE, "the sequence ESC [ %s reached the terminal", raw->sequence);
}

static bool read_escape(struct raw *raw, unsigned char byte, struct err *err)
{
    raw->length = 0;
    raw->state = byte == '['                  ? RAW_SEQUENCE
                 : byte == ']'                ? RAW_COMMAND
                 : byte == '(' || byte == ')' ? RAW_CHARSET
                                              : RAW_TEXT;
    if (raw->state != RAW_TEXT || (byte && strchr("78=>M", byte)))
        return true;
    return err_set(err, ERR_RULE, "ESC 0x%02x reached the terminal", byte);
}

static bool read_charset(struct raw *raw, unsigned char byte, struct err *err)
{
    raw->state = RAW_TEXT;
    return byte == 'B' || byte == '0' || err_set(err, ERR_RULE, "ESC ( 0x%02x reached the terminal", byte);
}

/* Of the commands to the terminal itself curses sends one: to take its own colours again. */
static bool read_command(struct raw *raw, unsigned char byte, struct err *err)
{
    static const char known[] = "104\007";

    if (byte != (unsigned char)known[raw->length])
        return err_set(err, ERR_RULE, "a command to the terminal (ESC ]) reached it");
    if (!known[++raw->length])
        raw->state = RAW_TEXT;
    return true;
}

bool raw_read(struct raw *raw, const char *bytes, size_t length, struct err *err)
{
    bool good = true;

    for (size_t i = 0; good && i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];

        switch (raw->state) {
        case RAW_TEXT:
            good = read_text(raw, byte, err);
            break;
        case RAW_ESCAPE:
            good = read_escape(raw, byte, err);
            break;
        case RAW_CHARSET:
            good = read_charset(raw, byte, err);
            break;
        case RAW_SEQUENCE:
            good = read_sequence(raw, byte, err);
            break;
        case RAW_COMMAND:
            good = read_command(raw, byte, err);
            break;
        }
    }
    return good;
}
