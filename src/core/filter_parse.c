#include "config.h"
#include "core/filter.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "core/filter_reader.h"

static struct filter *read_either(struct filter_reader *reader);

struct filter *filter_fail(struct filter_reader *reader, size_t at, const char *format, ...)
{
    char text[sizeof reader->err->text];
    size_t column = 1;
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    for (size_t i = 0; i < at; i++)
        column += ((unsigned char)reader->text[i] & 0xc0) != 0x80;
    err_set(reader->err, ERR_USAGE, "column %zu: %s", column, text);
    return NULL;
}

void filter_free(struct filter *filter)
{
    if (!filter)
        return;
    filter_free(filter->left);
    filter_free(filter->right);
    free(filter->value.text);
    free(filter);
}

static struct filter *filter_new(enum filter_kind kind)
{
    struct filter *filter = mem_new(sizeof *filter);
    filter->kind = kind;
    return filter;
}

struct filter *filter_leaf(struct filter_reader *reader, enum filter_kind kind)
{
    if (reader->terms >= FILTER_TERMS_MOST)
        return filter_fail(reader, reader->at, "a filter has at most %d words and terms; take some out",
                           FILTER_TERMS_MOST);
    reader->terms++;
    return filter_new(kind);
}

struct filter *filter_join(enum filter_kind kind, struct filter *left, struct filter *right)
{
    if (!left || !right) {
        filter_free(left);
        filter_free(right);
        return NULL;
    }
    if (left->kind == FILTER_ALL || right->kind == FILTER_ALL) {
        struct filter *kept = left->kind == FILTER_ALL ? right : left;
        filter_free(kept == left ? right : left);
        return kept;
    }
    struct filter *both = filter_new(kind);
    both->left = left;
    both->right = right;
    return both;
}

static bool is_blank(char character)
{
    return ascii_space(character);
}

static void skip_blanks(struct filter_reader *reader)
{
    while (is_blank(reader->text[reader->at]))
        reader->at++;
}

size_t filter_bare_length(const char *text)
{
    size_t length = 0;
    while (text[length] && !is_blank(text[length]) && !strchr("()\"", text[length]))
        length++;
    return length;
}

char *filter_read_quoted(struct filter_reader *reader)
{
    size_t opened = reader->at++;
    size_t length = strcspn(reader->text + reader->at, "\"");
    if (!reader->text[reader->at + length] && !reader->typing) {
        filter_fail(reader, opened, "the quote is not closed; put \" behind the text");
        return NULL;
    }
    char *text = mem_text_n(reader->text + reader->at, length);
    reader->at += length;
    if (reader->text[reader->at] == '"')
        reader->at++;
    return text;
}

/* True when the bare word at the reader is this one. */
static bool word_is(const struct filter_reader *reader, const char *word)
{
    const char *text = reader->text + reader->at;
    size_t length = strlen(word);
    if (filter_bare_length(text) != length)
        return false;
    for (size_t i = 0; i < length; i++) {
        if (ascii_lower(text[i]) != word[i])
            return false;
    }
    return true;
}

static struct filter *read_phrase(struct filter_reader *reader)
{
    size_t at = reader->at;
    char *text = filter_read_quoted(reader);
    if (!text)
        return NULL;
    bool unfinished = reader->typing && !reader->text[reader->at];
    struct filter *filter = NULL;
    if (str_blank(text) && unfinished)
        filter = filter_new(FILTER_ALL);
    else if (str_blank(text))
        filter_fail(reader, at, "nothing stands between the quotes");
    else
        filter = filter_leaf(reader, FILTER_WORD);
    if (filter && filter->kind == FILTER_WORD) {
        filter->value.text = text;
        /* A phrase still open is typed on: its last word may be half a word. */
        filter->phrase = reader->text[reader->at - 1] == '"';
        return filter;
    }
    free(text);
    return filter;
}

static struct filter *read_bracket(struct filter_reader *reader)
{
    size_t opened = reader->at++;
    struct filter *inner = read_either(reader);
    if (!inner)
        return NULL;
    if (reader->text[reader->at] == ')') {
        reader->at++;
        return inner;
    }
    if (reader->typing)
        return inner;
    filter_free(inner);
    return filter_fail(reader, opened, "the bracket is not closed; put ) behind the last word");
}

