#include "config.h"
#include "desk/import.h"

#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/zone.h"
#include "core/ask.h"
#include "core/text_item.h"

static bool email_read(struct import *import, const char **email, enum import_result *result)
{
    *email = import_cell(import, FIELD_CONTACT_EMAIL);
    return !**email || strchr(*email, '@') ||
           !import_refuse(import, result, FIELD_CONTACT_EMAIL, "this is no e-mail address: it has no @");
}

/* A notice may name an address the contacts' list did not have: the contact is made known with it. */
static bool contact_ensure(struct import *import, int64_t account, const char *email, int64_t *id,
                           struct err *err)
{
    struct record_contact contact = {.account = account,
                                     .name = mem_text(""),
                                     .email = mem_text(email),
                                     .phone = mem_text(""),
                                     .country = mem_text(""),
                                     .zone = mem_text(""),
                                     .handle = mem_text("")};
    bool good = *id || !*email || store_contact_add(import->desk->store, &contact, err);

    if (!*id)
        *id = contact.id;
    record_contact_clear(&contact);
    return good;
}

static bool notice_channel(struct import *import, const char *email, struct record_notice *notice,
                           enum import_result *result)
{
    const char *text = import_cell(import, FIELD_CHANNEL);
    bool good = true;

    if (!*text)
        notice->channel = *email ? CHANNEL_EMAIL : CHANNEL_POST;
    else if (str_equal_ascii(text, "mail") || str_equal_ascii(text, "e-mail"))
        notice->channel = CHANNEL_EMAIL;
    else if (str_equal_ascii(text, "letter"))
        notice->channel = CHANNEL_POST;
    else if (!channel_parse(text, &notice->channel))
        good = !import_refuse(import, result, FIELD_CHANNEL,
                              "no such channel: email, post, portal or in_person");
    return good;
}

static bool notice_days(struct import *import, struct record_notice *notice, enum import_result *result)
{
    const char *text = import_cell(import, FIELD_DAYS);
    int64_t days = import->desk->program.days;
    bool good = !*text || (str_to_number(text, &days) && days >= 1 && days <= 365);

    if (!good)
        import_refuse(import, result, FIELD_DAYS, "the days a notice promises are a number from 1 to 365");
    notice->days = (int)days;
    return good;
}

/* A precision of a day is shown as one: the noon it is kept as was not said. */
static void instant_change_note(struct import *import, enum field field, int64_t instant,
                                enum precision precision)
{
    const char *zone = import->desk->program.zone;
    char text[24];

    if (precision == PRECISION_DAY)
        day_format_iso(zone_day(instant, zone), text, sizeof text);
    else
        instant_format_local(instant, zone, text, sizeof text);
    import_change_add(import, field, "", text);
}

/* A notice of a text found to lack something, or beside an open duty to send again, changes what is owed. */
static bool resend_follow(struct import *import, const struct record_notice *notice, struct err *err)
{
    struct desk *desk = import->desk;
    bool has = false;

    if (!import_text_read(import, notice->text_version, err))
        return false;
    return (import->text.failed ||
            store_account_has_duty(desk->store, DUTY_RESEND, desk->program.id, notice->account, &has, err)) &&
           ((!import->text.failed && !has) || desk_resend_refresh(desk, notice->account, notice->id, err));
}

/* Who objected is not asked again before its days to cool off are over, who waits for an answer not before it
 * has one: a notice sent in that time opens no window. */
static bool notice_allowed(struct import *import, const struct record_notice *notice, bool *allowed,
                           enum import_result *result, struct err *err)
{
    struct str why = {0};
    char day[16];
    int from = DAY_NONE;
    bool spoken = false;

