#include "config.h"
#include "tests/bench/world.h"

#include <stdio.h>
#include <string.h>

uint64_t random_next(struct random *random)
{
    uint64_t z = random->state += 0x9E3779B97F4A7C15u;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

uint64_t random_below(struct random *random, uint64_t limit)
{
    return random_next(random) % limit;
}

bool random_chance(struct random *random, unsigned per_thousand)
{
    return random_below(random, 1000) < per_thousand;
}

static const char *const shape_names[] = {
#define SHAPE_NAME_ROW(id, name) name,
    SHAPE_LIST(SHAPE_NAME_ROW)};

const char *shape_name(enum shape shape)
{
    return shape_names[shape];
}

bool shape_parse(const char *name, enum shape *shape)
{
    for (int i = 0; i < shape_count; i++) {
        if (str_equal(name, shape_names[i])) {
            *shape = (enum shape)i;
            return true;
        }
    }
    return false;
}

struct random world_random(const struct world *world, enum stream stream, uint64_t number)
{
    struct random random = {world->seed * 0xD1342543DE82EF95u + (uint64_t)stream * 0xA24BAED4963EE407u +
                            number * 0x9FB21C651E98DF25u};

    random_next(&random);
    return random;
}

static const struct name_place *place_of(const struct world *world, struct random *random)
{
    unsigned at = (unsigned)random_below(random, 1000);
    size_t i = 0;

    if (world->shape == SHAPE_ONE_COUNTRY)
        return &name_places[0];
    while (i + 1 < name_place_count && at >= name_places[i].weight)
        at -= name_places[i++].weight;
    return &name_places[i];
}

static void number_write(char *out, size_t size, long i)
{
    snprintf(out, size, "A-%ld", 100000 + i);
}

static void company_write(const struct world *world, struct random *random, const struct name_script *script,
                          struct world_account *account)
{
    size_t first = random_below(random, script->word_count),
           second = random_below(random, script->word_count);
    const char *form = script->forms[random_below(random, script->form_count)];

    snprintf(account->company, sizeof account->company, "%s%s%s%s %u%s%s",
             world->shape == SHAPE_SHARED_PREFIX ? "Meridian Quartz Holding " : "", script->words[first],
             script->between, script->words[second], (unsigned)random_below(random, 100000),
             *form == ',' ? "" : " ", form);
    snprintf(account->word, sizeof account->word, "%s", script->latin[first]);
}

static void parent_write(const struct world *world, struct random *random, long i,
                         struct world_account *account)
{
    bool below = i >= 10 && random_chance(random, 50);
    long parent = i ? (long)random_below(random, (uint64_t)i) : 0;

    account->parent[0] = '\0';
    if (world->shape == SHAPE_ONE_PARENT && i && i % 5 == 0)
        number_write(account->parent, sizeof account->parent, 0);
    else if (below)
        number_write(account->parent, sizeof account->parent, parent);
}

void world_account(const struct world *world, long i, struct world_account *account)
{
    static const char *const segments[] = {"smb", "enterprise", "public", "education"};
    static const char *const managers[] = {"kim", "lee", "ana", "joe", "mira", "oskar", "dana", "Zoë"};
    struct random random = world_random(world, STREAM_ACCOUNT, (uint64_t)i);
    const struct name_place *place = place_of(world, &random);

    number_write(account->number, sizeof account->number, i);
    account->country = place->country;
    company_write(world, &random, &name_scripts[place->script], account);
    parent_write(world, &random, i, account);
    account->segment = segments[random_below(&random, 4)];
    account->manager = managers[random_below(&random, 8)];
}

void world_contact(const struct world *world, long i, struct world_contact *contact)
{
    struct random random = world_random(world, STREAM_ACCOUNT, (uint64_t)i);
    const struct name_script *script = &name_scripts[place_of(world, &random)->script];
    struct world_account account;
    const char *given, *family;

    world_account(world, i, &account);
    random = world_random(world, STREAM_CONTACT, (uint64_t)i);
    given = script->given[random_below(&random, script->given_count)];
    family = script->family[random_below(&random, script->family_count)];
    snprintf(contact->name, sizeof contact->name, "%s%s%s", script->family_first ? family : given,
             *script->between ? " " : "", script->family_first ? given : family);
    snprintf(contact->email, sizeof contact->email, "p%ld@%s%u.example", i, account.word,
             (unsigned)random_below(&random, (uint64_t)world->accounts));
    snprintf(contact->phone, sizeof contact->phone, "+%llu",
             (unsigned long long)(10000000000 + random_below(&random, 80000000000)));
    contact->handle[0] = '\0';
    if (random_chance(&random, 100))
        snprintf(contact->handle, sizeof contact->handle, "%s_%ld", account.word, i);
    /* Most contacts are where the account is and say nothing; some are elsewhere. */
    contact->country = random_chance(&random, 30) ? place_of(world, &random)->country : "";
}

/* Most windows are over, a third runs. */
static int sent_day(const struct world *world, struct random *random)
{
    if (world->shape == SHAPE_ONE_DAY)
        return world->today - 40;
    if (random_chance(random, 350))
        return world->today - 1 - (int)random_below(random, 28);
    return world->today - 45 - (int)random_below(random, 60);
}

void world_notice(const struct world *world, long i, struct world_notice *notice)
{
    static const struct {
        const char *outcome;
        unsigned weight;
    } outcomes[] = {{"delivered", 880},   {"bounced", 12}, {"returned", 3},      {"delayed", 10},
                    {"acknowledged", 60}, {"left", 2},     {"out_of_office", 13}};
    struct random random = world_random(world, STREAM_NOTICE, (uint64_t)i);
    unsigned at = (unsigned)random_below(&random, 1000);

    notice->sent = world->shape == SHAPE_ONE_DAY || !random_chance(&random, 20);
    notice->channel = random_chance(&random, 60) ? "post" : "email";
    notice->day = sent_day(world, &random);
    notice->hour = 8 + (int)random_below(&random, 10);
    notice->minute = (int)random_below(&random, 60);
    notice->days = random_chance(&random, 50) ? 45 : 30;
    snprintf(notice->message_id, sizeof notice->message_id, "<%ld.%d@notice.example>", i, notice->day);
    notice->outcome = NULL;
    for (size_t k = 0; k < sizeof outcomes / sizeof *outcomes && !notice->outcome; k++) {
        if (at < outcomes[k].weight)
            notice->outcome = outcomes[k].outcome;
        else
            at -= outcomes[k].weight;
    }
}
