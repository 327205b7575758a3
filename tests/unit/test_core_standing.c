#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "core/standing.h"

#define ZONE "America/New_York"
/* What every place with conditions asks for. */
#define COMMON ((1u << (CONDITION_LONG_ENOUGH + 1)) - 1)

static const struct window_house house = {
    .country = "US", .zone = ZONE, .email_allowance = 0, .home_post_days = 4, .foreign_post_days = 14};

/* One account with room for a few facts of each kind. */
struct scene {
    struct rule_book rules;
    struct standing_facts facts;
    struct standing_notice notices[4];
    struct standing_objection objections[4];
    struct standing_hold holds[4];
    struct standing_consent consents[4];
    struct standing_contact contacts[4];
    struct standing_tick ticks[16];
    struct standing_result result;
};

static int64_t on(int month, int day)
{
    return zone_instant(day_from_civil(2014, month, day), 12, 0, ZONE);
}

static void add_rule(struct scene *scene, const char *code, enum regime regime, int days, int from)
{
    struct rule rule = {.code = mem_text(code),
                        .name = mem_text(code),
                        .regime = regime,
                        .window_days = days,
                        .anchor = RULE_ANCHOR_SENT,
                        .honour_within = -1,
                        .from = from,
                        .to = DAY_NONE};
    rule_book_add(&scene->rules, rule);
}

static int set_up(void **state)
{
    struct scene *scene = mem_new(sizeof *scene);
    add_rule(scene, "US", REGIME_OPT_OUT, 30, DAY_NONE);
    add_rule(scene, "ES", REGIME_OPT_OUT_CONDITIONAL, 30, DAY_NONE);
    add_rule(scene, "DE", REGIME_OPT_IN, -1, DAY_NONE);
    add_rule(scene, "GB", REGIME_HOLD, -1, DAY_NONE);
    add_rule(scene, "NZ", REGIME_OPT_OUT, -1, DAY_NONE);
    add_rule(scene, "AU", REGIME_OPT_OUT, 45, DAY_NONE);
    add_rule(scene, "SG", REGIME_OPT_OUT, 10, day_from_civil(2014, 7, 2));
    rule_book_sort(&scene->rules);
    scene->facts = (struct standing_facts){.country = "US",
                                           .house = &house,
                                           .rules = &scene->rules,
                                           .notices = scene->notices,
                                           .objections = scene->objections,
                                           .holds = scene->holds,

                                           .consents = scene->consents,
                                           .contacts = scene->contacts,
                                           .ticks = scene->ticks};
    *state = scene;
    return 0;
}

static int tear_down(void **state)
{
    struct scene *scene = *state;
    standing_clear(&scene->result);
    rule_book_clear(&scene->rules);
    free(scene);
    return 0;
}

static struct standing_notice *notify(struct scene *scene, int month, int day, int64_t contact,
                                      const char *place)
{
    struct standing_notice *notice = &scene->notices[scene->facts.notice_count++];
    *notice = (struct standing_notice){.id = (int64_t)scene->facts.notice_count,
                                       .contact = contact,
                                       .troubled = INSTANT_NONE,
                                       .window = {.sent = on(month, day),
                                                  .channel = CHANNEL_EMAIL,
                                                  .days = 30,
                                                  .delivered = INSTANT_NONE,
                                                  .place = place,
                                                  .zone = ZONE}};
    return notice;
}

static struct standing_objection *object(struct scene *scene, int month, int day, enum ruling ruling)
{
    struct standing_objection *objection = &scene->objections[scene->facts.objection_count++];
    *objection = (struct standing_objection){.id = (int64_t)scene->facts.objection_count,
                                             .source = SOURCE_CALL,
                                             .voice = VOICE_COMPANY,
                                             .ruling = ruling,
                                             .received = on(month, day)};
    return objection;
}

static void hold(struct scene *scene, const char *reason, int expires)
{
    scene->holds[scene->facts.hold_count++] =
        (struct standing_hold){.id = 1, .reason = reason, .expires = expires};
}

