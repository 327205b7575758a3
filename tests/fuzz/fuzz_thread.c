/* Any text as a forum page, and the page read again. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "intake/thread.h"
#include "tests/fuzz/fuzz.h"

const char *const fuzz_name = "thread";

const char *const fuzz_tokens[] = {"\n",
                                   "\r\n",
                                   "\r",
                                   "\n\n",
                                   "March 27th, 2014 10:00",
                                   "28.03.2014 09:15",
                                   "03/04/2014",
                                   "2014-03-28T09:15:00Z",
                                   "Posted by ",
                                   "by ",
                                   " wrote on ",
                                   "Re: ",
                                   "3 days ago",
                                   " AM",
                                   "459 Posts",
                                   "Community Manager",
                                   "\xE2\x80\xA2",
                                   "\xC2\xA0",
                                   "\xE2\x80\x8B",
                                   "Subject: ",
                                   "From: ",
                                   "> ",
                                   "(",
                                   ")",
                                   "[edited by moderator]",
                                   "\"",
                                   "opt-out@quillmark.example",
                                   "within thirty days",
                                   "such as ",
                                   ", and ",
                                   ";",
                                   "Reply",
                                   "Top",
                                   "#3",
                                   "@",
                                   NULL};

static const char *message_check(const struct draft_message *message, size_t index)
{
    char iso[16];

    if (message->position != (int)index + 1)
        return "posts are not numbered in page order";
    if (!message->author || !message->role || !message->post_count || !message->zone || !message->subject ||
        !message->body || !message->raw || !message->staff_edit || !message->notice.text)
        return "a text is missing";
    if (message->day != DAY_NONE && !*day_format_iso(message->day, iso, sizeof iso))
        return "a day is none";
    if (message->hour < -1 || message->hour > 23 || message->minute < -1 || message->minute > 59)
        return "a time is none";
    if (!strstr(message->body, message->notice.text) || !strstr(message->body, message->staff_edit))
        return "a notice or a mark is not in the body";
    if (message->staff_edited != (*message->staff_edit != '\0'))
        return "a mark without words";
    if (utf8_valid_length(message->body, strlen(message->body)) != strlen(message->body))
        return "a body is not UTF-8";
    if (utf8_valid_length(message->suggestion.cues, strlen(message->suggestion.cues)) !=
        strlen(message->suggestion.cues))
        return "a cue is cut inside a character";
    return NULL;
}

/* A thread read again unchanged has only the same posts. */
static const char *align_check(const struct draft_thread *thread)
{
    struct thread_known *known = mem_new_array(thread->count, sizeof *known);
    enum thread_change *changes = mem_new_array(thread->count, sizeof *changes);
    int *matches = mem_new_array(thread->count, sizeof *matches);
    bool *vanished = mem_new_array(thread->count, sizeof *vanished);
    const char *breach = NULL;

    for (size_t i = 0; i < thread->count; i++) {
        const struct draft_message *message = &thread->messages[i];
        known[i] =
            (struct thread_known){message->author, message->role, message->body, message->day, message->hour};
    }
    thread_align(thread, known, thread->count, changes, matches, vanished);
    for (size_t i = 0; i < thread->count; i++) {
        if (changes[i] != THREAD_SAME || matches[i] < 0 || vanished[i]) {
            breach = "a page read again is not the same";
        }
    }
    free(known);
    free(changes);
    free(matches);
    free(vanished);
    return breach;
}

const char *fuzz_one(const char *bytes, size_t length)
{
    struct draft_thread thread;
    struct err err = {0};
    const char *breach = NULL;

    length = utf8_valid_length(bytes, length);
    if (!thread_parse(bytes, length, &thread, &err)) {
        breach = err.kind == ERR_INPUT && err.text[0] ? NULL : "a page was refused without a sentence";
    } else if (thread_recognise(bytes, length) && thread.count < 2) {
        breach = "a page was recognised that has no two posts";
    }
    for (size_t i = 0; !breach && i < thread.count; i++) {
        breach = message_check(&thread.messages[i], i);
    }
    breach = breach ? breach : align_check(&thread);
    draft_thread_clear(&thread);
    return breach;
}
