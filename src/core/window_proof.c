#include "config.h"
#include "core/window.h"

#include <string.h>

#include "base/day.h"
#include "base/utf8.h"
#include "base/zone.h"

static void add_printable(struct str *out, const char *text)
{
    utf8_add_printable(out, text, strlen(text), UTF8_ONE_LINE);
}

static void add_day(struct str *out, int day)
{
    char text[32];
    str_add(out, day_format_long(day, text, sizeof text));
}

/* Appends "1 business day", "30 calendar days". */
static void add_count(struct str *out, int count, const char *noun)
{
    str_add_format(out, "%d %s%s", count, noun, count == 1 ? "" : "s");
}

static void prove_sending(const struct window *window, struct str *out)
{
    str_add(out, "  sent ");
    add_day(out, window->sent_ours);
    if (window->sent_theirs == window->sent_ours) {
        str_add(out, " at the company and at the customer\n");
        return;
    }
    str_add(out, " at the company, ");
    add_day(out, window->sent_theirs);
    str_add(out, " at the customer: the later day counts\n");
}

static void add_allowed(struct str *out, int count, const char *noun, const char *what)
{
    if (count)
        add_count(out, count, noun);
    else
        str_add(out, "no day");
    str_add_format(out, " allowed for %s", what);
}

static void add_allowance(const struct window *window, struct str *out)
{
    switch (window->allowance) {
    case WINDOW_ALLOWANCE_EMAIL:
        add_allowed(out, window->allowed, "calendar day", "a message");
        break;
    case WINDOW_ALLOWANCE_HOME_POST:
        add_allowed(out, window->allowed, "business day", "post at home");
        break;
    case WINDOW_ALLOWANCE_FOREIGN_POST:
        add_allowed(out, window->allowed, "calendar day", "post abroad");
        break;
    case WINDOW_ALLOWANCE_NONE:
    default:
        str_add(out, "given in person");
    }
}

static void prove_receipt(const struct window *window, const struct window_notice *notice, struct str *out)
{
    str_add(out, "  received ");
    add_day(out, window->received);
    if (window->proved == DAY_NONE) {
        str_add(out, ": no proof, ");
        add_allowance(window, out);
    } else if (notice->delayed) {
        str_add(out, ": delivered after a delay, so its proof alone counts");
    } else if (window->received > window->proved) {
        str_add(out, ": proved on ");
        add_day(out, window->proved);
        str_add(out, ", which does not shorten the ");
        add_allowance(window, out);
    } else {
        str_add(out, ": proved by its delivery");
    }
    str_add(out, "\n");
}

static void add_number(struct str *out, int days)
{
    if (days > 0)
        str_add_format(out, "%d", days);
    else
        str_add(out, "none");
}

/* Says from which event the days count. */
static void prove_anchor(const struct window *window, const struct rule *rule, struct str *out)
{
    str_add(out, "  anchor ");
    add_day(out, window->anchor);
    str_add(out, window->anchor_kind == rule->anchor ? ": the " : ": the later of sending and receipt, the ");
    str_add(out, window->anchor_kind == RULE_ANCHOR_SENT ? "sending\n" : "receipt\n");
}

/* Says how many days count, and whose number they are. */
static void prove_number(const struct window *window, const struct window_notice *notice,
                         const struct rule *rule, struct str *out)
{
    str_add(out, "  ");
    add_count(out, window->days, window->day_kind == RULE_DAYS_BUSINESS ? "business day" : "calendar day");
    str_add(out, ": the law gives ");
    add_number(out, rule->window_days);
    str_add(out, ", the notice promises ");
    add_number(out, notice->days);
    if (rule->window_days > 0 && notice->days > 0 && rule->window_days != notice->days)
        str_add(out, ", the larger counts");
    str_add(out, "\n");
}

static void prove_count(const struct window *window, const struct window_notice *notice, struct str *out)
{
    const char *place = notice->place && *notice->place ? notice->place : "a country not known";
    str_add(out, "  ");
    add_day(out, window->anchor);
    str_add_format(out, " + %d is ", window->days);
    add_day(out, window->counted);
    if (window->holidays_skipped && !window->margin) {
        str_add(out, ", past ");
        add_count(out, window->holidays_skipped, "holiday");
    }
    str_add(out, "\n");
    if (window->holidays_counted)
        return;
    str_add(out, "  holidays not counted: no list for ");
    add_printable(out, place);
    str_add(out, " covers these days");
    if (window->margin) {
        str_add_format(out, ", so %d business days more, to ", window->margin);
        add_day(out, window->unrolled);
    }
    str_add(out, "\n");
}

