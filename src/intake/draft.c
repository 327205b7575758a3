#include "config.h"
#include "intake/draft.h"

#include <stdlib.h>
#include <string.h>

#include "intake/notice_text.h"

void draft_message_clear(struct draft_message *message)
{
    free(message->author);
    free(message->role);
    free(message->post_count);
    free(message->zone);
    free(message->subject);
    free(message->body);
    free(message->raw);
    free(message->staff_edit);
    draft_notice_clear(&message->notice);
    suggestion_clear(&message->suggestion);
    memset(message, 0, sizeof *message);
}

void draft_thread_clear(struct draft_thread *thread)
{
    size_t i;

    free(thread->title);
    free(thread->state);
    for (i = 0; i < thread->count; i++)
        draft_message_clear(&thread->messages[i]);
    free(thread->messages);
    memset(thread, 0, sizeof *thread);
}
