/* The texts of a program's notices: taken in by version, checked item by item. */
#ifndef DEMUR_DESK_TEXT_H
#define DEMUR_DESK_TEXT_H

#include "core/text_item.h"
#include "desk/desk.h"
#include "intake/text_check.h"

struct desk_text {
    const char *path;     /* "-": standard input */
    const char *version;  /* NULL or "": of notices that name none */
    const char *charset;  /* NULL: byte order mark or UTF-8 */
    const char *language; /* NULL: not said */
};

/* Takes in a version's text. When each item is found by its words that is its first check, else it is
 * unchecked and its notices void until somebody has checked it. The same bytes again change nothing (*added
 * false); others under the same version are refused. The caller clears text and suggestion, also after a
 * failure. */
bool desk_text_add(struct desk *desk, const struct desk_text *given, struct record_text *text,
                   struct text_suggestion *suggestion, bool *added, struct err *err);

struct desk_text_check {
    const char *version; /* NULL or "": of notices that name none */
    unsigned has, lacks; /* bits of enum text_item; the others stay as last checked, else as suggested */
    int days;            /* it promises; -1: as found by its words */
    const char *words;   /* why; must not be blank */
};
/* Records what somebody found a text to say. One that lacks an item voids its notices and opens a duty to
 * send again for each account; one that has all lets them stand. text (cleared by the caller) is as it is
 * then. */
bool desk_text_check(struct desk *desk, const struct desk_text_check *check, struct record_text *text,
                     struct err *err);

/* Reads a version as known on the desk's day; ERR_USAGE if there is none. The caller clears. */
bool desk_text_find(struct desk *desk, const char *version, struct record_text *text, struct err *err);
/* Reads all, and the versions that notices name without a text in the file (id 0). The caller clears. */
bool desk_text_list(struct desk *desk, struct record_text_list *list, struct err *err);
/* Appends what the check of a text says: "checked, it has all it must say"; a clause. */
void desk_text_add_state(struct str *out, const struct record_text *text);
/* Appends all of a version for reading: its head line by line, an empty line, the text. */
void desk_text_describe(const struct desk *desk, const struct record_text *text, struct str *out);

#endif
