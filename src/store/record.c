#include "config.h"
#include "store/record.h"

#include "store/record_clear.h"

CLEAR(program, record->name, record->country, record->zone)
CLEAR(agent, record->name)
CLEAR(adoption, record->file, record->hash)
CLEAR(account, record->number, record->company, record->country, record->parent, record->segment,
      record->manager, record->zone, record->tags)
CLEAR(contact, record->name, record->email, record->phone, record->country, record->zone, record->handle)
CLEAR(partner, record->name, record->kind, record->region)
CLEAR(notice, record->text_version, record->message_id)
CLEAR(text, record->version, record->language, record->text, record->raw, record->charset, record->hash,
      record->agent, record->check_words, record->check_agent)
CLEAR(objection, record->words, record->agent)
CLEAR(representative, record->name, record->mail)
CLEAR(scope, record->number, record->tag)
CLEAR(authority, record->evidence, record->agent)
CLEAR(reach, record->number, record->company)
CLEAR(objector, record->name, record->handle, record->mail, record->company, record->region)
CLEAR(dispute, record->words)
CLEAR(hold, record->reason)
CLEAR(consent, record->words, record->agent)
CLEAR(tick, record->words, record->agent)
CLEAR(duty, record->owner, record->reason)
CLEAR(entry, record->agent, record->detail, record->hash)

void record_limit_clear(struct record_limit *record)
{
    free(record->partners);
    free(record->reason);
    memset(record, 0, sizeof *record);
}

void record_message_clear(struct record_message *record)
{
    char *texts[] = {record->origin,
                     record->author,
                     record->role,
                     record->post_count,
                     record->zone,
                     record->subject,
                     record->body,
                     record->raw,
                     record->charset,
                     record->hash,
                     record->staff_edit,
                     record->addressed_to,
                     record->notice_subject,
                     record->notice_address,
                     record->notice_categories,
                     record->body_now};
    size_t i;

    for (i = 0; i < sizeof texts / sizeof *texts; i++)
        free(texts[i]);
    suggestion_clear(&record->suggestion);
    memset(record, 0, sizeof *record);
}

static void record_delivery_clear(struct record_delivery *record)
{
    memset(record, 0, sizeof *record);
}

CLEAR_LIST(program)
CLEAR_LIST(agent)
CLEAR_LIST(contact)
CLEAR_LIST(partner)
CLEAR_LIST(notice)
CLEAR_LIST(text)
CLEAR_LIST(delivery)
CLEAR_LIST(message)
CLEAR_LIST(objection)
CLEAR_LIST(representative)
CLEAR_LIST(scope)
CLEAR_LIST(authority)
CLEAR_LIST(reach)
CLEAR_LIST(dispute)
CLEAR_LIST(hold)
CLEAR_LIST(consent)
CLEAR_LIST(tick)
CLEAR_LIST(duty)
CLEAR_LIST(entry)
