#include "config.h"
#include "tests/bench/world.h"

/* Of a thousand accounts so many, and what they are. */
enum { OBJECTIONS = 108, DISPUTES = 8, UNREAD = 5, QUESTIONS = 4, OWED = 16, HONOURED = 24 };

long world_objection_count(const struct world *world)
{
    long count = world->accounts * OBJECTIONS / 1000;

    return count ? count : 1;
}

static void ruling_choose(struct random *random, struct world_objection *objection)
{
    unsigned at = (unsigned)random_below(random, OBJECTIONS);

    objection->done = false;
    if (at < DISPUTES)
        objection->ruling = RULING_DISPUTE;
    else if (at < DISPUTES + UNREAD)
        objection->ruling = RULING_UNREAD;
    else if (at < DISPUTES + UNREAD + QUESTIONS)
        objection->ruling = RULING_QUESTION;
    else if (at < DISPUTES + UNREAD + QUESTIONS + OWED + HONOURED) {
        objection->ruling = RULING_OPT_OUT;
        objection->done = at >= DISPUTES + UNREAD + QUESTIONS + OWED;
    } else
        objection->ruling = RULING_NOT_OBJECTION;
}

void world_objection(const struct world *world, long number, struct world_objection *objection)
{
    struct random random = world_random(world, STREAM_OBJECTION, (uint64_t)number);

    *objection = (struct world_objection){.account = (long)random_below(&random, (uint64_t)world->accounts)};
    ruling_choose(&random, objection);
    objection->source = (enum source)random_below(&random, source_count);
    objection->voice = random_chance(&random, 150) ? VOICE_CONTACT : VOICE_COMPANY;
    objection->day = world->today - 1 - (int)random_below(&random, 60);
    objection->hour = 8 + (int)random_below(&random, 9);
    if (random_chance(&random, 200))
        objection->flags = 1u << random_below(&random, flag_count);
    objection->climbs = objection->ruling == RULING_DISPUTE && random_chance(&random, 250);
    text_add(&random, &objection->words, objection->ruling == RULING_DISPUTE);
}
