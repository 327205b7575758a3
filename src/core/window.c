#include "config.h"
#include "core/window.h"

#include <string.h>

#include "base/day.h"
#include "base/zone.h"

/* Where one of the two counts: the customer, or the company. */
struct side {
    const char *zone;
    struct calendar calendar;
};

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

/* A day that the zone skipped is no day to do anything on. */
static bool side_works(const struct side *side, int day)
{
    return calendar_works(&side->calendar, day) && zone_has_day(day, side->zone);
}

/* Returns the day after count business days; counts the weekdays that were none. */
static int side_add_business(const struct side *side, int day, int count, int *skipped)
{
    while (count > 0) {
        day++;
        if (side_works(side, day))
            count--;
        else if (!calendar_is_weekend(&side->calendar, day))
            ++*skipped;
    }
    return day;
}

/* Rolling only ever helps the customer, so a day off on either side moves the last day. */
static int sides_roll(const struct side *theirs, const struct side *ours, int day)
{
    while (!side_works(theirs, day) || !side_works(ours, day))
        day++;
    return day;
}

/* Finds the day a notice counts as received where nothing proves it. */
static void deemed_find(const struct window_notice *notice, const struct window_house *house,
                        const struct side *theirs, int sent, struct window *window)
{
    int skipped = 0;
    int home_days = later(house->home_post_days, notice->home_post_days);
    int abroad_days = later(house->foreign_post_days, notice->foreign_post_days);
    int home = side_add_business(theirs, sent, home_days, &skipped), abroad = sent + abroad_days;
    bool unknown = !has_text(notice->place) || !has_text(house->country);
    bool is_home = unknown ? home > abroad : same_country(notice->place, house->country);
    switch (notice->channel) {
    case CHANNEL_POST:
        window->allowance = is_home ? WINDOW_ALLOWANCE_HOME_POST : WINDOW_ALLOWANCE_FOREIGN_POST;
        window->allowed = is_home ? home_days : abroad_days;
        window->deemed = is_home ? home : abroad;
        break;
    case CHANNEL_IN_PERSON:
        window->allowance = WINDOW_ALLOWANCE_NONE;
        window->deemed = sent;
        break;
    case CHANNEL_EMAIL:
    case CHANNEL_PORTAL:
    default:
        window->allowance = WINDOW_ALLOWANCE_EMAIL;
        window->allowed = later(house->email_allowance, notice->email_allowance);
        window->deemed = sent + window->allowed;
    }
}

/* A message is sent where its sender is and received where the customer is: of two calendars the later day
 * counts. */
static void receipt_find(const struct window_notice *notice, const struct window_house *house,
                         const struct side *theirs, const char *there, const char *here,
                         struct window *window)
{
    bool proved = notice->delivered != INSTANT_NONE;
    window->sent_theirs = zone_day(notice->sent, there);
    window->sent_ours = zone_day(notice->sent, here);
    int sent = later(window->sent_theirs, window->sent_ours);
    deemed_find(notice, house, theirs, sent, window);
    window->proved = proved ? zone_day(notice->delivered, there) : DAY_NONE;
    if (proved && notice->delayed)
        window->received = later(window->proved, sent);
    else
        window->received = later(later(window->proved, window->deemed), sent);
}

/* Finds the day from which the days count. The law's word on the anchor holds for the law's own number;
 * "within thirty days of this notification" is the notice's promise and does not say from which event: where
 * it ends later from the receipt, the promise binds. A delayed notice counts from its real delivery whatever
 * the law says: before that nobody could read it. */
static void anchor_find(const struct window_notice *notice, const struct rule *rule, struct window *window)
{
    int sent = later(window->sent_theirs, window->sent_ours), received = window->received;
    enum rule_anchor kind = rule->anchor;
    if (kind == RULE_ANCHOR_SENT &&
        (notice->delayed || (notice->days > 0 && received + notice->days > sent + rule->window_days)))
        kind = RULE_ANCHOR_UNSAID;
    if (kind == RULE_ANCHOR_UNSAID)
        kind = received > sent ? RULE_ANCHOR_RECEIVED : RULE_ANCHOR_SENT;
    window->anchor_kind = kind;
    window->anchor = kind == RULE_ANCHOR_SENT ? sent : received;
    window->anchor_deemed =
        kind == RULE_ANCHOR_RECEIVED && (window->proved == DAY_NONE || received > window->proved);
}

