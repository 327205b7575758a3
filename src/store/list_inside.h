/* How a list is asked of the file; shared by the list's own files alone. */
#ifndef DEMUR_STORE_LIST_INSIDE_H
#define DEMUR_STORE_LIST_INSIDE_H

#include "store/inside.h"
#include "store/list.h"

/* A field of a list in SQL. Texts may use :program, :now, :today and :zone. */
struct list_field {
    const char *sql;   /* the cell; NULL: the list has no such field */
    const char *key;   /* a column kept for sorting by it, never NULL; NULL: the key is made from the cell */
    const char *match; /* the text a filter looks into when it is not the cell; NULL: the cell */
};

/* One key of a list's own order. sql NULL: the field's key. Else sql is never NULL in any row, and its value
 * beside a row comes from lookup (SQL of what never changes about the row with id :place) or from the field's
 * cell by of_cell. */
struct list_order {
    const char *sql, *lookup;
    enum field field;
    int64_t (*of_cell)(const struct value *cell);
    bool descending;
};

struct list_form {
    const char *ids; /* id, account, message, objection, dispute, duty */
    const char *id;
    const char *from; /* with the condition every row meets, after WHERE */
    const char *bare; /* the same without what rows are joined to, enough to count them and for the list's own
                         order; NULL: there is none */
    const char *word; /* condition of a bare word; '$' is its number: :w$ is the word for full text, :t$
                         folded, :h$ the part it must be */
    const char *inside; /* the same for a word of a script without blanks: anywhere inside the texts; NULL: no
                           more than word */
    struct list_order order[4];
    enum field own; /* sorting by it alone is the list's own order; FIELD_ID: no field is */
    bool own_descending, id_descending;
};

/* Returns a list's fields by enum field; NULL for a list that is not shown. */
const struct list_field *list_fields_of(enum list list);
/* Returns how a list is asked for; NULL for a list that is not shown. */
const struct list_form *list_form_of(enum list list);

/* Refuses a list that is not shown. */
bool list_query_shown(const struct list_query *query, struct err *err);
/* Returns what the rows come from: counting and walking need not read what they are joined to when neither
 * filter nor order looks at it. */
const char *list_source(const struct list_query *query, bool ordered);
/* Binds the program, the clock and the zone where they are named. */
void list_bind_common(const struct list_query *query, struct statement *statement);

/* A key the rows are ordered by. */
struct list_key {
    char *sql;
    const char *lookup; /* SQL of the place's value; NULL: made from the cell of field */
    enum field field;
    int64_t (*of_cell)(const struct value *cell);
    bool descending, never_null;
};

enum { LIST_KEYS = 6 };

/* Writes the keys of a query, the id last; returns how many. The caller frees each sql. */
size_t list_keys_of(const struct list_query *query, struct list_key keys[LIST_KEYS]);
/* Makes the sort key of a cell; the caller frees key->text. */
void list_key_make(enum list list, enum field field, const struct value *cell, struct value *key);
/* Returns how many of the first keys are never NULL and go the same way. */
size_t list_keys_alike(const struct list_key *keys, size_t count);
/* Appends the condition of rows after (backward: before) a place; keys are bound as :p0, :p1 ... and :place.
 */
void list_keys_beyond(const struct list_key *keys, size_t count, const struct list_place *place,
                      bool backward, struct str *sql);
/* Appends ORDER BY and its keys. */
void list_keys_order(const struct list_key *keys, size_t count, bool backward, struct str *sql);
/* Binds what list_keys_beyond named. */
void list_keys_bind(const struct list_key *keys, size_t count, const struct list_place *place,
                    struct statement *statement);

/* A filter as SQL, and the values of its parameters. */
struct list_condition {
    struct str where;
    struct list_parameter {
        char name[32];
        bool is_text;
        int64_t number;
        char *text; /* NULL with is_text: NULL */
    } * parameters;
    size_t count, capacity;
    int words;
    bool of_kinds, without; /* only what kinds of standing tell is asked for; something was left out for it */
};
void list_condition_make(const struct list_query *query, struct list_condition *condition);
/* The same for the kinds of standing that accounts of a query may have. */
void list_condition_of_kinds(const struct list_query *query, struct list_condition *condition);
void list_condition_bind(const struct list_condition *condition, struct statement *statement);
void list_condition_clear(struct list_condition *condition);

#endif
