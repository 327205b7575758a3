#include "config.h"
#include "core/cue.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/str.h"

#define CUE_GAP_MAX        40
#define CUE_QUOTED_LEAST   5
#define CUE_NEGATION_REACH 4

struct replacement {
    const char *bytes, *plain;
};

static const struct replacement replacements[] = {
    {"\xC2\xA0", " "},       {"\xC2\xAD", ""},       {"\xE2\x80\x8B", ""},   {"\xE2\x80\x8C", ""},
    {"\xE2\x80\x8D", ""},    {"\xE2\x80\x8E", ""},   {"\xE2\x80\x8F", ""},   {"\xE2\x80\x93", "-"},
    {"\xE2\x80\x94", " - "}, {"\xE2\x80\x98", "'"},  {"\xE2\x80\x99", "'"},  {"\xE2\x80\x9C", "\""},
    {"\xE2\x80\x9D", "\""},  {"\xE2\x80\x9E", "\""}, {"\xE2\x80\x9F", "\""}, {"\xE2\x80\xA6", ". "},
    {"\xE2\x80\x87", " "},   {"\xE2\x80\x89", " "},  {"\xE2\x80\xAF", " "},  {"\xE2\x80\x90", "-"},
    {"\xE2\x80\x91", "-"},   {"\xE2\x81\xA0", ""},   {"\xE3\x80\x80", " "},  {"\xEF\xBB\xBF", ""},
};

char *cue_clean(const char *body)
{
    struct str out;
    const char *at = body;

    str_init(&out);
    while (*at) {
        size_t i, known = sizeof replacements / sizeof *replacements;

        if ((unsigned char)*at < 0x80) {
            if (*at != '\r')
                str_add_char(&out, *at == '\t' || *at == '\f' || *at == '\v' ? ' ' : *at);
            at++;
            continue;
        }
        for (i = 0; i < known && !str_starts(at, replacements[i].bytes); i++)
            ;
        if (i < known) {
            str_add(&out, replacements[i].plain);
            at += strlen(replacements[i].bytes);
        } else {
            str_add_char(&out, *at++);
        }
    }
    return str_take(&out);
}

static bool is_word_byte(char c)
{
    return ascii_letter(c) || ascii_digit(c) || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n';
}

/* What the cutter carries from byte to byte. */
struct cutter {
    struct cue_text *text;
    char *folded; /* where the next folded word goes */
    size_t at;
    unsigned sentence;
    bool clause, open_quote;
    size_t quote_from;
};

static void fold_word(char *folded, const char *word, size_t length)
{
    size_t i;

    for (i = 0; i < length; i++)
        folded[i] = ascii_lower(word[i]);
    folded[length] = '\0';
}

static void add_word(struct cutter *cutter, const char *word, size_t length, size_t start, size_t end)
{
    struct cue_text *text = cutter->text;
    struct cue_word *added;

    mem_grow(text->words, text->count, text->capacity);
    added = &text->words[text->count++];
    added->text = cutter->folded;
    added->start = start;
    added->end = end;
    added->sentence = cutter->sentence;
    added->clause = cutter->clause;
    added->quoted = false;
    cutter->clause = false;
    fold_word(cutter->folded, word, length);
    cutter->folded += length + 1;
}

/* Forms written without the apostrophe; only those that are no other word. */
static const char *const bare_negations[] = {"dont",  "doesnt", "didnt",  "isnt",
                                             "arent", "wasnt",  "havent", "hasnt"};

static bool is_negated_bare(const char *word, size_t length)
{
    size_t i;

    for (i = 0; i < sizeof bare_negations / sizeof *bare_negations; i++)
        if (strlen(bare_negations[i]) == length && !strncmp(bare_negations[i], word, length))
            return true;
    return false;
}

static void add_verb_not(struct cutter *cutter, const char *verb, size_t length, size_t start, size_t end)
{
    if (length == 2 && !strncmp(verb, "wo", 2))
        add_word(cutter, "will", 4, start, end);
    else if (length == 2 && !strncmp(verb, "ca", 2))
        add_word(cutter, "can", 3, start, end);
    else
        add_word(cutter, verb, length, start, end);
    add_word(cutter, "not", 3, start, end);
}

