#include "config.h"

#include "tui/stamp.h"

#include <ctype.h>
#include <string.h>

#include "base/day.h"
#include "base/zone.h"

static bool has_shape(const char *text, const char *shape)
{
    size_t i = 0;

    while (shape[i] && (shape[i] == '0' ? isdigit((unsigned char)text[i]) != 0 : text[i] == shape[i])) {
        i++;
    }
    return shape[i] == '\0';
}

static void add_time(struct str *out, int64_t at, const char *zone, int today)
{
    struct zone_time time = zone_at(at, zone);
    char day[24];

    if (time.day != today) {
        str_add_format(out, "%s ", day_format_near(time.day, today, day, sizeof day));
    }
    str_add_format(out, "%02d:%02d", time.hour, time.minute);
}

void stamp_add_local(struct str *out, const char *text, const char *zone, int today)
{
    static const char shape[] = "0000-00-00T00:00:00Z";
    enum { LENGTH = sizeof shape - 1 };

    while (*text) {
        char stamp[LENGTH + 1];
        int64_t at = INSTANT_NONE;

        if (has_shape(text, shape)) {
            memcpy(stamp, text, LENGTH);
            stamp[LENGTH] = '\0';
            at = instant_parse(stamp, "UTC");
        }
        if (at == INSTANT_NONE) {
            str_add_char(out, *text++);
        } else {
            add_time(out, at, zone, today);
            text += LENGTH;
        }
    }
}