    *allowed = true;
    if (!store_account_spoken(import->desk->store, notice->account, &spoken, err))
        return false;
    /* For whom nobody ever spoke nothing bars it. */
    if (!spoken)
        return true;
    if (!desk_ask_from(import->desk, notice->account, notice->sent, &from, &why, err))
        return false;
    *allowed = from == DAY_NONE;
    if (from == ASK_UNSETTLED)
        import_refuse(import, result, FIELD_NUMBER, "%s: not to be asked again before that is settled",
                      str_text(&why));
    else if (!*allowed)
        import_refuse(import, result, FIELD_NUMBER, "%s: not to be asked again before %s", str_text(&why),
                      day_format_iso(from, day, sizeof day));
    str_clear(&why);
    return true;
}

static bool notice_change_note(struct import *import, const char *email, const struct record_notice *notice,
                               struct err *err)
{
    char days[16];

    if (!import->options->dry_run)
        return true;
    snprintf(days, sizeof days, "%d", notice->days);
    if (!import_change_of_account(import, notice->account, true, "", err))
        return false;
    import_change_add(import, FIELD_CONTACT_EMAIL, "", email);
    import_change_add(import, FIELD_CHANNEL, "", channel_title(notice->channel));
    instant_change_note(import, FIELD_SENT, notice->sent, notice->precision);
    import_change_add(import, FIELD_DAYS, "", days);
    import_change_add(import, FIELD_TEXT_VERSION, "", notice->text_version);
    import_change_add(import, FIELD_MESSAGE_ID, "", notice->message_id);
    return true;
}

static bool notice_add(struct import *import, const char *email, struct record_notice *notice,
                       enum import_result *result, struct err *err)
{
    *result = IMPORT_ADDED;
    notice->text_version = import_cell(import, FIELD_TEXT_VERSION);
    import_touch(import, notice->account);
    return notice_change_note(import, email, notice, err) &&
           contact_ensure(import, notice->account, email, &notice->contact, err) &&
           store_notice_add(import->desk->store, notice, err) && resend_follow(import, notice, err);
}

/* The texts of the record are the row's own. */
bool import_row_notice(struct import *import, enum import_result *result, struct err *err)
{
    struct store *store = import->desk->store;
    struct record_notice notice = {.program = import->desk->program.id};
    const char *email;
    bool known = false, allowed = false;

    if (!import_account_of_row(import, &notice.account, result, err))
        return false;
    notice.message_id = import_cell(import, FIELD_MESSAGE_ID);
    /* All cells are read before anything is written: a refused row leaves nothing. */
    if (!notice.account || !import_instant(import, FIELD_SENT, &notice.sent, &notice.precision, result) ||
        !email_read(import, &email, result) || !notice_channel(import, email, &notice, result) ||
        !notice_days(import, &notice, result))
        return true;
    if ((*email && !store_contact_id(store, notice.account, email, &notice.contact, err)) ||
        ((!*email || notice.contact) && !store_notice_known(store, &notice, &known, err)))
        return false;
    if (known)
        return true;
    return notice_allowed(import, &notice, &allowed, result, err) &&
           (!allowed || notice_add(import, email, &notice, result, err));
}

static bool outcome_read(const char *text, enum delivery *outcome)
{
    static const struct {
        const char *word;
        enum delivery outcome;
    } words[] = {
        {"hard bounce", DELIVERY_BOUNCED},
        {"bounce", DELIVERY_BOUNCED},
        {"failed", DELIVERY_BOUNCED},
        {"failure", DELIVERY_BOUNCED},
        {"undeliverable", DELIVERY_BOUNCED},
        {"user unknown", DELIVERY_BOUNCED},
        {"soft bounce", DELIVERY_DELAYED},
        {"deferred", DELIVERY_DELAYED},
        {"delay", DELIVERY_DELAYED},
        {"mailbox full", DELIVERY_DELAYED},
        {"ok", DELIVERY_DELIVERED},
        {"success", DELIVERY_DELIVERED},
        {"return", DELIVERY_RETURNED},
        {"returned to sender", DELIVERY_RETURNED},
        {"opened", DELIVERY_ACKNOWLEDGED},
        {"read", DELIVERY_ACKNOWLEDGED},
        {"no longer with us", DELIVERY_LEFT},
        {"no longer here", DELIVERY_LEFT},
        {"ooo", DELIVERY_OUT_OF_OFFICE},
        {"vacation", DELIVERY_OUT_OF_OFFICE},
        {"auto reply", DELIVERY_OUT_OF_OFFICE},
        {"absent", DELIVERY_OUT_OF_OFFICE},
    };

    if (delivery_parse(text, outcome))
        return true;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (word_same(text, words[i].word)) {
            *outcome = words[i].outcome;
            return true;
        }
    }
    return false;
}

