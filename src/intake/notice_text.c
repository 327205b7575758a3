#include "config.h"
#include "intake/notice_text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/cue.h"
#include "intake/line.h"
#include "intake/notice_list.h"

#define NOTICE_PARAGRAPHS_MAX 30
#define NOTICE_TRIES_MAX      8
#define NOTICE_DAYS_MAX       366
#define NOTICE_ADDRESS_BYTES  254
#define NOTICE_SIGN_OFF_BYTES 80

/* Lines [from, to) of a body. */
struct line_range {
    size_t from, to;
};

static bool has_cue(const struct cue_text *text, const char *const *sources)
{
    for (; *sources; sources++)
        if (cue_text_has(text, *sources, NULL))
            return true;
    return false;
}

/* Says to its reader that data of his will be passed on. */
static const char *const disclosures[] = {
    "share|shares|sharing|disclose|discloses|disclosing|provide|pass|transfer|forward|give|release ..6 "
    "your|its ..8 data|info|information|details|records|account",
    "your ..4 data|info|information|details|records|account ..8 "
    "shared|disclosed|passed|transferred|forwarded|released|provided|transitioned",
    NULL};

/* Tells its reader how to say no. */
static const char *const ways[] = {
    "if you|your|company ..6 not want|wish|agree|consent|like|prefer",
    "opt out",
    "unless you|your|we ..8 "
    "advise|advises|tell|tells|object|objects|inform|informs|hear|notify|notifies|reply|respond|otherwise",
    "right to object",
    "if you|your|company ..4 object|objects|prefer",
    "to object ..8 reply|write|mail|email|send|contact|call|visit|within",
    NULL};

static const char *const own_voices[] = {"my|our company|customers|clients|data|account|information|business",
                                         "i|i'll", NULL};
static const char *const second_persons[] = {"you|your", NULL};

/* Returns the line's text behind quote marks. */
static const char *unquoted(const char *plain)
{
    while (*plain == '>' || (*plain == ' '))
        plain++;
    return plain;
}

static bool is_header_line(const char *plain)
{
    static const char *const names[] = {"from:", "to:", "subject:", "sent:",     "date:",  "cc:", "reply-to:",
                                        "von:",  "an:", "betreff:", "gesendet:", "datum:", NULL};
    size_t i;

    plain = unquoted(plain);
    for (i = 0; names[i]; i++)
        if (line_starts(plain, names[i]))
            return true;
    return false;
}

/* Returns what follows "Subject:" in a line, at its start or behind another header; NULL if it has none. */
static const char *subject_in(const char *plain)
{
    static const char *const names[] = {"subject:", "betreff:"};
    const char *at;
    size_t i;

    plain = unquoted(plain);
    for (at = plain; *at; at++)
        for (i = 0; i < 2; i++)
            if ((at == plain || at[-1] == ' ') && line_starts(at, names[i]))
                return at + strlen(names[i]) + strspn(at + strlen(names[i]), " ");
    return NULL;
}

static bool line_is_empty(const struct line_list *list, size_t line)
{
    return !*unquoted(list->lines[line].plain);
}

/* Returns the run of mail headers at or behind line `from` that has a subject or two different headers. */
static bool find_headers(const struct line_list *list, size_t from, struct line_range *headers)
{
    size_t line;

    for (line = from; line < list->count; line++) {
        bool subject = false;

        if (!is_header_line(list->lines[line].plain))
            continue;
        headers->from = line;
        for (; line < list->count && is_header_line(list->lines[line].plain); line++)
            subject = subject || subject_in(list->lines[line].plain);
        headers->to = line;
        if (subject || headers->to - headers->from >= 2)
            return true;
    }
    return false;
}

/* Returns lines [from, to) as clean text without quote marks. */
static char *clean_lines(const struct line_list *list, struct line_range range)
{
    struct str out;

    str_init(&out);
    for (; range.from < range.to; range.from++) {
        str_add(&out, unquoted(list->lines[range.from].plain));
        str_add_char(&out, '\n');
    }
    return str_take(&out);
}

