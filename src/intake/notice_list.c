#include "config.h"
#include "intake/notice_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/str.h"
#include "intake/line.h"

#define NOTICE_ITEM_BYTES 200
#define NOTICE_ITEMS_MAX  100

/* Words behind which a list starts; a longer one stands before a shorter one it begins with. */
static const char *const anchors[] = {"including, but not limited to",
                                      "including but not limited to",
                                      "including, without limitation",
                                      "including the following",
                                      "includes the following",
                                      "such as, but not limited to",
                                      "such as but not limited to",
                                      "the following information",
                                      "the following data",
                                      "the following categories",
                                      "the following details",
                                      "such as",
                                      "including",
                                      "includes",
                                      "consisting of",
                                      "namely",
                                      NULL};

/* Returns the length of an anchor that starts at `at`, with what belongs to it up to the list; else 0. */
static size_t anchor_length(const char *at)
{
    size_t i, length;

    for (i = 0; anchors[i]; i++) {
        length = strlen(anchors[i]);
        if (line_starts(at, anchors[i]) && !ascii_letter(at[length])) {
            while (at[length] && strchr(" ,:\n", at[length]))
                length++;
            return length;
        }
    }
    return 0;
}

static void add_item(struct draft_notice *notice, const char *start, size_t length)
{
    static const char *const leading[] = {"and ", "or ", "as well as ", "also ", "any ", NULL};
    char *item, *words;
    size_t i;

    if (length > NOTICE_ITEM_BYTES || notice->category_count == NOTICE_ITEMS_MAX)
        return;
    item = mem_text_n(start, length);
    for (i = 0; item[i]; i++)
        if (item[i] == '\n')
            item[i] = ' ';
    words = str_trim(item);
    for (i = 0; leading[i]; i++)
        if (line_starts(words, leading[i]))
            words = str_trim(words + strlen(leading[i]));
    length = strlen(words);
    while (length && strchr(".,;: ", words[length - 1]))
        words[--length] = '\0';
    if (length) {
        notice->categories =
            mem_resize(notice->categories, notice->category_count + 1, sizeof *notice->categories);
        notice->categories[notice->category_count++] = mem_text(words);
    }
    free(item);
}

static int depth_change(char c)
{
    if (c == '(' || c == '[')
        return 1;
    return c == ')' || c == ']' ? -1 : 0;
}

/* Returns the next of these marks outside brackets in [at, end), or end. */
static const char *next_outside(const char *at, const char *end, char mark)
{
    int depth = 0;

    for (; at < end; at++) {
        if (*at == mark && depth <= 0)
            return at;
        depth += depth_change(*at);
    }
    return end;
}

/* Returns the last " and " outside brackets in [start, end), or NULL. */
static const char *last_and(const char *start, const char *end)
{
    const char *found = NULL, *at;
    int depth = 0;

    for (at = start; at < end; at++) {
        if (depth <= 0 && *at == ' ' && end - at > 5 && line_starts(at, " and "))
            found = at;
        depth += depth_change(*at);
    }
    return found;
}

/* Adds [start, end), cut at its "and" when that ends a list: "names, phone numbers and addresses". */
static void add_last(struct draft_notice *notice, const char *start, const char *end)
{
    const char *joint =
        line_starts(start, " and ") || line_starts(start, "and ") ? NULL : last_and(start, end);

    if (joint) {
        add_item(notice, start, (size_t)(joint - start));
        add_item(notice, joint + 5, (size_t)(end - joint - 5));
    } else {
        add_item(notice, start, (size_t)(end - start));
    }
}

/* Adds the items between two semicolons. A head like "information on your account such as" says nothing that
 * its items do not say. */
static void add_group(struct draft_notice *notice, const char *start, const char *end)
{
    const char *at, *comma;
    int depth = 0;

    for (at = start; at < end; at++) {
        size_t anchor = depth <= 0 && (at == start || at[-1] == ' ') ? anchor_length(at) : 0;

        depth += depth_change(*at);
        if (anchor && at + anchor < end)
            start = at + anchor;
    }
    while ((comma = next_outside(start, end, ',')) < end) {
        add_item(notice, start, (size_t)(comma - start));
        start = comma + 1;
    }
    add_last(notice, start, end);
}

/* Returns where the sentence of a list ends: a full stop with a blank or the end behind it, or a blank line.
 */
static const char *sentence_end(const char *at)
{
    int depth = 0;

    for (; *at; at++) {
        depth += depth_change(*at);
        if (*at == '.' && depth <= 0 && (!at[1] || at[1] == ' ' || at[1] == '\n'))
            return at;
        if (*at == '\n' && at[1] == '\n')
            return at;
    }
    return at;
}

/* Returns the length of a bullet at a line's start: "- ", "* ", "1. ", "a) ". */
static size_t bullet_length(const char *at)
{
    size_t length = 0;

    while (at[length] == ' ')
        length++;
    if (str_starts(at + length, "\xE2\x80\xA2"))
        return length + 3;
    if ((at[length] == '-' || at[length] == '*') && at[length + 1] == ' ')
        return length + 2;
    if (ascii_digit(at[length]) || (ascii_letter(at[length]) && at[length + 1] == ')')) {
        while (ascii_digit(at[length]))
            length++;
        length += ascii_letter(at[length]) ? 1 : 0;
        return at[length] == '.' || at[length] == ')' ? length + 1 : 0;
    }
    return 0;
}

/* Adds bulleted lines from `at` on; false if there is no bullet. */
static bool add_bullets(struct draft_notice *notice, const char *at)
{
    bool any = false;

    for (;;) {
        size_t bullet;

        while (*at == '\n' || *at == ' ')
            at++;
        bullet = bullet_length(at);
        if (!bullet)
            return any;
        at += bullet;
        add_item(notice, at, strcspn(at, "\n"));
        at += strcspn(at, "\n");
        any = true;
    }
}

static bool says_data(const char *sentence, const char *end)
{
    static const char *const words[] = {"information", "data", "details", "records"};
    const char *at;
    size_t i;

    for (at = sentence; at < end; at++)
        for (i = 0; i < sizeof words / sizeof *words; i++)
            if (line_starts(at, words[i]))
                return true;
    return false;
}

void notice_list_find(const char *clean, struct draft_notice *notice)
{
    const char *sentence = clean, *at;

    for (at = clean; *at; at++) {
        size_t anchor = at == clean || at[-1] == ' ' || at[-1] == '\n' ? anchor_length(at) : 0;

        if ((*at == '.' || *at == '\n') && (at[1] == ' ' || at[1] == '\n'))
            sentence = at;
        if (!anchor || !says_data(sentence, at + anchor))
            continue;
        if (!add_bullets(notice, at + anchor)) {
            const char *end = sentence_end(at + anchor), *start = at + anchor, *stop;

            while ((stop = next_outside(start, end, ';')) < end) {
                add_group(notice, start, stop);
                start = stop + 1;
            }
            add_group(notice, start, end);
        }
        return;
    }
}