static struct standing_consent *consent(struct scene *scene, int month, int day, enum voice voice)
{
    struct standing_consent *consent = &scene->consents[scene->facts.consent_count++];
    *consent = (struct standing_consent){
        .id = (int64_t)scene->facts.consent_count, .voice = voice, .received = on(month, day)};
    return consent;
}

static void people(struct scene *scene, const char *first, const char *second)
{
    scene->contacts[0] = (struct standing_contact){.id = 7, .name = "Ana Ruiz", .country = first};
    scene->contacts[1] = (struct standing_contact){.id = 8, .name = "Bo Berg", .country = second};
    scene->facts.contact_count = second ? 2 : 1;
}

/* Ticks every condition of a set for a notice, the last by another agent. */
static void tick_all(struct scene *scene, int64_t notice, unsigned conditions, const char *last)
{
    scene->facts.tick_count = 0;
    for (size_t i = 0; i < condition_count; i++) {
        if (conditions & 1u << i)
            scene->ticks[scene->facts.tick_count++] =
                (struct standing_tick){.condition = (enum condition)i,
                                       .notice = notice,
                                       .at = on(5, 1),
                                       .agent = conditions >> (i + 1) ? "dana" : last};
    }
}

static enum standing stand(struct scene *scene, int64_t now)
{
    standing_clear(&scene->result);
    standing_of_with_proof(&scene->facts, now, &scene->result);
    assert_int_equal(scene->result.value, scene->result.before);
    if (scene->result.closes == INSTANT_NONE)
        assert_int_equal(scene->result.after, scene->result.before);
    else
        assert_true(scene->result.closes > now && scene->result.after != scene->result.before);
    return scene->result.value;
}

static void assert_standing(struct scene *scene, int64_t now, enum standing wanted)
{
    enum standing value = stand(scene, now);
    if (value != wanted)
        fail_msg("%s instead of %s: %s", standing_name(value), standing_name(wanted),
                 standing_reason(&scene->result));
}

static void assert_reason(struct scene *scene, const char *reason)
{
    assert_string_equal(standing_reason(&scene->result), reason);
}

static void without_a_notice_nobody_is_notified(void **state)
{
    struct scene *scene = *state;
    assert_standing(scene, on(4, 3), STANDING_UNNOTIFIED);
    assert_reason(scene, "no notice has been sent");
    assert_int_equal(scene->result.closes, INSTANT_NONE);
    assert_string_equal(scene->result.place, "US");
    assert_false(scene->result.has_window);
    assert_int_equal(scene->result.notice, 0);
    assert_int_equal(scene->result.sent_day, DAY_NONE);
}

static void a_window_runs_and_then_silence_stands(void **state)
{
    struct scene *scene = *state;
    notify(scene, 3, 27, 7, "US");
    assert_standing(scene, on(4, 3), STANDING_OPEN);
    assert_reason(scene, "the window runs until Mon 28 Apr 2014");
    int64_t closes = zone_day_end(day_from_civil(2014, 4, 28), ZONE);
    assert_int_equal(scene->result.closes, closes);
    assert_int_equal(scene->result.after, STANDING_SILENT);
    assert_string_equal(standing_reason_after(&scene->result), "nobody objected until Mon 28 Apr 2014");
    assert_true(scene->result.has_window);
    assert_int_equal(scene->result.notice, 1);
    assert_int_equal(scene->result.sent_day, day_from_civil(2014, 3, 27));
    assert_standing(scene, closes - 1, STANDING_OPEN);
    assert_standing(scene, closes, STANDING_SILENT);
    assert_reason(scene, "nobody objected until Mon 28 Apr 2014");
    assert_int_equal(scene->result.closes, INSTANT_NONE);
}

static void an_opt_out_objects_early_and_late(void **state)
{
    struct scene *scene = *state;
    notify(scene, 3, 27, 7, "US");
    struct standing_objection *objection = object(scene, 3, 28, RULING_OPT_OUT);
    assert_standing(scene, on(4, 3), STANDING_OBJECTED);
    assert_reason(scene, "an opt-out by call of 28 Mar 2014 is in force");
    assert_int_equal(scene->result.closes, INSTANT_NONE);
    assert_true(scene->result.has_window);
    objection->received = on(6, 1);
    assert_standing(scene, on(6, 2), STANDING_OBJECTED);
    for (size_t voice = 0; voice < voice_count; voice++) {
        objection->voice = (enum voice)voice;
        assert_standing(scene, on(6, 2), voice == VOICE_REPRESENTATIVE ? STANDING_HELD : STANDING_OBJECTED);
    }
}

