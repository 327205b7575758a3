#include "config.h"
#include "intake/staff_edit.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/cue.h"
#include "intake/line.h"

#define EDIT_BYTES 200
#define EDITED                                                                                               \
    "edit|edited|removed|deleted|fixed|moved|redacted|snipped|changed|corrected|formatted|reformatted|"      \
    "cleaned|hidden|trimmed|masked|merged|split"
#define STAFF "moderator|moderators|mod|mods|admin|admins|administrator|staff|moderation"

/* True when the last sentence of the text is one word with a capital: "... for you. Lee", "... for you -
 * Lee". */
static bool is_signed(const struct cue_text *text)
{
    const struct cue_word *last;

    if (text->count < 2)
        return false;
    last = &text->words[text->count - 1];
    return (last->sentence != last[-1].sentence || last->clause) && text->clean[last->start] >= 'A' &&
           text->clean[last->start] <= 'Z';
}

/* True when the word behind "edited by" is somebody other than the author. */
static bool is_other(const struct cue_text *text, size_t at, const char *author)
{
    const struct cue_word *word;
    char *name;
    bool other;

    if (at >= text->count || !*author)
        return false;
    word = &text->words[at];
    name = mem_text_n(text->clean + word->start, word->end - word->start);
    other = !line_starts(author, word->text) && !str_equal(name, "me") && !str_equal(name, "myself") &&
            !str_equal(name, "author") && !str_equal(name, "the");
    free(name);
    return other;
}

static bool is_mark(const char *bytes, size_t length, const char *author)
{
    struct cue_text text;
    char *inner = mem_text_n(bytes, length);
    size_t end;
    bool mark;

    cue_text_init(&text, "", inner);
    mark = cue_text_has(&text, STAFF " ..4 " EDITED "|note", NULL) ||
           cue_text_has(&text, EDITED " ..3 by ..2 " STAFF, NULL) ||
           (cue_text_has(&text, "i|we ~have|had ~also " EDITED " ..6 you|your", NULL) && is_signed(&text)) ||
           (cue_text_has(&text, EDITED " ..2 by", &end) && is_other(&text, end, author));
    cue_text_clear(&text);
    free(inner);
    return mark;
}

/* Returns the length of a bracketed remark that starts here, brackets included; 0 if there is none or a
 * longer one. */
static size_t bracket_length(const char *at)
{
    char close = *at == '(' ? ')' : ']';
    size_t length;

    for (length = 1; at[length] && length < EDIT_BYTES; length++) {
        if (at[length] == close)
            return length + 1;
        if (at[length] == *at)
            return 0;
    }
    return 0;
}

static bool starts_edit_line(const char *at)
{
    static const char *const starts[] = {
        "last edited by", "edited by", "message edited by", "edit by moderator", "moderator edit",
        "moderator note", "mod edit",  "mod note",          "admin edit",        NULL};
    size_t i;

    for (i = 0; starts[i]; i++)
        if (line_starts(at, starts[i]))
            return true;
    return false;
}

bool staff_edit_find(const char *body, const char *author, size_t *start, size_t *end)
{
    size_t at = 0, length;

    while (body[at]) {
        bool line_start = !at || body[at - 1] == '\n';

        length = 0;
        if (body[at] == '(' || body[at] == '[')
            length = bracket_length(body + at);
        else if (line_start && starts_edit_line(body + at))
            length = strcspn(body + at, "\n");
        if (length && length <= EDIT_BYTES && is_mark(body + at, length, author)) {
            *start = at;
            *end = at + length;
            return true;
        }
        at++;
    }
    return false;
}
