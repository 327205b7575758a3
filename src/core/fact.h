/* The fact table: kinds of journal entries, who may add them, how they read. */
#ifndef DEMUR_CORE_FACT_H
#define DEMUR_CORE_FACT_H

#include <stdbool.h>

#include "base/str.h"
#include "core/word.h"

#define FACT(id, name, level, effect, sentence) id,
enum fact {
#include "core/fact.def"
    fact_count
};
#undef FACT

const char *fact_name(enum fact fact);
bool fact_parse(const char *text, enum fact *fact);
const char *fact_effect(enum fact fact);
const char *fact_sentence_form(enum fact fact);
/* True when an agent of this level may add it. */
bool fact_may_add(enum fact fact, enum level level);
/* Appends the sentence with its detail put in. */
void fact_sentence(enum fact fact, const char *detail, struct str *out);

#endif
