#include "config.h"
#include "core/standing.h"

#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "core/condition.h"
#include "core/standing_case.h"

static void add_printable(struct str *out, const char *text)
{
    if (text)
        utf8_add_printable(out, text, strlen(text), UTF8_ONE_LINE);
}

/* Appends "Thu 27 Mar 2014". */
static void add_weekday(struct str *out, int day)
{
    char text[32];
    str_add(out, day_format_long(day, text, sizeof text));
}

/* Appends "27 Mar 2014": the day of an instant where the desk is. */
static void add_day(struct str *out, const struct standing_case *found, int64_t instant)
{
    char text[32];
    day_format_long(zone_day(instant, found->facts->house->zone), text, sizeof text);
    const char *blank = strchr(text, ' ');
    str_add(out, blank ? blank + 1 : text);
}

/* Appends "an objection by call of 28 Mar 2014". */
static void add_objection(struct str *out, const struct standing_case *found, const char *what,
                          const struct standing_objection *objection)
{
    str_add_format(out, "%s by %s of ", what, source_title(objection->source));
    add_day(out, found, objection->received);
}

/* Appends "the notice to a contact of 27 Mar 2014". */
static void add_notice(struct str *out, const struct standing_case *found,
                       const struct standing_notice *notice)
{
    str_add_format(out, "the notice to %s of ", notice->contact ? "a contact" : "the company");
    add_day(out, found, notice->window.sent);
}

static bool is_objected(const struct standing_case *found, int64_t now, struct str *reason)
{
    (void)now;
    if (!found->opt_out)
        return false;
    bool ruled = found->opt_out->ruling == RULING_OPT_OUT;
    add_objection(reason, found, ruled ? "an opt-out" : "a dispute", found->opt_out);
    str_add(reason, ruled ? " is in force" : " was resolved as an opt-out");
    return true;
}

static bool is_disputed(const struct standing_case *found, int64_t now, struct str *reason)
{
    (void)now;
    if (!found->dispute)
        return false;
    add_objection(reason, found, "a dispute", found->dispute);
    if (found->dispute->dispute)
        str_add_format(reason, " is open at level %s", level_title(found->dispute->level));
    else
        str_add(reason, " is open");
    return true;
}

static int64_t hold_ends(const struct standing_case *found, const struct standing_hold *hold)
{
    return hold->expires == DAY_NONE ? INT64_MAX : zone_day_end(hold->expires, found->facts->house->zone);
}

/* Of two that end together it does not matter which was recorded first. */
static bool is_longer(const struct standing_case *found, const struct standing_hold *hold,
                      const struct standing_hold *other)
{
    int64_t ends = hold_ends(found, hold), others = hold_ends(found, other);
    return ends > others || (ends == others && strcmp(hold->reason ? hold->reason : "",
                                                      other->reason ? other->reason : "") < 0);
}

/* Returns the hold in force that lasts longest. */
static const struct standing_hold *hold_in_force(const struct standing_case *found, int64_t now)
{
    const struct standing_hold *longest = NULL;
    for (size_t i = 0; i < found->facts->hold_count; i++) {
        const struct standing_hold *hold = &found->facts->holds[i];
        int64_t ends = hold_ends(found, hold);
        if (!hold->lifted && now < ends && (!longest || is_longer(found, hold, longest)))
            longest = hold;
    }
    return longest;
}

static bool is_held(const struct standing_case *found, int64_t now, struct str *reason)
{
    const struct standing_hold *hold = hold_in_force(found, now);
    if (found->unread) {
        bool read = found->unread->ruling != RULING_UNREAD;
        add_objection(reason, found, read ? "what was said" : "an objection", found->unread);
        str_add(reason, read ? " was changed since it was read" : " has not been read");
    } else if (found->threat) {
        add_objection(reason, found, "a threat", found->threat);
        str_add(reason, " has no later ruling");
    } else if (found->claim) {
        add_objection(reason, found, "a representative's opt-out", found->claim);
        str_add(reason, " has no proof of authority yet");
    } else if (hold) {
        str_add(reason, "held until ");
        if (hold->expires == DAY_NONE)
            str_add(reason, "lifted");
        else
            add_weekday(reason, hold->expires);
        if (!str_blank(hold->reason))
            str_add(reason, ": ");
        add_printable(reason, hold->reason);
    }
    return found->unread || found->threat || found->claim || hold;
}

static bool is_consented(const struct standing_case *found, int64_t now, struct str *reason)
{
    (void)now;
    if (!found->consent || found->withdrawn)
        return false;
    str_add(reason, "an affirmative consent of ");
    add_day(reason, found, found->consent->received);
    str_add(reason, " is in force");
    return true;
}

