#include "config.h"
#include "desk/sent.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "core/ask.h"
#include "core/text_item.h"
#include "desk/private.h"
#include "desk/text.h"

static char *contact_name(const struct record_contact_list *contacts, int64_t id)
{
    for (size_t i = 0; id && i < contacts->count; i++) {
        const struct record_contact *contact = &contacts->items[i];

        if (contact->id == id)
            return mem_text(str_blank(contact->name) ? contact->email : contact->name);
    }
    return mem_text(id ? "a contact" : "");
}

static bool sent_read(struct desk *desk, const struct record_contact_list *contacts, struct desk_sent *sent,
                      struct err *err)
{
    sent->to = contact_name(contacts, sent->notice.contact);
    return store_delivery_list(desk->store, sent->notice.id, &sent->deliveries, err) &&
           store_text_find(desk->store, desk->program.id, sent->notice.text_version, &sent->text, err);
}

bool desk_sent_read(struct desk *desk, int64_t account, struct desk_sent_list *list, struct err *err)
{
    struct record_notice_list notices = {0};
    struct record_contact_list contacts = {0};
    bool good;

    memset(list, 0, sizeof *list);
    good = store_notice_list(desk->store, desk->program.id, account, &notices, err) &&
           store_contact_list(desk->store, account, &contacts, err) &&
           store_text_kept(desk->store, desk->program.id, &list->texts_kept, err) &&
           desk_ask_from(desk, account, desk->now, &list->ask_from, &list->ask_why, err);
    list->items = mem_new_array(notices.count, sizeof *list->items);
    for (size_t i = 0; good && i < notices.count; i++) {
        struct desk_sent *sent = &list->items[list->count++];

        sent->notice = notices.items[i];
        memset(&notices.items[i], 0, sizeof notices.items[i]);
        good = sent_read(desk, &contacts, sent, err);
    }
    record_notice_list_clear(&notices);
    record_contact_list_clear(&contacts);
    return good;
}

void desk_sent_list_clear(struct desk_sent_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        record_notice_clear(&list->items[i].notice);
        record_delivery_list_clear(&list->items[i].deliveries);
        record_text_clear(&list->items[i].text);
        free(list->items[i].to);
    }
    free(list->items);
    str_clear(&list->ask_why);
    memset(list, 0, sizeof *list);
}

static void add_deliveries(struct str *out, const struct desk *desk, const struct desk_sent *sent)
{
    char day[20];

    if (!sent->deliveries.count)
        str_add(out, "nothing came back");
    for (size_t i = 0; i < sent->deliveries.count; i++) {
        const struct record_delivery *delivery = &sent->deliveries.items[i];

        str_add_format(out, "%s%s %s", i ? ", " : "", delivery_title(delivery->outcome),
                       day_format_long(zone_day(delivery->at, desk->program.zone), day, sizeof day));
    }
}

static void add_text(struct str *out, const struct desk_sent_list *list, const struct desk_sent *sent)
{
    if (!list->texts_kept && !*sent->notice.text_version)
        return;
    str_add(out, *sent->notice.text_version ? "; text " : "; its text");
    str_add(out, sent->notice.text_version);
    if (!list->texts_kept)
        return;
    str_add(out, ": ");
    if (sent->text.checked && sent->text.items == TEXT_ITEM_ALL)
        str_add(out, "checked");
    else
        desk_text_add_state(out, &sent->text);
}

static void add_days(struct str *out, const struct desk_sent *sent)
{
    if (sent->notice.days >= 0)
        str_add_format(out, "; %d days", sent->notice.days);
    if (sent->text.id && sent->text.days >= 0 && sent->text.days != sent->notice.days)
        str_add_format(out, "%s %d by its text: the larger number binds", sent->notice.days >= 0 ? "," : ";",
                       sent->text.days);
}

static bool absence_announced(const struct desk_sent *sent)
{
    for (size_t i = 0; i < sent->deliveries.count; i++) {
        if (sent->deliveries.items[i].outcome == DELIVERY_OUT_OF_OFFICE)
            return true;
    }
    return false;
}

/* How long an absence lasts is not known here: a person looks. */
void desk_sent_describe(const struct desk *desk, const struct desk_sent_list *list,
                        const struct desk_sent *sent, struct str *out)
{
    str_add_format(out, "%s to %s: ", channel_title(sent->notice.channel),
                   *sent->to ? sent->to : "the company");
    add_deliveries(out, desk, sent);
    add_text(out, list, sent);
    add_days(out, sent);
    if (absence_announced(sent))
        str_add(out, "; where the absence covers the window, hold the account or send again");
}

void desk_sent_add_ask(const struct desk_sent_list *list, struct str *out)
{
    char day[20];

    if (list->ask_from == DAY_NONE)
        return;
    str_add_format(out, "%s: not to be asked again before ", str_text(&list->ask_why));
    if (list->ask_from == ASK_UNSETTLED)
        str_add(out, "that is settled");
    else
        str_add(out, day_format_long(list->ask_from, day, sizeof day));
}
