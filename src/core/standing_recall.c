#include "config.h"
#include "core/standing_recall.h"

#include "core/standing_case.h"

/* What an upheld dispute keeps until a lead lifts its hold. */
static const struct standing_objection *upheld(const struct standing_facts *facts)
{
    const struct standing_objection *newest = NULL;
    bool held = false;
    for (size_t i = 0; i < facts->hold_count; i++)
        held = held || !facts->holds[i].lifted;
    for (size_t i = 0; held && i < facts->objection_count; i++) {
        const struct standing_objection *objection = &facts->objections[i];
        if (objection->dispute && !objection->dispute_open && objection->outcome == OUTCOME_UPHELD)
            newest = objection;
    }
    return newest;
}

bool standing_recalls(const struct standing_facts *facts, enum standing value, int64_t now,
                      struct standing_recall *recall)
{
    struct standing_case found = {0};
    *recall = (struct standing_recall){0};
    standing_case_read(facts, now, &found);
    if (found.opt_out)
        *recall = (struct standing_recall){"an opt-out", .objection = found.opt_out};
    else if (found.dispute)
        *recall = (struct standing_recall){"an open dispute", .objection = found.dispute};
    else if (found.threat)
        *recall = (struct standing_recall){"a threat", .objection = found.threat};
    else if (value == STANDING_HELD && upheld(facts))
        *recall = (struct standing_recall){"an upheld dispute", .objection = upheld(facts)};
    else if ((value == STANDING_VOID || (value == STANDING_HELD && !found.consent)) && found.failed)
        *recall = (struct standing_recall){"a notice that failed", .notice = found.failed};
    else if (value == STANDING_NEEDS_YES && found.withdrawn)
        *recall = (struct standing_recall){"a yes taken back", .consent = found.withdrawn};
    standing_case_clear(&found);
    return recall->words != NULL;
}

const struct standing_objection *standing_withheld_by(const struct standing_facts *facts, int64_t contact,
                                                      int64_t partner, unsigned categories)
{
    for (size_t i = facts->objection_count; i-- > 0;) {
        struct standing_facts alone = *facts;
        alone.objections = &facts->objections[i];
        alone.objection_count = 1;
        if (standing_withheld(&alone, contact, partner) & categories)
            return alone.objections;
    }
    return NULL;
}
