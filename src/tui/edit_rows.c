#include "config.h"

#include "tui/edit.h"

#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#include "base/mem.h"
#include "base/utf8.h"

static void add_row(struct edit_rows *rows, size_t start, size_t end)
{
    mem_grow(rows->items, rows->count, rows->capacity);
    rows->items[rows->count++] = (struct edit_row){start, end};
}

/* Returns where the row that starts at start ends, and in *next where the one after it starts. */
static size_t row_end(const char *text, size_t length, size_t start, int columns, size_t *next)
{
    size_t at = start;
    size_t cut = start;
    int used = 0;

    while (at < length && text[at] != '\n') {
        ucs4_t character = 0;
        int bytes = u8_mbtouc(&character, (const uint8_t *)text + at, length - at);
        int width = utf8_character_width(character);

        if (used + width > columns && character != ' ') {
            if (width < 2 && cut > start) {
                at = cut;
            }
            *next = at;
            return at;
        }
        used += width;
        at += (size_t)bytes;
        if (character == ' ' || width == 2) {
            cut = at;
        }
    }
    *next = at < length ? at + 1 : at;
    return at;
}

void edit_wrap(const char *text, int columns, struct edit_rows *rows)
{
    size_t length = strlen(text);
    size_t at = 0;
    size_t next = 0;

    rows->count = 0;
    do {
        size_t end = row_end(text, length, at, columns < 2 ? 2 : columns, &next);

        add_row(rows, at, end);
        at = next;
    } while (at < length);
    if (length && text[length - 1] == '\n') {
        add_row(rows, length, length);
    }
}

void edit_rows_clear(struct edit_rows *rows)
{
    free(rows->items);
    *rows = (struct edit_rows){0};
}

char *edit_row_text(const char *text, const struct edit_row *row)
{
    size_t end = row->end;

    while (end > row->start && text[end - 1] == ' ') {
        end--;
    }
    return mem_text_n(text + row->start, end - row->start);
}

static int columns_of(const char *text, size_t start, size_t end)
{
    char *part = mem_text_n(text + start, end - start);
    int columns = utf8_width(part);

    free(part);
    return columns;
}

size_t edit_rows_cursor(const struct edit_rows *rows, const struct edit *edit, int *column)
{
    size_t row = rows->count - 1;

    while (row > 0 && rows->items[row].start > edit->cursor) {
        row--;
    }
    *column = columns_of(str_text(&edit->text), rows->items[row].start, edit->cursor);
    return row;
}

void edit_rows_place(const struct edit_rows *rows, struct edit *edit, size_t row, int column)
{
    const struct edit_row *at = &rows->items[row];
    char *part = mem_text_n(str_text(&edit->text) + at->start, at->end - at->start);
    size_t fits = utf8_fit(part, column, NULL);

    /* The end of a row that was wrapped is the beginning of the next one: stay before its last character. */
    if (at->start + fits == at->end && row + 1 < rows->count && rows->items[row + 1].start == at->end) {
        fits = utf8_fit(part, utf8_width(part) - 1, NULL);
    }
    edit->cursor = at->start + fits;
    free(part);
}
