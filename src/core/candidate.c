#include "config.h"
#include "core/candidate.h"

#include <stdlib.h>
#include <string.h>

#include <unictype.h>
#include <unistr.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "core/mail_provider.h"

enum { WORD_LEAST = 3, DIGITS_LEAST = 5, PIECE_MOST = 254 };

#define CLUE_ROW(id, weight, title) {weight, title},
static const struct clue_row {
    int weight;
    const char *title;
} rows[] = {CLUE_LIST(CLUE_ROW)};

int clue_weight(enum clue clue)
{
    return (size_t)clue < clue_count ? rows[clue].weight : 0;
}

const char *clue_title(enum clue clue)
{
    return (size_t)clue < clue_count ? rows[clue].title : "?";
}

int candidate_word_weight(size_t accounts, bool said)
{
    int weight = accounts <= 1 ? 30 : accounts <= 3 ? 20 : accounts <= 10 ? 10 : 5;

    if (accounts > CANDIDATE_COMMON)
        return 0;
    return said ? weight : weight / 2;
}

/* What many companies are called besides. */
static bool is_form(const char *word)
{
    static const char *const forms[] = {"and",     "company", "corp", "corporation", "gmbh", "group", "inc",
                                        "limited", "llc",     "llp",  "ltd",         "plc",  "pty",   "sarl",
                                        "sas",     "spa",     "srl",  "the",         "und"};

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (str_equal(word, forms[i]))
            return true;
    }
    return false;
}

static bool is_inside(ucs4_t c)
{
    return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_N);
}

/* Moves text behind the next run of letters, marks and digits; returns its beginning, NULL at the end. */
static const char *run_next(const char **text, size_t *length, size_t *characters, bool *small)
{
    const uint8_t *rest = (const uint8_t *)*text, *next, *begin = NULL;
    ucs4_t c;

    *characters = 0;
    while ((next = u8_next(&c, rest))) {
        if (is_inside(c)) {
            if (!begin) {
                begin = rest;
                *small = uc_is_general_category(c, UC_CATEGORY_Ll);
            }
            ++*characters;
        } else if (begin) {
            break;
        }
        rest = next;
    }
    *text = (const char *)rest;
    *length = begin ? (size_t)(rest - begin) : 0;
    return (const char *)begin;
}

char *candidate_word_next(const char **text, bool capitals)
{
    size_t length, characters;
    bool small = false;
    const char *begin;

    while ((begin = run_next(text, &length, &characters, &small))) {
        char *copy, *word;

        if (characters < WORD_LEAST || (capitals && small))
            continue;
        copy = mem_text_n(begin, length);
        word = utf8_fold(copy);
        free(copy);
        if (!is_form(word))
            return word;
        free(word);
    }
    return NULL;
}

/* Returns the next piece between blanks, quotes, brackets and the like, points at its ends cut off. */
static char *piece_next(const char **text)
{
    static const char between[] = " \t\r\n\v\f,;:!?()[]{}<>\"'";
    size_t length;

    for (; **text; *text += length) {
        const char *begin = *text += strspn(*text, between);

        length = strcspn(begin, between);
        if (!length || length > PIECE_MOST)
            continue;
        *text += length;
        while (length && (begin[length - 1] == '.' || begin[length - 1] == '-'))
            length--;
        return mem_text_n(begin, length);
    }
    return NULL;
}

static bool may_be_number(const char *piece)
{
    size_t letters = 0, digits = 0;

    for (; *piece; piece++) {
        letters += ascii_letter(*piece);
        digits += ascii_digit(*piece);
    }
    return digits && (letters || digits >= DIGITS_LEAST);
}

char *candidate_number_next(const char **text)
{
    char *piece;

    while ((piece = piece_next(text))) {
        if (may_be_number(piece))
            return piece;
        free(piece);
    }
    return NULL;
}

char *candidate_mail_next(const char **text)
{
    char *piece;

    while ((piece = piece_next(text))) {
        const char *at = strchr(piece, '@');

        if (at && at != piece && strchr(at, '.'))
            return piece;
        free(piece);
    }
    return NULL;
}

bool candidate_mail_is_public(const char *mail)
{
    const char *at = mail ? strrchr(mail, '@') : NULL;

    return !at || !at[1] || mail_provider_is_public(at + 1);
}
