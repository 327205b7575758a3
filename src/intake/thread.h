/* A forum page as a person copies it out of a browser: plain text, to a thread of drafts. */
#ifndef DEMUR_INTAKE_THREAD_H
#define DEMUR_INTAKE_THREAD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "intake/draft.h"

/* Tells whether text (UTF-8) looks like such a page: at least two posts under printed times. */
bool thread_recognise(const char *text, size_t length);

/* Reads the page into thread, posts in page order, page furniture ("Start a Conversation", "Top", reply and
 * like buttons, view counts) left out where it stands as furniture. Posts are split at lines that are a
 * printed time and its frame alone ("Posted by Lee on 2014-03-28 09:15"), all in the page's one form. Times
 * are known to the hour where every minute of the page is 00; 03/04/2014 has no day unless another date of
 * the page tells which number is the month, nor has "3 days ago". Each post gets a suggestion, made without a
 * quoted notice and staff's mark. Fails with ERR_INPUT when no post can be found; says what was looked for.
 * The caller clears, after a failure too. */
bool thread_parse(const char *text, size_t length, struct draft_thread *thread, struct err *err);

/* How a post of a page read again stands to the posts known of that thread. */
enum thread_change { THREAD_SAME, THREAD_NEW, THREAD_CHANGED };

struct thread_known {
    const char *author, *role, *body;
    int day, hour;
};

/* Aligns a thread read again with what is known of it. changes[i] and matches[i] (index into known, -1 for a
 * new one) are set for each message; vanished[k] tells which known posts are gone. A post moved is not a new
 * post. A copy that ends earlier than what is known (a shorter copy) still reports the rest as vanished. */
void thread_align(const struct draft_thread *thread, const struct thread_known *known, size_t known_count,
                  enum thread_change *changes, int *matches, bool *vanished);

#endif
