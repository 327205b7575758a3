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

static void add_three_digits(struct str *key, int number)
{
    str_add_char(key, (char)('0' + number / 100));
    str_add_char(key, (char)('0' + number / 10 % 10));
    str_add_char(key, (char)('0' + number % 10));
}

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
        add_three_digits(&key, digits < DIGITS_MOST ? (int)digits : DIGITS_MOST);
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

char *key_domain(const char *email)
{
    const char *at = email ? strrchr(email, '@') : NULL;
    char *copy = mem_text(at ? at + 1 : ""), *folded = key_fold(str_trim(copy));
    size_t length = strlen(folded);

    /* "mail.example." is the same place, and ">" ends an address written with its name. */
    while (length && strchr(".>)", folded[length - 1]))
        folded[--length] = '\0';
    free(copy);
    return folded;
}

enum { PHONE_LEAST = 7, PHONE_KEY = 8 };

char *key_phone_whole(const char *phone)
{
    struct str digits = {0};
    const char *c;

    for (c = phone ? phone : ""; *c; c++) {
        if (*c >= '0' && *c <= '9' && (*c != '0' || digits.length))
            str_add_char(&digits, *c);
        else if (digits.length >= PHONE_LEAST && ((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z')))
            break;
    }
    if (digits.length < PHONE_LEAST)
        str_reset(&digits);
    return str_take(&digits);
}

char *key_phone(const char *phone)
{
    char *whole = key_phone_whole(phone);
    size_t length = strlen(whole);

    if (length > PHONE_KEY)
        memmove(whole, whole + length - PHONE_KEY, PHONE_KEY + 1);
    return whole;
}
