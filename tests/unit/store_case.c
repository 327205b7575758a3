#include "store_case.h"

#include "store/inside.h"

#include <dirent.h>
#include <sqlite3.h>
#include <unistd.h>

#include "base/mem.h"

static char directory[64];

int case_directory_make(void **state)
{
    (void)state;
    snprintf(directory, sizeof directory, "test_store.XXXXXX");
    return mkdtemp(directory) ? 0 : -1;
}

int case_directory_remove(void **state)
{
    DIR *listing = opendir(directory);
    struct dirent *entry;

    (void)state;
    while (listing && (entry = readdir(listing)))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlink(case_path(entry->d_name));
    if (listing)
        closedir(listing);
    return rmdir(directory);
}

const char *case_path(const char *name)
{
    static char paths[4][512];
    static int next;
    char *path = paths[next++ % 4];

    snprintf(path, sizeof paths[0], "%s/%s", directory, name);
    return path;
}

struct store *case_store(int64_t *program)
{
    struct record_program velocity = {.name = (char[]){"Velocity"},
                                      .days = 30,
                                      .country = (char[]){"US"},
                                      .zone = (char[]){"America/New_York"}};
    struct store *store;
    struct err err = {0};

    GOOD(store_open(":memory:", STORE_CREATE, &store, &err));
    GOOD(store_begin(store, "dana", CASE_NOW, &err));
    GOOD(store_program_add(store, &velocity, &err));
    *program = velocity.id;
    return store;
}

void case_close(struct store *store)
{
    struct err err = {0};

    if (store_in_write(store))
        GOOD(store_commit(store, &err));
    store_close(store);
}

int64_t case_account(struct store *store, const char *number, const char *company, const char *country)
{
    struct record_account account = {
        .number = mem_text(number), .company = mem_text(company), .country = mem_text(country)};
    struct err err = {0};
    int64_t id;

    GOOD(store_account_add(store, &account, &err));
    id = account.id;
    record_account_clear(&account);
    return id;
}

int64_t case_message(struct store *store, int64_t program, const char *author, const char *body)
{
    struct record_message message = {.program = program,
                                     .source = SOURCE_FORUM,
                                     .position = 1,
                                     .author = mem_text(author),
                                     .body = mem_text(body),
                                     .day = DAY_NONE,
                                     .hour = -1,
                                     .minute = -1,
                                     .notice_days = -1,
                                     .received = CASE_NOW - 86400};
    struct err err = {0};
    int64_t id;

    GOOD(store_message_add(store, &message, &err));
    id = message.id;
    record_message_clear(&message);
    return id;
}

int64_t case_objection(struct store *store, int64_t program, int64_t message, const char *words)
{
    struct record_objection objection = {.program = program,
                                         .message = message,
                                         .source = SOURCE_FORUM,
                                         .received = CASE_NOW - 86400,
                                         .words = mem_text(words)};
    struct err err = {0};
    int64_t id;

    GOOD(store_objection_add(store, &objection, &err));
    id = objection.id;
    record_objection_clear(&objection);
    return id;
}

void case_tie(struct store *store, int64_t objection, int64_t account)
{
    struct err err = {0};
    bool added;

    GOOD(store_tie_add(store, objection, account, &added, &err));
}

int64_t case_notice(struct store *store, int64_t program, int64_t account, int64_t sent)
{
    struct record_notice notice = {.program = program, .account = account, .sent = sent, .days = 30};
    struct err err = {0};

    GOOD(store_notice_add(store, &notice, &err));
    return notice.id;
}

void case_standing(struct store *store, int64_t program, int64_t account,
                   const struct standing_result *result)
{
    struct store_facts holder = {0};
    struct err err = {0};

    GOOD(store_facts_load(store, program, account, false, &holder, &err));
    GOOD(store_standing_save(store, program, account, result, holder.flags, 0, &err));
    store_facts_clear(&holder);
}

/* A small generator: the same rows on every machine. */
static unsigned pick(unsigned *state, unsigned below)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 16) % below;
}

