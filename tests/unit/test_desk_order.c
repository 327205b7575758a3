/* The order in which facts are recorded does not matter, only their days: two files are told the same of the
 * same accounts in two orders. The seed is fixed; DEMUR_SEED tries another. */
#include "config.h"

#include "random_world.h"

#include "unit.h"

#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"
#include "desk/consent.h"
#include "desk/transfer.h"
#include "desk/verb.h"
#include "desk/view.h"

enum { ACCOUNTS = 60, EVENTS_MOST = 12 };
/* After everything that is told. */
#define THEN (FIXTURE_NOW + INT64_C(86400) * 70)

struct event;
typedef void tell(struct fixture *fixture, const char *number, const struct event *event);

/* Something that came about some days ago. */
struct event {
    tell *tell;
    int ago;
    int what, how; /* as the teller reads them */
    int notice;    /* of a notice and what became of it; 0 none */
};

struct story {
    char number[16];
    struct event events[EVENTS_MOST];
    size_t count;
};

static struct world dice;

static void told(bool good, const struct err *err)
{
    if (!good)
        fail_msg("%s", err->text);
}

static void tell_notice(struct fixture *fixture, const char *number, const struct event *event)
{
    char day[16];
    char *rows = mem_format(
        "account number,contact email,channel,sent,days,message id\r\n%s,,%s,%s,%d,<%d@r.example>\r\n",
        number, channel_name((enum channel)event->what),
        day_format_iso(desk_today(fixture->desk) - event->ago, day, sizeof day), event->how, event->notice);

    fixture_import(fixture, LIST_NOTICES, rows);
    free(rows);
}

static void tell_delivery(struct fixture *fixture, const char *number, const struct event *event)
{
    char day[16];
    char *rows = mem_format("account number,message id,outcome,at\r\n%s,<%d@r.example>,%s,%s\r\n", number,
                            event->notice, delivery_name((enum delivery)event->what),
                            day_format_iso(desk_today(fixture->desk) - event->ago, day, sizeof day));

    fixture_import(fixture, LIST_DELIVERIES, rows);
    free(rows);
}

static void tell_objection(struct fixture *fixture, const char *number, const struct event *event)
{
    int64_t account = fixture_account(fixture, number), id;
    struct desk_objection given = {.accounts = &account,
                                   .account_count = 1,
                                   .source = (enum source)(event->how / 2),
                                   .voice = event->how % 2 ? VOICE_COMPANY : VOICE_UNKNOWN,
                                   .day = desk_today(fixture->desk) - event->ago,
                                   .hour = -1,
                                   .minute = -1,
                                   .words = "No.",
                                   .ruling = (enum ruling)event->what};
    struct err err = {0};

    told(desk_object(fixture->desk, &given, &id, &err), &err);
}

static void tell_consent(struct fixture *fixture, const char *number, const struct event *event)
{
    struct desk_consent given = {.account = fixture_account(fixture, number),
                                 .voice = VOICE_COMPANY,
                                 .source = SOURCE_CALL,
                                 .day = desk_today(fixture->desk) - event->ago,
                                 .hour = -1,
                                 .minute = -1,
                                 .identity = IDENTITY_SIGNED,
                                 .words = "Yes."};
    struct err err = {0};
    int64_t id;

    told(desk_consent(fixture->desk, &given, &id, &err), &err);
}

static void tell_hold(struct fixture *fixture, const char *number, const struct event *event)
{
    struct err err = {0};
    int64_t id;

    told(desk_hold(fixture->desk, fixture_account(fixture, number), event->what ? "merger" : "court order",
                   event->how ? desk_today(fixture->desk) + event->how : DAY_NONE, &id, &err),
         &err);
}

static void tell_contact(struct fixture *fixture, const char *number, const struct event *event)
{
    static const char *const countries[] = {"US", "US", "US-CA", "DE", "ES", ""};
    char *rows = mem_format("account number,name,email,country\r\n%s,Ana %d,a%d@r.example,%s\r\n", number,
                            event->how, event->how, countries[event->what]);

    fixture_import(fixture, LIST_CONTACTS, rows);
    free(rows);
}

