#include "config.h"
#include "tui/list_columns.h"

/* The marks of urgent and tagged rows stand behind the first column. */
#define MARKS 2
/* A day never takes more: "31 Mar 2014". */
#define DAY_COLUMNS 11

/* What a narrow terminal goes without, first to last; a column not named here stays longest. */
static const enum field dropped[] = {
    FIELD_REASON,   FIELD_SEGMENT,   FIELD_MANAGER, FIELD_PARENT, FIELD_REGIME,   FIELD_FLAG,
    FIELD_KIND,     FIELD_LAST_DAY,  FIELD_NOTICE,  FIELD_OWNER,  FIELD_RECEIVED, FIELD_AGE,
    FIELD_SOURCE,   FIELD_SUGGESTED, FIELD_READING, FIELD_PLACE,  FIELD_COUNTRY,  FIELD_LEFT,
    FIELD_STANDING, FIELD_OUTCOME,   FIELD_AUTHOR,  FIELD_LEVEL};

static int field_columns(enum field field)
{
    const struct field_row *row = field_get(field);

    return row->type == FIELD_TYPE_DAY && row->width > DAY_COLUMNS ? DAY_COLUMNS : row->width;
}

static bool is_right(enum field field)
{
    enum field_type type = field_get(field)->type;

    return type == FIELD_TYPE_NUMBER || type == FIELD_TYPE_LEFT;
}

/* Returns the columns a field that takes what is left must keep; others are dropped for it. */
static int least_flexible(enum field field)
{
    switch (field) {
    case FIELD_COMPANY:
        return 22;
    case FIELD_ACCOUNT:
        return 17;
    default:
        return 16;
    }
}

/* Returns the columns that all fields take with flexible ones at their least. */
static int needed(const enum field *fields, size_t count)
{
    int total = 1 + MARKS;

    for (size_t i = 0; i < count; i++) {
        int width = field_columns(fields[i]);

        total += (width ? width : least_flexible(fields[i])) + (i > 0);
    }
    return total - (count > 1);
}

/* Takes out the least important column; false when only one is left. */
static bool drop_one(enum field *fields, size_t *count)
{
    size_t out = *count - 1;

    if (*count < 2)
        return false;
    for (size_t i = 0; i < sizeof dropped / sizeof dropped[0]; i++) {
        for (size_t j = 0; j < *count; j++) {
            if (fields[j] == dropped[i]) {
                out = j;
                goto found;
            }
        }
    }
found:
    for (size_t j = out; j + 1 < *count; j++)
        fields[j] = fields[j + 1];
    (*count)--;
    return true;
}

size_t list_columns_lay(enum list list, int columns, struct list_column *out)
{
    enum field fields[field_count];
    size_t count = field_default_columns(list, fields), flexible = 0;
    int rest, at = 1;

    while (needed(fields, count) > columns && drop_one(fields, &count))
        continue;
    for (size_t i = 0; i < count; i++)
        flexible += !field_columns(fields[i]);
    rest = columns - needed(fields, count);
    for (size_t i = 0; i < count; i++) {
        int width = field_columns(fields[i]);

        if (!width) {
            int share = rest > 0 ? rest / (int)flexible : 0;

            width = least_flexible(fields[i]) + share;
            rest -= share;
            flexible--;
        }
        out[i] = (struct list_column){fields[i], at, width, is_right(fields[i])};
        at += width + (i == 0 ? MARKS : 1);
    }
    return count;
}
