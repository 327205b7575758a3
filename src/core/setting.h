/* The settings of a program: numbers that the house chooses, each within its range. */
#ifndef DEMUR_CORE_SETTING_H
#define DEMUR_CORE_SETTING_H

#include <stdbool.h>
#include <stddef.h>

#define SETTING(id, field, least, most, first, unit, help) id,
enum setting {
#include "core/setting.def"
    setting_count
};
#undef SETTING

/* Their values, a field each: see the table. */
struct settings {
#define SETTING(id, field, least, most, first, unit, help) int field;
#include "core/setting.def"
#undef SETTING
};

struct setting_row {
    const char *name;
    int least, most, first;
    const char *unit, *help;
};

/* Returns the row of the table. */
const struct setting_row *setting_get(enum setting setting);
/* Reads a name without regard to case, '-', '_' or blank; returns false for any other text. */
bool setting_parse(const char *text, enum setting *setting);
/* Returns the name that a mistyped text likely means; NULL if none is near. Static. */
const char *setting_near(const char *text);
/* Returns the field of a setting, to be read or written. */
int *setting_field(struct settings *settings, enum setting setting);
/* Gives each its first value. */
void settings_init(struct settings *settings);

#endif
