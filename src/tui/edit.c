#include "config.h"

#include "tui/edit.h"

#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "tui/term.h"

static size_t decode(const char *text, size_t length, uint32_t *character)
{
    ucs4_t decoded = 0;
    int bytes = u8_mbtouc(&decoded, (const uint8_t *)text, length);

    *character = decoded;
    return bytes > 0 ? (size_t)bytes : 1;
}

/* A mark or joiner belongs to the character before it: the cursor never stops between them. */
static bool joins(const char *text, size_t length, size_t at, size_t *bytes)
{
    uint32_t character;

    if (at >= length) {
        return false;
    }
    *bytes = decode(text + at, length - at, &character);
    return character != '\n' && utf8_character_width(character) == 0;
}

static size_t after(const struct edit *edit, size_t at)
{
    const char *text = str_text(&edit->text);
    size_t length = edit->text.length;
    size_t bytes = 0;
    uint32_t character;

    if (at >= length) {
        return length;
    }
    at += decode(text + at, length - at, &character);
    while (character != '\n' && joins(text, length, at, &bytes)) {
        at += bytes;
    }
    return at;
}

static size_t before(const struct edit *edit, size_t at)
{
    const char *text = str_text(&edit->text);
    size_t bytes = 0;

    while (at > 0) {
        do {
            at--;
        } while (at > 0 && ((unsigned char)text[at] & 0xc0) == 0x80);
        if (!joins(text, edit->text.length, at, &bytes)) {
            break;
        }
    }
    return at;
}

static size_t line_start(const struct edit *edit, size_t at)
{
    while (at > 0 && str_text(&edit->text)[at - 1] != '\n') {
        at--;
    }
    return at;
}

static size_t line_end(const struct edit *edit, size_t at)
{
    while (at < edit->text.length && str_text(&edit->text)[at] != '\n') {
        at++;
    }
    return at;
}

static size_t word_start(const struct edit *edit, size_t at)
{
    const char *text = str_text(&edit->text);

    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\n')) {
        at--;
    }
    while (at > 0 && text[at - 1] != ' ' && text[at - 1] != '\n') {
        at--;
    }
    return at;
}

static void insert(struct edit *edit, const char *bytes, size_t length)
{
    struct str joined = {0};

    str_add_n(&joined, str_text(&edit->text), edit->cursor);
    str_add_n(&joined, bytes, length);
    str_add(&joined, str_text(&edit->text) + edit->cursor);
    str_clear(&edit->text);
    edit->text = joined;
    edit->cursor += length;
}

static bool cut(struct edit *edit, size_t from, size_t to, bool keep)
{
    struct str rest = {0};

    if (from >= to) {
        return false;
    }
    if (keep) {
        free(edit->cut);
        edit->cut = mem_text_n(str_text(&edit->text) + from, to - from);
    }
    str_add_n(&rest, str_text(&edit->text), from);
    str_add(&rest, str_text(&edit->text) + to);
    str_clear(&edit->text);
    edit->text = rest;
    edit->cursor = from;
    return true;
}

void edit_set(struct edit *edit, const char *text)
{
    str_reset(&edit->text);
    if (text) {
        utf8_add_printable(&edit->text, text, strlen(text), edit->lines ? UTF8_KEEP_LINES : UTF8_ONE_LINE);
    }
    edit->cursor = edit->text.length;
}

void edit_clear(struct edit *edit)
{
    str_clear(&edit->text);
    free(edit->cut);
    edit->cut = NULL;
    edit->cursor = 0;
}

/* Letters on both sides, because marks and joiners are only harmless beside one. */
static bool can_be_shown(const char *bytes, size_t length)
{
    struct str probe = {0};
    struct str shown = {0};
    bool same;

    str_add_char(&probe, 'a');
    str_add_n(&probe, bytes, length);
    str_add_char(&probe, 'a');
    utf8_add_printable(&shown, probe.text, probe.length, UTF8_ONE_LINE);
    same = str_equal(str_text(&probe), str_text(&shown));
    str_clear(&probe);
    str_clear(&shown);
    return same;
}

bool edit_insert(struct edit *edit, uint32_t character)
{
    uint8_t bytes[6];
    int length;

    if (character == '\t' || (character == '\n' && !edit->lines)) {
        character = ' ';
    }
    length = u8_uctomb(bytes, character, sizeof bytes);
    if (length <= 0 || (character != '\n' && !can_be_shown((char *)bytes, (size_t)length))) {
        return false;
    }
    if (edit->cursor == 0 && character != '\n' && utf8_character_width(character) == 0) {
        return false;
    }
    insert(edit, (char *)bytes, (size_t)length);
    return true;
}

static bool edit_cut_key(struct edit *edit, int key, bool *changed)
{
    switch (key) {
    case TERM_KEY_BACKSPACE:
        *changed = cut(edit, before(edit, edit->cursor), edit->cursor, false);
        return true;
    case TERM_KEY_DELETE:
    case TERM_CTRL('d'):
        *changed = cut(edit, edit->cursor, after(edit, edit->cursor), false);
        return true;
    case TERM_CTRL('k'):
        *changed = cut(edit, edit->cursor, line_end(edit, edit->cursor), true);
        return true;
    case TERM_CTRL('u'):
        *changed = cut(edit, line_start(edit, edit->cursor), edit->cursor, true);
        return true;
    case TERM_CTRL('w'):
        *changed = cut(edit, word_start(edit, edit->cursor), edit->cursor, true);
        return true;
    case TERM_CTRL('y'):
        if (edit->cut) {
            insert(edit, edit->cut, strlen(edit->cut));
            *changed = true;
        }
        return true;
    default:
        return false;
    }
}

bool edit_key(struct edit *edit, int key, bool *changed)
{
    bool ignored;

    if (!changed) {
        changed = &ignored;
    }
    *changed = false;
    switch (key) {
    case TERM_KEY_LEFT:
        edit->cursor = before(edit, edit->cursor);
        return true;
    case TERM_KEY_RIGHT:
        edit->cursor = after(edit, edit->cursor);
        return true;
    case TERM_KEY_HOME:
    case TERM_CTRL('a'):
        edit->cursor = line_start(edit, edit->cursor);
        return true;
    case TERM_KEY_END:
        edit->cursor = line_end(edit, edit->cursor);
        return true;
    default:
        break;
    }
    if (edit_cut_key(edit, key, changed)) {
        return true;
    }
    if (key < ' ' || key >= KEY_BASE_SPECIAL) {
        return false;
    }
    *changed = edit_insert(edit, (uint32_t)key);
    return true;
}
