#include "config.h"
#include "intake/thread.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"
#include "intake/notice_text.h"
#include "intake/staff_edit.h"
#include "intake/thread_line.h"
#include "intake/thread_page.h"

/* What all posts of the page show together. */
struct page_clues {
    bool day_first, month_first; /* a numeric date that can only be read so */
    bool minutes;                /* some time has minutes other than 00 */
};

static char *plain_text(const struct thread_page *page, size_t line)
{
    return mem_text(line == PAGE_NONE ? "" : page->list.lines[line].plain);
}

static struct page_clues clues_of(const struct thread_page *page)
{
    struct page_clues clues = {false, false, false};
    size_t i;

    for (i = 0; i < page->count; i++) {
        const struct printed_time *time = &page->posts[i].time;

        clues.day_first = clues.day_first || time->order == PRINTED_DAY_FIRST;
        clues.month_first = clues.month_first || time->order == PRINTED_MONTH_FIRST;
        clues.minutes = clues.minutes || time->minute > 0;
    }
    return clues;
}

/* Which of two small numbers is the month, another date of the page must tell; a guess would be a wrong day.
 */
static int day_of(const struct printed_time *time, const struct page_clues *clues)
{
    if (time->order != PRINTED_EITHER)
        return time->day;
    if (clues->day_first == clues->month_first)
        return time->first == time->second ? day_from_civil(time->year, time->first, time->second) : DAY_NONE;
    return clues->day_first ? day_from_civil(time->year, time->second, time->first)
                            : day_from_civil(time->year, time->first, time->second);
}

/* Where every minute of the page is 00 the forum rounds: the time is known to the hour. */
static enum precision precision_of(const struct printed_time *time, const struct page_clues *clues)
{
    if (time->hour < 0)
        return PRECISION_DAY;
    if (time->seconds >= 0)
        return PRECISION_SECOND;
    return clues->minutes && time->minute >= 0 ? PRECISION_MINUTE : PRECISION_HOUR;
}

/* Returns bytes [start, end) of the page as text: a NUL becomes U+FFFD, and line ends '\n' when asked for. */
static char *copy_bytes(const struct thread_page *page, size_t start, size_t end, bool line_ends)
{
    const char *text = page->list.text;
    struct str out;

    str_init(&out);
    for (; start < end; start++) {
        if (!text[start])
            str_add(&out, "\xEF\xBF\xBD");
        else if (text[start] != '\r' || !line_ends)
            str_add_char(&out, text[start]);
        else if (start + 1 >= end || text[start + 1] != '\n')
            str_add_char(&out, '\n');
    }
    return str_take(&out);
}

static char *body_of(const struct thread_page *page, const struct page_post *post)
{
    const struct line *lines = page->list.lines;

    if (post->body >= post->body_end)
        return mem_text("");
    return copy_bytes(page, lines[post->body].start, lines[post->body_end - 1].end, true);
}

/* Returns the bytes from the post's block to the next one's; the first post has its title with it, the last
 * ends where its body ends. */
static char *raw_of(const struct thread_page *page, size_t index)
{
    const struct page_post *post = &page->posts[index];
    const struct line *lines = page->list.lines;
    size_t first = post->block, behind = post->body_end > post->header ? post->body_end : post->header + 1;

    if (!index && page->title != PAGE_NONE && page->title < first)
        first = page->title;
    return copy_bytes(
        page, lines[first].start,
        index + 1 < page->count ? lines[page->posts[index + 1].block].start : lines[behind - 1].next, false);
}

/* Splits "Lee (Community Manager)" into author and role. */
static void split_author(struct draft_message *message)
{
    char *open = strpbrk(message->author, "([");
    size_t length = strlen(message->author);

    if (!open || *message->role || !length || !strchr(")]", message->author[length - 1]))
        return;
    message->author[length - 1] = '\0';
    free(message->role);
    message->role = mem_text(str_trim(open + 1));
    *open = '\0';
    open = mem_text(str_trim(message->author));
    free(message->author);
    message->author = open;
}

