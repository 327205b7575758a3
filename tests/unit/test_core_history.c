/* A hundred thousand invented histories: what must hold of every standing, whatever happened. The seed is
 * fixed; DEMUR_SEED tries another, DEMUR_HISTORIES more or fewer of them. */
#include "config.h"

#include "unit.h"

#include "base/day.h"
#include "base/zone.h"
#include "history.h"

enum { HISTORIES = 100000, SEED = 20140327 };

/* A history with what was made of it. */
struct told {
    const struct history *history;
    struct standing_result result;
    bool may;
};

/* Appends what is wrong when a promise is broken, with the history; false then. */
typedef bool promise(const struct told *told, struct str *wrong);

static bool may(const struct history *history)
{
    struct standing_result result = {0};
    bool may;

    standing_of(&history->facts, history->now, &result);
    may = standing_may_disclose(result.value);
    standing_clear(&result);
    return may;
}

static void tell(const struct history *history, struct str *out)
{
    struct standing_result result = {0};

    history_tell(history, out);
    standing_of_with_proof(&history->facts, history->now, &result);
    str_add_format(out, "-> %s: %s\n%s\n", standing_name(result.value), standing_reason(&result),
                   str_text(&result.proof));
    standing_clear(&result);
}

static bool broken(const struct told *told, const struct history *other, const char *what, struct str *wrong)
{
    str_add_format(wrong, "%s\n", what);
    tell(told->history, wrong);
    if (other)
        tell(other, wrong);
    return false;
}

static bool nobody_goes_whom_the_facts_forbid(const struct told *told, struct str *wrong)
{
    const char *why = told->may ? history_forbids(told->history) : NULL;

    return !why || broken(told, NULL, why, wrong);
}

/* What a representative says now has yet to be proven: the proof is a fact of its own. */
static void add_objection(struct history *more, const struct history *history)
{
    struct standing_objection *added = &more->objections[history->facts.objection_count];

    history_copy(more, history);
    history_add_objection(more);
    if (added->authority == AUTHORITY_PROVEN)
        added->authority = AUTHORITY_ASKED;
}

static bool an_objection_frees_nobody(const struct told *told, struct str *wrong)
{
    struct history more;

    if (told->may)
        return true;
    add_objection(&more, told->history);
    return !may(&more) || broken(told, &more, "one more objection frees the account", wrong);
}

static bool same_course(const struct standing_result *a, const struct standing_result *b)
{
    bool same = a->value == b->value && a->phases == b->phases && str_equal(a->place, b->place);

    for (size_t i = 0; same && i < a->phases; i++)
        same = a->course[i].from == b->course[i].from && a->course[i].value == b->course[i].value &&
               str_equal(str_text(&a->course[i].reason), str_text(&b->course[i].reason));
    return same;
}

static bool same_window(const struct standing_result *a, const struct standing_result *b)
{
    return a->has_window == b->has_window && a->notice == b->notice && a->sent_day == b->sent_day &&
           a->window.state == b->window.state && a->window.last_day == b->window.last_day &&
           a->window.closes == b->window.closes && str_equal(a->window.zone, b->window.zone);
}

static bool same_result(const struct standing_result *a, const struct standing_result *b)
{
    return same_course(a, b) && same_window(a, b) && a->before == b->before && a->after == b->after &&
           a->closes == b->closes && a->phase == b->phase && a->rule == b->rule &&
           str_equal(str_text(&a->place_of), str_text(&b->place_of)) && a->required == b->required &&
           a->limited == b->limited;
}

/* It ends with the row that applies, and asking for it changes nothing. */
static bool the_proof_is_of_the_value(const struct told *told, struct str *wrong)
{
    struct standing_result proven = {0};
    char verdict[64];
    bool same, ends;

    standing_of_with_proof(&told->history->facts, told->history->now, &proven);
    snprintf(verdict, sizeof verdict, "\n%s: yes, ", standing_title(told->result.value));
    same = same_result(&told->result, &proven);
    ends = strstr(str_text(&proven.proof), verdict) && !told->result.proof.length;
    standing_clear(&proven);
    return (same && ends) || broken(told, NULL, "another standing with its proof than without", wrong);
}

