#include "config.h"
#include "core/suggest.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/cue.h"

/* From this sum on an argument is plain enough to rule out the milder ones. */
#define SUGGEST_PLAIN           3
#define SUGGEST_LIKELY          2
#define SUGGEST_CUES_SHOWN      12
#define SUGGEST_CUE_BYTES       80
#define SUGGEST_SCOPE_BYTES     200
#define SUGGEST_SCOPE_WORDS     14
#define SUGGEST_ADDRESSED_BYTES 40

/* What a cue argues for. */
enum argument {
    OPT_OUT,
    DISPUTE,
    THREAT,
    QUESTION,
    NO_OBJECTION,
    DOUBT,
    DEFENCE,
    PROMISE,
    CLEARED,
    REPRESENTATIVE,
    SCOPE,
    SCOPE_REST,
    COMPANY,
    CONTACT,
    ORDERS,
    COMPETITOR,
    LEGAL,
    PRESS,
    argument_count
};

struct cue {
    enum argument argument;
    int weight;
    const char *pattern;
};

#define CUE(argument, weight, pattern) {argument, weight, pattern},
static const struct cue cues[] = {
#include "core/suggest.def"
};
#undef CUE

#define CUE_COUNT (sizeof cues / sizeof *cues)

/* What a cue found: words [from, to). */
struct finding {
    const struct cue *cue;
    size_t from, to;
};

struct reading_case {
    struct cue_text text;
    struct finding *findings; /* in the order of the text */
    size_t count, capacity;
    int sums[argument_count];
};

/* The table, compiled when first used; a pattern that does not compile is a mistake the unit test finds. */
static const struct cue_pattern *patterns(void)
{
    static struct cue_pattern compiled[CUE_COUNT];
    static bool ready;
    size_t i;

    if (!ready) {
        for (i = 0; i < CUE_COUNT; i++)
            if (!cue_pattern_compile(&compiled[i], cues[i].pattern))
                abort();
        ready = true;
    }
    return compiled;
}

/* Quoted words can object ("I wrote: do not share our data"), but say nothing of who speaks or what he risks.
 */
static bool counts_in_quotes(enum argument argument)
{
    return argument == OPT_OUT || argument == DISPUTE || argument == QUESTION;
}

static void find_cues(struct reading_case *found)
{
    const struct cue_pattern *compiled = patterns();
    bool *counted = mem_new_array(CUE_COUNT, sizeof *counted);
    size_t at, i, end;

    for (at = 0; at < found->text.count; at++) {
        for (i = 0; i < CUE_COUNT; i++) {
            if (counted[i] || (found->text.words[at].quoted && !counts_in_quotes(cues[i].argument)))
                continue;
            if (!cue_match(&found->text, at, &compiled[i], &end))
                continue;
            counted[i] = true;
            found->sums[cues[i].argument] += cues[i].weight;
            mem_grow(found->findings, found->count, found->capacity);
            found->findings[found->count++] = (struct finding){&cues[i], at, end};
        }
    }
    free(counted);
}

/* Appends bytes [start, end) of the text on one line, cut at a character within limit. */
static void add_words(struct str *out, const char *clean, size_t start, size_t end, size_t limit)
{
    bool blank = false;

    if (end - start > limit) {
        end = start + limit;
        while (end > start && ((unsigned char)clean[end] & 0xC0) == 0x80)
            end--;
    }
    for (; start < end; start++) {
        if (clean[start] == ' ' || clean[start] == '\n') {
            blank = true;
            continue;
        }
        if (blank)
            str_add_char(out, ' ');
        blank = false;
        str_add_char(out, clean[start]);
    }
}

static size_t finding_end(const struct reading_case *found, const struct finding *finding)
{
    return finding->to > finding->from ? found->text.words[finding->to - 1].end
                                       : found->text.words[finding->from].end;
}

/* Joins the cues of the wanted arguments in the order of the text; what stands inside a cue before it is not
 * repeated. */
static char *cues_shown(const struct reading_case *found, unsigned wanted)
{
    struct str out;
    size_t i, behind = 0, shown = 0;

    str_init(&out);
    for (i = 0; i < found->count && shown < SUGGEST_CUES_SHOWN; i++) {
        const struct finding *finding = &found->findings[i];

        if (!(wanted & 1u << finding->cue->argument) || finding->to <= behind)
            continue;
        if (shown++)
            str_add(&out, "; ");
        add_words(&out, found->text.clean, found->text.words[finding->from].start,
                  finding_end(found, finding), SUGGEST_CUE_BYTES);
        behind = finding->to;
    }
    return str_take(&out);
}