static struct filter *read_negated(struct filter_reader *reader);

/* Reads what stands between "and"s: a bracket, a phrase, a term or a word, each with '-' before it or not. */
static struct filter *read_operand(struct filter_reader *reader)
{
    const char *text = reader->text + reader->at;
    if (*text == '-' && text[1] && !is_blank(text[1]) && text[1] != ')')
        return read_negated(reader);
    if (*text == '(')
        return read_bracket(reader);
    if (*text == '"')
        return read_phrase(reader);
    if (*text == '-' && reader->typing && !text[1]) {
        reader->at++;
        return filter_new(FILTER_ALL);
    }
    bool is_term;
    struct filter *term = filter_read_term(reader, &is_term);
    if (is_term)
        return term;
    size_t length = filter_bare_length(text);
    struct filter *word = filter_leaf(reader, FILTER_WORD);
    if (!word)
        return NULL;
    word->value.text = mem_text_n(text, length);
    reader->at += length;
    return word;
}

/* Reads an operand one level down: brackets and negations may not pile up without end. */
static struct filter *read_deeper(struct filter_reader *reader)
{
    if (reader->depth >= FILTER_DEPTH_MOST)
        return filter_fail(reader, reader->at, "brackets go at most %d deep; take some out",
                           FILTER_DEPTH_MOST);
    reader->depth++;
    struct filter *operand = read_operand(reader);
    reader->depth--;
    return operand;
}

static struct filter *read_negated(struct filter_reader *reader)
{
    reader->at++;
    struct filter *inner = read_deeper(reader);
    if (!inner || inner->kind == FILTER_ALL)
        return inner;
    struct filter *negated = filter_new(FILTER_NOT);
    negated->left = inner;
    return negated;
}

static bool at_end(const struct filter_reader *reader)
{
    return !reader->text[reader->at] || reader->text[reader->at] == ')';
}

/* Reads operands side by side; "and" may stand between them. */
static struct filter *read_all(struct filter_reader *reader)
{
    struct filter *all = NULL;
    bool wanted = true;
    for (skip_blanks(reader); !at_end(reader) && !word_is(reader, "or"); skip_blanks(reader)) {
        if (all && !wanted && word_is(reader, "and")) {
            reader->at += strlen("and");
            wanted = true;
            continue;
        }
        struct filter *next = read_deeper(reader);
        all = all ? filter_join(FILTER_AND, all, next) : next;
        if (!all)
            return NULL;
        wanted = false;
    }
    if (!wanted)
        return all;
    if (reader->typing)
        return all ? all : filter_new(FILTER_ALL);
    filter_free(all);
    return filter_fail(reader, reader->at,
                       word_is(reader, "or") ? "nothing stands before \"or\"; put a word there, or quote it"
                                             : "a word is missing here");
}

static struct filter *read_either(struct filter_reader *reader)
{
    struct filter *either = read_all(reader);
    while (either && word_is(reader, "or")) {
        reader->at += strlen("or");
        either = filter_join(FILTER_OR, either, read_all(reader));
    }
    return either;
}

bool filter_parse(const char *text, const struct filter_context *context, bool typing, struct filter **filter,
                  struct err *err)
{
    struct filter_reader reader = {
        .text = text ? text : "", .context = context, .typing = typing, .err = err};
    size_t length = strlen(reader.text);
    *filter = NULL;
    if (length > FILTER_LENGTH_MOST)
        return err_set(err, ERR_USAGE, "the filter is longer than %d bytes; make it shorter",
                       FILTER_LENGTH_MOST);
    size_t valid = utf8_valid_length(reader.text, length);
    if (valid != length)
        return filter_fail(&reader, valid, "this byte is no UTF-8; type it again") != NULL;
    if (str_blank(reader.text)) {
        *filter = filter_new(FILTER_ALL);
        return true;
    }
    struct filter *found = read_either(&reader);
    if (found && reader.text[reader.at]) {
        filter_free(found);
        found = filter_fail(&reader, reader.at, "no bracket is open here; take out the )");
    }
    *filter = found;
    return found != NULL;
}
