#include "config.h"
#include "core/window.h"

#include <string.h>

#include "base/day.h"
#include "base/zone.h"

static bool is_weekend(int day, unsigned weekend)
{
    return weekend & (1u << day_weekday(day));
}

unsigned window_weekend(const char *country)
{
    static const char friday_saturday[][3] = {"EG", "SA", "BH", "QA", "OM", "JO", "KW", "IL"};
    for (size_t i = 0; country && i < sizeof friday_saturday / sizeof *friday_saturday; i++) {
        if (strncmp(country, friday_saturday[i], 2) == 0)
            return 1u << DAY_FRIDAY | 1u << DAY_SATURDAY;
    }
    return 1u << DAY_SATURDAY | 1u << DAY_SUNDAY;
}

int window_roll(int day, unsigned weekend)
{
    /* A week of seven days off would never end. */
    for (int i = 0; i < 7 && is_weekend(day, weekend); i++)
        day++;
    return day;
}

int window_add_business(int day, int count, unsigned weekend)
{
    for (int i = 0; i < count; i++)
        day = window_roll(day + 1, weekend);
    return day;
}

static int later(int a, int b)
{
    return a > b ? a : b;
}

static bool has_text(const char *text)
{
    return text && *text;
}

static bool same_country(const char *a, const char *b)
{
    return has_text(a) && has_text(b) && strncmp(a, b, 2) == 0;
}

/* Returns the day a notice counts as received where nothing proves it. */
static int deemed_receipt(const struct window_notice *notice, const struct window_house *house, int sent)
{
    int home = window_add_business(sent, house->home_post_days, window_weekend(notice->place));
    int abroad = sent + house->foreign_post_days;
    switch (notice->channel) {
    case CHANNEL_POST:
        if (!has_text(notice->place) || !has_text(house->country))
            return later(home, abroad);
        return same_country(notice->place, house->country) ? home : abroad;
    case CHANNEL_IN_PERSON:
        return sent;
    case CHANNEL_EMAIL:
    case CHANNEL_PORTAL:
    default:
        return sent + house->email_allowance;
    }
}

/* Finds the day from which the days count. The law's word on the anchor holds for the law's own number;
 * "within thirty days of this notification" is the notice's promise and does not say from which event: where
 * it ends later from the receipt, the promise binds. A delayed notice counts from its real delivery whatever
 * the law says: before that nobody could read it. A message is sent where its sender is and received where
 * the customer is: of two calendars the later day counts. */
static void anchor_find(const struct window_notice *notice, const struct rule *rule,
                        const struct window_house *house, const char *theirs, const char *ours,
                        struct window *window)
{
    bool proved = notice->delivered != INSTANT_NONE;
    int sent = later(zone_day(notice->sent, theirs), zone_day(notice->sent, ours));
    int proof = proved ? zone_day(notice->delivered, theirs) : sent;
    int deemed = deemed_receipt(notice, house, sent);
    if (proved && notice->delayed)
        deemed = sent;
    int received = later(later(proof, deemed), sent);
    enum rule_anchor kind = rule->anchor;
    if (kind == RULE_ANCHOR_SENT &&
        (notice->delayed || (notice->days > 0 && received + notice->days > sent + rule->window_days)))
        kind = RULE_ANCHOR_UNSAID;
    if (kind == RULE_ANCHOR_UNSAID)
        kind = received > sent ? RULE_ANCHOR_RECEIVED : RULE_ANCHOR_SENT;
    window->anchor_kind = kind;
    window->anchor = kind == RULE_ANCHOR_SENT ? sent : received;
    window->anchor_deemed = kind == RULE_ANCHOR_RECEIVED && (!proved || deemed > proof);
}

/* Business days given because nobody told us the holidays of the place. */
enum { HOLIDAY_MARGIN = 3 };
/* A century: a larger number is a slip of the pen and must not leave the calendar. */
enum { DAYS_MOST = 36525 };

static void last_day_find(const struct window_notice *notice, const struct rule *rule,
                          const struct window_house *house, struct window *window)
{
    unsigned theirs = window_weekend(notice->place);
    window->days = later(rule->window_days, notice->days);
    if (window->days > DAYS_MOST)
        window->days = DAYS_MOST;
    window->day_kind = rule->day_kind;
    int last = window->anchor + window->days;
    if (rule->day_kind == RULE_DAYS_BUSINESS)
        last = window_add_business(window->anchor, window->days + HOLIDAY_MARGIN, theirs);
    /* Rolling only ever helps the customer, so a day off on either side moves it. */
    window->last_day = window_roll(last, theirs | window_weekend(house->country));
    window->rolled = window->last_day != last;
}

static void closing_find(const char *theirs, const char *ours, struct window *window)
{
    int64_t at_theirs = zone_day_end(window->last_day, theirs);
    int64_t at_ours = zone_day_end(window->last_day, ours);
    window->closes = at_theirs >= at_ours ? at_theirs : at_ours;
    window->zone = at_theirs >= at_ours ? theirs : ours;
}

void window_count(const struct window_notice *notice, const struct rule *rule,
                  const struct window_house *house, struct window *window)
{
    bool known = has_text(notice->zone) && zone_exists(notice->zone);
    const char *ours = has_text(house->zone) && zone_exists(house->zone) ? house->zone : ZONE_LATEST;
    *window = (struct window){.last_day = DAY_NONE, .closes = INSTANT_NONE, .zone = ZONE_LATEST};
    anchor_find(notice, rule, house, known ? notice->zone : ours, ours, window);
    window->days = -1;
    if (notice->bounced) {
        window->state = WINDOW_VOID;
    } else if (notice->delayed && notice->delivered == INSTANT_NONE) {
        window->state = WINDOW_WAITING;
    } else if (rule->window_days <= 0 && notice->days <= 0) {
        window->state = WINDOW_UNKNOWN;
    } else {
        window->state = WINDOW_COUNTED;
        last_day_find(notice, rule, house, window);
        closing_find(known ? notice->zone : ZONE_LATEST, ours, window);
    }
}

int window_left(int last_day, const char *zone, int64_t now)
{
    return last_day - zone_day(now, zone);
}
