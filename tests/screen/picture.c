#include "config.h"

#include "picture.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <vterm.h>

#include "base/str.h"
#include "terminal.h"

static void add_character(struct str *out, uint32_t character)
{
    char bytes[4];
    size_t length = 0;

    if (character < 0x80) {
        bytes[length++] = (char)character;
    } else if (character < 0x800) {
        bytes[length++] = (char)(0xc0 | character >> 6);
        bytes[length++] = (char)(0x80 | (character & 0x3f));
    } else if (character < 0x10000) {
        bytes[length++] = (char)(0xe0 | character >> 12);
        bytes[length++] = (char)(0x80 | (character >> 6 & 0x3f));
        bytes[length++] = (char)(0x80 | (character & 0x3f));
    } else {
        bytes[length++] = (char)(0xf0 | character >> 18);
        bytes[length++] = (char)(0x80 | (character >> 12 & 0x3f));
        bytes[length++] = (char)(0x80 | (character >> 6 & 0x3f));
        bytes[length++] = (char)(0x80 | (character & 0x3f));
    }
    str_add_n(out, bytes, length);
}

static VTermScreenCell cell_at(const struct terminal *terminal, int row, int column)
{
    VTermScreenCell cell = {.width = 1};

    vterm_screen_get_cell(terminal->screen, (VTermPos){.row = row, .col = column}, &cell);
    return cell;
}

void picture_add_text(struct str *out, const struct terminal *terminal)
{
    for (int row = 0; row < terminal->rows; row++) {
        str_add_char(out, '|');
        for (int column = 0; column < terminal->columns; column++) {
            VTermScreenCell cell = cell_at(terminal, row, column);

            if (cell.chars[0] == UINT32_MAX) /* the right half of a wide character */
                continue;
            if (cell.chars[0] == 0)
                str_add_char(out, ' ');
            for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
                add_character(out, cell.chars[i]);
        }
        str_add(out, "|\n");
    }
}

static char attribute_letter(const VTermScreenCell *cell)
{
    bool coloured = !VTERM_COLOR_IS_DEFAULT_FG(&cell->fg) || !VTERM_COLOR_IS_DEFAULT_BG(&cell->bg);
    int set = (cell->attrs.bold ? 1 : 0) + (cell->attrs.underline ? 2 : 0) + (cell->attrs.reverse ? 4 : 0) +
              (cell->attrs.italic ? 8 : 0) + (cell->attrs.blink ? 16 : 0);
    char letter = '?';

    switch (set) {
    case 0:
        return coloured ? 'c' : '.';
    case 1:
        letter = 'b';
        break;
    case 2:
        letter = 'u';
        break;
    case 3:
        letter = 'y';
        break;
    case 4:
        letter = 'r';
        break;
    case 5:
        letter = 'x';
        break;
    case 6:
        letter = 'z';
        break;
    case 8:
        letter = 'i';
        break;
    case 16:
        letter = 'k';
        break;
    }
    return coloured ? (char)toupper((unsigned char)letter) : letter;
}

void picture_add_attributes(struct str *out, const struct terminal *terminal)
{
    for (int row = 0; row < terminal->rows; row++) {
        str_add_char(out, '|');
        for (int column = 0; column < terminal->columns; column++) {
            VTermScreenCell cell = cell_at(terminal, row, column);

            str_add_char(out, attribute_letter(&cell));
        }
        str_add(out, "|\n");
    }
}

/* One row of a picture: what stands between its bars, without the filler at its end. */
struct row {
    const char *text;
    int length;
};

/* Takes the next row off the picture; false at its end. */
static bool next_row(const char **picture, char filler, struct row *row)
{
    size_t length = strcspn(*picture, "\n");

    if (!**picture)
        return false;
    row->text = *picture + 1;
    row->length = (int)length - 2;
    while (row->length > 0 && (row->text[row->length - 1] == ' ' || row->text[row->length - 1] == filler))
        row->length--;
    *picture += length + 1;
    return true;
}

static bool same_row(bool wanted_there, const struct row *wanted, bool found_there, const struct row *found)
{
    return wanted_there == found_there && wanted->length == found->length &&
           memcmp(wanted->text, found->text, (size_t)wanted->length) == 0;
}

bool picture_equal(const char *wanted, const char *found, char filler)
{
    for (;;) {
        struct row wanted_row = {"", 0}, found_row = {"", 0};
        bool wanted_there = next_row(&wanted, filler, &wanted_row);
        bool found_there = next_row(&found, filler, &found_row);

        if (!same_row(wanted_there, &wanted_row, found_there, &found_row))
            return false;
        if (!wanted_there)
            return true;
    }
}

static void print_row(int number, const char *what, bool there, const struct row *row)
{
    if (there)
        printf("# row %2d %s |%.*s|\n", number, what, row->length, row->text);
    else
        printf("# row %2d %s no such row\n", number, what);
}

void picture_print_difference(const char *wanted, const char *found, char filler)
{
    const char *all = found;

    for (int number = 0;; number++) {
        struct row wanted_row = {"", 0}, found_row = {"", 0};
        bool wanted_there = next_row(&wanted, filler, &wanted_row);
        bool found_there = next_row(&found, filler, &found_row);

        if (!wanted_there && !found_there)
            break;
        if (same_row(wanted_there, &wanted_row, found_there, &found_row))
            continue;
        print_row(number, "wanted", wanted_there, &wanted_row);
        print_row(number, "found ", found_there, &found_row);
    }
    printf("# all that was found:\n");
    while (*all) {
        size_t length = strcspn(all, "\n");

        printf("#   %.*s\n", (int)length, all);
        all += length + 1;
    }
}
