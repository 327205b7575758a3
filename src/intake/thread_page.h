/* Where the posts of a copied forum page stand: their printed times, author blocks and bodies, as lines. */
#ifndef DEMUR_INTAKE_THREAD_PAGE_H
#define DEMUR_INTAKE_THREAD_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "intake/line.h"
#include "intake/printed_time.h"

#define PAGE_NONE SIZE_MAX

/* Members named after parts hold line numbers; PAGE_NONE where the page shows none. */
struct page_post {
    struct printed_time time;
    size_t header; /* the line of the printed time */
    size_t block;  /* the first line of the author block before it; header if there is none */
    size_t author, role, count;
    size_t candidate;      /* a line that is the author if the page shows authors */
    size_t body, body_end; /* lines of the body; body_end is behind the last one */
};

struct thread_page {
    struct line_list list;
    struct page_post *posts;
    size_t count, capacity;
    size_t title;    /* line */
    size_t answered; /* a "Re: ..." line that names the title */
    size_t state;
};

/* Reads where everything stands; text must outlive the page. The caller clears. */
void thread_page_init(struct thread_page *page, const char *text, size_t length);
void thread_page_clear(struct thread_page *page);

/* Returns the text of a "Re: ..." line behind its prefix. */
const char *thread_page_answered(const char *plain);

#endif
