/* The settings of the desk's program. */
#ifndef DEMUR_DESK_SETTING_H
#define DEMUR_DESK_SETTING_H

#include "core/setting.h"
#include "desk/desk.h"

/* Reads them, and since when each is so (INSTANT_NONE: from the start). */
bool desk_settings_view(struct desk *desk, struct settings *settings, int64_t since[setting_count],
                        struct err *err);
/* Changes one and derives every standing anew; the same value again changes nothing. A lead's to do. */
bool desk_setting(struct desk *desk, enum setting setting, int value, struct err *err);

#endif