static void what_nobody_has_read_holds(void **state)
{
    struct scene *scene = *state;
    notify(scene, 3, 27, 7, "US");
    object(scene, 3, 28, RULING_UNREAD);
    assert_standing(scene, on(6, 1), STANDING_HELD);
    assert_reason(scene, "an objection by call of 28 Mar 2014 has not been read");
}

static void a_threat_holds_until_ruled_otherwise(void **state)
{
    struct scene *scene = *state;
    notify(scene, 3, 27, 7, "US");
    struct standing_objection *objection = object(scene, 3, 28, RULING_THREAT);
    objection->source = SOURCE_LETTER;
    assert_standing(scene, on(6, 1), STANDING_HELD);
    assert_reason(scene, "a threat by letter of 28 Mar 2014 has no later ruling");
    objection->ruling = RULING_NOT_OBJECTION;
    assert_standing(scene, on(6, 1), STANDING_SILENT);
    objection->ruling = RULING_QUESTION;
    assert_standing(scene, on(6, 1), STANDING_SILENT);
}

static void a_representative_needs_authority(void **state)
{
    struct scene *scene = *state;
    notify(scene, 3, 27, 7, "US");
    struct standing_objection *objection = object(scene, 3, 28, RULING_OPT_OUT);
    objection->voice = VOICE_REPRESENTATIVE;
    objection->source = SOURCE_FORUM;
    assert_standing(scene, on(6, 1), STANDING_HELD);
    assert_reason(scene,
                  "a representative's opt-out by forum post of 28 Mar 2014 has no proof of authority yet");
    objection->authority = AUTHORITY_PROVEN;
    assert_standing(scene, on(6, 1), STANDING_OBJECTED);
    objection->authority = AUTHORITY_ASKED;
    objection->ruling = RULING_DISPUTE;
    objection->dispute = 3;
    objection->dispute_open = true;
    assert_standing(scene, on(6, 1), STANDING_DISPUTED);
    objection->dispute_open = false;
    objection->outcome = OUTCOME_OPT_OUT;
    assert_standing(scene, on(6, 1), STANDING_HELD);
    /* The client's own word settles what was said in his name. */
    consent(scene, 4, 2, VOICE_COMPANY);
    assert_standing(scene, on(6, 1), STANDING_CONSENTED);
}

static void a_dispute_stays_until_it_is_resolved(void **state)
{
    struct scene *scene = *state;
    notify(scene, 3, 27, 7, "US");
    struct standing_objection *objection = object(scene, 3, 28, RULING_DISPUTE);
    assert_standing(scene, on(6, 1), STANDING_DISPUTED);
    assert_reason(scene, "a dispute by call of 28 Mar 2014 is open");
    objection->dispute = 9;
    objection->dispute_open = true;
    objection->level = LEVEL_LEAD;
    assert_standing(scene, on(6, 1), STANDING_DISPUTED);
    assert_reason(scene, "a dispute by call of 28 Mar 2014 is open at level lead");
    consent(scene, 4, 2, VOICE_COMPANY);
    assert_standing(scene, on(6, 1), STANDING_DISPUTED);
    scene->facts.consent_count = 0;
    objection->dispute_open = false;
    objection->outcome = OUTCOME_OPT_OUT;
    assert_standing(scene, on(6, 1), STANDING_OBJECTED);
    assert_reason(scene, "a dispute by call of 28 Mar 2014 was resolved as an opt-out");
    objection->outcome = OUTCOME_ACCEPTED;
    assert_standing(scene, on(6, 1), STANDING_SILENT);
    objection->outcome = OUTCOME_WITHDRAWN;
    assert_standing(scene, on(6, 1), STANDING_SILENT);
    objection->outcome = OUTCOME_UPHELD;
    hold(scene, "dispute 9 upheld", DAY_NONE);
    assert_standing(scene, on(6, 1), STANDING_HELD);
    assert_reason(scene, "held until lifted: dispute 9 upheld");
}

