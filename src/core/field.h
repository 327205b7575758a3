/* The field table and what is derived from it: columns, filter words, sort keys, headers, formats. */
#ifndef DEMUR_CORE_FIELD_H
#define DEMUR_CORE_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

/* name, title; the first seven are lists people see and export, the last three exist for import alone. */
#define LIST_LIST(X)                                                                                         \
    X(QUEUE, "queue", "Queue")                                                                               \
    X(ACCOUNTS, "accounts", "Accounts")                                                                      \
    X(INBOX, "inbox", "Inbox")                                                                               \
    X(DISPUTES, "disputes", "Disputes")                                                                      \
    X(OBJECTIONS, "objections", "Objections")                                                                \
    X(NOTICES, "notices", "Notices")                                                                         \
    X(JOURNAL, "journal", "Journal")                                                                         \
    X(CONTACTS, "contacts", "Contacts")                                                                      \
    X(DELIVERIES, "deliveries", "Deliveries")                                                                \
    X(PARTNERS, "partners", "Partners")

#define LIST_ENUM_ROW(id, name, title) LIST_##id,
enum list { LIST_LIST(LIST_ENUM_ROW) list_count };

const char *list_name(enum list list);
const char *list_title(enum list list);
bool list_parse(const char *text, enum list *list);
/* True for the lists that are shown and exported. */
bool list_is_shown(enum list list);
/* True for the kinds that are imported: accounts, contacts, notices, deliveries, partners. */
bool list_is_imported(enum list list);

enum field_type {
    FIELD_TYPE_TEXT,
    FIELD_TYPE_NUMBER,
    FIELD_TYPE_DAY,
    FIELD_TYPE_INSTANT,
    FIELD_TYPE_WORD,
    FIELD_TYPE_LEFT,
    FIELD_TYPE_FLAGS
};

#define FIELD(id, name, title, type, width, lists, sorts, imports, synonyms) id,
enum field {
#include "core/field.def"
    field_count
};
#undef FIELD

struct field_row {
    const char *name, *title;
    enum field_type type;
    int width;
    unsigned lists, sorts, imports; /* bits: 1u << enum list */
    const char *synonyms;
};

struct word_list;

/* Returns the row of the table; static. */
const struct field_row *field_get(enum field field);
/* Finds a field of a list by name or title (case, blanks, '_' and '-' equal). */
bool field_find(enum list list, const char *name, enum field *field);
/* Appends the names of the fields that order a list however long it is. */
void field_sorts_add(enum list list, struct str *out);
/* Fails with a sentence that names the unknown word and the columns the list has; returns false. */
bool field_unknown(enum list list, const char *name, struct err *err);
/* Returns the closed list of words a field takes in a list (duties in the queue, facts in the journal, yes
 * and no for disclose); NULL for a field of no such list. Static. */
const struct word_list *field_words(enum field field, enum list list);
/* Writes the list's columns as shown by default into fields (size field_count), in display order; returns how
 * many. */
size_t field_default_columns(enum list list, enum field *fields);
/* Writes all columns of the list (for export) in the table's order; returns how many. */
size_t field_all_columns(enum list list, enum field *fields);
/* Writes the import columns of a kind in the order of its documented header; *required gets how many leading
 * ones identify a row and must be there: of accounts, contacts and partners the first (a contact needs a name
 * or an email as well, which the desk checks row by row); of notices number, contact, channel and sent; of
 * deliveries number, message and outcome. Returns how many; 0 for a list that is not imported. */
size_t field_import_columns(enum list kind, enum field *fields, size_t *required);
/* Reads "due,account,left" against a list into fields (size field_count); "-left" takes a column out, and a
 * text that begins so ("-left,-owner") starts from the columns shown by default. Fails with ERR_USAGE on an
 * unknown word (naming the known ones), a column named twice or not there to take out, or when none remains.
 */
bool field_columns_parse(enum list list, const char *text, enum field *fields, size_t *count,
                         struct err *err);

/* One cell. */
struct value {
    bool null;
    int64_t number; /* NUMBER, DAY (civil day), INSTANT, LEFT, FLAGS (bits) */
    char *text;     /* TEXT, WORD (the word's name); owned by the row */
};

/* One row of a list. Cells of fields the list does not have are null. */
struct row {
    int64_t id;        /* of the duty, account, message, dispute, objection, notice, journal entry */
    int64_t account;   /* the account it belongs to; 0 none or several */
    int64_t message;   /* 0 none */
    int64_t objection; /* 0 none */
    int64_t dispute;   /* 0 none */
    int64_t duty;      /* 0 none */
    struct value values[field_count];
};

/* Frees the texts and makes every cell null. */
void row_clear(struct row *row);

/* True for a cell without a value: null, an empty text, no flag, DAY_NONE, INSTANT_NONE. */
bool field_is_none(enum field field, const struct value *value);

/* MACHINE: ISO days and instants, bare words (CSV, JSON, TSV), "" for none; PERSON: near days, titles of
 * words (regimes keep their word, their titles are sentences), '-' for none. */
enum field_style { FIELD_MACHINE, FIELD_PERSON };

/* Appends a cell as text, as it is (a text from outside is not made printable here). today (civil day) and
 * zone say how a person reads days and instants. */
void field_format(enum field field, const struct value *value, enum field_style style, int today,
                  const char *zone, struct str *out);

#endif