static void read_header(const struct thread_page *page, const struct page_post *post,
                        const struct page_clues *clues, struct draft_message *message)
{
    const char *plain = page->list.lines[post->header].plain;
    const struct printed_time *time = &post->time;
    size_t start = 0, end = 0;

    message->source = SOURCE_FORUM;
    message->day = day_of(time, clues);
    message->hour = time->hour;
    message->minute = time->minute;
    message->precision = precision_of(time, clues);
    message->zone = mem_text_n(plain + time->zone, time->zone_end - time->zone);
    if (time->author < time->author_end)
        message->author = mem_text_n(plain + time->author, time->author_end - time->author);
    else
        message->author = plain_text(page, post->author);
    message->role = plain_text(page, post->role);
    split_author(message);
    message->staff = thread_role_is_staff(message->role);
    if (post->count != PAGE_NONE)
        thread_line_count(page->list.lines[post->count].plain, &start, &end);
    message->post_count =
        mem_text_n(post->count == PAGE_NONE ? "" : page->list.lines[post->count].plain + start, end - start);
}

/* Suggests a reading of the author's own words: without the notice he quotes and without staff's mark. */
static void suggest(struct draft_message *message, size_t notice_start, size_t notice_end, size_t edit_start,
                    size_t edit_end)
{
    struct suggest_message own = {.subject = message->subject, .staff = message->staff};
    struct str words;
    size_t at, length = strlen(message->body);

    str_init(&words);
    for (at = 0; at < length; at++)
        if ((at < notice_start || at >= notice_end) && (at < edit_start || at >= edit_end))
            str_add_char(&words, message->body[at]);
        else if (at == notice_start)
            str_add(&words, "\n\n");
    own.body = str_text(&words);
    suggest_reading(&own, &message->suggestion);
    str_clear(&words);
}

static void read_message(const struct thread_page *page, size_t index, const struct page_clues *clues,
                         struct draft_message *message)
{
    const struct page_post *post = &page->posts[index];
    size_t notice_start = 0, notice_end = 0, edit_start = 0, edit_end = 0;

    read_header(page, post, clues, message);
    message->position = (int)index + 1;
    message->body = body_of(page, post);
    message->raw = raw_of(page, index);
    message->subject = index ? mem_text("") : plain_text(page, page->title);
    if (!message->staff) {
        notice_text_find(message->body, &message->notice, &notice_start, &notice_end);
        message->staff_edited = staff_edit_find(message->body, message->author, &edit_start, &edit_end);
    } else {
        notice_text_find("", &message->notice, &notice_start, &notice_end);
    }
    message->staff_edit = mem_text_n(message->body + edit_start, edit_end - edit_start);
    suggest(message, notice_start, notice_end, edit_start, edit_end);
}

static bool has_body(const struct thread_page *page)
{
    size_t i;

    for (i = 0; i < page->count; i++)
        if (page->posts[i].body < page->posts[i].body_end)
            return true;
    return false;
}

bool thread_recognise(const char *text, size_t length)
{
    struct thread_page page;
    bool recognised;

    thread_page_init(&page, text, length);
    recognised = page.count >= 2 && has_body(&page);
    thread_page_clear(&page);
    return recognised;
}

bool thread_parse(const char *text, size_t length, struct draft_thread *thread, struct err *err)
{
    struct thread_page page;
    struct page_clues clues;
    bool done = false;
    size_t i;

    memset(thread, 0, sizeof *thread);
    thread_page_init(&page, text, length);
    if (!page.count) {
        err_set(err, ERR_INPUT,
                "no post was found in the pasted page: no line is a printed time like 'March 27th, 2014 "
                "10:00' or "
                "'Posted by Lee on 2014-03-27 10:00'; copy the page again with the times above the posts");
        goto out;
    }
    clues = clues_of(&page);
    thread->title = plain_text(&page, page.title != PAGE_NONE ? page.title : page.answered);
    if (page.title == PAGE_NONE && page.answered != PAGE_NONE) {
        char *answered = mem_text(thread_page_answered(thread->title));

        free(thread->title);
        thread->title = answered;
    }
    thread->state = plain_text(&page, page.state);
    thread->messages = mem_new_array(page.count, sizeof *thread->messages);
    thread->count = thread->capacity = page.count;
    for (i = 0; i < page.count; i++)
        read_message(&page, i, &clues, &thread->messages[i]);
    done = true;
out:
    thread_page_clear(&page);
    return done;
}