static void an_objection_beats_a_dispute_and_a_dispute_a_hold(void **state)
{
    struct scene *scene = *state;
    notify(scene, 3, 27, 7, "US")->window.bounced = true;
    hold(scene, "", DAY_NONE);
    assert_standing(scene, on(4, 3), STANDING_HELD);
    assert_reason(scene, "held until lifted");
    object(scene, 3, 28, RULING_DISPUTE);
    assert_standing(scene, on(4, 3), STANDING_DISPUTED);
    object(scene, 3, 29, RULING_OPT_OUT);
    assert_standing(scene, on(4, 3), STANDING_OBJECTED);
}

static void a_consent_must_be_newer_than_every_objection(void **state)
{
    struct scene *scene = *state;
    consent(scene, 4, 2, VOICE_COMPANY);
    assert_standing(scene, on(4, 3), STANDING_CONSENTED);
    assert_reason(scene, "an affirmative consent of 2 Apr 2014 is in force");
    struct standing_objection *before = object(scene, 3, 28, RULING_OPT_OUT);
    assert_standing(scene, on(4, 3), STANDING_CONSENTED);
    struct standing_objection *after = object(scene, 4, 5, RULING_OPT_OUT);
    assert_standing(scene, on(6, 1), STANDING_OBJECTED);
    assert_reason(scene, "an opt-out by call of 5 Apr 2014 is in force");
    after->ruling = RULING_QUESTION;
    assert_standing(scene, on(6, 1), STANDING_CONSENTED);
    /* What is not read yet may be an objection too: the consent is not the last word any more. */
    after->ruling = RULING_UNREAD;
    assert_standing(scene, on(6, 1), STANDING_OBJECTED);
    assert_reason(scene, "an opt-out by call of 28 Mar 2014 is in force");
    after->ruling = RULING_THREAT;
    assert_standing(scene, on(6, 1), STANDING_OBJECTED);
    after->ruling = RULING_QUESTION;
    before->received = scene->consents[0].received;
    assert_standing(scene, on(6, 1), STANDING_OBJECTED);
}

static void an_objection_after_the_consent_revives_the_one_before(void **state)
{
    struct scene *scene = *state;
    notify(scene, 3, 27, 7, "US");
    consent(scene, 4, 2, VOICE_COMPANY);
    object(scene, 3, 28, RULING_OPT_OUT);
    struct standing_objection *later = object(scene, 4, 5, RULING_DISPUTE);
    later->dispute = 1;
    later->outcome = OUTCOME_UPHELD;
    /* Its hold was lifted: what is left is no silence, since the customer once said no. */
    assert_standing(scene, on(6, 1), STANDING_OBJECTED);
}

static void a_consent_beats_the_rows_below_it(void **state)
{
    struct scene *scene = *state;
    consent(scene, 4, 2, VOICE_COMPANY);
    scene->facts.country = "DE";
    assert_standing(scene, on(4, 3), STANDING_CONSENTED);
    notify(scene, 3, 27, 7, "DE")->window.bounced = true;
    assert_standing(scene, on(4, 3), STANDING_CONSENTED);
    hold(scene, "merger", DAY_NONE);
    assert_standing(scene, on(4, 3), STANDING_HELD);
}

static void a_bounce_voids_until_another_notice_stands(void **state)
{
    struct scene *scene = *state;
    notify(scene, 3, 27, 7, "US")->window.bounced = true;
    assert_standing(scene, on(6, 1), STANDING_VOID);
    assert_reason(scene, "the notice to a contact of 27 Mar 2014 bounced");
    assert_int_equal(scene->result.notice, 1);
    assert_false(scene->result.has_window);
    struct standing_notice *second = notify(scene, 3, 27, 8, "US");
    assert_standing(scene, on(6, 1), STANDING_VOID);
    second->contact = 7;
    assert_standing(scene, on(6, 1), STANDING_SILENT);
    second->window.sent = on(3, 26);
    assert_standing(scene, on(6, 1), STANDING_VOID);
    second->contact = 8;
    assert_standing(scene, on(6, 1), STANDING_VOID);
    second->window.sent = on(3, 28);
    assert_standing(scene, on(6, 1), STANDING_SILENT);
    second->window.delayed = true;
    assert_standing(scene, on(6, 1), STANDING_OPEN);
    second->window.bounced = true;
    assert_standing(scene, on(6, 1), STANDING_VOID);
}

