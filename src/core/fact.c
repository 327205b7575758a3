#include "config.h"
#include "core/fact.h"

#include <string.h>

struct fact_row {
    enum level level;
    const char *effect, *sentence;
};

#define FACT(id, name, level, effect, sentence) {level, effect, sentence},
static const struct fact_row rows[] = {
#include "core/fact.def"
};
#undef FACT

#define FACT(id, name, level, effect, sentence) {name, name},
static const struct word words[] = {
#include "core/fact.def"
};
#undef FACT

_Static_assert(fact_count <= 64, "a word list holds at most 64 words");
const struct word_list fact_words = {words, fact_count};

static bool is_fact(enum fact fact)
{
    return (size_t)fact < fact_words.count;
}

const char *fact_name(enum fact fact)
{
    return is_fact(fact) ? words[fact].name : "?";
}

const char *fact_effect(enum fact fact)
{
    return is_fact(fact) ? rows[fact].effect : "?";
}

const char *fact_sentence_form(enum fact fact)
{
    return is_fact(fact) ? rows[fact].sentence : "?";
}

bool fact_parse(const char *text, enum fact *fact)
{
    size_t index;
    if (!word_find(&fact_words, text, &index))
        return false;
    *fact = (enum fact)index;
    return true;
}

bool fact_may_add(enum fact fact, enum level level)
{
    return is_fact(fact) && level < level_count && level >= rows[fact].level;
}

void fact_sentence(enum fact fact, const char *detail, struct str *out)
{
    const char *form = fact_sentence_form(fact);
    const char *gap = strstr(form, "{}");
    if (!gap) {
        str_add(out, form);
        return;
    }
    str_add_n(out, form, (size_t)(gap - form));
    str_add(out, detail ? detail : "");
    str_add(out, gap + 2);
}
