#include "config.h"

#include "tests/lib/json.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

#define DEPTH_MOST 64

static bool value_read(const char **at, struct json *json, int depth);

static void blank_skip(const char **at)
{
    *at += strspn(*at, " \t\r\n");
}

static bool hex_read(const char **at, unsigned *code)
{
    char digits[5] = {0};

    *code = 0;
    if (strspn(*at, "0123456789abcdefABCDEF") < 4) {
        return false;
    }
    memcpy(digits, *at, 4);
    *code = (unsigned)strtoul(digits, NULL, 16);
    *at += 4;
    return true;
}

static void code_add(struct str *out, unsigned code)
{
    if (code < 0x80) {
        str_add_char(out, (char)code);
    } else if (code < 0x800) {
        str_add_format(out, "%c%c", 0xC0 | code >> 6, 0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        str_add_format(out, "%c%c%c", 0xE0 | code >> 12, 0x80 | (code >> 6 & 0x3F), 0x80 | (code & 0x3F));
    } else {
        str_add_format(out, "%c%c%c%c", 0xF0 | code >> 18, 0x80 | (code >> 12 & 0x3F),
                       0x80 | (code >> 6 & 0x3F), 0x80 | (code & 0x3F));
    }
}

static bool escape_read(const char **at, struct str *out)
{
    static const char letters[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    char letter = *(*at)++;
    const char *found = letter ? strchr(letters, letter) : NULL;
    unsigned code, low;

    if (found) {
        str_add_char(out, meanings[found - letters]);
        return true;
    }
    if (letter != 'u' || !hex_read(at, &code)) {
        return false;
    }
    if (code >= 0xD800 && code < 0xE000) {
        if (code >= 0xDC00 || !str_starts(*at, "\\u")) {
            return false;
        }
        *at += 2;
        if (!hex_read(at, &low) || low < 0xDC00 || low >= 0xE000) {
            return false;
        }
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    code_add(out, code);
    return true;
}

/* Reads a string behind its opening quote; the caller frees *text. */
static bool string_read(const char **at, char **text)
{
    struct str out = {0};
    bool ok = true;

    while (ok && **at != '"') {
        if ((unsigned char)**at < 0x20) {
            ok = false;
        } else if (**at == '\\') {
            (*at)++;
            ok = escape_read(at, &out);
        } else {
            str_add_char(&out, *(*at)++);
        }
    }
    *at += ok;
    *text = str_take(&out);
    return ok;
}

static bool number_read(const char **at, struct json *json)
{
    const char *start = *at;
    size_t digits;

    *at += **at == '-';
    digits = strspn(*at, "0123456789");
    if (digits == 0 || (digits > 1 && **at == '0')) {
        return false;
    }
    *at += digits;
    if (**at == '.') {
        digits = strspn(*at + 1, "0123456789");
        *at += digits + 1;
    }
    if (digits > 0 && (**at == 'e' || **at == 'E')) {
        (*at)++;
        *at += **at == '+' || **at == '-';
        digits = strspn(*at, "0123456789");
        *at += digits;
    }
    json->kind = JSON_NUMBER;
    json->text = mem_text_n(start, (size_t)(*at - start));
    return digits > 0;
}

static bool items_read(const char **at, struct json *json, int depth)
{
    char end = json->kind == JSON_OBJECT ? '}' : ']';

    (*at)++;
    blank_skip(at);
    if (**at == end) {
        (*at)++;
        return true;
    }
    for (;;) {
        struct json *item;
        mem_grow(json->items, json->count, json->capacity);
        item = &json->items[json->count++];
        *item = (struct json){0};
        blank_skip(at);
        if (json->kind == JSON_OBJECT) {
            if (*(*at)++ != '"' || !string_read(at, &item->key)) {
                return false;
            }
            blank_skip(at);
            if (*(*at)++ != ':') {
                return false;
            }
        }
        if (!value_read(at, item, depth + 1)) {
            return false;
        }
        if (**at == end) {
            (*at)++;
            return true;
        }
        if (*(*at)++ != ',') {
            return false;
        }
    }
}

static bool value_read(const char **at, struct json *json, int depth)
{
    static const char *const words[] = {[JSON_NULL] = "null", [JSON_TRUE] = "true", [JSON_FALSE] = "false"};
    bool ok = false;

    blank_skip(at);
    if (depth == DEPTH_MOST) {
        return false;
    }
    if (**at == '{' || **at == '[') {
        json->kind = **at == '{' ? JSON_OBJECT : JSON_ARRAY;
        ok = items_read(at, json, depth);
    } else if (**at == '"') {
        (*at)++;
        json->kind = JSON_STRING;
        ok = string_read(at, &json->text);
    } else if (**at == '-' || (**at >= '0' && **at <= '9')) {
        ok = number_read(at, json);
    } else {
        for (int i = JSON_NULL; i <= JSON_FALSE && !ok; i++) {
            if (str_starts(*at, words[i])) {
                json->kind = (enum json_kind)i;
                *at += strlen(words[i]);
                ok = true;
            }
        }
    }
    blank_skip(at);
    return ok;
}

bool json_read(const char *text, struct json *json)
{
    const char *at = text;

    *json = (struct json){0};
    return value_read(&at, json, 0) && *at == '\0';
}

const struct json *json_member(const struct json *json, const char *key)
{
    for (size_t i = 0; i < json->count; i++) {
        if (str_equal(json->items[i].key, key)) {
            return &json->items[i];
        }
    }
    return NULL;
}

void json_clear(struct json *json)
{
    for (size_t i = 0; i < json->count; i++) {
        json_clear(&json->items[i]);
    }
    free(json->items);
    free(json->key);
    free(json->text);
    *json = (struct json){0};
}
