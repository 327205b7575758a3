#include "config.h"
#include "core/filter_reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/scan.h"
#include "base/str.h"
#include "core/rule.h"
#include "core/word.h"

/* One side of a value: "a" and "b" of field:a..b. */
struct end {
    char *text; /* owned */
    size_t at;  /* where it stands */
    bool quoted;
};

/* What is read of one term. */
struct term {
    struct filter_reader *reader;
    enum field field;
    const struct field_row *row;
    enum filter_operator op;
};

static bool has_order(enum field_type type)
{
    return type == FIELD_TYPE_NUMBER || type == FIELD_TYPE_LEFT || type == FIELD_TYPE_DAY ||
           type == FIELD_TYPE_INSTANT;
}

static struct filter *term_leaf(const struct term *term, enum filter_operator op)
{
    struct filter *leaf = filter_leaf(term->reader, FILTER_TERM);
    if (leaf) {
        leaf->field = term->field;
        leaf->op = op;
    }
    return leaf;
}

static struct filter *term_number(const struct term *term, enum filter_operator op, int64_t number)
{
    struct filter *leaf = term_leaf(term, op);
    if (leaf)
        leaf->value.number = number;
    return leaf;
}

static struct filter *term_text(const struct term *term, const char *text)
{
    struct filter *leaf = term_leaf(term, FILTER_IS);
    if (leaf)
        leaf->value.text = mem_text(text);
    return leaf;
}

/* A value that goes up to the end of a filter still being typed may be half a value. */
static bool is_unfinished(const struct term *term)
{
    return term->reader->typing && !term->reader->text[term->reader->at];
}

/* Reads the days that a text covers: one day, or all of 2014-03 or 2014. */
static bool span_read(const char *text, int today, int *first, int *last)
{
    int year, month;
    const char *rest = text;
    *first = *last = day_parse_relative(text, today);
    if (*first != DAY_NONE)
        return true;
    if (!scan_digits(&rest, 4, 4, &year) || year < 1 || year > 9999)
        return false;
    bool whole_year = !*rest;
    month = 1;
    if (!whole_year && (!scan_char(&rest, '-') || !scan_digits(&rest, 2, 2, &month) || *rest))
        return false;
    *first = day_from_civil(year, month, 1);
    for (int day = 31; *first != DAY_NONE && *last == DAY_NONE; day--)
        *last = day_from_civil(year, whole_year ? 12 : month, day);
    return *first != DAY_NONE;
}

/* Reads an end of a range; false with a sentence. A number has the same first and last. */
static bool end_read(const struct term *term, const struct end *end, int64_t *first, int64_t *last)
{
    const char *name = term->row->name;
    if (term->row->type == FIELD_TYPE_NUMBER || term->row->type == FIELD_TYPE_LEFT) {
        bool ok = str_to_number(end->text, first);
        *last = *first;
        if (!ok)
            filter_fail(term->reader, end->at,
                        "\"%s\" is no number; write %s:7, %s<=7, %s:-3..7, or %s:- for none", end->text, name,
                        name, name, name);
        return ok;
    }
    int first_day = DAY_NONE, last_day = DAY_NONE;
    bool ok = span_read(end->text, term->reader->context->today, &first_day, &last_day);
    *first = first_day;
    *last = last_day;
    if (!ok)
        filter_fail(term->reader, end->at,
                    "\"%s\" is no day; write 2014-03-27, 2014-03, today, monday or -3, a range as "
                    "%s:2014-03-27.., or "
                    "%s:- for none",
                    end->text, name, name);
    return ok;
}

static struct filter *term_between(const struct term *term, bool from, int64_t first, bool to, int64_t last)
{
    if (from && to)
        return filter_join(FILTER_AND, term_number(term, FILTER_MORE_EQUAL, first),
                           term_number(term, FILTER_LESS_EQUAL, last));
    return from ? term_number(term, FILTER_MORE_EQUAL, first) : term_number(term, FILTER_LESS_EQUAL, last);
}

static struct filter *unfinished_or_null(const struct term *term)
{
    struct filter *all = NULL;
    if (is_unfinished(term)) {
        err_clear(term->reader->err);
        all = mem_new(sizeof *all);
        all->kind = FILTER_ALL;
    }
    return all;
}

static struct filter *ordered_range(const struct term *term, const struct end *from, const struct end *to)
{
    int64_t first = 0, last = 0, ignored;
    if (!*from->text && !*to->text)
        return is_unfinished(term) ? unfinished_or_null(term)
                                   : filter_fail(term->reader, from->at,
                                                 "a range needs a beginning or an end, as %s:a.. or %s:..b",
                                                 term->row->name, term->row->name);
    if (*from->text && !end_read(term, from, &first, &ignored))
        return unfinished_or_null(term);
    if (*to->text && !end_read(term, to, &ignored, &last))
        return unfinished_or_null(term);
    return term_between(term, *from->text, first, *to->text, last);
}