/* Adds a word with its contraction opened: n't, 'll, 're, 've, 'm, 's and 'd. */
static void add_contracted(struct cutter *cutter, size_t start, size_t end)
{
    static const struct {
        const char *tail, *word;
    } tails[] = {{"'ll", "will"}, {"'re", "are"}, {"'ve", "have"}, {"'m", "am"}, {"'d", "would"}};
    const char *word = cutter->text->clean + start;
    size_t length = end - start, i;
    char low[24];

    if (length >= sizeof low) {
        add_word(cutter, word, length, start, end);
        return;
    }
    fold_word(low, word, length);
    if (length > 3 && !strcmp(low + length - 3, "n't")) {
        add_verb_not(cutter, low, length - 3, start, end);
        return;
    }
    if (is_negated_bare(low, length)) {
        add_verb_not(cutter, low, length - 2, start, end);
        return;
    }
    if (!strcmp(low, "cannot")) {
        add_verb_not(cutter, "can", 3, start, end);
        return;
    }
    for (i = 0; i < sizeof tails / sizeof *tails; i++) {
        size_t tail = strlen(tails[i].tail);

        if (length > tail && !strcmp(low + length - tail, tails[i].tail)) {
            add_word(cutter, low, length - tail, start, end);
            add_word(cutter, tails[i].word, strlen(tails[i].word), start, end);
            return;
        }
    }
    if (length > 2 && !strcmp(low + length - 2, "'s")) {
        low[length - 2] = '\0';
        add_word(cutter, low, length - 2, start, end);
        if (!strcmp(low, "it") || !strcmp(low, "that") || !strcmp(low, "what") || !strcmp(low, "there"))
            add_word(cutter, "is", 2, start, end);
        return;
    }
    add_word(cutter, word, length, start, end);
}

/* Returns the length of a mail or web address that starts here, else 0. Addresses are one word: their parts
 * say nothing. */
static size_t address_length(const char *at)
{
    size_t length = 0, i;
    bool address = str_starts(at, "www.");

    while (at[length] && !is_space(at[length]) && at[length] != '<' && at[length] != '>' && at[length] != '"')
        length++;
    for (i = 0; i < length && !address; i++)
        address = (at[i] == '@' && i && i + 1 < length) || (at[i] == ':' && !strncmp(at + i, "://", 3));
    while (address && length && strchr(".,;:!?)]'", at[length - 1]))
        length--;
    return address ? length : 0;
}

static void toggle_quote(struct cutter *cutter)
{
    size_t i;

    if (!cutter->open_quote) {
        cutter->quote_from = cutter->text->count;
    } else if (cutter->text->count - cutter->quote_from >= CUE_QUOTED_LEAST) {
        for (i = cutter->quote_from; i < cutter->text->count; i++)
            cutter->text->words[i].quoted = true;
    }
    cutter->open_quote = !cutter->open_quote;
}

/* A full stop after one letter or a title ends no sentence. */
static bool is_abbreviation(const struct cue_text *text)
{
    static const char *const words[] = {"vs", "mr", "mrs", "ms", "dr", "inc", "ltd", "co", "corp", "st"};
    const char *last;
    size_t i;

    if (!text->count)
        return false;
    last = text->words[text->count - 1].text;
    if (strlen(last) == 1)
        return true;
    for (i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(last, words[i]))
            return true;
    return false;
}

/* Takes the mark at cutter->at, which is no part of a word. A question mark is a word, so that cues can ask
 * for it. */
static void take_mark(struct cutter *cutter)
{
    const char *at = cutter->text->clean + cutter->at;
    bool ends = !at[1] || is_space(at[1]) || strchr("\"')!?.", at[1]);

    if (*at == '"') {
        toggle_quote(cutter);
    } else if (*at == '?' && ends) {
        add_word(cutter, "?", 1, cutter->at, cutter->at + 1);
        cutter->sentence++;
    } else if ((*at == '!' && ends) || (*at == '.' && ends && !is_abbreviation(cutter->text))) {
        cutter->sentence++;
    } else if (*at == '\n') {
        const char *next = at + 1;

        while (*next == ' ')
            next++;
        if (*next == '\n') {
            cutter->sentence++;
            cutter->open_quote = false;
        } else if (*next == '-' || *next == '*') {
            cutter->sentence++;
        }
    } else if (strchr(",;:()[]", *at) || (*at == '-' && is_space(at[1]))) {
        cutter->clause = true;
    }
    cutter->at++;
}

