/* A small JSON reader for tests: what a corpus expects, and what the desk wrote. */
#ifndef DEMUR_TESTS_LIB_JSON_H
#define DEMUR_TESTS_LIB_JSON_H

#include <stdbool.h>
#include <stddef.h>

enum json_kind { JSON_NULL, JSON_TRUE, JSON_FALSE, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

struct json {
    enum json_kind kind;
    char *key;  /* in an object; else NULL */
    char *text; /* of a string (UTF-8) or number (as written); else NULL */
    struct json *items;
    size_t count;
    size_t capacity;
};

/* Reads RFC 8259; false where the text is anything else. The caller clears, also after a failure. */
bool json_read(const char *text, struct json *json);
/* Returns the member of an object; NULL when there is none. */
const struct json *json_member(const struct json *json, const char *key);
void json_clear(struct json *json);

#endif
