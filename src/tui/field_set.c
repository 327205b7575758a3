#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "tui/options.h"
#include "tui/term.h"

struct field_set {
    struct form_field field;
    struct options options;
    bool *ticked;    /* beside the options */
    int64_t *values; /* of those that are ticked, when asked for */
    size_t marked;
};

static bool set_is_on(const struct form_field *field, size_t i)
{
    return ((const struct field_set *)field)->ticked[i];
}

const int64_t *field_set_values(struct form_field *field, size_t *count)
{
    struct field_set *set = (struct field_set *)field;

    *count = 0;
    for (size_t i = 0; i < set->options.count; i++) {
        if (set->ticked[i]) {
            set->values[(*count)++] = set->options.items[i].value;
        }
    }
    return set->values;
}

void field_set_tick(struct form_field *field, int64_t value)
{
    struct field_set *set = (struct field_set *)field;

    for (size_t i = 0; i < set->options.count; i++) {
        set->ticked[i] = set->ticked[i] || set->options.items[i].value == value;
    }
}

static int set_rows(struct form_field *field, int columns, bool here, int *most)
{
    (void)here;
    *most = options_rows(&((struct field_set *)field)->options, columns);
    return *most < OPTIONS_ROWS ? *most : OPTIONS_ROWS;
}

static int set_draw(struct form_field *field, struct draw_area area, bool here)
{
    struct field_set *set = (struct field_set *)field;

    return options_draw(&set->options, field, area, here, set->marked);
}

static bool set_key(struct form_field *field, int key)
{
    struct field_set *set = (struct field_set *)field;
    size_t count = set->options.count;
    size_t named = options_by_letter(&set->options, key, set->marked);

    if (key == TERM_KEY_RIGHT) {
        set->marked = (set->marked + 1) % count;
    } else if (key == TERM_KEY_LEFT) {
        set->marked = (set->marked + count - 1) % count;
    } else if (key == ' ') {
        set->ticked[set->marked] = !set->ticked[set->marked];
        form_field_touch(field);
    } else if (named < count) {
        set->marked = named;
    } else {
        return key > ' ' && key < KEY_BASE_SPECIAL;
    }
    return true;
}

static void set_write(const struct form_field *field, struct str *out)
{
    const struct field_set *set = (const struct field_set *)field;

    for (size_t i = 0; i < set->options.count; i++) {
        if (set->ticked[i]) {
            str_add_format(out, "%s%lld", out->length ? " " : "", (long long)set->options.items[i].value);
        }
    }
}

static void set_read(struct form_field *field, const char *text)
{
    struct field_set *set = (struct field_set *)field;
    char *end;

    for (size_t i = 0; i < set->options.count; i++) {
        set->ticked[i] = false;
    }
    for (const char *at = text; *at; at = end) {
        long long value = strtoll(at, &end, 10);

        if (end == at) {
            break;
        }
        field_set_tick(field, value);
    }
}

static void set_free(struct form_field *field)
{
    struct field_set *set = (struct field_set *)field;

    free(set->ticked);
    free(set->values);
    options_clear(&set->options);
}

static const struct form_field_class set_class = {
    .rows = set_rows,
    .draw = set_draw,
    .key = set_key,
    .write = set_write,
    .read = set_read,
    .free = set_free,
};

struct form_field *field_set_add(struct form *form, const char *name, const char *label,
                                 const struct field_option *options, size_t count)
{
    struct field_set *set = mem_new(sizeof *set);

    set->options.on = "[x] ";
    set->options.off = "[ ] ";
    set->options.end_on = set->options.end_off = "  ";
    set->options.is_on = set_is_on;
    options_set(&set->options, options, count);
    set->ticked = mem_new_array(count, sizeof *set->ticked);
    set->values = mem_new_array(count, sizeof *set->values);
    form_add(form, &set->field, &set_class, name, label);
    return &set->field;
}