static void the_rest_of_a_batch_makes_up_for_no_bounce(void **state)
{
    struct scene *scene = *state;
    struct standing_notice *first = notify(scene, 3, 27, 7, "US");
    struct standing_notice *second = notify(scene, 3, 27, 8, "US");
    second->window.sent = first->window.sent + 1;
    first->window.bounced = true;
    first->troubled = first->window.sent + 60;
    assert_standing(scene, on(6, 1), STANDING_VOID);
    second->window.sent = first->troubled + 1;
    assert_standing(scene, on(6, 1), STANDING_SILENT);
    first->window.bounced = false;
    first->window.delayed = true;
    assert_standing(scene, on(6, 1), STANDING_SILENT);
    second->window.sent = first->troubled;
    assert_standing(scene, on(6, 1), STANDING_OPEN);
    second->contact = 7;
    assert_standing(scene, on(6, 1), STANDING_SILENT);
}

static void a_contact_without_a_notice_counts_too(void **state)
{
    struct scene *scene = *state;
    notify(scene, 3, 27, 7, "US");
    people(scene, "US", NULL);
    assert_standing(scene, on(6, 1), STANDING_SILENT);
    people(scene, "US", "DE");
    assert_standing(scene, on(6, 1), STANDING_NEEDS_YES);
    assert_string_equal(scene->result.place, "DE");
}

static void a_bounced_notice_takes_no_other_s_place(void **state)
{
    struct scene *scene = *state;
    notify(scene, 3, 26, 8, "US");
    notify(scene, 3, 27, 7, "US")->window.bounced = true;
    notify(scene, 3, 28, 8, "US")->window.bounced = true;
    /* What contact 8 got before makes up for nothing. */
    assert_standing(scene, on(6, 1), STANDING_VOID);
    assert_int_equal(scene->result.notice, 3);
    scene->facts.notice_count = 2;
    assert_standing(scene, on(6, 1), STANDING_VOID);
    assert_int_equal(scene->result.notice, 2);
}

static void the_strictest_place_governs(void **state)
{
    struct scene *scene = *state;
    struct standing_notice *munich = notify(scene, 3, 27, 8, "DE");
    notify(scene, 3, 27, 7, "US");
    assert_standing(scene, on(6, 1), STANDING_NEEDS_YES);
    assert_reason(scene, "DE: silence means nothing here; only a recorded yes counts");
    assert_string_equal(scene->result.place, "DE");
    munich->window.place = "GB";
    assert_standing(scene, on(6, 1), STANDING_NEEDS_YES);
    munich->window.place = "XX";
    assert_standing(scene, on(6, 1), STANDING_NEEDS_YES);
    assert_string_equal(scene->result.rule->code, "ZZ");
    munich->window.place = "ES";
    assert_standing(scene, on(4, 3), STANDING_OPEN);
    assert_int_equal(scene->result.after, STANDING_CONDITIONS);
    assert_string_equal(scene->result.place, "ES");
    munich->window.place = "US-CA";
    assert_standing(scene, on(6, 1), STANDING_SILENT);
    munich->window.place = "";
    assert_standing(scene, on(6, 1), STANDING_SILENT);
    scene->facts.country = "";
    assert_standing(scene, on(6, 1), STANDING_NEEDS_YES);
    assert_reason(scene, "the country is not known: silence means nothing here; only a recorded yes counts");
}

static void a_rule_is_that_of_the_day_of_the_notice(void **state)
{
    struct scene *scene = *state;
    scene->facts.country = "SG";
    struct standing_notice *notice = notify(scene, 7, 1, 7, "SG");
    assert_standing(scene, on(10, 1), STANDING_NEEDS_YES);
    notice->window.sent = on(7, 2);
    assert_standing(scene, on(10, 1), STANDING_SILENT);
}

