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

extern const struct word_list fact_words;
/* Static texts of the table; "?" out of range. */
const char *fact_name(enum fact fact);
const char *fact_effect(enum fact fact);
const char *fact_sentence_form(enum fact fact);
/* Reads a name without regard to case, '-', '_' or blank; returns false for any other text. */
bool fact_parse(const char *text, enum fact *fact);
/* True when an agent of this level may add it. */
bool fact_may_add(enum fact fact, enum level level);
/* Appends the sentence with its detail put in, as it is (raw; NULL and "" leave the place empty). */
void fact_sentence(enum fact fact, const char *detail, struct str *out);

#endif
