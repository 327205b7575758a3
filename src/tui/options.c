#include "config.h"

#include "tui/options.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

static char *without_article(const char *title)
{
    static const char *const articles[] = {"a ", "an ", "the "};

    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
        if (str_starts(title, articles[i])) {
            return utf8_printable(title + strlen(articles[i]));
        }
    }
    return utf8_printable(title);
}

/* Shows the letter by making it upper case, at the beginning of a word if it can: colours and lines alone may
 * not be seen. */
static void mark_letter(char *title, char letter)
{
    char *found = NULL;

    for (char *at = title; *at; at++) {
        bool begins = at == title || !isalnum((unsigned char)at[-1]);

        if (tolower((unsigned char)*at) == letter && (begins || !found)) {
            found = at;
            if (begins) {
                break;
            }
        }
    }
    if (found) {
        *found = (char)toupper((unsigned char)*found);
    }
}

void options_set(struct options *options, const struct field_option *list, size_t count)
{
    options->items = mem_new_array(count, sizeof *options->items);
    options->count = count;
    for (size_t i = 0; i < count; i++) {
        struct option_shown *item = &options->items[i];

        item->value = list[i].value;
        item->title = without_article(list[i].title);
        item->letter = (char)tolower((unsigned char)(list[i].letter ? list[i].letter : item->title[0]));
        mark_letter(item->title, item->letter);
        item->columns = utf8_width(item->title) + (int)strlen(options->off) + (int)strlen(options->end_off);
    }
}

void options_clear(struct options *options)
{
    for (size_t i = 0; i < options->count; i++) {
        free(options->items[i].title);
    }
    free(options->items);
}

/* Returns the row in which an option stands. */
static int row_of(const struct options *options, int columns, size_t wanted)
{
    int row = 0;
    int used = 0;

    for (size_t i = 0; i < options->count && i <= wanted; i++) {
        if (used > 0 && used + options->items[i].columns > columns) {
            row++;
            used = 0;
        }
        used += options->items[i].columns;
    }
    return row;
}

int options_rows(const struct options *options, int columns)
{
    return row_of(options, columns, options->count) + 1;
}

static void draw_option(const struct options *options, const struct option_shown *item, bool on, int row,
                        int column, int columns, enum style style)
{
    struct str cell = {0};

    str_add_format(&cell, "%s%s%s", on ? options->on : options->off, item->title,
                   on ? options->end_on : options->end_off);
    draw_text(row, column, columns, cell.text, style, false);
    str_clear(&cell);
}

int options_draw(const struct options *options, const struct form_field *field, struct draw_area area,
                 bool here, size_t marked)
{
    int rows = options_rows(options, area.columns);
    int last = row_of(options, area.columns, marked) + 1;
    int skipped = last > area.rows && marked < options->count ? last - area.rows : 0;
    int row = -skipped;
    int used = 0;
    int first = 0;

    for (int i = 0; i < area.rows; i++) {
        draw_text(area.row + i, area.column, area.columns, "", STYLE_TEXT, true);
    }
    for (size_t i = 0; i < options->count && row < area.rows; i++) {
        const struct option_shown *item = &options->items[i];
        bool on = options->is_on(field, i);
        enum style style = i == marked && here ? STYLE_FIELD_HERE
                           : on                ? STYLE_FIELD
                           : here              ? STYLE_TEXT
                                               : STYLE_DIM;

        if (used > 0 && used + item->columns > area.columns) {
            row++;
            used = 0;
        }
        if (row >= 0 && row < area.rows) {
            draw_option(options, item, on, area.row + row, area.column + used, area.columns - used, style);
        }
        if (i == marked && here) {
            draw_cursor(area.row + row, area.column + used + 1);
        }
        used += item->columns;
        first = row == 0 ? used : first;
    }
    if (skipped && rows > OPTIONS_ROWS) {
        draw_text(area.row, area.column + area.columns - 1, 1, "~", STYLE_DIM, false);
    }
    if (rows > skipped + area.rows && rows > OPTIONS_ROWS) {
        draw_text(area.row + area.rows - 1, area.column + area.columns - 1, 1, "~", STYLE_DIM, false);
    }
    return first < area.columns ? first : area.columns;
}

size_t options_by_letter(const struct options *options, int key, size_t from)
{
    int letter = key > ' ' && key < 0x7f ? tolower(key) : 0;

    for (size_t step = 1; letter && step <= options->count; step++) {
        size_t i = (from + step) % options->count;

        if (options->items[i].letter == letter) {
            return i;
        }
    }
    return options->count;
}

bool options_has_word(const char *title, const char *begin)
{
    char *folded = utf8_fold(title);
    char *wanted = utf8_fold(begin);
    const char *word = folded;
    bool has = false;

    while (*word && !has) {
        word += strspn(word, " (");
        has = str_starts(word, wanted);
        word += strcspn(word, " (");
    }
    free(folded);
    free(wanted);
    return has;
}
