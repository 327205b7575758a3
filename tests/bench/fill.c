#include "config.h"
#include "tests/bench/fill.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "desk/consent.h"
#include "desk/text.h"
#include "desk/transfer.h"
#include "desk/verb.h"
#include "store/nouns.h"
#include "tests/bench/bench.h"

/* Of a thousand accounts so many, besides 108 objections: 120,000 of both of a million. */
enum { MESSAGES = 12, CONSENTS = 2, HOLDS = 1 };
/* Posts of a page of the forum. */
enum { POSTS = 40 };
/* The desk is filled in the last hours before everything is measured. */
enum { HOUR = 3600, OPENED_BEFORE = 110 * 24 * HOUR, FILLED_BEFORE = 20 * HOUR };

struct filling {
    const struct world *world;
    const char *directory;
    struct desk *desk;
    int64_t now; /* BENCH_NOW */
    struct err err;
};

/* The bench links these in the place of the system's. */
int fsync(int descriptor)
{
    return descriptor < 0 ? -1 : 0;
}

int fdatasync(int descriptor)
{
    return fsync(descriptor);
}

static void must(struct filling *filling, bool good)
{
    if (!good)
        bench_fail("the desk's file: %s", filling->err.text);
}

static void desk_make(struct filling *filling, const char *path)
{
    const struct desk_init init = {
        .program = "Velocity", .country = "US", .zone = "America/Chicago", .days = 30};
    struct desk_options options = {.path = path, .agent = BENCH_AGENT, .now = filling->now - OPENED_BEFORE};

    bench_remove(path);
    must(filling, desk_init(&options, &init, &filling->err));
    must(filling, desk_open(&options, &filling->desk, &filling->err));
}

static void text_take(struct filling *filling)
{
    char *path = mem_format("%s/text.txt", filling->directory);
    struct desk_text given = {.path = path, .version = "v1", .charset = "UTF-8", .language = "English"};
    struct record_text text = {0};
    struct text_suggestion suggestion = {0};
    bool added = false;

    must(filling, desk_text_add(filling->desk, &given, &text, &suggestion, &added, &filling->err));
    text_suggestion_clear(&suggestion);
    record_text_clear(&text);
    free(path);
}

static void list_import(struct filling *filling, enum list kind)
{
    char *path = mem_format("%s/%s.csv", filling->directory, list_name(kind));
    struct desk_import_options options = {0};
    struct desk_import_report report = {0};

    must(filling, desk_import(filling->desk, kind, path, &options, &report, &filling->err));
    if (report.refused)
        bench_fail("%s:%d: %s", path, report.rejects[0].line, report.rejects[0].reason);
    desk_import_report_clear(&report);
    free(path);
}

/* Accounts are known by the order in which they were imported; asked by number all the same. */
static int64_t account_id(struct filling *filling, long i)
{
    struct record_account record = {0};
    struct world_account account;
    int64_t id;

    world_account(filling->world, i, &account);
    must(filling, store_account_find(desk_store(filling->desk), account.number, &record, &filling->err));
    id = record.id;
    record_account_clear(&record);
    return id;
}

static long account_any(struct filling *filling, struct random *random)
{
    return (long)random_below(random, (uint64_t)filling->world->accounts);
}

/* What an opt-out asks for was done the same day. */
static void honour_done(struct filling *filling, int64_t account, int64_t objection)
{
    struct record_duty_list list = {0};

    must(filling, store_duty_list(desk_store(filling->desk), desk_program(filling->desk)->id, account, 0, 0,
                                  &list, &filling->err));
    for (size_t i = 0; i < list.count; i++) {
        if (list.items[i].kind == DUTY_HONOUR && list.items[i].objection == objection)
            must(filling, desk_done(filling->desk, list.items[i].id, "Suppressed and confirmed by mail.",
                                    &filling->err));
    }
    record_duty_list_clear(&list);
}

static void dispute_climb(struct filling *filling, int64_t account)
{
    struct record_dispute_list list = {0};

    must(filling, store_dispute_list(desk_store(filling->desk), desk_program(filling->desk)->id, account,
                                     &list, &filling->err));
    for (size_t i = 0; i < list.count; i++) {
        if (list.items[i].open && list.items[i].level == LEVEL_AGENT)
            must(filling, desk_escalate(filling->desk, list.items[i].id, -1, LEVEL_LEAD,
                                        "Names a contract of ours.", DAY_NONE, &filling->err));
    }
    record_dispute_list_clear(&list);
}

static void objection_log(struct filling *filling, long number)
{
    struct world_objection said;
    struct desk_objection objection = {.account_count = 1, .minute = 0, .reason = ""};
    int64_t account, id = 0;

    world_objection(filling->world, number, &said);
    account = account_id(filling, said.account);
    objection.accounts = &account;
    objection.source = said.source;
    objection.voice = said.voice;
    objection.ruling = said.ruling;
    objection.flags = said.flags;
    objection.day = said.day;
    objection.hour = said.hour;
    objection.words = str_text(&said.words);
    must(filling, desk_object(filling->desk, &objection, &id, &filling->err));
    if (said.done)
        honour_done(filling, account, id);
    if (said.climbs)
        dispute_climb(filling, account);
    str_clear(&said.words);
}

