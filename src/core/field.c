#include "config.h"
#include "core/field.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "core/duty.h"
#include "core/fact.h"
#include "core/word.h"

#define LIST_WORD(id, name, title) {name, title},
static const struct word list_rows[] = {LIST_LIST(LIST_WORD)};
static const struct word_list list_words = {list_rows, list_count};

const char *list_name(enum list list)
{
    return (size_t)list < list_words.count ? list_rows[list].name : "?";
}

const char *list_title(enum list list)
{
    return (size_t)list < list_words.count ? list_rows[list].title : "?";
}

bool list_parse(const char *text, enum list *list)
{
    size_t index;
    if (!word_find(&list_words, text, &index))
        return false;
    *list = (enum list)index;
    return true;
}

bool list_is_shown(enum list list)
{
    return list <= LIST_JOURNAL;
}

bool list_is_imported(enum list list)
{
    return list == LIST_ACCOUNTS || list == LIST_CONTACTS || list == LIST_NOTICES ||
           list == LIST_DELIVERIES || list == LIST_PARTNERS;
}

#define L(list) (1u << LIST_##list)
#define FIELD(id, name, title, type, width, lists, sorts, imports, synonyms)                                 \
    {name, title, FIELD_TYPE_##type, width, lists, sorts, imports, synonyms},
static const struct field_row rows[] = {
#include "core/field.def"
};
#undef FIELD
#undef L

const struct field_row *field_get(enum field field)
{
    return &rows[field];
}

bool field_find(enum list list, const char *name, enum field *field)
{
    if (!name)
        return false;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < field_count; i++) {
            if ((rows[i].lists & (1u << list)) && word_same(pass ? rows[i].title : rows[i].name, name)) {
                *field = (enum field)i;
                return true;
            }
        }
    }
    return false;
}

static const struct word yes_no_rows[] = {{"yes", "yes"}, {"no", "no"}};
static const struct word_list yes_no_words = {yes_no_rows, 2};

const struct word_list *field_words(enum field field, enum list list)
{
    switch (field) {
    case FIELD_STANDING:
        return &standing_words;
    case FIELD_DISCLOSE:
        return &yes_no_words;
    case FIELD_LEVEL:
        return &level_words;
    case FIELD_OUTCOME:
        return list == LIST_DELIVERIES ? &delivery_words : &outcome_words;
    case FIELD_KIND:
        return list == LIST_QUEUE ? &duty_words : list == LIST_JOURNAL ? &fact_words : NULL;
    case FIELD_SOURCE:
        return &source_words;
    case FIELD_READING:
        return &reading_words;
    case FIELD_VOICE:
        return &voice_words;
    case FIELD_RULING:
        return &ruling_words;
    case FIELD_REGIME:
        return &regime_words;
    case FIELD_CHANNEL:
        return &channel_words;
    case FIELD_DELIVERY:
        return &delivery_words;
    case FIELD_CHECK:
        return &text_state_words;
    case FIELD_FLAG:
        return &flag_words;
    default:
        return NULL;
    }
}

/* The columns shown by default and the import headers: field_count ends a line. */
static const enum field shown[list_count][field_count] = {
    [LIST_QUEUE] = {FIELD_DUE, FIELD_DUTY, FIELD_ACCOUNT, FIELD_PLACE, FIELD_STANDING, FIELD_LEFT,
                    FIELD_OWNER, field_count},
    [LIST_ACCOUNTS] = {FIELD_NUMBER, FIELD_COMPANY, FIELD_PLACE, FIELD_STANDING, FIELD_LEFT, FIELD_NOTICE,
                       FIELD_LAST_DAY, FIELD_FLAG, field_count},
    [LIST_INBOX] = {FIELD_RECEIVED, FIELD_SOURCE, FIELD_AUTHOR, FIELD_SUGGESTED, FIELD_TEXT, field_count},
    [LIST_DISPUTES] = {FIELD_LEVEL, FIELD_AGE, FIELD_ACCOUNT, FIELD_PLACE, FIELD_STANDING, FIELD_TEXT,
                       FIELD_FLAG, field_count},
    [LIST_OBJECTIONS] = {FIELD_RECEIVED, FIELD_SOURCE, FIELD_VOICE, FIELD_RULING, FIELD_ACCOUNT, FIELD_TEXT,
                         field_count},
    [LIST_NOTICES] = {FIELD_SENT, FIELD_CHANNEL, FIELD_ACCOUNT, FIELD_DAYS, FIELD_DELIVERY,
                      FIELD_CONTACT_EMAIL, field_count},
    [LIST_JOURNAL] = {FIELD_AT, FIELD_AGENT, FIELD_KIND, FIELD_ACCOUNT, FIELD_TEXT, field_count},
};

