#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "store/inside.h"

char *key_fold(const char *text)
{
    return utf8_fold(text ? text : "");
}

/* Longer numbers than this sort by their first digits; no account has one. */
enum { DIGITS_MOST = 999 };

char *key_natural(const char *text)
{
    char *folded = key_fold(text), *c = folded;
    struct str key = {0};

    while (*c) {
        size_t digits;

        if (*c < '0' || *c > '9') {
            str_add_char(&key, *c++);
            continue;
        }
        while (c[0] == '0' && c[1] >= '0' && c[1] <= '9')
            c++;
        digits = strspn(c, "0123456789");
        str_add_format(&key, "%03d", digits < DIGITS_MOST ? (int)digits : DIGITS_MOST);
        str_add_n(&key, c, digits);
        c += digits;
    }
    free(folded);
    return str_take(&key);
}

char *key_title(const char *text)
{
    char *folded = key_fold(text), *word, *rest = folded;
    struct str key = {0};

    while ((word = strtok_r(rest, " \t\r\n", &rest))) {
        if (key.length)
            str_add_char(&key, ' ');
        str_add(&key, word);
    }
    free(folded);
    return str_take(&key);
}
