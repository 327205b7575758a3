#include "config.h"

#include "keys.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

static const struct {
    const char *name;
    VTermKey code;
    const char *bytes;
} names[] = {
    {"Enter", VTERM_KEY_ENTER, NULL},   {"Tab", VTERM_KEY_TAB, NULL},   {"Esc", VTERM_KEY_NONE, "\033"},
    {"Space", VTERM_KEY_NONE, " "},     {"lt", VTERM_KEY_NONE, "<"},    {"BS", VTERM_KEY_BACKSPACE, NULL},
    {"Up", VTERM_KEY_UP, NULL},         {"Down", VTERM_KEY_DOWN, NULL}, {"Left", VTERM_KEY_LEFT, NULL},
    {"Right", VTERM_KEY_RIGHT, NULL},   {"Ins", VTERM_KEY_INS, NULL},   {"Del", VTERM_KEY_DEL, NULL},
    {"Home", VTERM_KEY_HOME, NULL},     {"End", VTERM_KEY_END, NULL},   {"PgUp", VTERM_KEY_PAGEUP, NULL},
    {"PgDn", VTERM_KEY_PAGEDOWN, NULL},
};

/* Fills in a named key; false when nobody knows the name. */
static bool named(const char *name, struct key *key)
{
    int64_t number;

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(name, names[i].name) == 0) {
            key->code = names[i].code;
            if (names[i].bytes)
                memcpy(key->bytes, names[i].bytes, strlen(names[i].bytes) + 1);
            return true;
        }
    }
    if (name[0] == 'F' && str_to_number(name + 1, &number) && number >= 1 && number <= 12) {
        key->code = VTERM_KEY_FUNCTION((int)number);
        return true;
    }
    return false;
}

/* Control and Meta with a character: the bytes every terminal sends. */
static bool modified_character(VTermModifier modifier, const char *name, struct key *key)
{
    unsigned char character = (unsigned char)name[0];
    size_t at = 0;

    if (!isgraph(character) || name[1] || (modifier & VTERM_MOD_SHIFT))
        return false;
    if (modifier & VTERM_MOD_ALT)
        key->bytes[at++] = '\033';
    if (modifier & VTERM_MOD_CTRL) {
        character = (unsigned char)toupper(character);
        if (character < '@' || character > '_')
            return false;
        character &= 0x1f;
    }
    key->bytes[at] = (char)character;
    return true;
}

static bool bracketed(const char *inside, struct key *key)
{
    int modifier = VTERM_MOD_NONE;
    const char *name = inside;

    while (name[0] && name[1] == '-' && name[2]) {
        if (name[0] == 'S')
            modifier |= VTERM_MOD_SHIFT;
        else if (name[0] == 'C')
            modifier |= VTERM_MOD_CTRL;
        else if (name[0] == 'M')
            modifier |= VTERM_MOD_ALT;
        else
            return false;
        name += 2;
    }
    key->modifier = (VTermModifier)modifier;
    if (named(name, key))
        return key->code != VTERM_KEY_NONE || modifier == VTERM_MOD_NONE;
    return modifier != VTERM_MOD_NONE && modified_character(key->modifier, name, key);
}

static size_t character_length(const char *text)
{
    size_t length = 1;

    while (((unsigned char)text[length] & 0xc0) == 0x80 && length < 4)
        length++;
    return length;
}

bool keys_parse(const char *text, struct keys *keys, struct err *err)
{
    while (*text) {
        const char *end = *text == '<' ? strchr(text, '>') : NULL;
        struct key key = {.code = VTERM_KEY_NONE};

        if (end) {
            char *inside = mem_text_n(text + 1, (size_t)(end - text - 1));
            bool known = bracketed(inside, &key);

            if (!known)
                err_set(err, ERR_USAGE, "there is no key <%s>; '<' alone is written <lt>", inside);
            free(inside);
            if (!known)
                return false;
            text = end + 1;
        } else {
            size_t length = character_length(text);

            memcpy(key.bytes, text, length);
            text += length;
        }
        mem_grow(keys->list, keys->count, keys->capacity);
        keys->list[keys->count++] = key;
    }
    return true;
}

void keys_clear(struct keys *keys)
{
    free(keys->list);
    *keys = (struct keys){0};
}
