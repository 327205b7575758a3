/* The duty to send a notice again: open while a notice failed, is stuck or lacks what it must say without
 * another in its place, unless the account may not be asked now. */
#include "config.h"
#include "desk/private.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/zone.h"
#include "core/ask.h"
#include "core/owed.h"
#include "core/text_item.h"

/* What keeps the windows of an account from running. */
enum hindrance { HINDRANCE_NONE, HINDRANCE_FAILED, HINDRANCE_DELAYED, HINDRANCE_DEFECTIVE };

static const struct standing_notice *notice_find(const struct standing_facts *facts, int64_t id)
{
    for (size_t i = 0; id && i < facts->notice_count; i++) {
        if (facts->notices[i].id == id)
            return &facts->notices[i];
    }
    return NULL;
}

static enum hindrance hindrance_of(const struct standing_facts *facts, const struct standing_notice *notice)
{
    if (!notice)
        return HINDRANCE_NONE;
    if (notice->window.bounced)
        return HINDRANCE_FAILED;
    if (*notice->defect || (facts->texts_kept && !*notice->text_hash))
        return HINDRANCE_DEFECTIVE;
    return notice->window.delayed && notice->window.delivered == INSTANT_NONE ? HINDRANCE_DELAYED
                                                                              : HINDRANCE_NONE;
}

bool desk_resend_has(struct desk *desk, int64_t account, int64_t notice, bool *has, struct err *err)
{
    struct record_duty_list duties = {0};
    bool good = store_duty_list(desk->store, desk->program.id, account, 0, 0, &duties, err);

    *has = false;
    for (size_t i = 0; good && i < duties.count; i++)
        *has = *has || (duties.items[i].kind == DUTY_RESEND && (!notice || duties.items[i].notice == notice));
    record_duty_list_clear(&duties);
    return good;
}

static char *resend_reason(enum hindrance hindrance, const struct standing_notice *notice)
{
    if (hindrance == HINDRANCE_DELAYED)
        return mem_text("the notice was delayed: its window has not opened; see whether it arrived, else "
                        "send again by another channel");
    if (hindrance == HINDRANCE_DEFECTIVE)
        return mem_format("the notice is defective, %s: its window never opened; send one that is in order",
                          notice->defect);
    return mem_format("the notice %s: its window never opened; send again by another channel",
                      notice->failed_as == DELIVERY_RETURNED ? "came back"
                      : notice->failed_as == DELIVERY_LEFT   ? "found nobody, its reader left the company"
                                                             : "bounced");
}

/* A text that nobody has checked yet, or that is not in the file, is a matter of a moment: nothing is sent
 * again for it. */
static bool check_failed(struct desk *desk, const struct standing_notice *notice, bool *failed,
                         struct err *err)
{
    struct record_text text = {0};
    bool good = store_text_find(desk->store, desk->program.id, notice->text_version, &text, err);

    *failed = text.checked && text.items != TEXT_ITEM_ALL;
    record_text_clear(&text);
    return good;
}

static bool resend_open(struct desk *desk, int64_t account, const struct standing_notice *notice,
                        enum hindrance hindrance, struct err *err)
{
    struct record_duty duty = {
        .kind = DUTY_RESEND, .account = account, .notice = notice->id, .due = DAY_NONE};
    bool has = false, due = true, good = desk_resend_has(desk, account, notice->id, &has, err);

    if (good && !has && hindrance == HINDRANCE_DEFECTIVE)
        good = check_failed(desk, notice, &due, err);
    if (!good || has || !due)
        return good;
    duty.reason = resend_reason(hindrance, notice);
    good = desk_duty_open(desk, &duty, err);
    free(duty.reason);
    return good;
}

bool desk_resend_owed(struct desk *desk, int64_t account, const struct standing_facts *facts,
                      const struct standing_result *standing, struct owed_list *list, struct err *err)
{
    const struct standing_notice *notice = notice_find(facts, standing->notice);
    enum hindrance hindrance = hindrance_of(facts, notice);
    bool failed = true;

    if (standing->has_window || hindrance == HINDRANCE_NONE)
        return true;
    if (hindrance == HINDRANCE_DEFECTIVE && !check_failed(desk, notice, &failed, err))
        return false;
    owed_add(list, (struct owed){.kind = DUTY_RESEND,
                                 .account = account,
                                 .notice = notice->id,
                                 .due = DAY_NONE,
                                 .optional = !failed || facts->objection_count});
    return true;
}

bool desk_resend_refresh(struct desk *desk, int64_t account, int64_t id, struct err *err)
{
    struct store_facts holder = {0};
    struct standing_result standing = {0};
    const struct standing_notice *notice;
    enum hindrance hindrance;
    bool hinders, good = true;

    if (!desk_facts_load(desk, account, &holder, err))
        return false;
    standing_of(&holder.facts, desk->now, &standing);
    notice = notice_find(&holder.facts, standing.notice);
    hinders = !standing.has_window && hindrance_of(&holder.facts, notice) != HINDRANCE_NONE &&
              notice_may_ask_from(&holder.facts, desk->settings.cooling_days, desk->now, NULL) == DAY_NONE;
    if (id)
        notice = notice_find(&holder.facts, id);
    hindrance = hindrance_of(&holder.facts, notice);
    if (!hinders)
        good = store_duty_discharge(desk->store, DUTY_RESEND, desk->program.id, account, 0, 0, 0, NULL, err);
    else if (hindrance != HINDRANCE_NONE)
        good = resend_open(desk, account, notice, hindrance, err);
    standing_clear(&standing);
    store_facts_clear(&holder);
    return good;
}

bool desk_ask_from(struct desk *desk, int64_t account, int64_t at, int *from, struct str *why,
                   struct err *err)
{
    struct store_facts holder = {0};

    if (!desk_facts_load(desk, account, &holder, err))
        return false;
    *from = notice_may_ask_from(&holder.facts, desk->settings.cooling_days, at, why);
    store_facts_clear(&holder);
    return true;
}
