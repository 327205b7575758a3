/* What a release carries: its fields, and the category of data each belongs to. Sets of fields are bits:
 * 1u << enum release_field. */
#ifndef DEMUR_CORE_RELEASE_H
#define DEMUR_CORE_RELEASE_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"
#include "core/field.h"
#include "core/word.h"

#define RELEASE_FIELD(id, name, title, category, field) id,
enum release_field {
#include "core/release_field.def"
    release_field_count
};
#undef RELEASE_FIELD

#define RELEASE_ALL ((1u << release_field_count) - 1)

struct release_field_row {
    const char *name, *title;
    enum category category;
    enum field field;
};

/* Returns the row of the table; static. */
const struct release_field_row *release_field_get(enum release_field field);
/* Returns the fields that belong to categories (bits). */
unsigned release_fields_of(unsigned categories);
/* Reads "number,company" into a set; "-phone" takes a field out, and a text that begins so starts from all.
 * NULL or blank: all. Fails with ERR_USAGE on an unknown word, naming the known ones, and when none remains.
 */
bool release_fields_parse(const char *text, unsigned *fields, struct err *err);
/* Appends the fields in the order of the table, joined by separator: names, or titles. */
void release_fields_add(struct str *out, unsigned fields, const char *separator, bool titles);

#endif
