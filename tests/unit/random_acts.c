#include "config.h"
#include "random_world.h"

#include "unit.h"

#include "desk/candidate.h"
#include "desk/consent.h"
#include "desk/representative.h"
#include "desk/verb.h"
#include "store/nouns.h"

static int64_t contact_of(struct world *world, int64_t account)
{
    struct record_contact_list list = {0};
    struct err err = {0};
    int64_t id;

    assert_true(store_contact_list(world->store, account, &list, &err));
    id = list.count ? list.items[pick(world, (int)list.count)].id : 0;
    record_contact_list_clear(&list);
    return id;
}

void say_yes(struct world *world)
{
    struct desk_consent given = {.account = account_of(world, world->history),
                                 .voice = pick(world, 2) ? VOICE_COMPANY : VOICE_CONTACT,
                                 .source = (enum source)pick(world, source_count),
                                 .day = desk_today(world->desk) - pick(world, 20),
                                 .hour = pick(world, 2) ? -1 : pick(world, 24),
                                 .minute = -1,
                                 .identity = (enum identity)pick(world, identity_count),
                                 .words = "Yes."};
    struct err err = {0};
    int64_t id;

    if (given.voice == VOICE_CONTACT)
        given.contact = contact_of(world, given.account);
    settle(desk_consent(world->desk, &given, &id, &err), &err);
}

void take_yes_back(struct world *world)
{
    struct record_consent_list list = {0};
    struct err err = {0};

    assert_true(
        store_consent_list(world->store, world->program, account_of(world, world->history), &list, &err));
    if (list.count)
        settle(
            desk_consent_withdraw(world->desk, list.items[pick(world, (int)list.count)].id, "No more.", &err),
            &err);
    record_consent_list_clear(&list);
}

/* Most often all, the last by the other agent. */
void tick_conditions(struct world *world)
{
    int64_t account = account_of(world, world->history);
    struct desk_condition_list list = {0};
    struct err err = {0};

    assert_true(desk_conditions(world->desk, account, &list, &err));
    desk_set_now(world->other, desk_now(world->desk));
    for (size_t i = 0; i < list.count; i++) {
        bool last = i + 1 == list.count;

        if (pick(world, 40))
            settle(desk_tick(last ? world->other : world->desk, account, list.items[i].condition,
                             !list.items[i].ticked || pick(world, 4), "seen", &err),
                   &err);
    }
    desk_condition_list_clear(&list);
}

void limit_objection(struct world *world)
{
    struct desk_limit given = {.objection = objection_of(world),
                               .version = -1,
                               .categories = pick(world, 4) ? 1u << pick(world, category_count) : 0,
                               .reason = "as the words say"};
    struct err err = {0};

    if (given.objection)
        settle(desk_limit(world->desk, &given, &err), &err);
}

/* A representative speaks for the account, alone or with those under it, today or later, too. */
void claim(struct world *world)
{
    char name[24], number[16];
    struct record_scope scope = {
        .scope = pick(world, 2) ? SCOPE_UNDER : SCOPE_ACCOUNT, .number = number, .future = !pick(world, 3)};
    struct desk_representative given = {.name = name, .scopes = &scope, .scope_count = 1};
    struct desk_objection objection = {.source = SOURCE_MAIL,
                                       .day = desk_today(world->desk) - pick(world, 20),
                                       .hour = -1,
                                       .words = "For our client: no.",
                                       .ruling = pick(world, 3) ? RULING_OPT_OUT
                                                                : (enum ruling)pick(world, ruling_count)};
    struct err err = {0};
    int64_t id = 0;

    snprintf(name, sizeof name, "Firm of lawyers %d", pick(world, 30));
    snprintf(number, sizeof number, "R-%d", pick(world, 4) ? world->history : pick(world, HISTORIES));
    settle(desk_representative_add(world->desk, &given, &id, &err), &err);
    if (id)
        settle(desk_representative_object(world->desk, id, &objection, NULL, &err), &err);
}

void say_authority(struct world *world)
{
    int64_t account = account_of(world, world->history), objection = objection_of(world);
    struct err err = {0};

    if (objection)
        settle(desk_authority_set(world->desk, objection, &account, pick(world, 2) ? 1 : 0,
                                  (enum authority)pick(world, authority_count),
                                  pick(world, 5) ? "a paper" : "", NULL, &err),
               &err);
}

/* Somebody objects whom nobody knows; look-alikes are held, and at times it is found whose it was. */
void object_unknown(struct world *world)
{
    int64_t accounts[2] = {account_of(world, world->history), account_of(world, pick(world, HISTORIES))},
            id = 0;
    char company[24];
    struct record_objector objector = {.company = company};
    struct desk_objection given = {.objector = &objector,
                                   .voice = (enum voice)pick(world, voice_count),
                                   .day = desk_today(world->desk),
                                   .hour = -1,
                                   .words = "No.",
                                   .ruling = (enum ruling)pick(world, ruling_count)};
    struct desk_correction found = {
        .version = -1, .ruling = RULING_OPT_OUT, .accounts = accounts, .account_count = 1, .reason = "found"};
    struct err err = {0};

    snprintf(company, sizeof company, "Firm %d", world->history);
    settle(desk_object(world->desk, &given, &id, &err), &err);
    settle(desk_hold_like(world->desk, id, accounts, pick(world, 3) ? 2 : 0, 1 + pick(world, 60), NULL, &err),
           &err);
    found.objection = id;
    if (pick(world, 2))
        settle(desk_correct(world->desk, &found, &err), &err);
}