/* One post in five is by somebody whose forum name is on file. */
static void author_write(struct filling *filling, struct random *random, FILE *file)
{
    struct world_contact contact;

    world_contact(filling->world, account_any(filling, random), &contact);
    if (contact.handle[0] && random_chance(random, 800))
        fprintf(file, "%s\n", contact.handle);
    else
        fprintf(file, "Visitor_%u\n", (unsigned)random_below(random, 90000) + 10000);
}

static void post_write(struct filling *filling, struct random *random, FILE *file, const char *title, int day,
                       int minute)
{
    struct str words = {0};
    char text[16];

    author_write(filling, random, file);
    text_add(random, &words, random_chance(random, 300));
    fprintf(file, "\n%u Posts\n\n%s %02d:%02d\n\n%s%s%s\n\n", 1 + (unsigned)random_below(random, 500),
            day_format_iso(day, text, sizeof text), 8 + minute / 60, minute % 60, title, *title ? "\n\n" : "",
            str_text(&words));
    str_clear(&words);
}

static void thread_take(struct filling *filling, long number, long posts)
{
    struct random random = world_random(filling->world, STREAM_THREAD, (uint64_t)number);
    char *path = mem_format("%s/page-%ld.txt", filling->directory, number + 1);
    char *title = mem_format("Velocity: shared unless we say no? (%ld)", number + 1);
    int day = desk_today(filling->desk) - 2 - (int)random_below(&random, 40);
    struct desk_intake_report report = {0};
    FILE *file = fopen(path, "w");

    if (!file)
        bench_fail("%s cannot be written", path);
    fputs("Start a Conversation\n\nUnsolved\n\n", file);
    for (long i = 0; i < posts; i++)
        post_write(filling, &random, file, i ? "" : title, day, (int)i * 13);
    fclose(file);
    must(filling, desk_intake(filling->desk, path, "thread", "UTF-8", false, &report, &filling->err));
    if (report.added != posts)
        bench_fail("%s: %lld of %ld posts were read", path, (long long)report.added, posts);
    desk_intake_report_clear(&report);
    free(title);
    free(path);
}

static void consent_record(struct filling *filling, long number)
{
    struct random random = world_random(filling->world, STREAM_TEXT, (uint64_t)number);
    struct desk_consent consent = {.account = account_id(filling, account_any(filling, &random)),
                                   .voice = VOICE_COMPANY,
                                   .source = SOURCE_MAIL,
                                   .identity = IDENTITY_SIGNED,
                                   .day = desk_today(filling->desk) - 1,
                                   .hour = 9,
                                   .words = "We agree that the partner gets our account data."};

    must(filling, desk_consent(filling->desk, &consent, NULL, &filling->err));
}

static void hold_set(struct filling *filling, long number)
{
    struct random random = world_random(filling->world, STREAM_TEXT, ~(uint64_t)number);

    must(filling, desk_hold(filling->desk, account_id(filling, account_any(filling, &random)),
                            "In talks about a new contract.",
                            number % 2 ? DAY_NONE : desk_today(filling->desk) + 1 + (int)(number % 40), NULL,
                            &filling->err));
}

/* So many of a thousand accounts, one at least. */
static long share(const struct world *world, long of_thousand)
{
    long count = world->accounts * of_thousand / 1000;

    return count ? count : 1;
}

static void events_play(struct filling *filling)
{
    long objections = world_objection_count(filling->world), messages = share(filling->world, MESSAGES);
    long consents = share(filling->world, CONSENTS), holds = share(filling->world, HOLDS);
    int64_t begin = filling->now - FILLED_BEFORE;

    for (long i = 0; i < objections; i++) {
        desk_set_now(filling->desk, begin + (FILLED_BEFORE - HOUR) * (int64_t)i / objections);
        objection_log(filling, i);
    }
    desk_set_now(filling->desk, filling->now - HOUR);
    for (long i = 0; i * POSTS < messages; i++)
        thread_take(filling, i, messages - i * POSTS < POSTS ? messages - i * POSTS : POSTS);
    for (long i = 0; i < consents; i++)
        consent_record(filling, i);
    for (long i = 0; i < holds; i++)
        hold_set(filling, i);
}

void fill(const struct world *world, const char *directory, const char *path)
{
    static const enum list kinds[] = {LIST_ACCOUNTS, LIST_CONTACTS, LIST_NOTICES, LIST_DELIVERIES};
    struct filling filling = {.world = world, .directory = directory, .now = instant_parse(BENCH_NOW, "UTC")};

    desk_make(&filling, path);
    text_take(&filling);
    desk_set_now(filling.desk, filling.now - FILLED_BEFORE - HOUR);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        list_import(&filling, kinds[i]);
    events_play(&filling);
    desk_close(filling.desk);
}