static bool is_one_of(const char *word, const char *const *list)
{
    for (; *list; list++)
        if (!strcmp(word, *list))
            return true;
    return false;
}

/* Returns the byte where a scope that starts at word `from` ends: the clause's end, or a word that goes on
 * about something else. */
static size_t scope_rest_end(const struct cue_text *text, size_t from)
{
    static const char *const stops[] = {
        "we", "i",   "please",     "hereby", "that", "who", "which", "with", "regarding", "they", "to",
        "is", "are", "concerning", "object", "do",   "in",  "?",     "have", "has",       NULL};
    size_t at = from;

    while (at < text->count && at - from < SUGGEST_SCOPE_WORDS &&
           text->words[at].sentence == text->words[from].sentence && !is_one_of(text->words[at].text, stops))
        at++;
    return at > from ? text->words[at - 1].end : text->words[from].start;
}

static bool is_quantifier(const char *word, size_t length)
{
    static const char *const words[] = {"ANY", "ALL", "EVERY", "EACH", "SINGLE"};
    size_t i;

    for (i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == length && !strncmp(words[i], word, length))
            return true;
    return false;
}

/* A quantifier written in capitals is shouted, not named: the scope reads the same in small letters. */
static void calm_scope(char *scope)
{
    char *at = scope;

    while (*at) {
        size_t length = strcspn(at, " "), i;

        if (is_quantifier(at, length))
            for (i = 0; i < length; i++)
                at[i] = ascii_lower(at[i]);
        at += length;
        while (*at == ' ')
            at++;
    }
}

/* A named list goes on behind its colon to the end of the line. */
static size_t scope_list_end(const char *clean, size_t end)
{
    if (clean[end] != ':')
        return end;
    while (clean[end] && clean[end] != '\n')
        end++;
    return end;
}

static char *scope_of(const struct reading_case *found)
{
    const struct finding *best = NULL;
    struct str out;
    size_t i, start, end;

    for (i = 0; i < found->count; i++) {
        const struct finding *finding = &found->findings[i];

        if ((finding->cue->argument == SCOPE || finding->cue->argument == SCOPE_REST) &&
            (!best || finding->cue->weight > best->cue->weight))
            best = finding;
    }
    if (!best)
        return mem_text("");
    start = found->text.words[best->from].start;
    end = scope_list_end(found->text.clean, finding_end(found, best));
    if (best->cue->argument == SCOPE_REST && best->to < found->text.count &&
        found->text.words[best->to].sentence == found->text.words[best->from].sentence) {
        start = found->text.words[best->to].start;
        end = scope_rest_end(&found->text, best->to);
    }
    str_init(&out);
    add_words(&out, found->text.clean, start, end, SUGGEST_SCOPE_BYTES);
    if (out.text)
        calm_scope(out.text);
    return str_take(&out);
}

static enum voice voice_of(const struct reading_case *found)
{
    const int *sums = found->sums;

    if (sums[REPRESENTATIVE] >= SUGGEST_PLAIN)
        return VOICE_REPRESENTATIVE;
    if (sums[COMPANY] && sums[COMPANY] >= sums[CONTACT])
        return VOICE_COMPANY;
    return sums[CONTACT] ? VOICE_CONTACT : VOICE_UNKNOWN;
}

static unsigned flags_of(const struct reading_case *found)
{
    unsigned flags = 0;

    if (found->sums[ORDERS])
        flags |= flag_bit(FLAG_ORDERS);
    if (found->sums[COMPETITOR])
        flags |= flag_bit(FLAG_COMPETITOR);
    if (found->sums[LEGAL])
        flags |= flag_bit(FLAG_LEGAL);
    if (found->sums[PRESS])
        flags |= flag_bit(FLAG_PRESS);
    return flags;
}

/* The ruling the words of an objection come nearest to. An attack on the basis wins a tie: it is looked at by
 * more people. A threat is one only where nothing plainer is said. */
