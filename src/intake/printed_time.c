#include "config.h"
#include "intake/printed_time.h"

#include <string.h>

#include "base/ascii.h"
#include "base/str.h"
#include "intake/line.h"
#include "intake/printed_moment.h"

#define PRINTED_LINE_BYTES   160
#define PRINTED_AUTHOR_BYTES 40
#define PRINTED_AUTHOR_WORDS 3

/* Returns the length of a separator at the start (or the end) of [start, end), else 0. A bracket that closes
 * one inside the range belongs to it: "Lee (Community Manager)". */
static size_t separator_length(const char *line, size_t start, size_t end, bool front)
{
    static const char *const wide[] = {"\xE2\x80\xA2", "\xC2\xBB", "\xC2\xB7", "\xE2\x80\xBA"};
    size_t i;
    char c;

    if (start >= end)
        return 0;
    c = line[front ? start : end - 1];
    if (!front && ((c == ')' && memchr(line + start, '(', end - start)) ||
                   (c == ']' && memchr(line + start, '[', end - start))))
        return 0;
    if (strchr(front ? " ,-|:;()[]#*@" : " ,-|:;()[]*", c))
        return 1;
    for (i = 0; i < sizeof wide / sizeof *wide; i++) {
        size_t length = strlen(wide[i]);

        if (end - start >= length && !strncmp(line + (front ? start : end - length), wide[i], length))
            return length;
    }
    return 0;
}

/* Moves both ends of a range inward past blanks and separators. */
static void shrink(const char *line, size_t *start, size_t *end)
{
    size_t length;

    while ((length = separator_length(line, *start, *end, true)))
        *start += length;
    while ((length = separator_length(line, *start, *end, false)))
        *end -= length;
}

/* Cuts one of these words off the front or the end of a range; they are in small letters. */
static bool cut_word(const char *line, size_t *start, size_t *end, const char *const *words, bool front)
{
    for (; *words; words++) {
        size_t length = strlen(*words);

        if (*end - *start < length)
            continue;
        if (front && line_starts(line + *start, *words) &&
            (*start + length == *end || !printed_letter(line[*start + length]))) {
            *start += length;
            shrink(line, start, end);
            return true;
        }
        if (!front && line_starts(line + *end - length, *words) &&
            (*end - length == *start || line[*end - length - 1] == ' ')) {
            *end -= length;
            shrink(line, start, end);
            return true;
        }
    }
    return false;
}

static bool may_be_author(const char *line, size_t start, size_t end)
{
    size_t words = 0, i;

    for (i = start; i < end; i++)
        if (line[i] != ' ' && (i + 1 == end || line[i + 1] == ' '))
            words++;
    return end > start && end - start <= PRINTED_AUTHOR_BYTES && words <= PRINTED_AUTHOR_WORDS &&
           !memchr(line + start, '/', end - start) && !memchr(line + start, '?', end - start);
}

static bool only_digits(const char *line, size_t start, size_t end)
{
    while (start < end && ascii_digit(line[start]))
        start++;
    return start == end;
}

/* What may stand behind a printed time without meaning anything: "#3", "(edited)", "Post subject: ...". */
static bool suffix_is_idle(const char *line, size_t start, size_t end)
{
    static const char *const idle[] = {"edited", "post", "permalink", "link", NULL};

    if (line_starts(line + start, "post subject"))
        return true;
    while (start < end && cut_word(line, &start, &end, idle, true))
        ;
    return only_digits(line, start, end);
}

/* True when a line begins with a word that says another time than a post's follows. */
static bool is_foreign(const char *line, size_t start, size_t end)
{
    static const char *const foreign[] = {
        "last",     "edited",     "modified", "joined",  "join", "registered", "member",  "updated",  "sent",
        "date",     "from",       "to",       "subject", "on",   "since",      "until",   "received", "due",
        "deadline", "bearbeitet", "zuletzt",  "am",      "re",   "when",       "expires", "valid",    NULL};

    return start < end && cut_word(line, &start, &end, foreign, true);
}

