#include "config.h"
#include "core/rule.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

#define COUNTRY(code) code,
static const char *const codes[] = {
#include "core/country.def"
};
#undef COUNTRY

struct country_name {
    const char *name, *code;
};

#define COUNTRY_NAME(name, code) {name, code},
static const struct country_name names[] = {
#include "core/country.def"
};
#undef COUNTRY_NAME

static int compare_code(const void *key, const void *row)
{
    const char *const *code = row;
    return strncmp(key, *code, 2);
}

static int compare_name(const void *key, const void *row)
{
    const struct country_name *name = row;
    return strcmp(key, name->name);
}

/* Reads DE, us-ca, GB-1: two letters that are a country, and '-' with one to three letters or digits if any.
 */
static bool parse_code(const char *text, char *code, size_t size)
{
    size_t length = strlen(text);
    if (length < 2 || length == 3 || length > 6 || length >= size || !ascii_letter(text[0]) ||
        !ascii_letter(text[1]))
        return false;
    if (length > 2 && text[2] != '-')
        return false;
    char found[8] = "";
    for (size_t i = 0; i < length; i++) {
        if (i > 2 && !ascii_letter(text[i]) && !ascii_digit(text[i]))
            return false;
        found[i] = ascii_upper(text[i]);
    }
    if (!bsearch(found, codes, sizeof codes / sizeof *codes, sizeof *codes, compare_code))
        return false;
    memcpy(code, found, length + 1);
    return true;
}

/* Appends the letters of a folded name as the table has them: without the words that people put in or leave
 * out. */
static void squeeze(struct str *out, const char *folded)
{
    static const char between[] = " \t-,()&/";
    while (*folded) {
        folded += strspn(folded, between);
        size_t length = strcspn(folded, between);
        bool small = (length == 3 && (!strncmp(folded, "the", 3) || !strncmp(folded, "and", 3))) ||
                     (length == 2 && !strncmp(folded, "of", 2));
        for (size_t i = 0; i < length && !small; i++) {
            /* "U.S.A." and "Côte d’Ivoire" are written with and without their points. */
            if (folded[i] != '.' && folded[i] != '\'' && strncmp(folded + i, "\xe2\x80\x99", 3) != 0)
                str_add_char(out, folded[i]);
            else if (folded[i] == '\xe2')
                i += 2;
        }
        folded += length;
    }
}

static bool parse_name(const char *text, char *code, size_t size)
{
    char *folded = utf8_fold(text);
    struct str name;
    str_init(&name);
    squeeze(&name, folded);
    const struct country_name *found =
        bsearch(str_text(&name), names, sizeof names / sizeof *names, sizeof *names, compare_name);
    bool ok = found && parse_code(found->code, code, size);
    free(folded);
    str_clear(&name);
    return ok;
}

bool rule_code_parse(const char *text, char *code, size_t size)
{
    if (str_blank(text) || strlen(text) > 200 || utf8_valid_length(text, strlen(text)) != strlen(text))
        return false;
    char *copy = mem_text(text);
    char *trimmed = str_trim(copy);
    bool ok = parse_code(trimmed, code, size);
    /* No country's name begins with two letters and '-': that is a region, and a wrong one is not guessed at.
     */
    if (!ok && (strlen(trimmed) < 3 || trimmed[2] != '-'))
        ok = parse_name(trimmed, code, size);
    free(copy);
    return ok;
}
