#include "config.h"
#include "intake/text_check.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "intake/line.h"
#include "intake/notice_list.h"
#include "intake/notice_text.h"

/* As much of what was relied on as a line shows. */
#define EXCERPT_COLUMNS 90
/* A line longer than this is no line of a letter's head. */
#define DATED_LINE_BYTES 80

struct check_reading {
    const struct cue_text *text;
    struct text_suggestion *suggestion;
};

static const char *const companies[] = {
    "inc|incorporated|ltd|limited|llc|llp|corp|corporation|plc|gmbh|mbh|kgaa|sarl|sas|srl|spa|bv|nv|pty|"
    "oyj|aps|ltda|kk",
    "< at ..3 we", NULL};

static const char *const recipients[] = {
    "partner|partners|reseller|resellers|distributor|distributors|dealer|dealers|affiliate|affiliates",
    "vertriebspartner*|wiederverk*|fachh*|h\xc3\xa4ndler*", "revendeur*|distributeur*|partenaire*",
    "distribuidor*|revendedor*|socio|socios", NULL};

/* Lists in other languages than English; that of notice_list knows its items besides. */
static const char *const categories[] = {
    "folgende|folgenden|folgender ..3 daten|angaben|informationen|datenkategorien",
    "donn\xc3\xa9"
    "es suivantes|ci",
    "siguientes ..2 datos|informaciones", "datos siguientes", NULL};

/* Tells how to say no. */
static const char *const ways[] = {
    "if you|your|company ..6 not want|wish|agree|consent|like|prefer",
    "opt out",
    "right to object",
    "unless you|your|we ..8 "
    "advise|advises|tell|tells|object|objects|inform|informs|hear|notify|notifies|reply|respond",
    "if you|your|company ..4 object|objects|prefer",
    "to object",
    "widersprechen|widerspruch|widersprechen*",
    "opposer|opposition|refuser",
    "oponerse|oponer|oposici*",
    NULL};

/* Costs nothing and takes one step. An address or a telephone among the data, or in a letter's head, is no
 * way to object. */
#define FREE_MEANS                                                                                           \
    "reply|respond|write|mail|email|send|forward|contact|object|opt|visit|notify|advise|tell|inform ..14 @", \
        "reply|replying ..3 this|e|email|mail|message", "toll|free ~of ~charge ..4 call|phone|number",       \
        "call|phone ..4 toll|free", "freephone",                                                             \
        "widersprechen|widerspruch|schreiben|opposer|oponerse ..14 @",                                       \
        "kostenlos|kostenfrei|geb\xc3\xbchrenfrei", "gratuit|gratuitement",                                  \
        "gratuito|gratuita|gratuitamente"
static const char *const free_means[] = {FREE_MEANS, NULL};
/* Other than paper. */
static const char *const means[] = {FREE_MEANS,
                                    "call|phone|telephone us|our|on|at",
                                    "by phone|telephone|e|email|call",
                                    "online",
                                    "on|visit ..4 website|portal",
                                    "anruf|anrufen|telefonisch",
                                    "t\xc3\xa9l\xc3\xa9phoner|courriel",
                                    "llame|llamar",
                                    NULL};
/* Makes it dear or hard, whatever else it is called. */
static const char *const burdens[] = {"notarized|notarised|notarial|notary",
                                      "registered|certified letter|mail|post",
                                      "!fee|surcharge|premium",
                                      "in person ..3 only",
                                      "only ..3 in person",
                                      "einschreiben|notariell*",
                                      "recommand\xc3\xa9*",
                                      "burofax|notarial*",
                                      NULL};

/* Finds the first word at which one of the patterns matches. */
static bool find_cue(const struct cue_text *text, const char *const *sources, size_t *at)
{
    for (; *sources; sources++) {
        struct cue_pattern pattern;
        size_t end;

        if (!cue_pattern_compile(&pattern, *sources))
            continue;
        for (*at = 0; *at < text->count; (*at)++)
            if (cue_match(text, *at, &pattern, &end))
                return true;
    }
    return false;
}

/* Takes an item as found by bytes of the clean text. */
static void found_by(struct check_reading *reading, enum text_item item, const char *bytes, size_t length)
{
    struct str line = {0};
    char *words = mem_text_n(bytes, length), *safe;

    for (char *c = words; *c; c++)
        if (*c == '\n')
            *c = ' ';
    safe = utf8_printable(str_trim(words));
    utf8_add_cell(&line, safe, EXCERPT_COLUMNS, false);
    free(reading->suggestion->words[item]);
    reading->suggestion->words[item] = str_take(&line);
    reading->suggestion->items |= 1u << item;
    free(safe);
    free(words);
}