static bool range_has(const struct line_list *list, struct line_range range, const char *const *sources)
{
    char *clean = clean_lines(list, range);
    struct cue_text text;
    bool has;

    cue_text_init(&text, "", clean);
    has = has_cue(&text, sources);
    cue_text_clear(&text);
    free(clean);
    return has;
}

/* Returns the paragraph at or behind line `from`; empty at the end. */
static struct line_range next_paragraph(const struct line_list *list, size_t from)
{
    struct line_range range;

    while (from < list->count && line_is_empty(list, from))
        from++;
    range.from = range.to = from;
    while (range.to < list->count && !line_is_empty(list, range.to))
        range.to++;
    return range;
}

/* True for the end of a letter: a line of thanks or regards and short lines behind it. */
static bool is_sign_off(const struct line_list *list, struct line_range range)
{
    static const char *const starts[] = {"thank you",    "sincerely", "regards",   "kind regards",
                                         "best regards", "yours",     "with kind", "warm regards",
                                         "respectfully", NULL};
    const char *plain = unquoted(list->lines[range.from].plain);
    size_t i;

    if (range.to - range.from > 6 || strlen(plain) > NOTICE_SIGN_OFF_BYTES)
        return false;
    for (i = 0; starts[i]; i++)
        if (line_starts(plain, starts[i]))
            return true;
    return false;
}

/* Returns the line behind a notice whose text starts at line `from`: its paragraphs up to the one that says
 * how to say no, then those that still speak to the reader, then the end of the letter. A quotation ends with
 * its marks. */
static size_t notice_end(const struct line_list *list, size_t from)
{
    struct line_range paragraph = next_paragraph(list, from);
    bool quoted = paragraph.from < list->count && *list->lines[paragraph.from].plain == '>', way = false;
    size_t end = from, taken = 0;

    while (quoted && from < list->count && (*list->lines[from].plain == '>' || line_blank(list, from))) {
        if (!line_blank(list, from))
            end = from + 1;
        from++;
    }
    for (; !quoted && paragraph.from < paragraph.to && taken < NOTICE_PARAGRAPHS_MAX; taken++) {
        bool sign_off = is_sign_off(list, paragraph);

        if (way && !sign_off &&
            (range_has(list, paragraph, own_voices) || !range_has(list, paragraph, second_persons)))
            break;
        end = paragraph.to;
        if (way && sign_off)
            break;
        way = way || range_has(list, paragraph, ways);
        paragraph = next_paragraph(list, paragraph.to);
    }
    return end;
}

