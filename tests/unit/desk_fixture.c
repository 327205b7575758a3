#include "config.h"
#include "desk_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "desk/transfer.h"
#include "desk/view.h"
#include "store/nouns.h"

static const char accounts[] = "account number,company,country,parent,segment,manager,zone\r\n"
                               "A-1,Harbor & Pine Consulting,US,,large,kim,America/Chicago\r\n"
                               "A-2,Kobalt Werke GmbH,DE,,large,kim,Europe/Berlin\r\n"
                               "A-3,Borealis Foods,US-CA,,small,lee,America/Los_Angeles\r\n";
static const char contacts[] = "account number,name,email,phone,country,zone,forum handle\r\n"
                               "A-1,Ada Brook,ada@harbor.example,,US,America/Chicago,OldIron\r\n"
                               "A-2,Uwe Stein,uwe@kobalt.example,,DE,Europe/Berlin,\r\n"
                               "A-3,Bo Reyes,bo@borealis.example,,US-CA,America/Los_Angeles,\r\n";
static const char notices[] = "account number,contact email,channel,sent,days,text version,message id\r\n"
                              "A-1,ada@harbor.example,email,2014-03-27,30,v1,<1@vendor.example>\r\n"
                              "A-2,uwe@kobalt.example,email,2014-03-27,30,v1,<2@vendor.example>\r\n"
                              "A-3,bo@borealis.example,email,2014-03-27,30,v1,<3@vendor.example>\r\n";

const char *fixture_file(struct fixture *fixture, const char *name, const char *text)
{
    static char path[128];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", fixture->directory, name);
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
    return path;
}

struct desk *fixture_desk(struct fixture *fixture, const char *agent, int64_t now)
{
    struct desk_options options = {.path = fixture->path, .agent = agent, .now = now};
    struct desk *desk = NULL;
    struct err err = {0};

    if (!desk_open(&options, &desk, &err))
        fail_msg("%s", err.text);
    return desk;
}

void fixture_import(struct fixture *fixture, enum list kind, const char *text)
{
    struct desk_import_options options = {0};
    struct desk_import_report report = {0};
    struct err err = {0};

    if (!desk_import(fixture->desk, kind, fixture_file(fixture, "import.csv", text), &options, &report, &err))
        fail_msg("%s", err.text);
    if (report.refused)
        fail_msg("line %d: %s", report.rejects[0].line, report.rejects[0].reason);
    desk_import_report_clear(&report);
}

int fixture_setup(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    struct desk_options options = {.agent = "dana", .now = FIXTURE_NOW};
    struct desk_init init = {.program = "Velocity", .country = "US", .zone = "America/Chicago", .days = 30};
    struct err err = {0};

    strcpy(fixture->directory, "/tmp/demur-unit-XXXXXX");
    if (!mkdtemp(fixture->directory))
        return -1;
    snprintf(fixture->path, sizeof fixture->path, "%s/desk.db", fixture->directory);
    options.path = fixture->path;
    *state = fixture;
    if (!desk_init(&options, &init, &err)) {
        print_error("%s\n", err.text);
        return -1;
    }
    fixture->desk = fixture_desk(fixture, "dana", FIXTURE_NOW);
    fixture_import(fixture, LIST_ACCOUNTS, accounts);
    fixture_import(fixture, LIST_CONTACTS, contacts);
    fixture_import(fixture, LIST_NOTICES, notices);
    return 0;
}

int fixture_teardown(void **state)
{
    static const char *const names[] = {"desk.db",    "desk.db-wal", "desk.db-shm", "import.csv",
                                        "thread.txt", "export.csv",  "rejects.csv"};
    struct fixture *fixture = *state;
    char path[128];

    desk_close(fixture->desk);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        snprintf(path, sizeof path, "%s/%s", fixture->directory, names[i]);
        unlink(path);
    }
    rmdir(fixture->directory);
    free(fixture);
    return 0;
}

int64_t fixture_account(struct fixture *fixture, const char *number)
{
    struct record_account account = {0};
    struct err err = {0};
    int64_t id;

    assert_true(store_account_find(desk_store(fixture->desk), number, &account, &err));
    id = account.id;
    assert_true(id > 0);
    record_account_clear(&account);
    return id;
}

enum standing fixture_standing(struct fixture *fixture, const char *number)
{
    struct standing_result result = {0};
    struct err err = {0};
    enum standing value;

    assert_true(desk_standing(fixture->desk, fixture_account(fixture, number), &result, &err));
    value = result.value;
    standing_clear(&result);
    return value;
}

int fixture_duties(struct fixture *fixture, enum duty kind, const char *number)
{
    struct record_duty_list duties = {0};
    struct err err = {0};
    int count = 0;

    assert_true(store_duty_list(desk_store(fixture->desk), desk_program(fixture->desk)->id,
                                number ? fixture_account(fixture, number) : 0, 0, 0, &duties, &err));
    for (size_t i = 0; i < duties.count; i++)
        count += duties.items[i].kind == kind;
    record_duty_list_clear(&duties);
    return count;
}
