#include "config.h"
#include "store/facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/zone.h"
#include "core/text_item.h"

const char *facts_text(struct facts_memory *memory, struct statement *statement)
{
    mem_grow(memory->texts, memory->text_count, memory->text_capacity);
    return memory->texts[memory->text_count++] = statement_take_text(statement);
}

const char *facts_keep(struct facts_memory *memory, struct str *text)
{
    mem_grow(memory->texts, memory->text_count, memory->text_capacity);
    return memory->texts[memory->text_count++] = str_take(text);
}

void facts_begin(struct facts_load *load, struct statement *statement, const char *sql)
{
    statement_begin(statement, load->store, sql, load->err);
    statement_bind_number(statement, ":account", load->account);
    statement_bind_number(statement, ":program", load->program);
}

void store_facts_clear(struct store_facts *holder)
{
    struct facts_memory *memory = holder->memory;
    size_t i;

    if (memory) {
        for (i = 0; i < memory->text_count; i++)
            free(memory->texts[i]);
        free(memory->texts);
        free(memory->notices);
        free(memory->objections);
        for (i = 0; i < memory->partner_lists; i++)
            free(memory->partners[i]);
        free(memory->partners);
        free(memory->consents);
        free(memory->holds);
        free(memory->ticks);
        free(memory->subsidiaries);
        free(memory->contacts);
        free(memory);
    }
    memset(holder, 0, sizeof *holder);
}

/* Of the days that a notice and its text promise the larger number binds. A text without a check is not in
 * order. */
static void take_standing_text(struct statement *statement, struct facts_memory *memory,
                               struct standing_notice *notice)
{
    struct str defect = {0};
    int days;
    bool checked;

    notice->text_hash = facts_text(memory, statement);
    days = statement_next_is_null(statement) ? -1 : 0;
    days += statement_take_int(statement);
    notice->days_listed = notice->window.days;
    notice->days_in_text = days;
    if (days > notice->window.days)
        notice->window.days = days;
    checked = !statement_next_is_null(statement);
    if (!checked)
        str_add(&defect, *notice->text_hash ? "its text has not been checked" : "");
    text_item_add_defect(&defect, checked ? (unsigned)statement_take_number(statement) : TEXT_ITEM_ALL);
    notice->defect = facts_keep(memory, &defect);
}

static void take_standing_notice(struct statement *statement, struct facts_memory *memory,
                                 struct standing_notice *notice)
{
    bool none;

    memset(notice, 0, sizeof *notice);
    notice->id = statement_take_number(statement);
    notice->contact = statement_take_number(statement);
    notice->recorded = statement_take_number(statement);
    notice->window.sent = statement_take_number(statement);
    statement_take_word(statement, channel, &notice->window.channel);
    none = statement_next_is_null(statement);
    notice->window.days = statement_take_int(statement);
    if (none)
        notice->window.days = -1;
    notice->window.delivered = statement_take_instant(statement);
    notice->window.delayed = statement_take_int(statement) != 0;
    notice->window.bounced = statement_take_int(statement) != 0;
    notice->troubled = statement_take_instant(statement);
    if (statement_next_is_null(statement))
        statement_take_int(statement);
    else
        statement_take_word(statement, delivery, &notice->failed_as);
    notice->out_of_office = statement_take_int(statement) != 0;
    notice->text_version = facts_text(memory, statement);
    notice->window.place = facts_text(memory, statement);
    notice->window.zone = facts_text(memory, statement);
    notice->window.email_allowance = statement_take_int(statement);
    notice->window.home_post_days = statement_take_int(statement);
    notice->window.foreign_post_days = statement_take_int(statement);
    take_standing_text(statement, memory, notice);
}

/* The largest value of a setting since a notice was recorded; what the program was made with comes first. */
#define LARGEST_SINCE(name)                                                                                  \
    "max(coalesce((SELECT s.value FROM setting s WHERE s.program = n.program AND s.name = '" name            \
    "'   AND s.at <= n.recorded ORDER BY s.id DESC LIMIT 1), p." name "),"                                   \
    " coalesce((SELECT max(s.value) FROM setting s WHERE s.program = n.program AND s.name = '" name          \
    "'   AND s.at > n.recorded), 0)), "
#define ARRIVED      "('delivered', 'acknowledged', 'out_of_office')"
#define FAILED       "('bounced', 'returned', 'left')"
#define LAST_OF_TEXT " FROM text_check k WHERE k.text = t.id ORDER BY k.id DESC LIMIT 1)"

/* The place is the contact's where known, else the account's; so is the zone, unless the contact is
 * elsewhere. A delivery before a delay that was reported later proves nothing while there is one after it. */
