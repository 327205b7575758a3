/* The nouns of the file as plain structs. Texts are owned by the record and freed by its clear function; ""
 * and 0 mean none unless said otherwise; instants may be INSTANT_NONE, days DAY_NONE. */
#ifndef DEMUR_STORE_RECORD_H
#define DEMUR_STORE_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/duty.h"
#include "core/fact.h"
#include "core/standing.h"
#include "core/suggest.h"
#include "core/word.h"

struct record_program {
    int64_t id;
    char *name;
    int days;                                               /* the window the notice promises */
    char *country, *zone;                                   /* the company's */
    int email_allowance, home_post_days, foreign_post_days; /* see window.h */
    int asap_days;                                          /* business days where the law says "at once" */
};

struct record_agent {
    int64_t id;
    char *name;
    enum level level;
};

/* The rules as a whole, adopted at an instant. */
struct record_adoption {
    int64_t id; /* its number, from 1 */
    int64_t at;
    char *file; /* without its directory */
    int64_t count;
    char *hash; /* as rule_book_hash */
};

/* A list that was taken in, and how far that is. Texts are borrowed. */
struct record_import {
    int64_t id, program;
    const char *kind;
    const char *hash;    /* SHA-256 of its bytes */
    const char *reading; /* how these were read */
    int64_t rows, added, changed, same, refused;
};

struct record_account {
    int64_t id;
    char *number, *company, *country, *parent, *segment, *manager, *zone;
    char *tags;  /* words, split by commas */
    int version; /* as read; an edit carries it */
};

struct record_contact {
    int64_t id, account;
    char *name, *email, *phone, *country, *zone, *handle;
    int version;
};

struct record_partner {
    int64_t id;
    char *name, *kind, *region;
    int version;
};

struct record_notice {
    int64_t id, program, account, contact;
    enum channel channel;
    int64_t sent;
    enum precision precision;
    int days; /* -1 none given */
    char *text_version, *message_id;
};

/* A version of a program's notice. */
struct record_text {
    int64_t id, program;
    char *version;  /* "" of notices that name none */
    char *language; /* "" not said */
    char *text;     /* UTF-8 */
    char *raw;      /* raw_length bytes as taken in; NULL when read back */
    size_t raw_length;
    char *charset, *hash; /* of raw */
    int days;             /* promised by its words, or as the last check says; -1 none */
    char *agent;
    int64_t at;
    /* derived from later facts, filled when read */
    bool checked;      /* a person, or the program when it found every item, has said what it has */
    unsigned items;    /* bits of enum text_item, by the last check */
    char *check_words; /* of the last check; "" none */
    char *check_agent; /* "" none */
    int64_t check_at;  /* INSTANT_NONE none */
    int64_t notices;   /* that name it; counted when asked for */
};

struct record_text_check {
    int64_t text;
    unsigned items;    /* bits of enum text_item */
    int days;          /* -1: as found by its words */
    const char *words; /* borrowed */
};

struct record_delivery {
    int64_t id, notice;
    enum delivery outcome;
    int64_t at;
};

struct record_message {
    int64_t id, program, thread;
    enum source source;
    int position; /* in its thread, from 1; 0 none */
    char *origin; /* thread title, file name or who typed it: where from */
    char *author, *role, *post_count;
    bool staff;
    int day;          /* civil day as printed; DAY_NONE */
    int hour, minute; /* as printed; -1 */
    enum precision precision;
    char *zone;           /* "" zone unknown */
    int64_t received;     /* instant used for ordering: in zone, or the house's when unknown */
    char *subject, *body; /* UTF-8 */
    char *raw;            /* raw_length bytes as they arrived */
    size_t raw_length;
    char *charset, *hash; /* of raw */
    char *staff_edit;     /* staff's mark in a customer's post; "" none */
    char *addressed_to;
    char *notice_subject, *notice_address, *notice_categories; /* quoted notice: categories a line each */
    int notice_days;                                           /* -1 none */
    struct suggestion suggestion;
    /* derived from later facts, filled when read */
    enum reading reading;   /* the last one confirmed; READING_UNREAD */
    int version;            /* number of readings so far */
    bool changed, vanished; /* in a later copy of its thread */
    bool changed_since;     /* changed after it was last read */
    char *body_now;         /* the newest text; equals body unless changed */
};

struct record_objection {
    int64_t id, program, message, contact;
    enum source source;
    enum voice voice;
    int64_t received;
    enum precision precision;
    char *words;
    unsigned flags;
    bool not_identified;    /* an agent looked and found no account */
    enum ruling ruling;     /* derived: the last one; RULING_UNREAD */
    int version;            /* number of rulings so far */
    int64_t dispute;        /* derived; 0 none */
    int64_t representative; /* whose it is, of a representative's voice; 0 not on record */
    char *agent;            /* derived: who logged it */
};

/* What an agent decided of an objection; voice and flags as then understood take the place of those logged
 * with it. */
struct record_ruling {
    enum ruling ruling;
    enum voice voice;
    unsigned flags;
    const char *reason; /* borrowed; "" none */
};

/* Somebody who speaks for accounts of others. */
struct record_representative {
    int64_t id;
    char *name;
    enum office office;
    char *mail;
};

