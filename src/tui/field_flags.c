#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "tui/options.h"
#include "tui/term.h"

struct field_flags {
    struct form_field field;
    struct options options;
    unsigned flags;
    size_t marked; /* the one that the blank key ticks */
};

unsigned field_flags_value(const struct form_field *field)
{
    return ((const struct field_flags *)field)->flags;
}

static bool flags_is_on(const struct form_field *field, size_t i)
{
    const struct field_flags *flags = (const struct field_flags *)field;

    return (flags->flags & (unsigned)flags->options.items[i].value) != 0;
}

static int flags_rows(struct form_field *field, int columns, bool here, int *most)
{
    (void)here;
    (void)most;
    return options_rows(&((struct field_flags *)field)->options, columns);
}

static int flags_draw(struct form_field *field, struct draw_area area, bool here)
{
    struct field_flags *flags = (struct field_flags *)field;

    return options_draw(&flags->options, field, area, here, flags->marked);
}

static void tick(struct field_flags *flags, size_t i)
{
    flags->marked = i;
    flags->flags ^= (unsigned)flags->options.items[i].value;
    form_field_touch(&flags->field);
}

static bool flags_key(struct form_field *field, int key)
{
    struct field_flags *flags = (struct field_flags *)field;
    size_t count = flags->options.count;
    size_t named = options_by_letter(&flags->options, key, flags->marked);

    if (key == TERM_KEY_RIGHT) {
        flags->marked = (flags->marked + 1) % count;
    } else if (key == TERM_KEY_LEFT) {
        flags->marked = (flags->marked + count - 1) % count;
    } else if (key == ' ') {
        tick(flags, flags->marked);
    } else if (named < count) {
        tick(flags, named);
    } else {
        return key > ' ' && key < 0x7f;
    }
    return true;
}

static void flags_write(const struct form_field *field, struct str *out)
{
    str_add_format(out, "%u", field_flags_value(field));
}

static void flags_read(struct form_field *field, const char *text)
{
    int64_t value;

    if (str_to_number(text, &value) && value >= 0) {
        ((struct field_flags *)field)->flags = (unsigned)value;
    }
}

static void flags_free(struct form_field *field)
{
    options_clear(&((struct field_flags *)field)->options);
}

static const struct form_field_class flags_class = {
    .rows = flags_rows,
    .draw = flags_draw,
    .key = flags_key,
    .write = flags_write,
    .read = flags_read,
    .free = flags_free,
};

struct form_field *field_flags_add(struct form *form, const char *name, const char *label,
                                   const struct field_option *options, size_t count, unsigned flags)
{
    struct field_flags *field = mem_new(sizeof *field);

    field->options.on = "[x] ";
    field->options.off = "[ ] ";
    field->options.end_on = field->options.end_off = "  ";
    field->options.is_on = flags_is_on;
    options_set(&field->options, options, count);
    field->flags = flags;
    form_add(form, &field->field, &flags_class, name, label);
    return &field->field;
}