/* Business days given because nobody told us the holidays of the place. */
enum { HOLIDAY_MARGIN = 3 };
/* A century: a larger number is a slip of the pen and must not leave the calendar. */
enum { DAYS_MOST = 36525 };

/* Returns the first day that was looked at for being a holiday. */
static int first_looked_at(const struct window *window, int last)
{
    if (window->anchor_deemed && window->allowance == WINDOW_ALLOWANCE_HOME_POST)
        return later(window->sent_theirs, window->sent_ours) + 1;
    return window->day_kind == RULE_DAYS_BUSINESS ? window->anchor + 1 : last;
}

static void last_day_find(const struct window_notice *notice, const struct rule *rule,
                          const struct window_house *house, const struct side *theirs,
                          const struct side *ours, struct window *window)
{
    bool business = rule->day_kind == RULE_DAYS_BUSINESS;
    window->days = later(rule->window_days, notice->days);
    if (window->days > DAYS_MOST)
        window->days = DAYS_MOST;
    window->day_kind = rule->day_kind;
    int last = business ? side_add_business(theirs, window->anchor, window->days, &window->holidays_skipped)
                        : window->anchor + window->days;
    window->counted = last;
    window->last_day = sides_roll(theirs, ours, last);
    window->holidays_counted =
        calendar_covers(&theirs->calendar, first_looked_at(window, last), window->last_day);
    if (!window->holidays_counted && (business || house->calendars)) {
        window->margin = HOLIDAY_MARGIN;
        last = side_add_business(theirs, last, HOLIDAY_MARGIN, &window->holidays_skipped);
        window->last_day = sides_roll(theirs, ours, last);
    }
    window->unrolled = last;
    window->rolled = window->last_day != last;
}

static void closing_find(const char *theirs, const char *ours, struct window *window)
{
    window->zone_theirs = theirs;
    window->zone_ours = ours;
    window->closes_theirs = zone_day_end(window->last_day, theirs);
    window->closes_ours = zone_day_end(window->last_day, ours);
    bool here = window->closes_ours > window->closes_theirs;
    window->closes = here ? window->closes_ours : window->closes_theirs;
    window->zone = here ? ours : theirs;
}

void window_count(const struct window_notice *notice, const struct rule *rule,
                  const struct window_house *house, struct window *window)
{
    bool known = has_text(notice->zone) && zone_exists(notice->zone);
    struct side theirs = {.zone = known ? notice->zone : ZONE_LATEST,
                          .calendar = calendar_of(house->calendars, notice->place)};
    struct side ours = {.zone = has_text(house->zone) && zone_exists(house->zone) ? house->zone : ZONE_LATEST,
                        .calendar = calendar_of(house->calendars, house->country)};
    *window = (struct window){.days = -1,
                              .last_day = DAY_NONE,
                              .counted = DAY_NONE,
                              .unrolled = DAY_NONE,
                              .closes = INSTANT_NONE,
                              .closes_theirs = INSTANT_NONE,
                              .closes_ours = INSTANT_NONE,
                              .zone = ZONE_LATEST,
                              .zone_theirs = ZONE_LATEST,
                              .zone_ours = ZONE_LATEST,
                              .rule = rule};
    receipt_find(notice, house, &theirs, known ? notice->zone : ours.zone, ours.zone, window);
    anchor_find(notice, rule, window);
    if (notice->bounced) {
        window->state = WINDOW_VOID;
    } else if (notice->delayed && notice->delivered == INSTANT_NONE) {
        window->state = WINDOW_WAITING;
    } else if (rule->window_days <= 0 && notice->days <= 0) {
        window->state = WINDOW_UNKNOWN;
    } else {
        window->state = WINDOW_COUNTED;
        last_day_find(notice, rule, house, &theirs, &ours, window);
        closing_find(theirs.zone, ours.zone, window);
    }
}

int window_left(int last_day, const char *zone, int64_t now)
{
    return last_day - zone_day(now, zone);
}