static bool delivery_cells(struct import *import, struct record_delivery *delivery, enum precision *precision,
                           enum import_result *result)
{
    if (!outcome_read(import_cell(import, FIELD_OUTCOME), &delivery->outcome))
        return !import_refuse(import, result, FIELD_OUTCOME,
                              "no such outcome: delivered, delayed, bounced, returned, acknowledged, left or "
                              "out_of_office");
    /* The day is not required: what is not said is learned now. */
    if (!*import_cell(import, FIELD_AT)) {
        delivery->at = INSTANT_NONE;
        return true;
    }
    return import_instant(import, FIELD_AT, &delivery->at, precision, result);
}

static bool delivery_change_note(struct import *import, int64_t account,
                                 const struct record_delivery *delivery, enum precision precision,
                                 struct err *err)
{
    if (!import->options->dry_run)
        return true;
    if (!import_change_of_account(import, account, true, "", err))
        return false;
    import_change_add(import, FIELD_OUTCOME, "", delivery_title(delivery->outcome));
    if (delivery->at != INSTANT_NONE)
        instant_change_note(import, FIELD_AT, delivery->at, precision);
    return true;
}

/* Where this notice does not hinder and none is to be sent again, nothing changes in what is owed. */
static bool owed_follow(struct import *import, const struct record_notice *notice, struct err *err)
{
    struct desk *desk = import->desk;
    bool hinders = false, has = false;

    if (!import_text_read(import, notice->text_version, err) ||
        !store_delivery_hinders(desk->store, notice->id, &hinders, err) ||
        !store_account_has_duty(desk->store, DUTY_RESEND, desk->program.id, notice->account, &has, err))
        return false;
    if (!has && !hinders && (import->text.none || import->text.sound))
        return true;
    return desk_resend_refresh(desk, notice->account, notice->id, err);
}

/* A row without a day is the same as any delivery of its outcome, else each import would add it again. */
static bool delivery_add(struct import *import, const struct record_notice *notice,
                         struct record_delivery *delivery, enum import_result *result, struct err *err)
{
    bool known = false;

    delivery->notice = notice->id;
    if (!store_delivery_known(import->desk->store, delivery, &known, err))
        return false;
    *result = known ? IMPORT_SAME : IMPORT_ADDED;
    if (known)
        return true;
    if (delivery->at == INSTANT_NONE)
        delivery->at = import->desk->now;
    import_touch(import, notice->account);
    return store_delivery_add(import->desk->store, notice->account, delivery, err) &&
           owed_follow(import, notice, err);
}

bool import_row_delivery(struct import *import, enum import_result *result, struct err *err)
{
    struct record_notice notice = {0};
    struct record_delivery delivery = {0};
    enum precision precision = PRECISION_MINUTE;
    const char *message_id = import_cell(import, FIELD_MESSAGE_ID);
    int64_t account;
    bool good = import_account_of_row(import, &account, result, err);

    if (!good || !account)
        return good;
    if (!*message_id)
        return import_refuse(import, result, FIELD_MESSAGE_ID,
                             "no message id: it says which notice is meant");
    good = store_notice_by_message_id(import->desk->store, import->desk->program.id, account, message_id,
                                      &notice, err);
    if (good && !notice.id)
        import_refuse(import, result, FIELD_MESSAGE_ID,
                      "no notice of this account has this message id: import the notices first");
    else if (good && delivery_cells(import, &delivery, &precision, result))
        good = delivery_change_note(import, account, &delivery, precision, err) &&
               delivery_add(import, &notice, &delivery, result, err);
    record_notice_clear(&notice);
    return good;
}