/* Returns why a day is off at one of the two; NULL when it is not. */
static const char *day_off(const struct calendar *calendar, const char *zone, int day)
{
    const char *holiday = calendar_holiday(calendar, day);
    if (holiday)
        return holiday;
    return calendar_is_weekend(calendar, day) ? "weekend" : zone_has_day(day, zone) ? NULL : "no such day";
}

static void add_day_off(struct str *out, const char *why, const char *who, const char *code)
{
    add_printable(out, why);
    str_add_format(out, " at %s", who);
    if (code && *code) {
        str_add(out, " (");
        add_printable(out, code);
        str_add(out, ")");
    }
}

static void prove_roll(const struct window *window, const struct window_notice *notice,
                       const struct window_house *house, struct str *out)
{
    struct calendar theirs = calendar_of(house->calendars, notice->place),
                    ours = calendar_of(house->calendars, house->country);
    for (int day = window->unrolled; day < window->last_day; day++) {
        const char *there = day_off(&theirs, window->zone_theirs, day),
                   *here = day_off(&ours, window->zone_ours, day);
        str_add(out, "  ");
        add_day(out, day);
        str_add(out, ": ");
        if (there && here && strcmp(there, here) == 0 && str_equal(notice->place, house->country)) {
            add_day_off(out, there, "both", house->country);
        } else {
            if (there)
                add_day_off(out, there, "the customer", notice->place);
            if (there && here)
                str_add(out, ", ");
            if (here)
                add_day_off(out, here, "the company", house->country);
        }
        str_add(out, ", so the next day\n");
    }
    str_add(out, "  last day ");
    add_day(out, window->last_day);
    str_add(out, "\n");
}

/* Appends an instant as a clock on the wall tells it: "Tue 29 Apr 2014 02:00". */
static void add_moment(struct str *out, int64_t instant, const char *zone)
{
    struct zone_time time = zone_at(instant, zone);
    add_day(out, time.day);
    str_add_format(out, " %02d:%02d", time.hour, time.minute);
}

/* Appends "24:00 at the customer, in Europe/London, is Tue 27 May 2014 23:00 UTC". */
static void prove_midnight(struct str *out, const char *who, const char *zone, bool known, int64_t instant)
{
    str_add_format(out, "  24:00 at the %s, in ", who);
    if (known)
        str_add(out, zone);
    else
        str_add_format(out, "the last zone on earth as %s",
                       zone_database_exists() ? "it is not known" : "this machine has no time zones");
    str_add(out, ", is ");
    add_moment(out, instant, "UTC");
    str_add(out, " UTC\n");
}

static bool is_known(const char *zone, const char *given)
{
    return given && strcmp(zone, given) == 0;
}

static void add_closing(const struct window *window, struct str *out)
{
    char text[32];

    add_moment(out, window->closes, window->zone_theirs);
    str_add_format(out, " in %s, ", window->zone_theirs);
    if (strcmp(window->zone_theirs, window->zone_ours) != 0) {
        add_moment(out, window->closes, window->zone_ours);
        str_add_format(out, " in %s, ", window->zone_ours);
    }
    str_add_format(out, "%s\n", instant_format(window->closes, text, sizeof text));
}

static void prove_closing(const struct window *window, const struct window_notice *notice,
                          const struct window_house *house, struct str *out)
{
    bool theirs_known = is_known(window->zone_theirs, notice->zone),
         ours_known = is_known(window->zone_ours, house->zone);

    if (theirs_known && ours_known && strcmp(window->zone_theirs, window->zone_ours) == 0) {
        str_add(out, "  closes at 24:00, at the company and at the customer: ");
    } else {
        prove_midnight(out, "customer", window->zone_theirs, theirs_known, window->closes_theirs);
        prove_midnight(out, "company", window->zone_ours, ours_known, window->closes_ours);
        str_add_format(out, "  closes at the later, at the %s: ",
                       window->closes_ours > window->closes_theirs ? "company" : "customer");
    }
    add_closing(window, out);
}

void window_prove(const struct window *window, const struct window_notice *notice, const struct rule *rule,
                  const struct window_house *house, struct str *out)
{
    prove_sending(window, out);
    switch (window->state) {
    case WINDOW_VOID:
        str_add(out, "  it reached nobody: its window never opened\n");
        return;
    case WINDOW_WAITING:
        str_add(out, "  delayed and not yet delivered: its window has not opened\n");
        return;
    case WINDOW_UNKNOWN:
        prove_receipt(window, notice, out);
        str_add(out, "  neither the law nor the notice gives a number of days: the window cannot end\n");
        return;
    case WINDOW_COUNTED:
    default:
        prove_receipt(window, notice, out);
        prove_anchor(window, rule, out);
        prove_number(window, notice, rule, out);
        prove_count(window, notice, out);
        prove_roll(window, notice, house, out);
        prove_closing(window, notice, house, out);
    }
}
