/* What was sent to an account: each notice with whom it went to, what became of it, and its text. */
#ifndef DEMUR_DESK_SENT_H
#define DEMUR_DESK_SENT_H

#include "base/str.h"
#include "desk/desk.h"

struct desk_sent {
    struct record_notice notice;
    char *to; /* the contact's name, else e-mail; "" the company as such */
    struct record_delivery_list deliveries;
    struct record_text text; /* id 0: not in the file */
};

struct desk_sent_list {
    struct desk_sent *items; /* by day sent */
    size_t count;
    bool texts_kept; /* the program keeps the texts of its notices */
    int ask_from;    /* first civil day on which it may be sent another; see desk_ask_from */
    struct str ask_why;
};

/* Reads them all; the caller clears, also after a failure. */
bool desk_sent_read(struct desk *desk, int64_t account, struct desk_sent_list *list, struct err *err);
void desk_sent_list_clear(struct desk_sent_list *list);

/* Appends what a notice was and what became of it: "e-mail to Ada Brook: delivered Fri 28 Mar 2014; text
 * Harbor 1: checked; 30 days". */
void desk_sent_describe(const struct desk *desk, const struct desk_sent_list *list,
                        const struct desk_sent *sent, struct str *out);
/* Appends why and until when nothing may be sent again, a sentence without full stop; nothing when it may. */
void desk_sent_add_ask(const struct desk_sent_list *list, struct str *out);

#endif
