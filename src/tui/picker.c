#include "config.h"

#include "tui/picker.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "tui/edit.h"
#include "tui/options.h"
#include "tui/picker_row.h"
#include "tui/term.h"

enum { LIST_ROWS = 6, CHOSEN_LIMIT = 1000 };

struct picker {
    struct form_field field;
    struct edit edit; /* what narrows */
    struct picker_rows chosen, likely, shown;
    int64_t *ids; /* of chosen */
    bool read;    /* shown is that of the words */
    bool more;    /* than shown */
    bool moved;   /* the mark, since the words changed: Enter then takes */
    size_t marked;
    char *trouble; /* what is wrong with the words; NULL nothing */
};

/* What is looked for: a plus before it only says that the account comes to those there are. */
static const char *words_of(const struct picker *picker)
{
    const char *words = str_text(&picker->edit.text);

    return words + (*words == '+');
}

static struct desk *desk_of(const struct picker *picker)
{
    return app_desk(form_app(picker->field.form));
}

static bool is_taken(const struct picker *picker, size_t at)
{
    return picker_rows_find(&picker->chosen, picker->shown.items[at].account) < picker->chosen.count;
}

/* The row most likely meant: not taken yet, with a word that begins as typed rather than one that only holds
 * it. */
static size_t first_mark(const struct picker *picker)
{
    const struct picker_rows *shown = &picker->shown;
    size_t first = shown->count;

    for (size_t i = 0; i < shown->count; i++) {
        if (!is_taken(picker, i)) {
            if (options_has_word(shown->items[i].company, words_of(picker)) ||
                options_has_word(shown->items[i].number, words_of(picker))) {
                return i;
            }
            first = i < first ? i : first;
        }
    }
    return first < shown->count ? first : 0;
}

static void read_list(struct picker *picker)
{
    struct err err = {0};

    if (picker->read) {
        return;
    }
    picker->read = true;
    free(picker->trouble);
    picker->trouble = NULL;
    if (str_blank(words_of(picker))) {
        /* Nothing looked for: no stranger stands in the list, ready to be taken. */
        picker_rows_clear(&picker->shown);
        for (size_t i = 0; i < picker->likely.count && i < LIST_ROWS; i++) {
            picker_rows_add(&picker->shown, &picker->likely.items[i]);
        }
    } else if (!picker_rows_read(desk_of(picker), words_of(picker), &picker->likely, LIST_ROWS,
                                 &picker->shown, &picker->more, &err)) {
        picker->trouble = mem_text(err.text);
    }
    picker->marked = first_mark(picker);
    picker->moved = false;
}

static void ids_update(struct picker *picker)
{
    picker->ids = mem_resize(picker->ids, picker->chosen.count + 1, sizeof *picker->ids);
    for (size_t i = 0; i < picker->chosen.count; i++) {
        picker->ids[i] = picker->chosen.items[i].account;
    }
}

static void take(struct picker *picker, const struct picker_row *row)
{
    if (picker_rows_find(&picker->chosen, row->account) < picker->chosen.count) {
        return;
    }
    if (picker->chosen.count < CHOSEN_LIMIT) {
        picker_rows_add(&picker->chosen, row);
    }
    ids_update(picker);
}

/* The one account that the form began with is only a guess at whose it is: the first that the agent takes
 * stands in its place, unless it is asked for with a plus. */
static bool replaces(const struct picker *picker)
{
    return picker->chosen.count == 1 && !picker->field.changed && *str_text(&picker->edit.text) != '+';
}

static void replace(struct picker *picker, const struct picker_row *row)
{
    form_say(picker->field.form, "%s in place of %s; a + before the words adds one instead", row->number,
             picker->chosen.items[0].number);
    picker_rows_remove(&picker->chosen, 0);
    take(picker, row);
}

static void add(struct picker *picker, const struct picker_row *row)
{
    take(picker, row);
    if (picker->chosen.count > 1) {
        form_say(picker->field.form,
                 "%zu accounts now, and it counts for each; Backspace takes the last away",
                 picker->chosen.count);
    }
}

/* Takes the marked row, or gives it back where it is taken. */
static void toggle(struct picker *picker)
{
    const struct picker_row *row;
    size_t at;

    read_list(picker);
    if (picker->marked >= picker->shown.count) {
        return;
    }
    row = &picker->shown.items[picker->marked];
    at = picker_rows_find(&picker->chosen, row->account);
    if (at < picker->chosen.count) {
        picker_rows_remove(&picker->chosen, at);
        ids_update(picker);
    } else if (replaces(picker)) {
        replace(picker, row);
    } else {
        add(picker, row);
    }
    if (picker->edit.text.length) {
        edit_set(&picker->edit, "");
        picker->read = false;
    }
    form_field_touch(&picker->field);
}