static void cut_words(struct cutter *cutter)
{
    const char *clean = cutter->text->clean;
    bool line_start = true;

    while (clean[cutter->at]) {
        size_t start = cutter->at, length;

        if (line_start && clean[start] == '>') {
            while (clean[cutter->at] && clean[cutter->at] != '\n')
                cutter->at++;
            cutter->sentence++;
            continue;
        }
        line_start = clean[start] == '\n';
        /* Looking for an address only where a run of text starts keeps the whole linear. */
        length = !start || is_space(clean[start - 1]) ? address_length(clean + start) : 0;
        if (length) {
            add_word(cutter, "@", 1, start, start + length);
            cutter->at += length;
        } else if (is_word_byte(clean[start])) {
            while (is_word_byte(clean[cutter->at]) ||
                   (clean[cutter->at] == '\'' && is_word_byte(clean[cutter->at + 1])))
                cutter->at++;
            add_contracted(cutter, start, cutter->at);
        } else {
            take_mark(cutter);
        }
    }
}

void cue_text_init(struct cue_text *text, const char *subject, const char *body)
{
    struct cutter cutter = {.text = text};
    struct str both;
    char *clean_subject = cue_clean(subject), *clean_body = cue_clean(body);

    memset(text, 0, sizeof *text);
    str_init(&both);
    str_add(&both, clean_subject);
    str_add(&both, "\n\n");
    str_add(&both, clean_body);
    free(clean_subject);
    free(clean_body);
    /* A word takes its bytes and a NUL; opened contractions, at most four bytes more each. */
    text->folded = mem_new_array(both.length + 2, 3);
    text->clean = str_take(&both);
    cutter.folded = text->folded;
    cut_words(&cutter);
}

void cue_text_clear(struct cue_text *text)
{
    free(text->clean);
    free(text->folded);
    free(text->words);
    memset(text, 0, sizeof *text);
}

static unsigned long letter_bit(char c)
{
    return c >= 'a' && c <= 'z' ? 1ul << (c - 'a') : 1ul << 26;
}

static unsigned long first_letters(const struct cue_element *element)
{
    unsigned long bits = 0;
    size_t i;

    for (i = 0; i < element->length; i++)
        if (!i || element->words[i - 1] == '|')
            bits |= letter_bit(element->words[i]);
    return bits;
}

static bool compile_element(struct cue_element *element, const char *source, size_t length)
{
    size_t i;

    element->words = source;
    element->length = length;
    element->kind = CUE_WORD;
    if (length >= 2 && source[0] == '.' && source[1] == '.') {
        element->kind = CUE_GAP;
        element->gap = 0;
        for (i = 2; i < length && ascii_digit(source[i]); i++)
            element->gap = element->gap * 10 + (unsigned)(source[i] - '0');
        if (length == 2)
            element->gap = 6;
        return i == length && element->gap <= CUE_GAP_MAX;
    }
    if (length == 1 && (*source == '<' || *source == '$')) {
        element->kind = *source == '<' ? CUE_START : CUE_END;
        return true;
    }
    if (*source == '~' || *source == '^') {
        element->kind = *source == '~' ? CUE_OPTIONAL : CUE_NOT;
        element->words++;
        element->length--;
    }
    return element->length > 0;
}

bool cue_pattern_compile(struct cue_pattern *pattern, const char *source)
{
    memset(pattern, 0, sizeof *pattern);
    if (*source == '!') {
        pattern->positive = true;
        source++;
    }
    while (*source) {
        size_t length = strcspn(source, " ");

        if (!length || pattern->count == CUE_ELEMENTS_MAX ||
            !compile_element(&pattern->elements[pattern->count], source, length))
            return false;
        pattern->count++;
        source += length;
        while (*source == ' ')
            source++;
    }
    if (!pattern->count)
        return false;
    pattern->first = pattern->elements[0].kind == CUE_WORD ? first_letters(&pattern->elements[0]) : ~0ul;
    return true;
}