static const char *const companies[] = {"Harbor & Pine Consulting",
                                        "Borealis Foods",
                                        "Cobalt Labs GmbH",
                                        "M\xC3\xBCller Werke",
                                        "\xE5\x8C\x97\xE6\xA5\xB5\xE9\xA3\x9F\xE5\x93\x81",
                                        "",
                                        "zeta 9",
                                        "Zeta 10",
                                        "\xC3\x85ngstr\xC3\xB6m AB"};
static const char *const countries[] = {"US", "US-CA", "DE", "", "JP"};
static const char *const words[] = {"we object to this", "take us off \"the list\"",
                                    "we leave for a competitor", "this is an outrage -- NEAR(", ""};

static void fill_standing(struct store *store, int64_t program, int64_t account, unsigned *state)
{
    struct standing_result result = {
        .phases = 1 + pick(state, STANDING_PHASES),
        .sent_day = pick(state, 2) ? CASE_TODAY - (int)pick(state, 40) : DAY_NONE,
        .has_window = pick(state, 3) > 0,
        .window = {.zone = "America/New_York", .last_day = CASE_TODAY - 20 + (int)pick(state, 40)}};

    snprintf(result.place, sizeof result.place, "%s", countries[pick(state, 5)]);
    for (size_t i = 0; i < result.phases; i++) {
        result.course[i].from = i ? CASE_NOW - 10000 + (int64_t)i * 5000 + pick(state, 5000) : INSTANT_NONE;
        result.course[i].value = (enum standing)pick(state, standing_count);
        str_add(&result.course[i].reason, words[pick(state, 5)]);
    }
    case_standing(store, program, account, &result);
    standing_clear(&result);
}

static void fill_accounts(struct store *store, int64_t program, int64_t *accounts, size_t count,
                          unsigned *state)
{
    struct err err = {0};
    char number[32];
    size_t i;

    for (i = 0; i < count; i++) {
        int64_t notice;

        snprintf(number, sizeof number, "%s-%u-%zu", pick(state, 2) ? "A" : "b", pick(state, 30), i);
        accounts[i] = case_account(store, number, companies[pick(state, 9)], countries[pick(state, 5)]);
        if (pick(state, 2)) {
            struct record_contact contact = {.account = accounts[i],
                                             .name = (char[]){"Robin Vale"},
                                             .email = (char[]){"robin@borealis.example"},
                                             .handle = (char[]){"OldIron; Rusty Gate"}};

            GOOD(store_contact_add(store, &contact, &err));
        }
        if (pick(state, 3)) {
            struct record_delivery delivery = {.outcome = (enum delivery)pick(state, delivery_count),
                                               .at = CASE_NOW - pick(state, 90000)};

            notice = case_notice(store, program, accounts[i], CASE_NOW - 86400 * (int64_t)pick(state, 12));
            delivery.notice = notice;
            GOOD(store_delivery_add(store, accounts[i], &delivery, &err));
        }
        if (pick(state, 4))
            fill_standing(store, program, accounts[i], state);
    }
}

void case_fill_standings(struct store *store, int64_t program)
{
    struct statement statement;
    struct err err = {0};
    unsigned state = 7;
    int64_t accounts = 0;

    statement_begin(&statement, store, "SELECT max(id) FROM account", &err);
    if (statement_row(&statement))
        accounts = statement_take_number(&statement);
    GOOD(statement_end(&statement));
    for (int64_t account = 1; account <= accounts; account++)
        fill_standing(store, program, account, &state);
}

static void fill_duty(struct store *store, struct record_duty duty, unsigned *state)
{
    struct err err = {0};

    duty.kind = (enum duty)pick(state, duty_count);
    duty.level = (enum level)pick(state, level_count);
    duty.source = (enum source)pick(state, source_count);
    duty.due = CASE_TODAY - 3 + (int)pick(state, 6);
    duty.owner = pick(state, 2) ? (char[]){"lee"} : (char[]){""};
    duty.reason = (char[]){"because"};
    GOOD(store_duty_open(store, &duty, &err));
}

