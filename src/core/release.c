#include "config.h"
#include "core/release.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define RELEASE_FIELD(id, name, title, category, field) {name, title, category, field},
static const struct release_field_row rows[] = {
#include "core/release_field.def"
};
#undef RELEASE_FIELD

const struct release_field_row *release_field_get(enum release_field field)
{
    return &rows[field];
}

unsigned release_fields_of(unsigned categories)
{
    unsigned fields = 0;
    for (unsigned i = 0; i < release_field_count; i++) {
        if (categories & 1u << rows[i].category)
            fields |= 1u << i;
    }
    return fields;
}

static bool field_of(const char *word, unsigned *bit)
{
    for (unsigned i = 0; i < release_field_count; i++) {
        if (word_same(word, rows[i].name) || word_same(word, rows[i].title)) {
            *bit = 1u << i;
            return true;
        }
    }
    return false;
}

static bool field_unknown_here(const char *word, struct err *err)
{
    struct str known = {0};
    release_fields_add(&known, RELEASE_ALL, ", ", false);
    err_set(err, ERR_USAGE, "%s: a release has no such column; there are %s", word, str_text(&known));
    str_clear(&known);
    return false;
}

bool release_fields_parse(const char *text, unsigned *fields, struct err *err)
{
    unsigned found = 0, bit = 0;
    bool good = true, first = true;
    if (str_blank(text)) {
        *fields = RELEASE_ALL;
        return true;
    }
    while (good && *text) {
        size_t length = strcspn(text, ",");
        char *part = mem_text_n(text, length), *word = str_trim(part);
        bool out = *word == '-';
        if (first && out)
            found = RELEASE_ALL;
        if (*word) {
            good = field_of(word + out, &bit) || field_unknown_here(word + out, err);
            found = out ? found & ~bit : found | bit;
            first = false;
        }
        free(part);
        text += length + (text[length] == ',');
    }
    if (good && !found)
        good = err_set(err, ERR_USAGE, "no column remains: name one at least");
    if (good)
        *fields = found;
    return good;
}

void release_fields_add(struct str *out, unsigned fields, const char *separator, bool titles)
{
    bool first = true;
    for (unsigned i = 0; i < release_field_count; i++) {
        if (!(fields & 1u << i))
            continue;
        if (!first)
            str_add(out, separator);
        str_add(out, titles ? rows[i].title : rows[i].name);
        first = false;
    }
}