struct import_header {
    size_t required;
    enum field fields[12];
};

static const struct import_header headers[list_count] = {
    [LIST_ACCOUNTS] = {1,
                       {FIELD_NUMBER, FIELD_COMPANY, FIELD_COUNTRY, FIELD_PARENT, FIELD_SEGMENT,
                        FIELD_MANAGER, FIELD_ZONE, FIELD_TAG, field_count}},
    [LIST_CONTACTS] = {1,
                       {FIELD_NUMBER, FIELD_NAME, FIELD_EMAIL, FIELD_PHONE, FIELD_COUNTRY, FIELD_ZONE,
                        FIELD_HANDLE, field_count}},
    [LIST_NOTICES] = {4,
                      {FIELD_NUMBER, FIELD_CONTACT_EMAIL, FIELD_CHANNEL, FIELD_SENT, FIELD_DAYS,
                       FIELD_TEXT_VERSION, FIELD_MESSAGE_ID, field_count}},
    [LIST_DELIVERIES] = {3, {FIELD_NUMBER, FIELD_MESSAGE_ID, FIELD_OUTCOME, FIELD_AT, field_count}},
    [LIST_PARTNERS] = {1, {FIELD_PARTNER, FIELD_KIND, FIELD_REGION, field_count}},
};

static size_t copy_line(enum field *fields, const enum field *line)
{
    size_t count = 0;
    while (line[count] != field_count) {
        fields[count] = line[count];
        count++;
    }
    return count;
}

size_t field_default_columns(enum list list, enum field *fields)
{
    return list_is_shown(list) ? copy_line(fields, shown[list]) : 0;
}

size_t field_all_columns(enum list list, enum field *fields)
{
    size_t count = 0;
    for (size_t i = 0; i < field_count; i++) {
        if (rows[i].lists & (1u << list))
            fields[count++] = (enum field)i;
    }
    return count;
}

size_t field_import_columns(enum list kind, enum field *fields, size_t *required)
{
    *required = 0;
    if (!list_is_imported(kind))
        return 0;
    *required = headers[kind].required;
    return copy_line(fields, headers[kind].fields);
}

static void add_known(enum list list, struct str *out)
{
    for (size_t i = 0; i < field_count; i++) {
        if (rows[i].lists & (1u << list))
            str_add_format(out, "%s%s", out->length ? ", " : "", rows[i].name);
    }
}

void field_sorts_add(enum list list, struct str *out)
{
    for (size_t i = 0; i < field_count; i++) {
        if (rows[i].sorts & (1u << list))
            str_add_format(out, "%s%s", out->length ? ", " : "", rows[i].name);
    }
}

/* Returns the name of the column that is likely meant; NULL if none is near. */
static const char *name_near(enum list list, const char *name)
{
    struct word names[field_count];
    struct word_list known = {names, 0};
    for (size_t i = 0; i < field_count; i++) {
        if (rows[i].lists & (1u << list))
            names[known.count++] = (struct word){rows[i].name, rows[i].title};
    }
    return word_near(&known, name);
}

bool field_unknown(enum list list, const char *name, struct err *err)
{
    const char *near = name_near(list, name);
    struct str known;
    str_init(&known);
    add_known(list, &known);
    err_set(err, ERR_USAGE, "the list %s has no column \"%s\"%s%s; it has %s", list_name(list), name,
            near ? "; did you mean " : "", near ? near : "", str_text(&known));
    str_clear(&known);
    return false;
}

static size_t position_of(const enum field *fields, size_t count, enum field field)
{
    size_t i = 0;
    while (i < count && fields[i] != field)
        i++;
    return i;
}