static bool load_notices(struct facts_load *load)
{
    struct standing_facts *facts = load->facts;
    struct statement statement;

    facts_begin(load, &statement,
                "SELECT n.id, n.contact, n.recorded, n.sent, n.channel, n.days,"
                " coalesce(min(CASE WHEN d.outcome IN " ARRIVED " AND d.at >= coalesce((SELECT max(x.at)"
                "   FROM delivery x WHERE x.notice = n.id AND x.outcome = 'delayed'), d.at)"
                "   THEN d.at END), max(CASE WHEN d.outcome IN " ARRIVED " THEN d.at END)),"
                " coalesce(max(d.outcome = 'delayed'), 0), coalesce(max(d.outcome IN " FAILED "), 0),"
                " min(CASE WHEN d.outcome = 'delayed' OR d.outcome IN " FAILED " THEN d.at END),"
                " (SELECT x.outcome FROM delivery x WHERE x.notice = n.id AND x.outcome IN " FAILED
                "   ORDER BY x.at, x.id LIMIT 1),"
                " coalesce(max(d.outcome = 'out_of_office'), 0), n.text_version,"
                " coalesce(nullif(c.country, ''), a.country),"
                " coalesce(nullif(c.zone, ''), CASE WHEN coalesce(c.country, '')"
                "   IN ('', a.country) THEN a.zone ELSE '' END),"
                " " LARGEST_SINCE("email_allowance") LARGEST_SINCE("home_post_days") LARGEST_SINCE(
                    "foreign_post_days") " t.hash, coalesce((SELECT k.days" LAST_OF_TEXT
                                         ", t.days), (SELECT k.items" LAST_OF_TEXT
                                         " FROM notice n JOIN program p ON p.id = n.program JOIN account a "
                                         "ON a.id = n.account LEFT JOIN contact c ON c.id = n.contact"
                                         " LEFT JOIN notice_text t ON t.program = n.program AND t.version = "
                                         "n.text_version"
                                         " LEFT JOIN delivery d ON d.notice = n.id WHERE n.account = "
                                         ":account AND n.program = :program"
                                         " GROUP BY n.id ORDER BY n.sent, n.id");
    while (statement_row(&statement)) {
        mem_grow(load->memory->notices, facts->notice_count, load->memory->notices_held);
        take_standing_notice(&statement, load->memory, &load->memory->notices[facts->notice_count++]);
    }
    facts->notices = load->memory->notices;
    return statement_end(&statement);
}

/* The people of the account, notified or not: their data would go out with the account's. */
static bool load_contacts(struct facts_load *load)
{
    struct standing_facts *facts = load->facts;
    struct statement statement;

    statement_begin(&statement, load->store,
                    "SELECT c.id, c.name, c.country, c.recorded FROM contact c"
                    " WHERE c.account = :account ORDER BY c.id",
                    load->err);
    statement_bind_number(&statement, ":account", load->account);
    while (statement_row(&statement)) {
        struct standing_contact *contact;

        mem_grow(load->memory->contacts, facts->contact_count, load->memory->contacts_held);
        contact = &load->memory->contacts[facts->contact_count++];
        contact->id = statement_take_number(&statement);
        contact->name = facts_text(load->memory, &statement);
        contact->country = facts_text(load->memory, &statement);
        contact->recorded = statement_take_number(&statement);
    }
    facts->contacts = load->memory->contacts;
    return statement_end(&statement);
}

static bool load_account(struct facts_load *load)
{
    struct statement statement;

    statement_begin(&statement, load->store, "SELECT a.country FROM account a WHERE a.id = :account",
                    load->err);
    statement_bind_number(&statement, ":account", load->account);
    if (statement_row(&statement))
        load->facts->country = facts_text(load->memory, &statement);
    return statement_end(&statement);
}

static bool load_subsidiaries(struct facts_load *load)
{
    struct standing_facts *facts = load->facts;
    struct statement statement;

    statement_begin(&statement, load->store,
                    "WITH RECURSIVE below(id, number, country) AS ("
                    " SELECT b.id, b.number, b.country FROM account a JOIN account b ON b.parent = a.number"
                    "   COLLATE NOCASE WHERE a.id = :account AND b.id <> a.id"
                    " UNION SELECT b.id, b.number, b.country FROM below x JOIN account b"
                    "   ON b.parent = x.number COLLATE NOCASE)"
                    " SELECT id, number, country FROM below WHERE id <> :account ORDER BY id",
                    load->err);
    statement_bind_number(&statement, ":account", load->account);
    while (statement_row(&statement)) {
        struct standing_subsidiary *subsidiary;

        mem_grow(load->memory->subsidiaries, facts->subsidiary_count, load->memory->subsidiaries_held);
        subsidiary = &load->memory->subsidiaries[facts->subsidiary_count++];
        subsidiary->id = statement_take_number(&statement);
        subsidiary->number = facts_text(load->memory, &statement);
        subsidiary->country = facts_text(load->memory, &statement);
    }
    facts->subsidiaries = load->memory->subsidiaries;
    return statement_end(&statement);
}

bool store_facts_load(struct store *store, int64_t program, int64_t account, bool subsidiaries,
                      struct store_facts *holder, struct err *err)
{
    struct facts_load load = {.store = store,
                              .program = program,
                              .account = account,
                              .memory = mem_new(sizeof *load.memory),
                              .facts = &holder->facts,
                              .err = err};

    memset(holder, 0, sizeof *holder);
    holder->memory = load.memory;
    holder->facts.country = "";
    if (load_account(&load) && load_contacts(&load) &&
        store_text_kept(store, program, &holder->facts.texts_kept, err) && load_notices(&load) &&
        (!subsidiaries || load_subsidiaries(&load)) && facts_load_said(&load))
        return true;
    store_facts_clear(holder);
    return false;
}