static bool the_order_of_recording_does_not_matter(const struct told *told, struct str *wrong)
{
    struct standing_result result = {0};
    struct history other;
    bool same;

    history_copy(&other, told->history);
    history_shuffle(&other);
    standing_of(&other.facts, other.now, &result);
    same = same_course(&told->result, &result);
    standing_clear(&result);
    return same || broken(told, &other, "another order of the same facts", wrong);
}

/* Asks again at an instant: the course is the same, and says what holds then. */
static bool ask_at(const struct told *told, int64_t at, struct str *wrong)
{
    const struct standing_result *result = &told->result;
    struct standing_result asked = {0};
    struct history then;
    size_t i = result->phases;
    bool same;

    while (i > 1 && result->course[i - 1].from > at)
        i--;
    history_copy(&then, told->history);
    then.now = at;
    standing_of(&then.facts, at, &asked);
    asked.value =
        asked.value == result->course[i - 1].value && asked.phase == i - 1 ? result->value : standing_count;
    /* Without a notice the rule is that of the day asked. */
    memcpy(asked.place, result->place, sizeof asked.place);
    same = same_course(result, &asked);
    standing_clear(&asked);
    return same ||
           broken(told, &then, "the course told at one instant says something else of another", wrong);
}

static bool the_course_says_what_holds_at_any_instant(const struct told *told, struct str *wrong)
{
    struct history dice = *told->history;
    int64_t any = history_instant(&dice) + history_pick(&dice, 70) * INT64_C(86400);

    for (size_t i = 1; i < told->result.phases; i++) {
        if (!ask_at(told, told->result.course[i].from - history_pick(&dice, 2), wrong))
            return false;
    }
    return ask_at(told, any, wrong);
}

/* Leaves out the ticks that no place asks for, and those for another notice than the standing is about: the
 * desk takes none of those. */
static void ticks_drop(struct history *history, const struct standing_result *result)
{
    size_t count = 0;

    for (size_t i = 0; i < history->facts.tick_count; i++) {
        if (history->ticks[i].notice == result->notice &&
            result->required & 1u << history->ticks[i].condition)
            history->ticks[count++] = history->ticks[i];
    }
    history->facts.tick_count = count;
}

/* A notice fails whose failure is learned after everything was sent. */
static bool add_bounce(struct history *history)
{
    size_t count = history->facts.notice_count;
    struct standing_notice *notice = count ? &history->notices[history_pick(history, (int)count)] : NULL;

    if (!notice || notice->window.bounced ||
        (notice->window.delayed && notice->window.delivered != INSTANT_NONE))
        return false;
    notice->window.bounced = true;
    notice->failed_as = DELIVERY_RETURNED;
    if (!notice->window.delayed)
        notice->troubled = history->notices[count - 1].window.sent + 3600;
    return true;
}

static bool a_bounce_frees_nobody(const struct told *told, struct str *wrong)
{
    struct history more;

    history_copy(&more, told->history);
    ticks_drop(&more, &told->result);
    return told->may || may(&more) || !add_bounce(&more) || !may(&more) ||
           broken(told, &more, "a bounce frees the account", wrong);
}

static bool a_hold_frees_nobody(const struct told *told, struct str *wrong)
{
    struct history more;

    if (told->may)
        return true;
    history_copy(&more, told->history);
    history_add_hold(&more);
    return !may(&more) || broken(told, &more, "a hold frees the account", wrong);
}

static bool one_more_person_frees_nobody(const struct told *told, struct str *wrong)
{
    static const char *const places[] = {"US", "US-FL", "BR", "NZ", "ES", "JP", "SG", "DE", "KW", ""};
    struct history more;

    if (told->may)
        return true;
    history_copy(&more, told->history);
    ticks_drop(&more, &told->result);
    if (may(&more))
        return true;
    history_add_contact(&more, places[history_pick(&more, 10)]);
    return !may(&more) || broken(told, &more, "one more person frees the account", wrong);
}