static bool is_unnotified(const struct standing_case *found, int64_t now, struct str *reason)
{
    (void)now;
    if (found->facts->notice_count)
        return false;
    str_add(reason, "no notice has been sent");
    return true;
}

static const char *failure_clause(enum delivery outcome)
{
    return outcome == DELIVERY_RETURNED ? "came back"
           : outcome == DELIVERY_LEFT   ? "found nobody: its reader left the company"
                                        : "bounced";
}

static bool is_void(const struct standing_case *found, int64_t now, struct str *reason)
{
    (void)now;
    if (found->failed) {
        add_notice(reason, found, found->failed);
        str_add_format(reason, " %s", failure_clause(found->failed->failed_as));
    } else if (found->defective) {
        add_notice(reason, found, found->defective);
        str_add(reason, " is defective: ");
        if (str_blank(found->defective->defect))
            str_add(reason, "its text is not in the file");
        else
            add_printable(reason, found->defective->defect);
    }
    return found->failed || found->defective;
}

static bool needs_yes(const struct standing_case *found, int64_t now, struct str *reason)
{
    (void)now;
    if (found->rule->regime == REGIME_OPT_OUT || found->rule->regime == REGIME_OPT_OUT_CONDITIONAL) {
        if (!found->withdrawn)
            return false;
        str_add(reason, "the consent of ");
        add_day(reason, found, found->withdrawn->received);
        str_add(reason, " was withdrawn: silence means nothing after that; only a new yes counts");
        return true;
    }
    add_printable(reason, *found->place ? found->place : "the country is not known");
    str_add(reason, ": silence means nothing here; only a recorded yes counts");
    return true;
}

static bool is_open(const struct standing_case *found, int64_t now, struct str *reason)
{
    if (found->stalled) {
        bool waits = standing_case_window(found, found->stalled)->state == WINDOW_WAITING;
        if (!waits)
            str_add(reason, "neither the law nor ");
        add_notice(reason, found, found->stalled);
        str_add(reason, waits ? " was delayed and has not arrived: its window has not opened"
                              : " says how many days: the window cannot end");
        return true;
    }
    if (now >= standing_case_until(found)->closes)
        return false;
    str_add(reason, "the window runs until ");
    add_weekday(reason, standing_case_until(found)->last_day);
    return true;
}

static void add_silence(struct str *reason, const struct standing_case *found)
{
    str_add(reason, "nobody objected until ");
    add_weekday(reason, standing_case_until(found)->last_day);
}

static int bits(unsigned set)
{
    int count = 0;
    for (; set; set &= set - 1)
        count++;
    return count;
}

static bool waits_for_conditions(const struct standing_case *found, int64_t now, struct str *reason)
{
    unsigned required = found->required, missing;

    (void)now;
    if (!required || condition_complete(found->facts, found->last->id, required))
        return false;
    missing = required & ~condition_ticked(found->facts, found->last->id);
    add_silence(reason, found);
    if (missing)
        str_add_format(reason, ", but %d of %d conditions of ", bits(missing), bits(required));
    else
        str_add(reason, ", but no second agent ticked the last condition of ");
    add_printable(reason, *found->place ? found->place : "the place");
    if (missing)
        str_add(reason, bits(missing) == 1 ? " is not ticked" : " are not ticked");
    return true;
}

static bool is_silent(const struct standing_case *found, int64_t now, struct str *reason)
{
    (void)now;
    add_silence(reason, found);
    return true;
}

/* The standing table of the design: the first row that applies wins. A row may take for granted that those
 * before it do not apply. */
static const struct standing_row {
    bool (*applies)(const struct standing_case *found, int64_t now, struct str *reason);
    const char *otherwise;
} table[standing_count] = {
    [STANDING_OBJECTED] = {is_objected, "no opt-out of the whole account is in force"},
    [STANDING_DISPUTED] = {is_disputed, "no dispute is open"},
    [STANDING_HELD] = {is_held, "nothing is unread, unsettled or on hold"},
    [STANDING_CONSENTED] = {is_consented, "no affirmative consent newer than every objection"},
    [STANDING_UNNOTIFIED] = {is_unnotified, "a notice was sent"},
    [STANDING_VOID] = {is_void, "no notice failed without another in its place"},
    [STANDING_NEEDS_YES] = {needs_yes, "the rule of the place lets silence count"},
    [STANDING_OPEN] = {is_open, "the window is over"},
    [STANDING_CONDITIONS] = {waits_for_conditions, "no condition is left to tick"},
    [STANDING_SILENT] = {is_silent, ""},
};

