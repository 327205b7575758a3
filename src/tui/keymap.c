#include "config.h"
#include "tui/keymap.h"

#include <string.h>

#include "tui/term.h"

#define KEYS_MOST 8

/* The keys of each action, in their order; TERM_KEY_NONE ends them. */
static int keys_of[action_count][KEYS_MOST + 1];
static bool ready;

/* Reads a list of keys; returns how many there are, -1 if it is none. */
static int parse(const char *text, int keys[KEYS_MOST + 1])
{
    int count = 0;

    for (text += strspn(text, " \t"); *text; text += strspn(text, " \t")) {
        if (count == KEYS_MOST)
            return -1;
        keys[count] = term_key_parse(&text);
        if (keys[count++] == TERM_KEY_NONE || (*text && !strchr(" \t", *text)))
            return -1;
    }
    keys[count] = TERM_KEY_NONE;
    return count;
}

void keymap_reset(void)
{
    ready = true;
    for (int i = 0; i < action_count; i++)
        parse(action_get((enum action)i)->keys, keys_of[i]);
}

static void prepare(void)
{
    if (!ready)
        keymap_reset();
}

static bool has_key(enum action action, int key)
{
    for (const int *at = keys_of[action]; *at != TERM_KEY_NONE; at++)
        if (*at == key)
            return true;
    return false;
}

static void drop_key(enum action action, int key)
{
    int *kept = keys_of[action];

    for (const int *at = keys_of[action]; *at != TERM_KEY_NONE; at++)
        if (*at != key)
            *kept++ = *at;
    *kept = TERM_KEY_NONE;
}

/* True when taking the keys from another action would leave it without one it must have. */
static bool leaves_stranded(enum action other, const int *keys)
{
    if (other != ACTION_BACK && other != ACTION_QUIT && other != ACTION_HELP)
        return false;
    for (const int *at = keys_of[other]; *at != TERM_KEY_NONE; at++) {
        bool taken = false;

        for (const int *key = keys; *key != TERM_KEY_NONE; key++)
            taken |= *key == *at;
        if (!taken)
            return false;
    }
    return true;
}

bool keymap_set(enum action action, const char *text, struct err *err)
{
    unsigned screens = action_get(action)->screens;
    int keys[KEYS_MOST + 1];

    prepare();
    if (parse(text, keys) < 1)
        return err_set(err, ERR_USAGE, "\"%s\" is no list of keys; write them as in: o <F2> <C-o>", text);
    for (int i = 0; i < action_count; i++)
        if (i != (int)action && (action_get((enum action)i)->screens & screens) &&
            leaves_stranded((enum action)i, keys))
            return err_set(err, ERR_USAGE, "these keys would leave \"%s\" without any; give it others first",
                           action_get((enum action)i)->name);
    for (int i = 0; i < action_count; i++)
        if (i != (int)action && (action_get((enum action)i)->screens & screens))
            for (const int *key = keys; *key != TERM_KEY_NONE; key++)
                drop_key((enum action)i, *key);
    memcpy(keys_of[action], keys, sizeof keys);
    return true;
}

enum action keymap_action(enum screen_id screen, int key)
{
    prepare();
    for (int i = 0; i < action_count; i++)
        if (action_on_screen((enum action)i, screen) && has_key((enum action)i, key))
            return (enum action)i;
    return ACTION_NONE;
}

char *keymap_key_name(enum action action, char *buffer, size_t size)
{
    prepare();
    if (size)
        *buffer = '\0';
    if (keys_of[action][0] != TERM_KEY_NONE)
        term_key_name(keys_of[action][0], buffer, size);
    return buffer;
}

void keymap_add_keys(enum action action, struct str *out)
{
    char name[16];

    prepare();
    for (const int *key = keys_of[action]; *key != TERM_KEY_NONE; key++)
        str_add_format(out, "%s%s", key == keys_of[action] ? "" : " ",
                       term_key_name(*key, name, sizeof name));
}
