/* Makes the data of the bench: the CSV files and the mails, and on request the desk's file with them. */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "store/inside.h"
#include "tests/bench/bench.h"
#include "tests/bench/fill.h"
#include "tests/bench/world.h"

struct output {
    FILE *file;
    char *path;
};

static struct output output_open(const char *directory, const char *name, const char *header)
{
    struct output output = {NULL, mem_format("%s/%s", directory, name)};

    output.file = fopen(output.path, "w");
    if (!output.file)
        bench_fail("%s: %s", output.path, strerror(errno));
    fprintf(output.file, "%s\n", header);
    return output;
}

static void output_close(struct output *output)
{
    if (ferror(output->file) || fclose(output->file) != 0)
        bench_fail("%s: %s", output->path, strerror(errno));
    free(output->path);
}

/* A cell with the separator behind it. */
static void cell(FILE *file, const char *text, char end)
{
    if (strpbrk(text, ",\""))
        fprintf(file, "\"%s\"%c", text, end);
    else
        fprintf(file, "%s%c", text, end);
}

static void accounts_write(const struct world *world, const char *directory)
{
    struct output out =
        output_open(directory, "accounts.csv", "number,company,country,parent,segment,manager");

    for (long i = 0; i < world->accounts; i++) {
        struct world_account account;

        world_account(world, i, &account);
        cell(out.file, account.number, ',');
        cell(out.file, account.company, ',');
        cell(out.file, account.country, ',');
        cell(out.file, account.parent, ',');
        cell(out.file, account.segment, ',');
        cell(out.file, account.manager, '\n');
    }
    output_close(&out);
}

static void contacts_write(const struct world *world, const char *directory)
{
    struct output out = output_open(directory, "contacts.csv", "number,name,email,phone,country,handle");

    for (long i = 0; i < world->accounts; i++) {
        struct world_account account;
        struct world_contact contact;

        world_account(world, i, &account);
        world_contact(world, i, &contact);
        cell(out.file, account.number, ',');
        cell(out.file, contact.name, ',');
        cell(out.file, contact.email, ',');
        cell(out.file, contact.phone, ',');
        cell(out.file, contact.country, ',');
        cell(out.file, contact.handle, '\n');
    }
    output_close(&out);
}

static void notices_write(const struct world *world, const char *directory)
{
    struct output notices =
        output_open(directory, "notices.csv", "number,email,channel,sent,days,text_version,message_id");
    struct output deliveries = output_open(directory, "deliveries.csv", "number,message_id,outcome,at");
    char day[16], next[16];

    for (long i = 0; i < world->accounts; i++) {
        struct world_account account;
        struct world_contact contact;
        struct world_notice notice;

        world_notice(world, i, &notice);
        if (!notice.sent)
            continue;
        world_account(world, i, &account);
        world_contact(world, i, &contact);
        fprintf(notices.file, "%s,%s,%s,%s %02d:%02d,%d,v1,%s\n", account.number, contact.email,
                notice.channel, day_format_iso(notice.day, day, sizeof day), notice.hour, notice.minute,
                notice.days, notice.message_id);
        if (notice.outcome)
            fprintf(deliveries.file, "%s,%s,%s,%s %02d:%02d\n", account.number, notice.message_id,
                    notice.outcome, day_format_iso(notice.day, next, sizeof next), notice.hour + 2,
                    notice.minute);
    }
    output_close(&notices);
    output_close(&deliveries);
}

static void mail_write(FILE *file, const struct world_contact *contact,
                       const struct world_objection *objection, long number)
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int year, month, day;

    day_to_civil(objection->day, &year, &month, &day);
    fprintf(file,
            "From %s Thu Jan  1 00:00:00 1970\nFrom: <%s>\nTo: <velocity@vendor.example>\n"
            "Date: %d %s %d %02d:00:00 +0000\nSubject: Re: your notice\nMessage-ID: <%ld@mail.example>\n"
            "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
            "Content-Transfer-Encoding: 8bit\n\n%s\n\n",
            contact->email, contact->email, day, months[month - 1], year, objection->hour, number,
            str_text(&objection->words));
}

/* The objections that came by mail, as a mailbox keeps them. */
static void mails_write(const struct world *world, const char *directory)
{
    struct output out = {NULL, mem_format("%s/mails.mbox", directory)};

    out.file = fopen(out.path, "w");
    if (!out.file)
        bench_fail("%s: %s", out.path, strerror(errno));
    for (long i = 0; i < world_objection_count(world); i++) {
        struct world_objection objection;
        struct world_contact contact;

        world_objection(world, i, &objection);
        if (objection.source == SOURCE_MAIL) {
            world_contact(world, objection.account, &contact);
            mail_write(out.file, &contact, &objection, i);
        }
        str_clear(&objection.words);
    }
    output_close(&out);
}

static void text_write(const char *directory)
{
    struct output out =
        output_open(directory, "text.txt", "Quillmark Instruments Ltd\nAustin, 15 January 2014\n");

    fputs("We will share your account data with our resellers, including the following: company name, names "
          "of\n"
          "contacts.\n\n"
          "If you do not want this, reply to this e-mail within 30 days.\n",
          out.file);
    output_close(&out);
}

static _Noreturn void usage(void)
{
    fputs("usage: generate --directory D --accounts N [--seed S] [--shape SHAPE] [--desk FILE]\n"
          "       generate --stamp --accounts N ...\n",
          stderr);
    exit(2);
}

/* Tells what would be made: data kept with the same words is the same. */
static void stamp_print(const struct world *world)
{
    printf("world %d, schema %d, %ld accounts, seed %llu, %s\n", WORLD_VERSION,
           schema_steps[schema_step_count - 1].version, world->accounts, (unsigned long long)world->seed,
           shape_name(world->shape));
}

struct request {
    struct world world;
    const char *directory, *desk;
    bool stamp;
};

static void request_read(struct request *request, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        const char *value = i + 1 < argc ? argv[i + 1] : "";

        if (str_equal(argv[i], "--stamp")) {
            request->stamp = true;
            continue;
        }
        if (str_equal(argv[i], "--accounts"))
            request->world.accounts = atol(value);
        else if (str_equal(argv[i], "--seed"))
            request->world.seed = strtoull(value, NULL, 10);
        else if (str_equal(argv[i], "--directory"))
            request->directory = value;
        else if (str_equal(argv[i], "--desk"))
            request->desk = value;
        else if (!str_equal(argv[i], "--shape") || !shape_parse(value, &request->world.shape))
            usage();
        i++;
    }
    if (request->world.accounts < 1 || (!request->stamp && !request->directory))
        usage();
}

int main(int argc, char **argv)
{
    struct request request = {.world = {.seed = 7, .shape = SHAPE_ORDINARY}};

    request_read(&request, argc, argv);
    if (request.stamp) {
        stamp_print(&request.world);
        return 0;
    }
    request.world.today = zone_day(instant_parse(BENCH_NOW, "UTC"), "UTC");
    accounts_write(&request.world, request.directory);
    contacts_write(&request.world, request.directory);
    notices_write(&request.world, request.directory);
    mails_write(&request.world, request.directory);
    text_write(request.directory);
    if (request.desk)
        fill(&request.world, request.directory, request.desk);
    return 0;
}