static bool objections_only_withhold_more(const struct told *told, struct str *wrong)
{
    const struct history *history = told->history;
    struct history more;

    add_objection(&more, history);
    for (size_t i = 0; i <= history->facts.contact_count; i++) {
        int64_t contact = i ? history->contacts[i - 1].id : 0;

        for (size_t j = 0; j < sizeof history_partners / sizeof *history_partners; j++) {
            unsigned before = standing_withheld(&history->facts, contact, history_partners[j]);

            if (before & ~standing_withheld(&more.facts, contact, history_partners[j]))
                return broken(told, &more, "one more objection withholds less", wrong);
        }
    }
    return true;
}

/* Each promise is a test. The first two are asked of every history, the others by turns of every third, until
 * they are broken. */
static struct test {
    const char *name;
    promise *promise;
    struct str wrong;
} tests[] = {
    {"nobody goes whom the facts forbid", nobody_goes_whom_the_facts_forbid, {0}},
    {"an objection frees nobody", an_objection_frees_nobody, {0}},
    {"the order of recording does not matter", the_order_of_recording_does_not_matter, {0}},
    {"the course says what holds at any instant", the_course_says_what_holds_at_any_instant, {0}},
    {"the proof is of the value", the_proof_is_of_the_value, {0}},
    {"a bounce frees nobody", a_bounce_frees_nobody, {0}},
    {"a hold frees nobody", a_hold_frees_nobody, {0}},
    {"one more person frees nobody", one_more_person_frees_nobody, {0}},
    {"objections only withhold more", objections_only_withhold_more, {0}},
};
enum { TESTS = sizeof tests / sizeof *tests, ALWAYS = 2, TURNS = 3 };

static uint64_t number_from(const char *name, uint64_t otherwise)
{
    const char *text = getenv(name);

    return text ? strtoull(text, NULL, 10) : otherwise;
}

/* Lives all histories; returns how many of a hundred are disclosed. */
static int live(void)
{
    struct history history = {.dice = number_from("DEMUR_SEED", SEED)};
    uint64_t count = number_from("DEMUR_HISTORIES", HISTORIES), disclosed = 0;
    struct rule_book rules = {0};

    history_rules(&rules);
    for (uint64_t i = 0; i < count; i++) {
        struct told told = {.history = &history};

        history_invent(&history, &rules);
        standing_of(&history.facts, history.now, &told.result);
        told.may = standing_may_disclose(told.result.value);
        disclosed += told.may;
        for (size_t j = 0; j < TESTS; j++) {
            if (!tests[j].wrong.length && (j < ALWAYS || (i + j) % TURNS == 0))
                tests[j].promise(&told, &tests[j].wrong);
        }
        standing_clear(&told.result);
    }
    rule_book_clear(&rules);
    return count ? (int)(disclosed * 100 / count) : 0;
}

static void promise_was_kept(void **state)
{
    struct test *test = *state;
    const char *line = str_text(&test->wrong);
    bool broken = *line;

    for (; *line; line += strcspn(line, "\n") + 1)
        print_message("# %.*s\n", (int)strcspn(line, "\n"), line);
    str_clear(&test->wrong);
    if (broken)
        fail_msg("%s: broken", test->name);
}

/* Else the others would prove nothing. */
static void enough_go(void **state)
{
    const int *disclosed = *state;

    assert_in_range(*disclosed, 5, 50);
}

int main(void)
{
    struct CMUnitTest units[TESTS + 1];
    int disclosed = live();

    for (size_t i = 0; i < TESTS; i++)
        units[i] = (struct CMUnitTest){
            .name = tests[i].name, .test_func = promise_was_kept, .initial_state = &tests[i]};
    units[TESTS] = (struct CMUnitTest){
        .name = "enough of them are disclosed", .test_func = enough_go, .initial_state = &disclosed};
    return UNIT_RUN(units);
}
