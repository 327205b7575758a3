/* A country that an import makes looser: what was kept back under the stricter place is a lead's to free. */
#include "config.h"
#include "desk/import.h"

#include <stdlib.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/zone.h"

struct place_change {
    int64_t account;
    const char *whose; /* "", or " of contact ..." */
    const char *from, *to;
};

/* True when silence means more in the new place than it meant in the old, on the day of some notice. */
static bool is_looser(const struct standing_facts *facts, const struct place_change *change)
{
    bool looser = false;

    for (size_t i = 0; i < facts->notice_count; i++) {
        int sent = zone_day(facts->notices[i].window.sent, facts->house->zone);
        const struct rule *from = rule_find(facts->rules, change->from, sent);
        const struct rule *to = rule_find(facts->rules, change->to, sent);

        looser = looser || (rule_stricter(from, to) == from && rule_stricter(to, from) == from && from != to);
    }
    return looser;
}

static bool program_review(struct desk *desk, void *context, struct err *err)
{
    const struct place_change *change = context;
    struct record_hold hold = {.program = desk->program.id, .account = change->account, .expires = DAY_NONE};
    struct store_facts holder = {0};
    bool good = desk_facts_load(desk, change->account, &holder, err);

    if (good && is_looser(&holder.facts, change)) {
        hold.reason =
            mem_format("country%s changed from %s to %s: review", change->whose, change->from, change->to);
        good = desk_hold_apply(desk, &hold, err);
    }
    record_hold_clear(&hold);
    store_facts_clear(&holder);
    return good;
}

bool import_place_review(struct import *import, int64_t account, const char *contact, const char *from,
                         const char *to, struct err *err)
{
    char *whose = str_blank(contact) ? mem_text("") : mem_format(" of contact %s", contact);
    struct place_change change = {.account = account, .whose = whose, .from = from, .to = to};
    bool good = str_blank(from) || str_equal(from, to) ||
                desk_program_each(import->desk, program_review, &change, err);

    free(whose);
    return good;
}
