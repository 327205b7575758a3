#include "config.h"
#include "tui/action.h"

#include <string.h>

#include "tui/term.h"

/* The marks of the table. */
#define S(screen) (1u << SCREEN_##screen)
#define LISTS     (S(QUEUE) | S(ACCOUNTS) | S(INBOX) | S(DISPUTES))
#define VIEWS     (S(ACCOUNT) | S(MESSAGE) | S(DISPUTE))
#define ANY       ((1u << screen_count) - 1)

#define ACTION(id, name, keys, screens, needs, bar, help) {name, keys, screens, needs, bar, help},
static const struct action_row rows[] = {
#include "tui/action.def"
};
#undef ACTION

static const char *const screen_names[] = {
    [SCREEN_QUEUE] = "queue",       [SCREEN_ACCOUNTS] = "accounts", [SCREEN_INBOX] = "inbox",
    [SCREEN_DISPUTES] = "disputes", [SCREEN_ACCOUNT] = "account",   [SCREEN_MESSAGE] = "message",
    [SCREEN_DISPUTE] = "dispute",   [SCREEN_PAGER] = "text",
};

const struct action_row *action_get(enum action action)
{
    return &rows[action];
}

bool action_on_screen(enum action action, enum screen_id screen)
{
    return rows[action].screens & (1u << screen);
}

const char *screen_name(enum screen_id screen)
{
    return screen_names[screen];
}

bool action_find(const char *name, enum screen_id screen, enum action *action)
{
    int found = 0;

    for (int i = 0; i < action_count; i++) {
        if (!action_on_screen((enum action)i, screen))
            continue;
        if (str_equal(name, rows[i].name)) {
            *action = (enum action)i;
            return true;
        }
        if (*name && str_starts(rows[i].name, name)) {
            *action = (enum action)i;
            found++;
        }
    }
    return found == 1;
}

/* Reads the next key of an action's keys; false at the end. */
static bool next_key(const char **keys, int *key)
{
    *keys += strspn(*keys, " ");
    if (!**keys)
        return false;
    *key = term_key_parse(keys);
    return *key != TERM_KEY_NONE;
}

/* Appends the default keys of an action, blanks between. */
static void add_keys(enum action action, struct str *out)
{
    const char *keys = rows[action].keys;
    char name[16];
    int key;
    size_t start = out->length;

    while (next_key(&keys, &key)) {
        if (out->length > start)
            str_add_char(out, ' ');
        str_add(out, term_key_name(key, name, sizeof name));
    }
}

/* Appends text with the characters roff would read as its own escaped. */
static void add_roff(struct str *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '\\')
            str_add(out, "\\e");
        else if (*text == '-')
            str_add(out, "\\-");
        else if (*text == '~')
            str_add(out, "\\(ti");
        else if (*text == '^')
            str_add(out, "\\(ha");
        else
            str_add_char(out, *text);
    }
}

void action_add_manual(struct str *out)
{
    for (int i = 0; i < action_count; i++) {
        struct str keys;

        str_init(&keys);
        add_keys((enum action)i, &keys);
        str_add(out, ".TP\n.B ");
        add_roff(out, str_text(&keys));
        str_add(out, "\n");
        add_roff(out, rows[i].help);
        str_add(out, " (");
        add_roff(out, rows[i].name);
        str_add(out, ")\n");
        str_clear(&keys);
    }
}