bool picker_choose(struct form_field *field, int64_t account, struct err *err)
{
    struct picker *picker = (struct picker *)field;
    struct picker_row row = {0};
    bool found = false;

    if (!picker_row_read(desk_of(picker), account, &row, &found, err)) {
        return false;
    }
    if (found) {
        take(picker, &row);
    }
    picker_row_clear(&row);
    return true;
}

bool picker_suggest(struct form_field *field, const struct desk_candidate_list *accounts, struct err *err)
{
    struct picker *picker = (struct picker *)field;

    for (size_t i = 0; i < accounts->count; i++) {
        struct picker_row row = {0};
        bool found = false;

        if (!picker_row_read(desk_of(picker), accounts->items[i].account.id, &row, &found, err)) {
            return false;
        }
        if (found) {
            row.likely = true;
            picker_rows_add(&picker->likely, &row);
        }
        picker_row_clear(&row);
    }
    picker->read = false;
    return true;
}

const int64_t *picker_accounts(const struct form_field *field, size_t *count)
{
    const struct picker *picker = (const struct picker *)field;

    *count = picker->chosen.count;
    return picker->ids;
}

/* The list is open while something is looked for: words, or likely accounts with nothing chosen yet. */
static bool is_open(const struct picker *picker)
{
    return !str_blank(words_of(picker)) || picker->moved ||
           (picker->chosen.count == 0 && picker->likely.count > 0);
}

static int picker_height(struct form_field *field, int columns, bool here, int *most)
{
    struct picker *picker = (struct picker *)field;

    (void)columns;
    (void)most;
    if (!here) {
        return 1;
    }
    if (!is_open(picker)) {
        return 1 + (picker->chosen.count > 0);
    }
    read_list(picker);
    return 1 + (picker->chosen.count > 0) + (picker->shown.count ? (int)picker->shown.count : 1);
}

static void chosen_text(const struct picker *picker, struct str *out)
{
    for (size_t i = 0; i < picker->chosen.count; i++) {
        str_add_format(out, "%s%s %s", i ? "; " : "", picker->chosen.items[i].number,
                       picker->chosen.items[i].company);
    }
}

static const char *hint(const struct picker *picker)
{
    if (picker->trouble) {
        return picker->trouble;
    }
    return picker->edit.text.length    ? "Enter takes the marked one"
           : picker->chosen.count == 0 ? "type to find, Enter takes"
           : replaces(picker)          ? "type for another instead, + for one more"
                                       : "type for one more, Backspace: one less";
}

static void draw_words(struct picker *picker, struct draw_area area)
{
    char *before = mem_text_n(str_text(&picker->edit.text), picker->edit.cursor);
    int columns = area.columns > 24 ? 24 : area.columns;
    int column = utf8_width(before);

    draw_text(area.row, area.column, columns, str_text(&picker->edit.text), STYLE_FIELD_HERE, true);
    draw_text(area.row, area.column + columns + 1, area.columns - columns - 1, hint(picker),
              picker->trouble ? STYLE_ERROR : STYLE_DIM, true);
    draw_cursor(area.row, area.column + (column < columns ? column : columns - 1));
    free(before);
}

static void draw_list(struct picker *picker, struct draw_area area)
{
    for (int i = 0; i < area.rows; i++) {
        bool there = (size_t)i < picker->shown.count;
        struct str cell = {0};

        if (there) {
            const struct picker_row *row = &picker->shown.items[i];

            picker_row_text(row, picker_rows_find(&picker->chosen, row->account) < picker->chosen.count,
                            (size_t)i == picker->marked, area.columns, &cell);
        } else if (i == 0) {
            str_add(&cell, picker->trouble ? "" : " no account has these words");
        }
        draw_text(area.row + i, area.column, area.columns, str_text(&cell),
                  there && (size_t)i == picker->marked ? STYLE_SELECTED : STYLE_TEXT, true);
        str_clear(&cell);
    }
}

static int picker_draw(struct form_field *field, struct draw_area area, bool here)
{
    struct picker *picker = (struct picker *)field;
    struct str text = {0};
    int used = area.columns;

    if (picker->chosen.count > 0 || !here) {
        chosen_text(picker, &text);
        if (picker->chosen.count == 0) {
            str_add(&text, "(none)");
            for (size_t i = 0; i < picker->likely.count; i++) {
                str_add_format(&text, "%s%s %s", i ? "; " : "  likely: ", picker->likely.items[i].number,
                               picker->likely.items[i].company);
            }
        }
        draw_text(area.row, area.column, area.columns, text.text,
                  picker->chosen.count ? STYLE_TEXT : STYLE_DIM, true);
        used = utf8_width(text.text);
        area.row++;
        area.rows--;
        str_clear(&text);
    }
    if (here && area.rows > 0) {
        draw_words(picker, area);
        area.row++;
        area.rows--;
        if (is_open(picker)) {
            draw_list(picker, area);
        }
    }
    return used < area.columns ? used : area.columns;
}