static struct filter *ordered_single(const struct term *term, const struct end *end)
{
    int64_t first, last;
    if (!end_read(term, end, &first, &last))
        return unfinished_or_null(term);
    switch (term->op) {
    case FILTER_LESS:
    case FILTER_MORE_EQUAL:
        return term_number(term, term->op, first);
    case FILTER_LESS_EQUAL:
    case FILTER_MORE:
        return term_number(term, term->op, last);
    case FILTER_IS:
    case FILTER_EMPTY:
    default:
        return first == last ? term_number(term, FILTER_IS, first)
                             : term_between(term, true, first, true, last);
    }
}

static void add_words(const struct word_list *words, uint64_t set, struct str *out)
{
    for (size_t i = 0; i < words->count; i++) {
        if (set >> i & 1)
            str_add_format(out, "%s%s", out->length ? ", " : "", words->words[i].name);
    }
}

static struct filter *wrong_word(const struct term *term, const struct word_list *words,
                                 const struct end *end, uint64_t candidates)
{
    const char *near = candidates ? NULL : word_near(words, end->text);
    struct str known;
    str_init(&known);
    add_words(words, candidates ? candidates : UINT64_MAX, &known);
    filter_fail(term->reader, end->at,
                candidates ? "\"%s\" may be one of %s; write more of it" : "\"%s\" is none of %s%s%s",
                end->text, str_text(&known), near ? "; did you mean " : "", near ? near : "");
    str_clear(&known);
    return NULL;
}

/* Makes field:a or field:b ... of a set of words. */
static struct filter *any_of(const struct term *term, const struct word_list *words, uint64_t set)
{
    struct filter *any = NULL;
    for (size_t i = 0; i < words->count; i++) {
        if (!(set >> i & 1))
            continue;
        struct filter *one = term->row->type == FIELD_TYPE_FLAGS
                                 ? term_number(term, FILTER_IS, (int64_t)flag_bit((enum flag)i))
                                 : term_text(term, words->words[i].name);
        any = any ? filter_join(FILTER_OR, any, one) : one;
        if (!any)
            return NULL;
    }
    return any;
}

/* Returns the words on the side of a word that an operator means; the order is that of the list. */
static uint64_t words_beside(enum filter_operator op, const struct word_list *words, uint64_t word)
{
    uint64_t all = words->count < 64 ? (UINT64_C(1) << words->count) - 1 : UINT64_MAX;
    uint64_t below = word - 1;
    switch (op) {
    case FILTER_LESS:
        return below;
    case FILTER_LESS_EQUAL:
        return below | word;
    case FILTER_MORE:
        return all & ~(below | word);
    case FILTER_MORE_EQUAL:
        return all & ~below;
    case FILTER_IS:
    case FILTER_EMPTY:
    default:
        return word;
    }
}

static struct filter *term_word(const struct term *term, const struct word_list *words, const struct end *end)
{
    uint64_t found = word_candidates(words, end->text);
    bool several = (found & (found - 1)) != 0;
    if (!found || (several && (!is_unfinished(term) || term->op != FILTER_IS)))
        return wrong_word(term, words, end, found);
    if (term->op == FILTER_IS)
        return any_of(term, words, found);
    uint64_t beside = words_beside(term->op, words, found);
    if (!beside)
        return filter_fail(term->reader, end->at, "no %s lies beyond %s", term->row->name, end->text);
    return any_of(term, words, beside);
}

static struct filter *term_place(const struct term *term, const char *text)
{
    char code[8];
    if (rule_code_parse(text, code, sizeof code))
        return term_text(term, code);
    struct filter *leaf = term_text(term, text);
    for (char *letter = leaf ? leaf->value.text : NULL; letter && *letter; letter++)
        *letter = ascii_upper(*letter);
    return leaf;
}

static struct filter *term_plain(const struct term *term, const struct end *end)
{
    const char *me = term->reader->context->me;
    bool person = term->field == FIELD_OWNER || term->field == FIELD_AGENT;
    if (term->field == FIELD_PLACE || term->field == FIELD_COUNTRY)
        return term_place(term, end->text);
    if (!person || end->quoted || !str_equal_ascii(end->text, "me"))
        return term_text(term, end->text);
    if (str_blank(me))
        return filter_fail(term->reader, end->at, "nobody is known as \"me\" here; write the agent's name");
    struct filter *leaf = term_text(term, me);
    if (leaf)
        leaf->whole = true;
    return leaf;
}