static void add(struct story *story, struct event event)
{
    story->events[story->count++] = event;
}

/* Notices go out before anybody objects: nobody is asked again who has. */
static void invent(struct story *story, int number)
{
    static tell *const tellers[] = {tell_objection, tell_objection, tell_consent, tell_hold, tell_contact};

    snprintf(story->number, sizeof story->number, "R-%d", number);
    for (int i = pick(&dice, 3); i >= 0; i--) {
        int notice = 10 * number + i + 1, ago = 60 + 3 * i;

        add(story,
            (struct event){tell_notice, ago, pick(&dice, channel_count), 20 + pick(&dice, 20), notice});
        if (!pick(&dice, 3))
            add(story, (struct event){tell_delivery, ago - 1 - pick(&dice, 9), pick(&dice, delivery_count), 0,
                                      notice});
    }
    for (int i = pick(&dice, 7); i > 0; i--) {
        tell *teller = PICK(&dice, tellers);
        struct event event = {teller, pick(&dice, 3), pick(&dice, 6), pick(&dice, 2) * (1 + pick(&dice, 90)),
                              0};

        if (teller == tell_objection)
            event.how = pick(&dice, 2 * source_count);
        if (teller == tell_contact)
            event.how = i;
        add(story, event);
    }
}

/* What became of a notice is told after it. */
static bool in_order(const struct story *story)
{
    for (size_t i = 0; i < story->count; i++) {
        for (size_t j = 0; j < i; j++) {
            if (story->events[i].tell == tell_notice && story->events[j].tell == tell_delivery &&
                story->events[i].notice == story->events[j].notice)
                return false;
        }
    }
    return true;
}

static void shuffle(struct story *story)
{
    do {
        for (size_t left = story->count; left > 1; left--) {
            size_t other = (size_t)pick(&dice, (int)left);
            struct event kept = story->events[left - 1];

            story->events[left - 1] = story->events[other];
            story->events[other] = kept;
        }
    } while (!in_order(story));
}

static void tell_all(struct fixture *fixture, const struct story *story)
{
    char *rows = mem_format("account number,company,country\r\n%s,Firm,%s\r\n", story->number,
                            story->number[2] % 2 ? "US" : "ES");

    fixture_import(fixture, LIST_ACCOUNTS, rows);
    free(rows);
    for (size_t i = 0; i < story->count; i++)
        story->events[i].tell(fixture, story->number, &story->events[i]);
}

static void assert_same(struct fixture *a, struct fixture *b, const char *number)
{
    struct standing_result one = {0}, other = {0};
    struct err err = {0};

    told(desk_standing(a->desk, fixture_account(a, number), &one, &err), &err);
    told(desk_standing(b->desk, fixture_account(b, number), &other, &err), &err);
    assert_int_equal(one.phases, other.phases);
    for (size_t i = 0; i < one.phases; i++) {
        assert_int_equal(one.course[i].value, other.course[i].value);
        assert_int_equal(one.course[i].from, other.course[i].from);
        assert_string_equal(str_text(&one.course[i].reason), str_text(&other.course[i].reason));
    }
    assert_string_equal(one.place, other.place);
    assert_int_equal(one.window.last_day, other.window.last_day);
    standing_clear(&one);
    standing_clear(&other);
}

static void the_order_of_recording_does_not_matter(void **state)
{
    struct fixture *one = *state;
    const char *seed = getenv("DEMUR_SEED");
    void *second = NULL;

    assert_int_equal(fixture_setup(&second), 0);
    dice.state = seed ? strtoull(seed, NULL, 10) : 20140327;
    desk_set_now(one->desk, THEN);
    desk_set_now(((struct fixture *)second)->desk, THEN);
    for (int i = 0; i < ACCOUNTS; i++) {
        struct story story = {.count = 0};

        invent(&story, i);
        tell_all(one, &story);
        shuffle(&story);
        tell_all(second, &story);
        assert_same(one, second, story.number);
    }
    fixture_teardown(&second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(the_order_of_recording_does_not_matter,
                                                                       fixture_setup, fixture_teardown)};

    return UNIT_RUN(tests);
}