static bool picker_move(struct picker *picker, int by)
{
    read_list(picker);
    if (!is_open(picker) || picker->shown.count == 0) {
        return false;
    }
    if ((by < 0 && picker->marked == 0) || (by > 0 && picker->marked + 1 >= picker->shown.count)) {
        return by > 0;
    }
    picker->marked = picker->marked + (size_t)by;
    picker->moved = true;
    return true;
}

/* Enter takes what was looked for, and goes on where nothing was or it is taken already. */
static bool take_marked(struct picker *picker, bool words)
{
    bool there;
    bool taken;

    read_list(picker);
    there = picker->marked < picker->shown.count;
    taken = there && is_taken(picker, picker->marked);
    if (!words && (!picker->moved || !there || taken)) {
        return false;
    }
    if (taken) {
        form_say(picker->field.form, "%s is taken already; Backspace takes the last away",
                 picker->shown.items[picker->marked].number);
    } else {
        toggle(picker);
    }
    return true;
}

static bool picker_key(struct form_field *field, int key)
{
    struct picker *picker = (struct picker *)field;
    bool words = !str_blank(str_text(&picker->edit.text));
    bool changed = false;

    switch (key) {
    case TERM_KEY_UP:
        return picker_move(picker, -1);
    case TERM_KEY_DOWN:
        return picker_move(picker, 1);
    case TERM_KEY_ENTER:
        return take_marked(picker, words);
    case TERM_KEY_ESCAPE:
        if (words) {
            edit_set(&picker->edit, "");
            picker->read = false;
        }
        return words;
    case ' ':
        if (!words) {
            if (is_open(picker)) {
                toggle(picker);
            }
            return true;
        }
        break;
    case TERM_KEY_BACKSPACE:
        if (!words && picker->chosen.count > 0) {
            picker_rows_remove(&picker->chosen, picker->chosen.count - 1);
            ids_update(picker);
            form_field_touch(field);
            return true;
        }
        break;
    default:
        break;
    }
    if (!edit_key(&picker->edit, key, &changed)) {
        return false;
    }
    picker->read = picker->read && !changed;
    return true;
}

static bool picker_check(struct form_field *field, struct err *err)
{
    struct picker *picker = (struct picker *)field;

    if (str_blank(str_text(&picker->edit.text))) {
        return true;
    }
    return err_set(err, ERR_USAGE, "\"%s\" is not taken: Enter takes the marked account",
                   str_text(&picker->edit.text));
}

static bool picker_blank(const struct form_field *field)
{
    return ((const struct picker *)field)->chosen.count == 0;
}

static void picker_write(const struct form_field *field, struct str *out)
{
    const struct picker *picker = (const struct picker *)field;

    for (size_t i = 0; i < picker->chosen.count; i++) {
        str_add_format(out, "%s%lld", i ? " " : "", (long long)picker->chosen.items[i].account);
    }
}

static void picker_read(struct form_field *field, const char *text)
{
    struct picker *picker = (struct picker *)field;
    struct err err = {0};
    char *end;

    picker_rows_clear(&picker->chosen);
    for (long long id = strtoll(text, &end, 10); end != text; id = strtoll(text, &end, 10)) {
        if (!picker_choose(field, id, &err)) {
            form_say(field->form, "%s", err.text);
            break;
        }
        text = end;
    }
}

static void picker_free(struct form_field *field)
{
    struct picker *picker = (struct picker *)field;

    edit_clear(&picker->edit);
    picker_rows_clear(&picker->chosen);
    picker_rows_clear(&picker->likely);
    picker_rows_clear(&picker->shown);
    free(picker->ids);
    free(picker->trouble);
}

static const struct form_field_class picker_class = {
    .typed = true,
    .rows = picker_height,
    .draw = picker_draw,
    .key = picker_key,
    .check = picker_check,
    .blank = picker_blank,
    .write = picker_write,
    .read = picker_read,
    .free = picker_free,
};

struct form_field *picker_add(struct form *form, const char *name, const char *label)
{
    struct picker *picker = mem_new(sizeof *picker);

    form_add(form, &picker->field, &picker_class, name, label);
    return &picker->field;
}
