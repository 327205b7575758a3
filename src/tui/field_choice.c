#include "config.h"

#include "base/mem.h"

#include "tui/options.h"
#include "tui/term.h"

struct field_choice {
    struct form_field field;
    struct options options;
    size_t chosen;    /* the count of options: none yet */
    bool spells;      /* letters spell a title */
    struct str typed; /* what was spelled so far */
};

static bool choice_is_on(const struct form_field *field, size_t i)
{
    return ((const struct field_choice *)field)->chosen == i;
}

int64_t field_choice_value(const struct form_field *field)
{
    const struct field_choice *choice = (const struct field_choice *)field;

    return choice->chosen < choice->options.count ? choice->options.items[choice->chosen].value
                                                  : FIELD_CHOICE_NONE;
}

void field_choice_set(struct form_field *field, int64_t value)
{
    struct field_choice *choice = (struct field_choice *)field;

    for (size_t i = 0; i < choice->options.count; i++) {
        if (choice->options.items[i].value == value) {
            choice->chosen = i;
        }
    }
}

static int choice_rows(struct form_field *field, int columns, bool here, int *most)
{
    (void)here;
    *most = options_rows(&((struct field_choice *)field)->options, columns);
    return *most < OPTIONS_ROWS ? *most : OPTIONS_ROWS;
}

static int choice_draw(struct form_field *field, struct draw_area area, bool here)
{
    struct field_choice *choice = (struct field_choice *)field;

    return options_draw(&choice->options, field, area, here, choice->chosen);
}

/* Returns the first option with a word that begins with what was typed. */
static size_t spelled(const struct field_choice *choice)
{
    size_t i = 0;

    while (i < choice->options.count &&
           !options_has_word(choice->options.items[i].title, str_text(&choice->typed))) {
        i++;
    }
    return i;
}

/* Adds a letter to what is spelled; one that spells nothing is not taken. */
static size_t spell(struct field_choice *choice, int key)
{
    size_t length = choice->typed.length;
    size_t found;

    term_key_add(&choice->typed, key);
    found = spelled(choice);
    if (found == choice->options.count) {
        form_say(choice->field.form, "nothing here begins with \"%s\"", str_text(&choice->typed));
        choice->typed.text[choice->typed.length = length] = '\0';
    } else {
        form_say(choice->field.form, "\"%s\"", str_text(&choice->typed));
    }
    return found;
}

static size_t by_text(struct field_choice *choice, int key)
{
    if (!choice->spells) {
        return options_by_letter(&choice->options, key, choice->chosen);
    }
    if (key > ' ' && key < KEY_BASE_SPECIAL) {
        return spell(choice, key);
    }
    str_reset(&choice->typed);
    return choice->options.count;
}

static bool choice_key(struct form_field *field, int key)
{
    struct field_choice *choice = (struct field_choice *)field;
    size_t count = choice->options.count;
    size_t chosen = by_text(choice, key);

    if (key == TERM_KEY_RIGHT || key == ' ') {
        chosen = choice->chosen < count ? (choice->chosen + 1) % count : 0;
    } else if (key == TERM_KEY_LEFT) {
        chosen = choice->chosen > 0 ? choice->chosen - 1 : count - 1;
    } else if (key == TERM_KEY_HOME) {
        chosen = 0;
    } else if (key == TERM_KEY_END) {
        chosen = count - 1;
    }
    if (chosen >= count) {
        return key > ' ' && key < KEY_BASE_SPECIAL;
    }
    if (chosen != choice->chosen) {
        choice->chosen = chosen;
        form_field_touch(field);
    }
    return true;
}

static void choice_write(const struct form_field *field, struct str *out)
{
    str_add_format(out, "%lld", (long long)field_choice_value(field));
}

static void choice_read(struct form_field *field, const char *text)
{
    int64_t value;

    if (str_to_number(text, &value)) {
        field_choice_set(field, value);
    }
}

static bool choice_blank(const struct form_field *field)
{
    return field_choice_value(field) == FIELD_CHOICE_NONE;
}

static void choice_free(struct form_field *field)
{
    str_clear(&((struct field_choice *)field)->typed);
    options_clear(&((struct field_choice *)field)->options);
}

static const struct form_field_class choice_class = {
    .rows = choice_rows,
    .draw = choice_draw,
    .key = choice_key,
    .blank = choice_blank,
    .write = choice_write,
    .read = choice_read,
    .free = choice_free,
};

struct form_field *field_choice_add(struct form *form, const char *name, const char *label,
                                    const struct field_option *options, size_t count, int64_t value)
{
    struct field_choice *choice = mem_new(sizeof *choice);

    choice->options.on = "[";
    choice->options.end_on = "]";
    choice->options.off = choice->options.end_off = " ";
    choice->options.is_on = choice_is_on;
    options_set(&choice->options, options, count);
    choice->chosen = count;
    form_add(form, &choice->field, &choice_class, name, label);
    field_choice_set(&choice->field, value);
    return &choice->field;
}

void field_choice_spell(struct form_field *field)
{
    ((struct field_choice *)field)->spells = true;
}