static void conditions_wait_for_a_second_agent(void **state)
{
    struct scene *scene = *state;
    scene->facts.country = "ES";
    notify(scene, 3, 27, 7, "ES");
    assert_standing(scene, on(6, 1), STANDING_CONDITIONS);
    assert_reason(scene, "nobody objected until Mon 28 Apr 2014, but 6 of 6 conditions of ES are not ticked");
    unsigned required = scene->result.required;
    tick_all(scene, 1, required, "dana");
    assert_standing(scene, on(6, 1), STANDING_CONDITIONS);
    assert_reason(
        scene, "nobody objected until Mon 28 Apr 2014, but no second agent ticked the last condition of ES");
    tick_all(scene, 1, required & ~(1u << CONDITION_DELIVERED), "lee");
    assert_standing(scene, on(6, 1), STANDING_CONDITIONS);
    assert_reason(scene, "nobody objected until Mon 28 Apr 2014, but 1 of 6 conditions of ES is not ticked");
    tick_all(scene, 2, required, "lee");
    assert_standing(scene, on(6, 1), STANDING_CONDITIONS);
    tick_all(scene, 1, required, "lee");
    assert_standing(scene, on(6, 1), STANDING_SILENT);
    assert_standing(scene, on(4, 3), STANDING_OPEN);
}

static void the_window_that_closes_last_is_the_account_s(void **state)
{
    struct scene *scene = *state;
    notify(scene, 3, 31, 7, "US");
    struct standing_notice *second = notify(scene, 3, 27, 8, "US");
    assert_standing(scene, on(4, 3), STANDING_OPEN);
    assert_int_equal(scene->result.notice, 1);
    second->window.zone = "Pacific/Honolulu";
    second->window.sent = on(3, 31);
    assert_standing(scene, on(4, 3), STANDING_OPEN);
    assert_int_equal(scene->result.notice, 2);
    /* A gentler place with more days still keeps its own. */
    second->window.place = "AU";
    assert_standing(scene, on(4, 3), STANDING_OPEN);
    assert_int_equal(scene->result.window.days, 45);
    scene->notices[0].window.place = "ES";
    tick_all(scene, 2, COMMON, "lee");
    assert_standing(scene, on(5, 12), STANDING_OPEN);
    assert_standing(scene, on(5, 20), STANDING_SILENT);
}

static void a_window_that_cannot_be_counted_stays_open(void **state)
{
    struct scene *scene = *state;
    struct standing_notice *notice = notify(scene, 3, 27, 7, "US");
    notice->window.delayed = true;
    assert_standing(scene, on(9, 1), STANDING_OPEN);
    assert_reason(
        scene,
        "the notice to a contact of 27 Mar 2014 was delayed and has not arrived: its window has not opened");
    assert_int_equal(scene->result.closes, INSTANT_NONE);
    assert_false(scene->result.has_window);
    notice->window.delayed = false;
    notice->window.days = -1;
    notice->contact = 0;
    scene->facts.country = notice->window.place = "NZ";
    assert_standing(scene, on(9, 1), STANDING_OPEN);
    assert_reason(
        scene,
        "neither the law nor the notice to the company of 27 Mar 2014 says how many days: the window cannot "
        "end");
    notify(scene, 3, 27, 7, "NZ");
    assert_standing(scene, on(9, 1), STANDING_OPEN);
    assert_int_equal(scene->result.closes, INSTANT_NONE);
    scene->notices[1].window.sent = on(3, 28);
    assert_standing(scene, on(9, 1), STANDING_SILENT);
}

