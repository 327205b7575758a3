#include "config.h"
#include "tui/list_columns.h"

/* The marks of urgent and tagged rows stand behind the first column. */
#define MARKS 2
/* A day never takes more: "31 Mar 2014". */
#define DAY_COLUMNS 11

/* What a narrow terminal goes without, first to last, by list; field_count ends. A column not named stays
 * longest. */
static const enum field queue_drops[] = {FIELD_OWNER, FIELD_PLACE, FIELD_STANDING, FIELD_LEFT, field_count};
static const enum field accounts_drops[] = {FIELD_FLAG,  FIELD_LAST_DAY, FIELD_NOTICE,
                                            FIELD_PLACE, FIELD_LEFT,     field_count};
static const enum field inbox_drops[] = {FIELD_SOURCE, FIELD_SUGGESTED, FIELD_RECEIVED, field_count};
static const enum field disputes_drops[] = {FIELD_FLAG, FIELD_PLACE, FIELD_STANDING, FIELD_TEXT, field_count};
static const enum field *const drops[list_count] = {
    [LIST_QUEUE] = queue_drops,
    [LIST_ACCOUNTS] = accounts_drops,
    [LIST_INBOX] = inbox_drops,
    [LIST_DISPUTES] = disputes_drops,
};

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

/* Returns where the least important of the columns stands. */
static size_t least_important(enum list list, const enum field *fields, size_t count)
{
    for (const enum field *drop = drops[list]; drop && *drop != field_count; drop++)
        for (size_t i = 0; i < count; i++)
            if (fields[i] == *drop)
                return i;
    return count - 1;
}

/* Takes out the least important column; false when only one is left. */
static bool drop_one(enum list list, enum field *fields, size_t *count)
{
    if (*count < 2)
        return false;
    (*count)--;
    for (size_t i = least_important(list, fields, *count + 1); i < *count; i++)
        fields[i] = fields[i + 1];
    return true;
}

size_t list_columns_lay(enum list list, int columns, struct list_column *out)
{
    enum field fields[field_count];
    size_t count = field_default_columns(list, fields), flexible = 0;
    int rest, at = 1;

    while (needed(fields, count) > columns && drop_one(list, fields, &count))
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
