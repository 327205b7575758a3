#include "config.h"
#include "intake/line.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/cue.h"

static char *plain_copy(const char *bytes, size_t length)
{
    char *copy = mem_text_n(bytes, length), *clean, *plain;
    size_t i;

    for (i = 0; i < length; i++)
        if (!copy[i])
            copy[i] = ' ';
    clean = cue_clean(copy);
    free(copy);
    plain = mem_text(str_trim(clean));
    free(clean);
    return plain;
}

void line_list_init(struct line_list *list, const char *text, size_t length)
{
    size_t at = 0;

    memset(list, 0, sizeof *list);
    list->text = text;
    while (at < length) {
        struct line line = {.start = at};

        while (at < length && text[at] != '\n' && text[at] != '\r')
            at++;
        line.end = at;
        if (at < length && text[at] == '\r' && at + 1 < length && text[at + 1] == '\n')
            at++;
        if (at < length)
            at++;
        line.next = at;
        line.plain = plain_copy(text + line.start, line.end - line.start);
        mem_grow(list->lines, list->count, list->capacity);
        list->lines[list->count++] = line;
    }
}

void line_list_clear(struct line_list *list)
{
    size_t i;

    for (i = 0; i < list->count; i++)
        free(list->lines[i].plain);
    free(list->lines);
    memset(list, 0, sizeof *list);
}

bool line_blank(const struct line_list *list, size_t index)
{
    return !*list->lines[index].plain;
}

bool line_same_words(const char *a, const char *b)
{
    for (;;) {
        while (ascii_space(*a))
            a++;
        while (ascii_space(*b))
            b++;
        while (*a && *b && !ascii_space(*a) && ascii_lower(*a) == ascii_lower(*b)) {
            a++;
            b++;
        }
        if ((*a && !ascii_space(*a)) || (*b && !ascii_space(*b)))
            return false;
        if (!*a && !*b)
            return true;
        if (!*a || !*b) {
            while (ascii_space(*a))
                a++;
            while (ascii_space(*b))
                b++;
            return !*a && !*b;
        }
    }
}

bool line_starts(const char *text, const char *prefix)
{
    for (; *prefix; text++, prefix++)
        if (ascii_lower(*text) != *prefix)
            return false;
    return true;
}

size_t line_words(const char *plain)
{
    size_t words = 0;

    for (; *plain; plain++)
        if (*plain != ' ' && (!plain[1] || plain[1] == ' '))
            words++;
    return words;
}

bool line_is_one_of(const char *plain, const char *const *texts)
{
    for (; *texts; texts++)
        if (str_equal_ascii(plain, *texts))
            return true;
    return false;
}