static void a_hold_ends_and_the_clock_shows_it(void **state)
{
    struct scene *scene = *state;
    notify(scene, 3, 27, 7, "US");
    hold(scene, "merger\nunder\x1b[31m way", day_from_civil(2014, 5, 6));
    int64_t ends = zone_day_end(day_from_civil(2014, 5, 6), ZONE);
    assert_standing(scene, on(4, 3), STANDING_HELD);
    assert_null(strchr(standing_reason(&scene->result), '\x1b'));
    assert_null(strchr(standing_reason(&scene->result), '\n'));
    assert_non_null(strstr(standing_reason(&scene->result), "held until Tue 6 May 2014: merger under"));
    assert_int_equal(scene->result.closes, ends);
    assert_int_equal(scene->result.after, STANDING_SILENT);
    assert_standing(scene, ends - 1, STANDING_HELD);
    assert_standing(scene, ends, STANDING_SILENT);
    scene->holds[0].lifted = true;
    assert_standing(scene, on(4, 3), STANDING_OPEN);
}

static void of_two_changes_the_first_is_kept(void **state)
{
    struct scene *scene = *state;
    notify(scene, 3, 27, 7, "US");
    hold(scene, "first", day_from_civil(2014, 4, 7));
    hold(scene, "second", day_from_civil(2014, 4, 9));
    assert_standing(scene, on(4, 3), STANDING_HELD);
    assert_reason(scene, "held until Wed 9 Apr 2014: second");
    assert_int_equal(scene->result.closes, zone_day_end(day_from_civil(2014, 4, 9), ZONE));
    assert_int_equal(scene->result.after, STANDING_OPEN);
    assert_string_equal(standing_reason_after(&scene->result), "the window runs until Mon 28 Apr 2014");
    /* Under an opt-out the same hold changes nothing. */
    object(scene, 3, 28, RULING_OPT_OUT);
    assert_standing(scene, on(4, 3), STANDING_OBJECTED);
    assert_int_equal(scene->result.closes, INSTANT_NONE);
}

static void the_proof_has_every_row_looked_at(void **state)
{
    struct scene *scene = *state;
    struct standing_notice *notice = notify(scene, 3, 27, 7, "US");
    notice->text_version = "v1";
    notice->text_hash = "0123456789abcdef";
    notice->window.delivered = on(3, 28);
    notice->out_of_office = true;
    people(scene, "US", NULL);
    object(scene, 3, 29, RULING_QUESTION);
    struct standing_objection *part = object(scene, 5, 5, RULING_OPT_OUT);
    part->voice = VOICE_CONTACT;
    part->contact = part->limit.contact = 7;
    part->limit.categories = 1u << CATEGORY_CONTACT_EMAIL;
    consent(scene, 3, 20, VOICE_UNKNOWN)->identity = IDENTITY_SIGNED;
    hold(scene, "merger", day_from_civil(2014, 4, 30));
    assert_standing(scene, on(6, 1), STANDING_SILENT);
    assert_string_equal(
        str_text(&scene->result.proof),
        "place: US, of the account: the strictest of the account and 1 contact\n"
        "rule: US US, opt-out: silence may stand\n"
        "  in force since ever\n"
        "notice 1: to contact Ana Ruiz by e-mail, 2014-03-27 12:00 (2014-03-27T16:00:00Z), in US\n"
        "  text v1, SHA-256 0123456789ab, checked\n"
        "  delivery: proved 2014-03-28 12:00 (2014-03-28T16:00:00Z), out of office at the time\n"
        "  sent Thu 27 Mar 2014 at the company and at the customer\n"
        "  received Fri 28 Mar 2014: proved by its delivery\n"
        "  anchor Fri 28 Mar 2014: the later of sending and receipt, the receipt\n"
        "  30 calendar days: the law gives 30, the notice promises 30\n"
        "  Fri 28 Mar 2014 + 30 is Sun 27 Apr 2014\n"
        "  holidays not counted: no list for US covers these days\n"
        "  Sun 27 Apr 2014: weekend at both (US), so the next day\n"
        "  last day Mon 28 Apr 2014\n"
        "  closes at 24:00, at the company and at the customer: Tue 29 Apr 2014 00:00 in America/New_York, "
        "2014-04-29T04:00:00Z\n"
        "objection 1: a question, by call of 2014-03-29 12:00 (2014-03-29T16:00:00Z), voice the company\n"
        "objection 2: opt-out, by call of 2014-05-05 12:00 (2014-05-05T16:00:00Z), voice a contact for "
        "itself (contact Ana Ruiz); limited to e-mail addresses of contacts of contact Ana Ruiz; late: it "
        "counts from the day it came\n"
        "consent 1: voice unknown, 2014-03-20 12:00 (2014-03-20T16:00:00Z), known by a signed paper; does "
        "not "
        "stand for the account\n"
        "hold 1: merger, until Wed 30 Apr 2014; over\n"
        "objected: no, no opt-out of the whole account is in force\n"
        "disputed: no, no dispute is open\n"
        "held: no, nothing is unread, unsettled or on hold\n"
        "consented: no, no affirmative consent newer than every objection\n"
        "unnotified: no, a notice was sent\n"
        "void: no, no notice failed without another in its place\n"
        "needs a yes: no, the rule of the place lets silence count\n"
        "open: no, the window is over\n"
        "conditions: no, no condition is left to tick\n"
        "silent: yes, nobody objected until Mon 28 Apr 2014\n");
}