/* Takes one word of a list of columns; consumes no memory of it. */
static bool take_column(enum list list, const char *word, enum field *fields, size_t *count, struct err *err)
{
    bool without = *word == '-';
    enum field field;
    if (!field_find(list, word + without, &field))
        return field_unknown(list, word + without, err);
    size_t at = position_of(fields, *count, field);
    if (without) {
        if (at == *count)
            return err_set(err, ERR_USAGE, "column \"%s\" is not among those shown; take out the word -%s",
                           rows[field].name, rows[field].name);
        memmove(fields + at, fields + at + 1, (*count - at - 1) * sizeof *fields);
        (*count)--;
        return true;
    }
    if (at < *count)
        return err_set(err, ERR_USAGE, "column \"%s\" is named twice; name it once", rows[field].name);
    fields[(*count)++] = field;
    return true;
}

bool field_columns_parse(enum list list, const char *text, enum field *fields, size_t *count, struct err *err)
{
    if (!list_is_shown(list))
        return err_set(err, ERR_USAGE, "%s are imported and not shown; they have no columns",
                       list_name(list));
    bool ok = true;
    char *copy = mem_text(text ? text : "");
    char *rest = str_trim(copy);
    *count = *rest == '-' ? field_default_columns(list, fields) : 0;
    while (ok && *rest) {
        size_t length = strcspn(rest, ",");
        bool more = rest[length] == ',';
        rest[length] = '\0';
        ok = take_column(list, str_trim(rest), fields, count, err);
        rest += length + more;
    }
    if (ok && !*count)
        ok =
            err_set(err, ERR_USAGE, "no column is named; name some, as in \"%s\"", rows[shown[list][0]].name);
    free(copy);
    return ok;
}

void row_clear(struct row *row)
{
    for (size_t i = 0; i < field_count; i++)
        free(row->values[i].text);
    memset(row, 0, sizeof *row);
    for (size_t i = 0; i < field_count; i++)
        row->values[i].null = true;
}

static void add_day(int day, enum field_style style, int today, struct str *out)
{
    char buffer[24];
    str_add(out, style == FIELD_PERSON ? day_format_near(day, today, buffer, sizeof buffer)
                                       : day_format_iso(day, buffer, sizeof buffer));
}

static void add_instant(int64_t instant, enum field_style style, const char *zone, struct str *out)
{
    char buffer[32];
    str_add(out, style == FIELD_PERSON ? instant_format_local(instant, zone, buffer, sizeof buffer)
                                       : instant_format(instant, buffer, sizeof buffer));
}

/* The title of a level, a source and their like reads as one word; those of regimes are sentences, too long
 * for a cell. */
static const char *word_shown(enum field field, const char *text)
{
    const struct word_list *words = field == FIELD_REGIME ? NULL : field_words(field, list_count);
    size_t index;
    return words && word_find(words, text, &index) ? words->words[index].title : text;
}

bool field_is_none(enum field field, const struct value *value)
{
    switch (rows[field].type) {
    case FIELD_TYPE_TEXT:
    case FIELD_TYPE_WORD:
        return value->null || !value->text || !*value->text;
    case FIELD_TYPE_DAY:
        return value->null || value->number == DAY_NONE;
    case FIELD_TYPE_INSTANT:
        return value->null || value->number == INSTANT_NONE;
    case FIELD_TYPE_FLAGS:
        return value->null || !value->number;
    case FIELD_TYPE_NUMBER:
    case FIELD_TYPE_LEFT:
    default:
        return value->null;
    }
}

void field_format(enum field field, const struct value *value, enum field_style style, int today,
                  const char *zone, struct str *out)
{
    enum field_type type = rows[field].type;
    if (field_is_none(field, value)) {
        str_add(out, style == FIELD_PERSON ? "-" : "");
        return;
    }
    switch (type) {
    case FIELD_TYPE_DAY:
        add_day((int)value->number, style, today, out);
        break;
    case FIELD_TYPE_INSTANT:
        add_instant(value->number, style, zone, out);
        break;
    case FIELD_TYPE_FLAGS:
        flag_set_add(out, (unsigned)value->number, style == FIELD_PERSON ? ", " : " ", style == FIELD_PERSON);
        break;
    case FIELD_TYPE_WORD:
        str_add(out, style == FIELD_PERSON ? word_shown(field, value->text) : value->text);
        break;
    case FIELD_TYPE_TEXT:
        str_add(out, value->text);
        break;
    case FIELD_TYPE_NUMBER:
    case FIELD_TYPE_LEFT:
    default:
        str_add_number(out, value->number);
    }
}