/* Reads a number written in figures or in English words up to ninety-nine at word `at`; -1 if it is none. */
static int number_at(const struct cue_text *text, size_t at)
{
    static const char *const ones[] = {"zero",    "one",     "two",       "three",    "four",
                                       "five",    "six",     "seven",     "eight",    "nine",
                                       "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                       "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    static const char *const tens[] = {"twenty", "thirty",  "forty",  "fifty",
                                       "sixty",  "seventy", "eighty", "ninety"};
    const char *word = text->words[at].text;
    int64_t number;
    int i;

    if (ascii_digit(*word))
        return str_to_number(word, &number) && number > 0 && number <= NOTICE_DAYS_MAX ? (int)number : -1;
    for (i = 1; i < 20; i++)
        if (str_equal(word, ones[i])) {
            int before = i < 10 && at ? number_at(text, at - 1) : -1;

            return before >= 20 && before < 100 && before % 10 == 0 && !ascii_digit(*text->words[at - 1].text)
                       ? before + i
                       : i;
        }
    for (i = 0; i < 8; i++)
        if (str_equal(word, tens[i]))
            return 20 + 10 * i;
    return -1;
}

/* Returns the number of days that ends with the unit at word `at` ("thirty (30) calendar days"), else -1. */
static int days_before(const struct cue_text *text, size_t at, size_t *first)
{
    static const char *const kinds[] = {"calendar", "business", "working", "full", "consecutive", NULL};
    static const char *const day_units[] = {"day",
                                            "days",
                                            "tag",
                                            "tage",
                                            "tagen",
                                            "werktage",
                                            "werktagen",
                                            "jour",
                                            "jours",
                                            "d\xc3\xad"
                                            "a",
                                            "d\xc3\xad"
                                            "as",
                                            "dia",
                                            "dias",
                                            "giorni",
                                            "dagen",
                                            NULL};
    static const char *const week_units[] = {"week",     "weeks",  "wochen",  "semaine",
                                             "semaines", "semana", "semanas", NULL};
    const char *unit = text->words[at].text;
    bool week = line_is_one_of(unit, week_units);
    int factor = week ? 7 : 1, days;

    if (!week && !line_is_one_of(unit, day_units))
        return -1;
    while (at && line_is_one_of(text->words[at - 1].text, kinds))
        at--;
    if (!at)
        return -1;
    days = number_at(text, --at);
    *first = at;
    while (*first && number_at(text, *first - 1) >= 0)
        (*first)--;
    return days > 0 && days * factor <= NOTICE_DAYS_MAX ? days * factor : -1;
}

int notice_text_days(const struct cue_text *text, size_t *at)
{
    int any = -1;

    *at = 0;
    for (size_t i = 0; i < text->count; i++) {
        size_t first;
        int days = days_before(text, i, &first);

        if (days < 0)
            continue;
        if (any < 0 || (first && str_equal(text->words[first - 1].text, "within")))
            *at = i;
        if (first && str_equal(text->words[first - 1].text, "within"))
            return days;
        if (any < 0)
            any = days;
    }
    return any;
}

static bool contains_any(const char *text, const char *const *words)
{
    for (; *text; text++) {
        size_t i;

        for (i = 0; words[i]; i++)
            if (line_starts(text, words[i]))
                return true;
    }
    return false;
}

/* Returns how well an address serves to say no: 0 not at all, 3 by its own name. */
static int address_worth(const struct cue_text *text, size_t at, const char *address)
{
    static const char *const names[] = {"opt", "object", "unsubscribe", "privacy", "preference", NULL};
    static const char *const verbs[] = {
        "reply|respond|write|mail|email|send|forward|contact|object|opt|visit|notify", NULL};
    size_t from = at, to = at;
    struct cue_text sentence = *text;

    if (contains_any(address, names))
        return 3;
    while (from && text->words[from - 1].sentence == text->words[at].sentence)
        from--;
    while (to < text->count && text->words[to].sentence == text->words[at].sentence)
        to++;
    sentence.words += from;
    sentence.count = to - from;
    if (has_cue(&sentence, verbs))
        return 2;
    return strchr(address, '@') ? 1 : 0;
}

static char *find_address(const struct cue_text *text)
{
    char *best = mem_text("");
    int worth = 0;
    size_t at;

    for (at = 0; at < text->count; at++) {
        const struct cue_word *word = &text->words[at];
        char *address;
        int own;

        if (!str_equal(word->text, "@") || word->end - word->start > NOTICE_ADDRESS_BYTES)
            continue;
        address = mem_text_n(text->clean + word->start, word->end - word->start);
        if (line_starts(address, "mailto:"))
            memmove(address, address + 7, strlen(address + 7) + 1);
        own = address_worth(text, at, address);
        if (own > worth) {
            free(best);
            best = address;
            worth = own;
        } else {
            free(address);
        }
        if (worth == 3)
            break;
    }
    return best;
}

/* Reads the notice's text; false when these lines are none: they must speak of the reader's data and say how,
 * or by when, to say no. Without mail headers before them they must say both. */
static bool read_notice(const struct line_list *list, struct line_range range, bool framed,
                        struct draft_notice *notice)
{
    char *clean = clean_lines(list, range);
    struct cue_text text;
    size_t at;
    bool is_notice;

    cue_text_init(&text, "", clean);
    notice->days = notice_text_days(&text, &at);
    free(notice->opt_out_address);
    notice->opt_out_address = find_address(&text);
    is_notice = has_cue(&text, disclosures) && has_cue(&text, ways) &&
                (framed ? notice->days >= 0 || *notice->opt_out_address
                        : notice->days >= 0 && *notice->opt_out_address && !has_cue(&text, own_voices));
    if (is_notice)
        notice_list_find(clean, notice);
    cue_text_clear(&text);
    free(clean);
    return is_notice;
}

static void take_subject(const struct line_list *list, struct line_range headers, struct draft_notice *notice)
{
    static const char *const names[] = {" to:", " date:", " sent:", " from:", " cc:"};
    size_t i;
    char *at;

    for (; headers.from < headers.to; headers.from++) {
        const char *subject = subject_in(list->lines[headers.from].plain);

        if (!subject || *notice->subject)
            continue;
        free(notice->subject);
        notice->subject = mem_text(subject);
        for (at = notice->subject; *at; at++)
            for (i = 0; i < sizeof names / sizeof *names; i++)
                if (line_starts(at, names[i])) {
                    *at = '\0';
                    return;
                }
    }
}

/* Looks for a notice behind mail headers. */
static bool find_framed(const struct line_list *list, struct draft_notice *notice, struct line_range *range)
{
    struct line_range headers = {0, 0}, text;
    size_t from = 0, tries = 0;

    while (tries++ < NOTICE_TRIES_MAX && find_headers(list, from, &headers)) {
        text.from = headers.to;
        text.to = notice_end(list, headers.to);
        if (text.from < text.to && read_notice(list, text, true, notice)) {
            take_subject(list, headers, notice);
            *range = (struct line_range){headers.from, text.to};
            return true;
        }
        from = headers.to;
    }
    return false;
}

/* Looks for a paragraph that is a notice by its words alone, with its salutation before and its end behind.
 */
static bool find_bare(const struct line_list *list, struct draft_notice *notice, struct line_range *range)
{
    struct line_range paragraph = next_paragraph(list, 0), before = {0, 0};

    for (; paragraph.from < paragraph.to; paragraph = next_paragraph(list, paragraph.to)) {
        if (read_notice(list, paragraph, false, notice)) {
            *range = paragraph;
            if (before.to && line_starts(unquoted(list->lines[before.from].plain), "dear"))
                range->from = before.from;
            before = next_paragraph(list, paragraph.to);
            if (before.from < before.to && is_sign_off(list, before))
                range->to = before.to;
            return true;
        }
        before = paragraph;
    }
    return false;
}

void notice_text_find(const char *body, struct draft_notice *notice, size_t *start, size_t *end)
{
    struct line_list list;
    struct line_range range;

    memset(notice, 0, sizeof *notice);
    notice->subject = mem_text("");
    notice->opt_out_address = mem_text("");
    notice->days = -1;
    *start = *end = 0;
    line_list_init(&list, body, strlen(body));
    notice->found = find_framed(&list, notice, &range) || find_bare(&list, notice, &range);
    if (notice->found) {
        *start = list.lines[range.from].start;
        *end = list.lines[range.to - 1].end;
    } else {
        free(notice->opt_out_address);
        notice->opt_out_address = mem_text("");
        notice->days = -1;
    }
    notice->text = mem_text_n(body + *start, *end - *start);
    line_list_clear(&list);
}

void draft_notice_clear(struct draft_notice *notice)
{
    size_t i;

    free(notice->subject);
    free(notice->opt_out_address);
    for (i = 0; i < notice->category_count; i++)
        free(notice->categories[i]);
    free(notice->categories);
    free(notice->text);
    memset(notice, 0, sizeof *notice);
}