/* True when a separator or a wide gap, not a single blank, stands before the moment at `from`. */
static bool is_separated(const char *line, size_t from)
{
    size_t blanks = 0;

    while (from > blanks && line[from - blanks - 1] == ' ')
        blanks++;
    return blanks > 1 || (from > blanks && line[from - blanks - 1] != ':' &&
                          separator_length(line, 0, from - blanks, false) > 0);
}

/* Reads what stands before and behind the moment at [from, to) of the line. */
static bool read_frame(const char *line, size_t from, size_t to, struct printed_time *time)
{
    static const char *const verbs[] = {"posted",   "written",   "submitted", "started", "asked",
                                        "replied",  "answered",  "created",   "added",   "geschrieben",
                                        "verfasst", "commented", NULL};
    static const char *const by[] = {"by", "von", NULL};
    static const char *const joints[] = {"on", "at", "am", "um", NULL};
    static const char *const says[] = {"wrote", "said", "posted", "replied", "schrieb", "commented", NULL};
    size_t start = 0, end = from, behind = to, line_end = strlen(line);
    bool verb, said;

    shrink(line, &start, &end);
    shrink(line, &behind, &line_end);
    if (is_foreign(line, start, end))
        return false;
    if (start == end || only_digits(line, start, end)) {
        if (suffix_is_idle(line, behind, line_end)) {
            time->frame = PRINTED_BARE;
            return true;
        }
        time->frame = cut_word(line, &behind, &line_end, by, true) ? PRINTED_POSTED : PRINTED_INLINE;
        time->author = behind;
        cut_word(line, &behind, &line_end, says, false);
        time->author_end = line_end;
        return time->hour >= 0 && may_be_author(line, time->author, time->author_end);
    }
    if (!suffix_is_idle(line, behind, line_end))
        return false;
    verb = cut_word(line, &start, &end, verbs, true);
    if (cut_word(line, &start, &end, by, true) || verb) {
        while (start < end && cut_word(line, &start, &end, joints, false))
            ;
        time->frame = PRINTED_POSTED;
        time->author = start;
        time->author_end = end;
        return (verb && start == end) || may_be_author(line, start, end);
    }
    while (start < end && cut_word(line, &start, &end, joints, false))
        ;
    said = cut_word(line, &start, &end, says, false);
    time->frame = said ? PRINTED_WROTE : PRINTED_INLINE;
    time->author = start;
    time->author_end = end;
    return (said || (is_separated(line, from) && time->hour >= 0)) && may_be_author(line, start, end);
}

bool printed_time_parse(const char *plain, struct printed_time *time)
{
    size_t length = strlen(plain), at;

    if (length < 5 || length > PRINTED_LINE_BYTES)
        return false;
    for (at = 0; at < length; at++) {
        const char *here = plain + at;

        if (at && (printed_letter(plain[at - 1]) || ascii_digit(plain[at - 1])))
            continue;
        if (printed_moment_take(&here, plain, time) && read_frame(plain, at, (size_t)(here - plain), time))
            return true;
    }
    return false;
}

bool printed_time_same_form(const struct printed_time *a, const struct printed_time *b)
{
    bool numeric_a =
        a->order == PRINTED_DAY_FIRST || a->order == PRINTED_MONTH_FIRST || a->order == PRINTED_EITHER;
    bool numeric_b =
        b->order == PRINTED_DAY_FIRST || b->order == PRINTED_MONTH_FIRST || b->order == PRINTED_EITHER;

    if (a->frame != b->frame)
        return false;
    if (a->order == PRINTED_AGO || b->order == PRINTED_AGO)
        return true;
    if ((a->hour < 0) != (b->hour < 0) || a->halves != b->halves || a->separator != b->separator)
        return false;
    return a->order == b->order || (numeric_a && numeric_b);
}
