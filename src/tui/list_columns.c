#include "config.h"
#include "tui/list_columns.h"

#include <string.h>

#include "core/duty.h"

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

/* What a wide terminal shows besides, in this order, once a flexible column has so many. */
#define FLEXIBLE_ENOUGH 40
#define TEXT_ENOUGH     60
/* An account keeps so many beyond its least before a duty gets its longest phrase. */
#define DUTY_SPARE 8
static const enum field queue_extras[] = {FIELD_FLAG,   FIELD_LAST_DAY, FIELD_REASON,
                                          FIELD_NOTICE, FIELD_LEVEL,    field_count};
static const enum field accounts_extras[] = {FIELD_FLAG,   FIELD_LAST_DAY, FIELD_MANAGER, FIELD_SEGMENT,
                                             FIELD_REASON, FIELD_PARENT,   FIELD_REGIME,  field_count};
static const enum field inbox_extras[] = {FIELD_TEXT, FIELD_READING, FIELD_FLAG, field_count};
static const enum field disputes_extras[] = {FIELD_FLAG, FIELD_TEXT, FIELD_NUMBER, field_count};
static const enum field *const extras[list_count] = {
    [LIST_QUEUE] = queue_extras,
    [LIST_ACCOUNTS] = accounts_extras,
    [LIST_INBOX] = inbox_extras,
    [LIST_DISPUTES] = disputes_extras,
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

static bool has(const enum field *fields, size_t count, enum field field)
{
    for (size_t i = 0; i < count; i++)
        if (fields[i] == field)
            return true;
    return false;
}

/* Returns the columns of a flexible field from which another field is worth more. */
static int enough(enum field field)
{
    return field == FIELD_REASON || field == FIELD_TEXT ? TEXT_ENOUGH : FLEXIBLE_ENOUGH;
}

/* Returns how many columns the flexible ones want beyond their least before another column is worth more. */
static int wanted_beyond(const enum field *fields, size_t count)
{
    int wanted = 0;

    for (size_t i = 0; i < count; i++)
        if (!field_columns(fields[i]))
            wanted += enough(fields[i]) - least_flexible(fields[i]);
    return wanted;
}

/* Returns the columns that the longest phrase of a duty takes beyond those of the field. */
static int duty_beyond(const enum field *fields, size_t count)
{
    int longest = 0;

    if (!has(fields, count, FIELD_DUTY))
        return 0;
    for (int duty = 0; duty < duty_count; duty++) {
        for (int source = 0; source < source_count; source++) {
            char phrase[64];
            int length =
                (int)strlen(duty_phrase((enum duty)duty, (enum source)source, phrase, sizeof phrase));

            if (length > longest)
                longest = length;
        }
    }
    longest -= field_columns(FIELD_DUTY);
    return longest > 0 ? longest : 0;
}

/* Puts in what else fits, at the end. */
static void add_extras(enum list list, int columns, enum field *fields, size_t *count)
{
    for (const enum field *extra = extras[list]; extra && *extra != field_count; extra++) {
        if (has(fields, *count, *extra))
            continue;
        fields[*count] = *extra;
        if (needed(fields, *count + 1) + wanted_beyond(fields, *count) + duty_beyond(fields, *count) >
            columns)
            return;
        (*count)++;
    }
}

size_t list_columns_lay(enum list list, int columns, struct list_column *out)
{
    enum field fields[field_count];
    size_t count = field_default_columns(list, fields), flexible = 0;
    int rest, at = 1, duty;

    while (needed(fields, count) > columns && drop_one(list, fields, &count))
        continue;
    add_extras(list, columns, fields, &count);
    for (size_t i = 0; i < count; i++)
        flexible += !field_columns(fields[i]);
    rest = columns - needed(fields, count);
    duty = rest >= duty_beyond(fields, count) + DUTY_SPARE ? duty_beyond(fields, count) : 0;
    rest -= duty;
    for (size_t i = 0; i < count; i++) {
        int width = field_columns(fields[i]) + (fields[i] == FIELD_DUTY ? duty : 0);

        if (!width) {
            int share = rest > 0 ? rest / (int)flexible : 0;
            int most = enough(fields[i]) - least_flexible(fields[i]);

            /* What one does not need is the next one's; the last takes all. */
            if (flexible > 1 && share > most)
                share = most;
            width = least_flexible(fields[i]) + share;
            rest -= share;
            flexible--;
        }
        out[i] = (struct list_column){fields[i], at, width, is_right(fields[i])};
        at += width + (i == 0 ? MARKS : 1);
    }
    return count;
}