static void fill_objection(struct store *store, int64_t program, int64_t message, const int64_t *accounts,
                           size_t count, unsigned *state)
{
    struct record_objection objection = {.program = program,
                                         .message = message,
                                         .source = (enum source)pick(state, source_count),
                                         .voice = (enum voice)pick(state, voice_count),
                                         .received = CASE_NOW - 86400 * (int64_t)pick(state, 5),
                                         .flags = pick(state, 16),
                                         .not_identified = pick(state, 4) == 0,
                                         .words = mem_text(words[pick(state, 5)])};
    struct err err = {0};
    unsigned ties = pick(state, 4), i;

    GOOD(store_objection_add(store, &objection, &err));
    for (i = 0; i < ties; i++)
        case_tie(store, objection.id, accounts[pick(state, (unsigned)count)]);
    if (pick(state, 2)) {
        struct record_ruling ruling = {.ruling = (enum ruling)(1 + pick(state, ruling_count - 1)),
                                       .voice = objection.voice,
                                       .flags = objection.flags,
                                       .reason = "so be it"};

        GOOD(store_ruling_add(store, objection.id, 0, &ruling, &err));
    }
    if (pick(state, 2)) {
        struct record_dispute dispute = {.program = program,
                                         .objection = objection.id,
                                         .opened = CASE_NOW - 86400 * (int64_t)pick(state, 4)};

        GOOD(store_dispute_add(store, &dispute, &err));
        if (pick(state, 2))
            GOOD(store_escalation_add(store, dispute.id, 0, (enum level)(1 + pick(state, 3)), "up",
                                      CASE_TODAY, &err));
        else if (pick(state, 2))
            GOOD(store_resolution_add(store, dispute.id, 0, (enum outcome)pick(state, outcome_count), "done",
                                      &err));
        fill_duty(store, (struct record_duty){.program = program, .dispute = dispute.id}, state);
    }
    fill_duty(store, (struct record_duty){.program = program, .objection = objection.id}, state);
    record_objection_clear(&objection);
}

void case_fill(struct store *store, int64_t program)
{
    enum { ACCOUNTS = 60, MESSAGES = 50 };
    int64_t accounts[ACCOUNTS], threads[3];
    unsigned state = 7, i;
    struct err err = {0};
    bool added;

    fill_accounts(store, program, accounts, ACCOUNTS, &state);
    for (i = 0; i < 3; i++)
        GOOD(store_thread_ensure(store, program, SOURCE_FORUM, words[i], &threads[i], &added, &err));
    for (i = 0; i < MESSAGES; i++) {
        struct record_message message = {.program = program,
                                         .thread = pick(&state, 3) ? threads[pick(&state, 3)] : 0,
                                         .source = (enum source)pick(&state, source_count),
                                         .position = (int)pick(&state, 20),
                                         .author = mem_text(pick(&state, 3) ? "OldIron" : ""),
                                         .day =
                                             pick(&state, 2) ? CASE_TODAY - (int)pick(&state, 9) : DAY_NONE,
                                         .hour = -1,
                                         .minute = -1,
                                         .notice_days = -1,
                                         .received = CASE_NOW - 3600 * (int64_t)pick(&state, 200),
                                         .body = mem_text(words[pick(&state, 5)]),
                                         .suggestion = {.reading = (enum reading)pick(&state, reading_count),
                                                        .ruling = (enum ruling)pick(&state, ruling_count),
                                                        .flags = pick(&state, 16)}};

        GOOD(store_message_add(store, &message, &err));
        if (pick(&state, 2))
            GOOD(store_reading_add(store, message.id, 0, (enum reading)(1 + pick(&state, reading_count - 1)),
                                   false, "", &err));
        if (pick(&state, 5) == 0)
            GOOD(store_message_change_add(store, message.id, "another text altogether", NULL, &err));
        if (pick(&state, 3))
            fill_objection(store, program, message.id, accounts, ACCOUNTS, &state);
        fill_duty(store, (struct record_duty){.program = program, .message = message.id}, &state);
        fill_duty(store, (struct record_duty){.program = program, .account = accounts[i]}, &state);
        record_message_clear(&message);
    }
}

struct list_query case_query(enum list list, int64_t program)
{
    return (struct list_query){
        .list = list, .program = program, .now = CASE_NOW, .today = CASE_TODAY, .zone = "America/New_York"};
}

void case_sql(const char *path, const char *sql)
{
    sqlite3 *db;

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    sqlite3_close(db);
}

int64_t case_number(const char *path, const char *sql)
{
    sqlite3_stmt *statement;
    sqlite3 *db;
    int64_t number;

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return number;
}