/* Takes it as found by the sentence of a word. */
static void found_at(struct check_reading *reading, enum text_item item, size_t at)
{
    const struct cue_word *words = reading->text->words;
    size_t from = at, to = at;

    while (from && words[from - 1].sentence == words[at].sentence)
        from--;
    while (to + 1 < reading->text->count && words[to + 1].sentence == words[at].sentence)
        to++;
    /* What was relied on must be in what is shown of a long sentence. */
    if (words[at].end - words[from].start > EXCERPT_COLUMNS) {
        for (from = at; words[from - 1].sentence == words[at].sentence &&
                        words[at].end - words[from - 1].start <= EXCERPT_COLUMNS / 2;)
            from--;
    }
    found_by(reading, item, reading->text->clean + words[from].start, words[to].end - words[from].start);
}

static void find_item(struct check_reading *reading, enum text_item item, const char *const *sources)
{
    size_t at;

    if (find_cue(reading->text, sources, &at))
        found_at(reading, item, at);
}

/* True for "27 March 2014", with a place before it or a label: the date of a letter, not one in its text. */
static bool is_date_line(const char *plain)
{
    static const char *const labels[] = {
        "date:", "dated", "date", "datum:", "sent:", "gesendet:", "fecha:", "den "};
    const char *comma;

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        if (line_starts(plain, labels[i])) {
            plain += strlen(labels[i]);
            break;
        }
    }
    plain += strspn(plain, " ");
    if (strlen(plain) > DATED_LINE_BYTES)
        return false;
    if (day_parse(plain) != DAY_NONE)
        return true;
    comma = strchr(plain, ',');
    return comma && line_words(plain) <= 7 && is_date_line(comma + 1);
}

static void find_date(struct check_reading *reading)
{
    struct line_list list;

    line_list_init(&list, reading->text->clean, strlen(reading->text->clean));
    for (size_t i = 0; i < list.count; i++) {
        const char *plain = list.lines[i].plain;

        if (*plain && is_date_line(plain)) {
            found_by(reading, TEXT_ITEM_DATED, plain, strlen(plain));
            break;
        }
    }
    line_list_clear(&list);
}

static void find_categories(struct check_reading *reading)
{
    struct draft_notice notice = {0};
    struct str joined = {0};

    notice_list_find(reading->text->clean, &notice);
    for (size_t i = 0; i < notice.category_count; i++)
        str_add_format(&joined, "%s%s", i ? ", " : "", notice.categories[i]);
    if (notice.category_count > 1)
        found_by(reading, TEXT_ITEM_CATEGORIES, str_text(&joined), joined.length);
    else
        find_item(reading, TEXT_ITEM_CATEGORIES, categories);
    str_clear(&joined);
    draft_notice_clear(&notice);
}

/* A way that is dear or hard is none that is free and simple, whatever stands beside it: a person reads it.
 */
static void find_way(struct check_reading *reading)
{
    size_t at;

    if (!find_cue(reading->text, ways, &at))
        return;
    if (!find_cue(reading->text, burdens, &at))
        find_item(reading, TEXT_ITEM_WAY, free_means);
    find_item(reading, TEXT_ITEM_NOT_LETTER, means);
}

void text_check_suggest(const char *text, struct text_suggestion *suggestion)
{
    struct cue_text words;
    struct check_reading reading = {.text = &words, .suggestion = suggestion};
    size_t at;

    memset(suggestion, 0, sizeof *suggestion);
    for (size_t i = 0; i < text_item_count; i++)
        suggestion->words[i] = mem_text("");
    cue_text_init(&words, "", text);
    find_item(&reading, TEXT_ITEM_COMPANY, companies);
    find_date(&reading);
    suggestion->days = notice_text_days(&words, &at);
    if (suggestion->days >= 0)
        found_at(&reading, TEXT_ITEM_DAYS, at);
    find_categories(&reading);
    find_item(&reading, TEXT_ITEM_RECIPIENTS, recipients);
    find_way(&reading);
    cue_text_clear(&words);
}

void text_suggestion_clear(struct text_suggestion *suggestion)
{
    for (size_t i = 0; i < text_item_count; i++)
        free(suggestion->words[i]);
    memset(suggestion, 0, sizeof *suggestion);
}