/* Every mixture of facts: data goes out only where the design says so. */
static void no_mixture_of_facts_discloses_by_mistake(void **state)
{
    struct scene *scene = *state;
    static const char *const places[] = {"US", "ES", "DE", "GB", "XX", ""};
    for (unsigned mix = 0; mix < 1u << 9; mix++) {
        for (size_t p = 0; p < sizeof places / sizeof *places; p++) {
            scene->facts.notice_count = scene->facts.objection_count = scene->facts.hold_count = 0;
            scene->facts.country = places[p];
            scene->facts.consent_count = 0;
            if (mix & 1)
                consent(scene, 4, 2, VOICE_COMPANY);
            tick_all(scene, mix & 2 ? 1 : 9, COMMON, "lee");
            if (mix & 4)
                notify(scene, 3, 27, 7, places[p])->window.bounced = mix & 8;
            if (mix & 16)
                object(scene, 3, 28, RULING_UNREAD);
            if (mix & 32)
                object(scene, mix & 64 ? 4 : 3, 28, RULING_OPT_OUT);
            if (mix & 128)
                hold(scene, "x", DAY_NONE);
            bool over = mix & 256;
            enum standing value = stand(scene, over ? on(6, 1) : on(4, 28));
            bool consent = (mix & 1) && !((mix & 32) && (mix & 64));
            bool silence =
                (mix & 4) && !(mix & 8) && over && !(mix & 32) && (p == 0 || (p == 1 && (mix & 2)));
            bool may = !(mix & 16) && !(mix & 128) && (consent || silence);
            if (standing_may_disclose(value) != may)
                fail_msg("mixture %u in \"%s\": %s", mix, places[p], standing_name(value));
        }
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(without_a_notice_nobody_is_notified),
        TEST(a_window_runs_and_then_silence_stands),
        TEST(an_opt_out_objects_early_and_late),
        TEST(what_nobody_has_read_holds),
        TEST(a_threat_holds_until_ruled_otherwise),
        TEST(a_representative_needs_authority),
        TEST(a_dispute_stays_until_it_is_resolved),
        TEST(an_objection_beats_a_dispute_and_a_dispute_a_hold),
        TEST(a_consent_must_be_newer_than_every_objection),
        TEST(an_objection_after_the_consent_revives_the_one_before),
        TEST(a_consent_beats_the_rows_below_it),
        TEST(a_bounce_voids_until_another_notice_stands),
        TEST(the_rest_of_a_batch_makes_up_for_no_bounce),
        TEST(a_contact_without_a_notice_counts_too),
        TEST(a_bounced_notice_takes_no_other_s_place),
        TEST(the_strictest_place_governs),
        TEST(a_rule_is_that_of_the_day_of_the_notice),
        TEST(conditions_wait_for_a_second_agent),
        TEST(the_window_that_closes_last_is_the_account_s),
        TEST(a_window_that_cannot_be_counted_stays_open),
        TEST(a_hold_ends_and_the_clock_shows_it),
        TEST(of_two_changes_the_first_is_kept),
        TEST(the_proof_has_every_row_looked_at),
        TEST(no_mixture_of_facts_discloses_by_mistake),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