static bool word_is_one_of(const char *word, const struct cue_element *element)
{
    const char *at = element->words, *end = element->words + element->length;

    while (at < end) {
        size_t i = 0;

        while (at + i < end && at[i] != '|' && at[i] != '*' && word[i] == at[i])
            i++;
        if (at + i == end || at[i] == '|') {
            if (!word[i])
                return true;
        } else if (at[i] == '*') {
            return true;
        }
        while (at < end && *at != '|')
            at++;
        at++;
    }
    return false;
}

/* True when word `at` negates what follows; "not only" and "will not hesitate" negate nothing. */
static bool negates(const struct cue_text *text, size_t at)
{
    static const char negations[] = "not|never|no|without|nor|neither|hardly";
    static const char idlers[] = "only|just|hesitat*|doubt|matter";
    static const struct cue_element negation = {.words = negations, .length = sizeof negations - 1};
    static const struct cue_element idle = {.words = idlers, .length = sizeof idlers - 1};

    return word_is_one_of(text->words[at].text, &negation) &&
           !(at + 1 < text->count && word_is_one_of(text->words[at + 1].text, &idle));
}

static bool match_from(const struct cue_text *text, size_t at, unsigned sentence,
                       const struct cue_pattern *pattern, size_t index, size_t *end)
{
    const struct cue_element *element;
    bool inside = at < text->count && text->words[at].sentence == sentence;
    bool fits;
    unsigned i;

    if (index == pattern->count) {
        *end = at;
        return true;
    }
    element = &pattern->elements[index];
    fits = inside && element->words && word_is_one_of(text->words[at].text, element);
    switch (element->kind) {
    case CUE_WORD:
        return fits && match_from(text, at + 1, sentence, pattern, index + 1, end);
    case CUE_OPTIONAL:
        return (fits && match_from(text, at + 1, sentence, pattern, index + 1, end)) ||
               match_from(text, at, sentence, pattern, index + 1, end);
    case CUE_NOT:
        return !fits && match_from(text, at, sentence, pattern, index + 1, end);
    case CUE_START:
        return (!at || text->words[at - 1].sentence != sentence) &&
               match_from(text, at, sentence, pattern, index + 1, end);
    case CUE_END:
        return (!inside || !strcmp(text->words[at].text, "?")) &&
               match_from(text, at, sentence, pattern, index + 1, end);
    case CUE_GAP:
        for (i = 0; i <= element->gap; i++) {
            if (match_from(text, at + i, sentence, pattern, index + 1, end))
                return true;
            if (at + i >= text->count || text->words[at + i].sentence != sentence ||
                (pattern->positive && negates(text, at + i)))
                return false;
        }
        return false;
    }
    return false;
}

/* True when a negation reaches word `at` in its clause. */
static bool is_negated(const struct cue_text *text, size_t at)
{
    size_t back;

    for (back = 1; back <= CUE_NEGATION_REACH && back <= at; back++) {
        if (text->words[at - back].sentence != text->words[at].sentence || text->words[at - back + 1].clause)
            return false;
        if (negates(text, at - back))
            return true;
    }
    return false;
}

bool cue_match(const struct cue_text *text, size_t at, const struct cue_pattern *pattern, size_t *end)
{
    if (at >= text->count || !(pattern->first & letter_bit(text->words[at].text[0])))
        return false;
    return match_from(text, at, text->words[at].sentence, pattern, 0, end) &&
           !(pattern->positive && is_negated(text, at));
}

bool cue_text_has(const struct cue_text *text, const char *source, size_t *end)
{
    struct cue_pattern pattern;
    size_t at, behind;

    if (!cue_pattern_compile(&pattern, source))
        abort();
    for (at = 0; at < text->count; at++) {
        if (cue_match(text, at, &pattern, &behind)) {
            if (end)
                *end = behind;
            return true;
        }
    }
    return false;
}