static enum ruling ruling_of(const int *sums)
{
    if (sums[DISPUTE] >= SUGGEST_PLAIN && sums[DISPUTE] >= sums[OPT_OUT])
        return RULING_DISPUTE;
    if (sums[OPT_OUT] >= SUGGEST_PLAIN)
        return RULING_OPT_OUT;
    if (sums[THREAT] >= SUGGEST_PLAIN)
        return RULING_THREAT;
    if (sums[QUESTION] >= SUGGEST_LIKELY)
        return RULING_QUESTION;
    if (sums[DISPUTE])
        return RULING_DISPUTE;
    if (sums[OPT_OUT])
        return RULING_OPT_OUT;
    return sums[THREAT] ? RULING_THREAT : RULING_UNREAD;
}

/* Reads a customer's message. Between no objection and objection, doubt goes to the objection; a message
 * without a cue stays unread. */
static void read_customer(const struct reading_case *found, struct suggestion *suggestion)
{
    const int *sums = found->sums;
    bool concerned = sums[COMPANY] || sums[CONTACT] || sums[REPRESENTATIVE];
    bool plain =
        sums[OPT_OUT] >= SUGGEST_PLAIN || sums[DISPUTE] >= SUGGEST_PLAIN || sums[THREAT] >= SUGGEST_PLAIN;
    bool hinted = sums[OPT_OUT] || sums[DISPUTE] || sums[THREAT];

    suggestion->voice = voice_of(found);
    suggestion->flags = flags_of(found);
    suggestion->ruling = RULING_NOT_OBJECTION;
    if (!plain && !concerned && sums[DEFENCE] >= SUGGEST_PLAIN &&
        sums[DEFENCE] > sums[DISPUTE] + sums[QUESTION]) {
        suggestion->reading = READING_BYSTANDER;
    } else if (plain || hinted || sums[QUESTION] >= SUGGEST_LIKELY || (sums[DOUBT] && sums[NO_OBJECTION])) {
        suggestion->reading = READING_OBJECTION;
        suggestion->ruling = ruling_of(sums);
    } else if (sums[NO_OBJECTION] >= SUGGEST_LIKELY) {
        suggestion->reading = READING_NO_OBJECTION;
    } else {
        suggestion->reading = READING_UNREAD;
        suggestion->ruling = RULING_UNREAD;
    }
}

/* Reads one of our own messages. A promise opens a duty to answer, so it is not hidden behind a clearance. */
static void read_staff(const struct reading_case *found, struct suggestion *suggestion)
{
    suggestion->voice = VOICE_UNKNOWN;
    suggestion->ruling = RULING_NOT_OBJECTION;
    if (!found->text.count) {
        suggestion->reading = READING_UNREAD;
        suggestion->ruling = RULING_UNREAD;
    } else if (found->sums[PROMISE] >= SUGGEST_LIKELY) {
        suggestion->reading = READING_STAFF_PROMISE;
    } else if (found->sums[CLEARED]) {
        suggestion->reading = READING_STAFF_STATEMENT_CLEARED;
    } else {
        suggestion->reading = READING_STAFF_STATEMENT;
    }
}

/* Which arguments' cues the agent is shown for a reading. */
static unsigned wanted_cues(const struct suggestion *suggestion)
{
    unsigned customer = 1u << REPRESENTATIVE | 1u << ORDERS | 1u << COMPETITOR | 1u << LEGAL | 1u << PRESS;

    switch (suggestion->reading) {
    case READING_OBJECTION:
        customer |= suggestion->ruling == RULING_UNREAD ? 1u << DOUBT : 0;
        return customer | 1u << OPT_OUT | 1u << DISPUTE | 1u << THREAT | 1u << QUESTION;
    case READING_NO_OBJECTION:
        return customer | 1u << NO_OBJECTION;
    case READING_BYSTANDER:
        return customer | 1u << DEFENCE;
    case READING_STAFF_PROMISE:
        return 1u << PROMISE;
    case READING_STAFF_STATEMENT_CLEARED:
        return 1u << CLEARED;
    default:
        return customer;
    }
}

/* Returns the first line of clean that is not blank, as a range. */
static void first_line(const char *clean, size_t *start, size_t *end)
{
    size_t at = 0;

    while (clean[at] == ' ' || clean[at] == '\n')
        at++;
    *start = at;
    *end = at + strcspn(clean + at, "\n");
    while (*end > at && clean[*end - 1] == ' ')
        (*end)--;
}

