/* Full text. What an account and its contacts are called is kept under the account's id as all runs of three
 * letters, so that any part of a word is found; the index names candidates and the texts themselves decide.
 * It holds no texts, and what an edit took away stays in it. Messages, objections and notes share a table of
 * words, where the rowid is 4 * id + noun. */
#include "config.h"
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

#include <unistr.h>

#include "base/ascii.h"
#include "base/mem.h"

/* A run of two letters of a script without blanks is kept with this in the third's place. */
#define PAIR_MARK "\x02"

/* More runs than these find no fewer accounts. */
enum { RUNS_MOST = 12 };

static bool is_unspaced(ucs4_t c)
{
    return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) ||
           (c >= 0x2E80 && c <= 0xABFF) || (c >= 0xF900 && c <= 0xFAFF) || c >= 0x20000;
}

bool search_is_unspaced(const char *text)
{
    const uint8_t *rest = (const uint8_t *)text;
    ucs4_t c;

    while ((rest = u8_next(&c, rest)))
        if (is_unspaced(c))
            return true;
    return false;
}

/* Whatever parts words is a blank: a word's first letters are found behind one. */
static void blank_marks(char *text)
{
    for (; *text; text++)
        if (!ascii_letter(*text) && !ascii_digit(*text) && (unsigned char)*text < 0x80)
            *text = ' ';
}

/* Appends each pair of letters of which one is of a script without blanks. */
static void add_pairs(const char *text, struct str *out)
{
    const uint8_t *at = (const uint8_t *)text, *next, *after;
    ucs4_t one, two;

    /* Such scripts begin at U+0E00. */
    while (*at && *at < 0xe0)
        at++;
    if (!*at)
        return;
    at = (const uint8_t *)text;
    for (next = u8_next(&one, at); next; at = next, next = after, one = two) {
        after = u8_next(&two, next);
        if (!after)
            return;
        if ((is_unspaced(one) || is_unspaced(two)) && one != ' ' && two != ' ') {
            str_add_n(out, (const char *)at, (size_t)(after - at));
            str_add(out, PAIR_MARK);
        }
    }
}

char *search_runs(const char *text)
{
    char *folded = key_fold(text);
    struct str runs = {0};

    blank_marks(folded);
    str_add_char(&runs, ' ');
    str_add(&runs, folded);
    add_pairs(folded, &runs);
    free(folded);
    return str_take(&runs);
}

static bool runs_keep(struct store *store, int64_t account, const char *text, struct err *err)
{
    char *runs = search_runs(text);
    bool ok = search_queue_add(store, "INSERT INTO search_account(rowid, words) VALUES(:id, :words)", account,
                               true, runs, err);

    free(runs);
    return ok;
}

bool search_keep(struct store *store, enum search_noun noun, int64_t id, const char *const *texts,
                 struct err *err)
{
    struct str words = {0};
    bool ok;

    for (; *texts; texts++) {
        if (words.length)
            str_add_char(&words, '\n');
        str_add(&words, *texts);
    }
    if (noun == SEARCH_ACCOUNT)
        ok = runs_keep(store, id, str_text(&words), err);
    else
        ok = search_queue_add(store, "INSERT OR REPLACE INTO search_said(rowid, words) VALUES(:id, :words)",
                              4 * id + noun, false, str_text(&words), err);
    str_clear(&words);
    return ok;
}

static void add_quoted(const char *words, size_t length, struct str *out)
{
    str_add_char(out, '"');
    for (; length--; words++) {
        if (*words == '"')
            str_add_char(out, '"');
        str_add_char(out, *words);
    }
    str_add_char(out, '"');
}

void search_query(const char *words, bool phrase, struct str *out)
{
    add_quoted(words, strlen(words), out);
    if (!phrase)
        str_add(out, " *");
}

/* Appends the condition that all runs of three letters are there. */
static void add_runs(const char *text, struct str *out)
{
    const uint8_t *at = (const uint8_t *)text, *end = at;
    ucs4_t c;
    int length = 0, runs;

    while (length < 3 && (end = u8_next(&c, end)))
        length++;
    for (runs = 0; end && runs < RUNS_MOST; runs++) {
        str_add(out, runs ? " AND " : "");
        add_quoted((const char *)at, (size_t)(end - at), out);
        at = u8_next(&c, at);
        end = u8_next(&c, end);
    }
}

enum search_part search_runs_query(const char *folded, bool phrase, struct str *out)
{
    size_t letters = u8_mbsnlen((const uint8_t *)folded, strlen(folded));
    char *text = mem_text(folded);
    enum search_part part = phrase ? SEARCH_WHOLE : SEARCH_ANYWHERE;

    blank_marks(text);
    if (letters == 2 && search_is_unspaced(folded)) {
        struct str pair = {0};

        add_pairs(text, &pair);
        add_runs(str_text(&pair), out);
        str_clear(&pair);
    } else if (letters >= 3) {
        add_runs(text, out);
    } else if (!phrase) {
        part = letters == 2 ? SEARCH_BEGINS : SEARCH_FIRST;
    }
    if (letters == 2 && !out->length && *text != ' ') {
        char *begun = mem_format(" %s", text);

        add_runs(begun, out);
        free(begun);
    }
    free(text);
    return part;
}
