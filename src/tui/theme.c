#include "config.h"
#include "tui/theme.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "tui/rc.h"
#include "tui/term.h"

enum theme { THEME_DARK, THEME_LIGHT, THEME_MONO, theme_count };
static const char *const theme_names[] = {"dark", "light", "mono"};

/* Foreground and background (-1: the terminal's own) and attributes, by meaning and theme. */
struct look {
    short foreground, background;
    chtype attributes;
};

#define SAME(...)                                                                                            \
    {__VA_ARGS__},                                                                                           \
    {                                                                                                        \
        __VA_ARGS__                                                                                          \
    }
/* Mono carries by attributes alone; what they mean is also said by marks and words. */
static const struct look looks[style_count][theme_count] = {
    [STYLE_TEXT] = {SAME(-1, -1, A_NORMAL), {-1, -1, A_NORMAL}},
    [STYLE_TITLE] = {SAME(COLOR_WHITE, COLOR_BLUE, A_BOLD), {-1, -1, A_REVERSE}},
    [STYLE_PLACE] = {SAME(-1, -1, A_NORMAL), {-1, -1, A_NORMAL}},
    [STYLE_PLACE_HERE] = {SAME(-1, -1, A_BOLD), {-1, -1, A_BOLD}},
    [STYLE_HEAD] = {{COLOR_CYAN, -1, A_NORMAL}, {COLOR_BLUE, -1, A_NORMAL}, {-1, -1, A_UNDERLINE}},
    [STYLE_SELECTED] = {SAME(-1, -1, A_REVERSE), {-1, -1, A_REVERSE}},
    [STYLE_TAGGED] = {{COLOR_CYAN, -1, A_BOLD}, {COLOR_BLUE, -1, A_BOLD}, {-1, -1, A_BOLD}},
    [STYLE_OVERDUE] = {{COLOR_RED, -1, A_BOLD}, {COLOR_RED, -1, A_BOLD}, {-1, -1, A_BOLD}},
    [STYLE_TODAY] = {{COLOR_YELLOW, -1, A_NORMAL}, {COLOR_RED, -1, A_NORMAL}, {-1, -1, A_NORMAL}},
    [STYLE_YES] = {SAME(COLOR_GREEN, -1, A_BOLD), {-1, -1, A_BOLD}},
    [STYLE_NO] = {SAME(COLOR_RED, -1, A_BOLD), {-1, -1, A_BOLD}},
    [STYLE_LABEL] = {{COLOR_CYAN, -1, A_NORMAL}, {COLOR_BLUE, -1, A_NORMAL}, {-1, -1, A_NORMAL}},
    [STYLE_DIM] = {SAME(-1, -1, A_DIM), {-1, -1, A_NORMAL}},
    [STYLE_KEY] = {SAME(-1, -1, A_BOLD), {-1, -1, A_BOLD}},
    [STYLE_BAR] = {{COLOR_CYAN, -1, A_NORMAL}, {COLOR_BLUE, -1, A_NORMAL}, {-1, -1, A_NORMAL}},
    [STYLE_LINE] = {SAME(-1, -1, A_DIM), {-1, -1, A_NORMAL}},
    [STYLE_FIELD] = {SAME(-1, -1, A_UNDERLINE), {-1, -1, A_UNDERLINE}},
    [STYLE_FIELD_HERE] = {SAME(-1, -1, A_REVERSE), {-1, -1, A_REVERSE}},
    [STYLE_ERROR] = {SAME(COLOR_RED, -1, A_BOLD), {-1, -1, A_REVERSE}},
    [STYLE_INFO] = {SAME(-1, -1, A_BOLD), {-1, -1, A_BOLD}},
    [STYLE_MATCH] = {SAME(-1, -1, A_BOLD | A_UNDERLINE), {-1, -1, A_BOLD | A_UNDERLINE}},
};
#undef SAME

static enum theme theme = THEME_MONO;

/* Terminals that set it say "foreground;background"; 7 and 9 to 15 are light backgrounds. */
static bool background_is_light(void)
{
    const char *text = getenv("COLORFGBG");
    const char *last = text ? strrchr(text, ';') : NULL;
    int64_t colour;

    return last && str_to_number(last + 1, &colour) && (colour == 7 || colour > 8);
}

static enum theme choose(void)
{
    const char *no_colour = getenv("NO_COLOR");
    const char *wanted = getenv("DEMUR_THEME");

    if ((no_colour && *no_colour) || !term_has_colours())
        return THEME_MONO;
    if (!wanted || !*wanted)
        wanted = rc_theme();
    for (int i = 0; i < theme_count; i++)
        if (str_equal(wanted, theme_names[i]))
            return (enum theme)i;
    return background_is_light() ? THEME_LIGHT : THEME_DARK;
}

void theme_start(void)
{
    theme = choose();
    if (theme == THEME_MONO)
        return;
    start_color();
    if (use_default_colors() != OK)
        assume_default_colors(COLOR_WHITE, COLOR_BLACK);
    for (int i = 0; i < style_count; i++)
        init_pair((short)(i + 1), looks[i][theme].foreground, looks[i][theme].background);
}

unsigned long theme_attributes(enum style style)
{
    chtype attributes = looks[style][theme].attributes;

    if (theme != THEME_MONO)
        attributes |= (chtype)COLOR_PAIR(style + 1);
    return attributes;
}
