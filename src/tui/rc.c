#include "config.h"
#include "tui/rc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "tui/keymap.h"

#define BLANKS " \t\r"
/* A larger file is none of ours. */
#define LIMIT (1u << 20)

static char theme[8];

const char *rc_theme(void)
{
    return theme;
}

/* Cuts the first word off a text; *rest gets what follows it. */
static char *first_word(char *text, char **rest)
{
    size_t length;

    text += strspn(text, BLANKS);
    length = strcspn(text, BLANKS);
    *rest = text + length;
    if (**rest)
        *(*rest)++ = '\0';
    *rest = str_trim(*rest);
    return text;
}

static bool find_action(const char *name, enum action *action)
{
    for (int i = 0; i < action_count; i++) {
        if (str_equal(name, action_get((enum action)i)->name)) {
            *action = (enum action)i;
            return true;
        }
    }
    return false;
}

static bool parse_line(char *line, struct err *err)
{
    enum action action;
    char *rest, *word = first_word(line, &rest), *name;

    if (!*word || *word == '#')
        return true;
    if (str_equal(word, "theme")) {
        if (!str_equal(rest, "dark") && !str_equal(rest, "light") && !str_equal(rest, "mono"))
            return err_set(err, ERR_USAGE, "there is no theme \"%s\"; there are dark, light and mono", rest);
        snprintf(theme, sizeof theme, "%s", rest);
        return true;
    }
    if (!str_equal(word, "key"))
        return err_set(err, ERR_USAGE, "\"%s\" is not known here; a line begins with key or theme", word);
    name = first_word(rest, &rest);
    if (!find_action(name, &action))
        return err_set(err, ERR_USAGE, "there is no action \"%s\"; ? shows their names", name);
    return keymap_set(action, rest, err);
}

void rc_parse(const char *text, struct str *complaints)
{
    char *copy = mem_text(text), *next;
    int number = 1;

    theme[0] = '\0';
    for (char *line = copy; line; line = next, number++) {
        struct err err = {0};

        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        if (!parse_line(line, &err))
            str_add_format(complaints, "%sdemurrc line %d: %s", complaints->length ? "; " : "", number,
                           err.text);
    }
    free(copy);
}

/* Returns where the configuration is; the caller frees. NULL without a home. */
static char *find_file(void)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    char *directory, *path;

    if (config && *config == '/')
        directory = file_join(config, "demur");
    else if (home && *home)
        directory = file_join(home, ".config/demur");
    else
        return NULL;
    path = file_join(directory, "demurrc");
    free(directory);
    return path;
}

void rc_read(struct str *complaints)
{
    char *path = find_file();
    struct err err = {0};
    struct str text;

    str_init(&text);
    if (path && file_exists(path)) {
        if (file_read(path, LIMIT, &text, &err))
            rc_parse(str_text(&text), complaints);
        else
            str_add(complaints, err.text);
    }
    str_clear(&text);
    free(path);
}