static struct filter *term_single(const struct term *term, const struct end *end)
{
    const struct word_list *words = field_words(term->field, term->reader->context->list);
    if (!*end->text) {
        if (is_unfinished(term) && !end->quoted)
            return unfinished_or_null(term);
        return filter_fail(term->reader, end->at, "a value is missing behind \"%s\"; write %s:- for none",
                           term->row->name, term->row->name);
    }
    if (term->op == FILTER_IS && !end->quoted && str_equal(end->text, "-"))
        return term_leaf(term, FILTER_EMPTY);
    if (has_order(term->row->type))
        return ordered_single(term, end);
    /* The ladder of levels is the one list of words with an order that people speak of. */
    if (term->op != FILTER_IS && term->field != FIELD_LEVEL)
        return filter_fail(term->reader, end->at, "\"%s\" has no order; write %s:%s", term->row->name,
                           term->row->name, end->text);
    return words ? term_word(term, words, end) : term_plain(term, end);
}

/* Reads one end of a value: a quoted text, or up to a comma, a blank, a bracket or the ".." of a range. */
static bool end_take(struct filter_reader *reader, bool ranged, struct end *end)
{
    const char *text = reader->text + reader->at;
    *end = (struct end){.at = reader->at, .quoted = *text == '"'};
    if (end->quoted) {
        end->text = filter_read_quoted(reader);
        return end->text != NULL;
    }
    size_t most = filter_bare_length(text), length = 0;
    while (length < most && text[length] != ',' &&
           !(ranged && text[length] == '.' && text[length + 1] == '.'))
        length++;
    end->text = mem_text_n(text, length);
    reader->at += length;
    return true;
}

static struct filter *read_value(const struct term *term)
{
    struct filter_reader *reader = term->reader;
    bool ranged = term->op == FILTER_IS && has_order(term->row->type);
    struct end from, to = {0};
    struct filter *found = NULL;
    if (!end_take(reader, ranged, &from))
        return NULL;
    if (ranged && str_starts(reader->text + reader->at, "..")) {
        reader->at += 2;
        if (end_take(reader, ranged, &to))
            found = ordered_range(term, &from, &to);
    } else {
        found = term_single(term, &from);
    }
    free(from.text);
    free(to.text);
    return found;
}

/* Reads a, a,b and a..b behind the operator. */
static struct filter *read_values(const struct term *term)
{
    struct filter_reader *reader = term->reader;
    struct filter *any = read_value(term);
    while (any && reader->text[reader->at] == ',') {
        if (term->op != FILTER_IS) {
            filter_free(any);
            return filter_fail(reader, reader->at, "several values go with %s: alone", term->row->name);
        }
        reader->at++;
        any = filter_join(FILTER_OR, any, read_value(term));
    }
    char next = reader->text[reader->at];
    if (any && next && next != ')' && !ascii_space(next)) {
        filter_free(any);
        return filter_fail(reader, reader->at,
                           "put a blank behind the value of \"%s\", or quote it as a whole", term->row->name);
    }
    return any;
}

static size_t operator_read(const char *text, enum filter_operator *op)
{
    static const struct {
        const char *sign;
        enum filter_operator op;
    } signs[] = {{"<=", FILTER_LESS_EQUAL}, {">=", FILTER_MORE_EQUAL}, {"<", FILTER_LESS},
                 {">", FILTER_MORE},        {":", FILTER_IS},          {"=", FILTER_IS}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (str_starts(text, signs[i].sign)) {
            *op = signs[i].op;
            return strlen(signs[i].sign);
        }
    }
    return 0;
}

struct filter *filter_read_term(struct filter_reader *reader, bool *is_term)
{
    const char *text = reader->text + reader->at;
    size_t start = reader->at, length = 0;
    struct term term = {.reader = reader};
    if (ascii_letter(*text)) {
        while (ascii_letter(text[length]) || ascii_digit(text[length]) || text[length] == '_' ||
               text[length] == '-')
            length++;
    }
    size_t sign = length ? operator_read(text + length, &term.op) : 0;
    *is_term = sign > 0;
    if (!sign)
        return NULL;
    char *name = mem_text_n(text, length);
    bool known = field_find(reader->context->list, name, &term.field);
    struct filter *found = NULL;
    if (known) {
        term.row = field_get(term.field);
        reader->at += length + sign;
        /* left:<=7 is what people type who know the colon. */
        if (text[length] == ':')
            reader->at += operator_read(reader->text + reader->at, &term.op);
        found = read_values(&term);
    } else {
        struct err err = {0};
        field_unknown(reader->context->list, name, &err);
        filter_fail(reader, start, "%s; to search for the text itself, quote it", err.text);
    }
    free(name);
    return found;
}