/* True for a word with which people start a line and address nobody. */
static bool addresses_nobody(const char *name, size_t length)
{
    static const char *const words[] = {
        "all",       "everyone",  "everybody", "team",  "folks",    "there",  "hi",        "hello",
        "hey",       "dear",      "sir",       "madam", "sirs",     "no",     "yes",       "thanks",
        "thank",     "well",      "so",        "ok",    "okay",     "update", "edit",      "regards",
        "best",      "cheers",    "however",   "also",  "guys",     "people", "moderator", "admin",
        "seriously", "sincerely", "please",    "sorry", "question", "to",     "customers", NULL};
    char low[SUGGEST_ADDRESSED_BYTES + 1];
    size_t i;

    for (i = 0; i < length && i < sizeof low - 1; i++)
        low[i] = ascii_lower(name[i]);
    low[i] = '\0';
    return is_one_of(low, words);
}

static size_t name_length(const char *at, size_t left)
{
    size_t length = 0;

    while (length < left && (((unsigned char)at[length] >= 0x80) || strchr("_.-", at[length]) ||
                             ascii_digit(at[length]) || ascii_letter(at[length])))
        length++;
    while (length && strchr(".-", at[length - 1]))
        length--;
    return length <= SUGGEST_ADDRESSED_BYTES ? length : 0;
}

/* Skips "Hi ", "Hello ", "Dear " and "Hey "; returns how many bytes. */
static size_t greeting_length(const char *line, size_t length)
{
    static const char *const greetings[] = {"hi ", "hello ", "hey ", "dear "};
    size_t i;

    for (i = 0; i < sizeof greetings / sizeof *greetings; i++) {
        size_t size = strlen(greetings[i]), j = 0;

        while (j < size && j < length && ascii_lower(line[j]) == greetings[i][j])
            j++;
        if (j == size)
            return size;
    }
    return 0;
}

/* Returns whom the message speaks to: "@name" where it starts, a name alone on the first line before a comma
 * or colon, or the name behind a greeting. */
static char *addressed_to(const char *body)
{
    char *clean = cue_clean(body), *name = NULL;
    size_t start, end, greeting, length;

    first_line(clean, &start, &end);
    greeting = greeting_length(clean + start, end - start);
    start += greeting;
    if (start < end && clean[start] == '@') {
        length = name_length(clean + start + 1, end - start - 1);
        name = mem_text_n(clean + start + 1, length);
    } else {
        size_t next;

        length = name_length(clean + start, end - start);
        next = start + length;
        if (length && next < end && strchr(",:;", clean[next]) && (greeting || next + 1 == end) &&
            !addresses_nobody(clean + start, length))
            name = mem_text_n(clean + start, length);
    }
    free(clean);
    return name ? name : mem_text("");
}

/* The subject of an answer is the other side's words. */
static bool is_answer_subject(const char *subject)
{
    static const char *const prefixes[] = {"re:", "aw:", "fw:", "fwd:", "wg:", "sv:", "antw:", "tr:"};
    size_t i, j;

    while (*subject == ' ')
        subject++;
    for (i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        for (j = 0; prefixes[i][j] && ascii_lower(subject[j]) == prefixes[i][j]; j++)
            ;
        if (!prefixes[i][j])
            return true;
    }
    return false;
}

void suggest_reading(const struct suggest_message *message, struct suggestion *suggestion)
{
    const char *subject = message->subject ? message->subject : "",
               *body = message->body ? message->body : "";
    struct reading_case found = {.count = 0};

    memset(suggestion, 0, sizeof *suggestion);
    cue_text_init(&found.text, is_answer_subject(subject) ? "" : subject, body);
    find_cues(&found);
    if (message->staff)
        read_staff(&found, suggestion);
    else
        read_customer(&found, suggestion);
    suggestion->cues = cues_shown(&found, wanted_cues(suggestion));
    suggestion->scope = suggestion->voice == VOICE_REPRESENTATIVE ? scope_of(&found) : mem_text("");
    suggestion->addressed_to = addressed_to(body);
    cue_text_clear(&found.text);
    free(found.findings);
}

void suggestion_clear(struct suggestion *suggestion)
{
    free(suggestion->cues);
    free(suggestion->scope);
    free(suggestion->addressed_to);
    memset(suggestion, 0, sizeof *suggestion);
}
