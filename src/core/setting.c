#include "config.h"
#include "core/setting.h"

#include "core/word.h"

#define SETTING(id, field, least, most, first, unit, help) {#field, least, most, first, unit, help},
static const struct setting_row rows[] = {
#include "core/setting.def"
};
#undef SETTING

#define SETTING(id, field, least, most, first, unit, help) {#field, #field},
static const struct word words[] = {
#include "core/setting.def"
};
#undef SETTING

#define SETTING(id, field, least, most, first, unit, help) offsetof(struct settings, field),
static const size_t offsets[] = {
#include "core/setting.def"
};
#undef SETTING

static const struct word_list setting_words = {words, setting_count};

const struct setting_row *setting_get(enum setting setting)
{
    return &rows[setting];
}

bool setting_parse(const char *text, enum setting *setting)
{
    size_t index;

    if (!word_find(&setting_words, text, &index))
        return false;
    *setting = (enum setting)index;
    return true;
}

const char *setting_near(const char *text)
{
    return word_near(&setting_words, text);
}

int *setting_field(struct settings *settings, enum setting setting)
{
    return (int *)(void *)((char *)settings + offsets[setting]);
}

void settings_init(struct settings *settings)
{
    for (enum setting i = 0; i < setting_count; i++)
        *setting_field(settings, i) = rows[i].first;
}
