/* What a line of a copied forum page is by its own words. What it means where it stands, thread.c decides. */
#ifndef DEMUR_INTAKE_THREAD_LINE_H
#define DEMUR_INTAKE_THREAD_LINE_H

#include <stdbool.h>
#include <stddef.h>

enum thread_line {
    THREAD_LINE_BLANK,
    THREAD_LINE_TEXT,
    THREAD_LINE_COUNT,     /* 54.9K Posts; Posts: 12 */
    THREAD_LINE_BULLET,    /* dots and bars alone */
    THREAD_LINE_NUMBER,    /* #3; 35519 */
    THREAD_LINE_ROLE,      /* Community Manager, Moderator: words only forums use */
    THREAD_LINE_TITLE,     /* Office Manager: a role where a post count follows */
    THREAD_LINE_PROFILE,   /* Join Date: ..., Location: ... */
    THREAD_LINE_ANSWER,    /* Re: ... */
    THREAD_LINE_BUTTON,    /* Reply, Like, Report */
    THREAD_LINE_STATE,     /* Unsolved */
    THREAD_LINE_NAVIGATION /* Start a Conversation, No Events found!, page numbers */
};

/* Tells what a plain line (see line.h) is. */
enum thread_line thread_line_kind(const char *plain);

/* Sets the range of the count in a THREAD_LINE_COUNT line ("54.9K"). */
void thread_line_count(const char *plain, size_t *start, size_t *end);

/* True when the line could be an author's name or handle: one to three words, no sentence, no greeting. */
bool thread_line_may_be_author(const char *plain);

/* True for a role of those who speak for the company ("Community Manager", "Employee"). */
bool thread_role_is_staff(const char *role);

#endif