/* Returns the standing at an instant; proof may be NULL. */
static enum standing standing_at(const struct standing_case *found, int64_t now, struct str *reason,
                                 struct str *proof)
{
    enum standing value = STANDING_OBJECTED;
    while (!table[value].applies(found, now, reason)) {
        if (proof)
            str_add_format(proof, "%s: no, %s\n", standing_title(value), table[value].otherwise);
        value++;
    }
    if (proof)
        str_add_format(proof, "%s: yes, %s\n", standing_title(value), str_text(reason));
    return value;
}

static void result_show_window(const struct standing_case *found, struct standing_result *result)
{
    const struct standing_notice *notice = found->failed      ? found->failed
                                           : found->defective ? found->defective
                                           : found->stalled   ? found->stalled
                                                              : found->last;
    result->sent_day = DAY_NONE;
    result->window.last_day = DAY_NONE;
    result->window.closes = INSTANT_NONE;
    result->window.zone = result->window.zone_theirs = result->window.zone_ours = ZONE_LATEST;
    if (!notice)
        return;
    result->window =
        *(notice == found->last ? standing_case_until(found) : standing_case_window(found, notice));
    result->has_window = notice == found->last && result->window.state == WINDOW_COUNTED;
    result->notice = notice->id;
    result->sent_day = zone_day(notice->window.sent, found->facts->house->zone);
}

/* Returns the first instant after another at which the clock may change the value: the window's closing or
 * the end of a hold. INSTANT_NONE when nothing lies ahead. */
static int64_t next_instant(const struct standing_case *found, int64_t after)
{
    int64_t next = INT64_MAX;
    if (found->last && standing_case_until(found)->closes > after)
        next = standing_case_until(found)->closes;
    for (size_t i = 0; i < found->facts->hold_count; i++) {
        const struct standing_hold *hold = &found->facts->holds[i];
        int64_t ends = hold_ends(found, hold);
        if (!hold->lifted && ends > after && ends < next)
            next = ends;
    }
    return next == INT64_MAX ? INSTANT_NONE : next;
}

/* Takes the phases one by one: of several holds the one that lasts longest decides, so that no more than its
 * end and the window's closing change anything. The value is that of the last such instant up to now. */
static void result_take_course(const struct standing_case *found, int64_t now, struct standing_result *result)
{
    struct standing_phase *last = result->course;
    last->from = INSTANT_NONE;
    last->value = standing_at(found, INT64_MIN, &last->reason, NULL);
    result->value = last->value;
    result->phases = 1;
    for (int64_t next = next_instant(found, INT64_MIN); next != INSTANT_NONE;
         next = next_instant(found, next)) {
        struct standing_phase phase = {.from = next};
        phase.value = standing_at(found, next, &phase.reason, NULL);
        if (next <= now)
            result->value = phase.value;
        if (phase.value == last->value || result->phases == STANDING_PHASES) {
            str_clear(&phase.reason);
            continue;
        }
        *++last = phase;
        result->phases++;
        if (next <= now)
            result->phase++;
    }
    result->before = result->after = result->value;
    result->closes = INSTANT_NONE;
    if (result->phase + 1 < result->phases) {
        result->after = result->course[result->phase + 1].value;
        result->closes = result->course[result->phase + 1].from;
    }
}

/* The proof looks at what was found and changes none of it. */
static void result_prove(const struct standing_case *found, int64_t now, struct standing_result *result)
{
    struct str reason = {0};
    standing_case_prove(found, now, &result->proof);
    standing_at(found, now, &reason, &result->proof);
    str_clear(&reason);
}

static void result_derive(const struct standing_facts *facts, int64_t now, bool prove,
                          struct standing_result *result)
{
    struct standing_case found;
    memset(result, 0, sizeof *result);
    standing_case_read(facts, now, &found);
    result->rule = found.rule;
    snprintf(result->place, sizeof result->place, "%.*s", (int)sizeof result->place - 1, found.place);
    standing_case_add_place(&found, &result->place_of);
    result->required = found.required;
    result->limited = found.limited;
    result_show_window(&found, result);
    result_take_course(&found, now, result);
    if (prove)
        result_prove(&found, now, result);
    standing_case_clear(&found);
}

void standing_of(const struct standing_facts *facts, int64_t now, struct standing_result *result)
{
    result_derive(facts, now, false, result);
}

void standing_of_with_proof(const struct standing_facts *facts, int64_t now, struct standing_result *result)
{
    result_derive(facts, now, true, result);
}

void standing_clear(struct standing_result *result)
{
    for (size_t i = 0; i < result->phases; i++)
        str_clear(&result->course[i].reason);
    str_clear(&result->proof);
    str_clear(&result->place_of);
    memset(result, 0, sizeof *result);
}

const char *standing_reason(const struct standing_result *result)
{
    return str_text(&result->course[result->phase].reason);
}

const char *standing_reason_after(const struct standing_result *result)
{
    return str_text(&result->course[result->phase + (result->closes != INSTANT_NONE)].reason);
}