/* For whom a representative says to speak: a row each. */
struct record_scope {
    int64_t id, representative;
    enum scope scope;
    char *number; /* of the account, of account and under; "" else */
    char *tag;    /* "" else */
    bool future;  /* accounts that come into it later too */
};

/* The authority of a representative's objection for an account. */
struct record_authority {
    int64_t id, objection, account; /* id 0: asserted alone, or proven for all of an older file */
    enum authority state;
    char *evidence;
    char *agent;
    int64_t at;
};

/* An account in a representative's scope. */
struct record_reach {
    int64_t account;
    char *number, *company;
    enum standing standing; /* as kept, at the asked instant */
    bool open;              /* its window still runs */
    bool released;          /* its data went to a partner */
};

/* What is known of who objected, where no account is. */
struct record_objector {
    int64_t id, objection;
    char *name, *handle, *mail, *company;
    char *region; /* a code of rule; "" unknown */
};

struct record_dispute {
    int64_t id, program, objection;
    int64_t opened;
    enum level level;     /* derived: of the last escalation */
    bool open;            /* derived */
    enum outcome outcome; /* derived, when not open */
    char *words;          /* derived: of the resolution */
    int64_t duty;         /* derived: the open review duty; 0 none */
    int version;          /* derived: number of escalations and resolutions so far */
};

struct record_hold {
    int64_t id, program, account;
    char *reason;
    int expires;
    int64_t objection; /* that the account looks like the source of; 0 none */
    bool lifted;       /* derived */
};

/* An affirmative act. */
struct record_consent {
    int64_t id, program, account;
    int64_t contact, representative; /* who gave it, by its voice */
    enum voice voice;
    enum source source;
    int64_t received;
    enum precision precision;
    enum identity identity; /* how it is known who gave it */
    char *words, *agent;
    bool withdrawn; /* derived */
};

/* A condition ticked for a notice. */
struct record_tick {
    enum condition condition;
    int64_t notice;
    int version; /* number of ticks and unticks so far */
    bool ticked; /* false: open again */
    char *words, *agent;
    int64_t recorded;
};

/* What an objection is limited to; the last one counts. */
struct record_limit {
    int64_t id, objection;
    int version;         /* how many there are so far */
    int64_t speaker;     /* the contact whose voice it is; 0 not known */
    unsigned categories; /* bits; 0 all */
    int64_t contact;     /* whose data alone; 0 the whole account's */
    int64_t *partners;   /* the only ones it is about; none: all */
    size_t partner_count;
    char *reason;
};

struct record_duty {
    int64_t id, program;
    enum duty kind;
    int64_t account, message, objection, dispute, notice; /* what it is about; 0 none */
    int64_t partner, recall;                              /* of a recall; 0 none */
    int due;                                              /* civil day */
    enum level level;                                     /* who should do it */
    char *owner;                                          /* agent's name; "" nobody yet */
    char *reason;
    enum source source; /* of the message or objection, for its phrase */
    bool done;
};

/* One entry of the journal. */
struct record_entry {
    int64_t sequence;
    int64_t at;       /* when it was recorded */
    int64_t happened; /* when it came about; equal to at where not said otherwise */
    char *agent;
    enum fact fact;
    int64_t account, message, objection, dispute, notice, duty; /* what it is about; 0 none */
    char *detail;
    char *hash;
};

void record_program_clear(struct record_program *record);
void record_agent_clear(struct record_agent *record);
void record_adoption_clear(struct record_adoption *record);
void record_account_clear(struct record_account *record);
void record_contact_clear(struct record_contact *record);
void record_partner_clear(struct record_partner *record);
void record_notice_clear(struct record_notice *record);
void record_text_clear(struct record_text *record);
void record_message_clear(struct record_message *record);
void record_objection_clear(struct record_objection *record);
void record_representative_clear(struct record_representative *record);
void record_scope_clear(struct record_scope *record);
void record_authority_clear(struct record_authority *record);
void record_reach_clear(struct record_reach *record);
void record_objector_clear(struct record_objector *record);
void record_dispute_clear(struct record_dispute *record);
void record_hold_clear(struct record_hold *record);
void record_consent_clear(struct record_consent *record);
void record_tick_clear(struct record_tick *record);
void record_limit_clear(struct record_limit *record);
void record_duty_clear(struct record_duty *record);
void record_entry_clear(struct record_entry *record);

/* Arrays of records: items is freed and each record cleared by its list's clear function. */
#define RECORD_LIST(noun)                                                                                    \
    struct record_##noun##_list {                                                                            \
        struct record_##noun *items;                                                                         \
        size_t count, capacity;                                                                              \
    };                                                                                                       \
    void record_##noun##_list_clear(struct record_##noun##_list *list);
RECORD_LIST(program)
RECORD_LIST(agent)
RECORD_LIST(contact)
RECORD_LIST(partner)
RECORD_LIST(notice)
RECORD_LIST(text)
RECORD_LIST(delivery)
RECORD_LIST(message)
RECORD_LIST(objection)
RECORD_LIST(representative)
RECORD_LIST(scope)
RECORD_LIST(authority)
RECORD_LIST(reach)
RECORD_LIST(dispute)
RECORD_LIST(hold)
RECORD_LIST(consent)
RECORD_LIST(tick)
RECORD_LIST(duty)
RECORD_LIST(entry)

#endif
