#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/zone.h"
#include "desk/demo_event.h"

/* Reads "-34" or "-34 09:15" and appends the day it means. */
static bool marker_add(struct str *out, const char *marker, int today)
{
    const char *blank = strchr(marker, ' ');
    char *days = blank ? mem_text_n(marker, (size_t)(blank - marker)) : mem_text(marker);
    char text[16];
    int64_t number = 0;
    bool good = str_to_number(days, &number) && number >= -365 && number <= 365;

    if (good) {
        str_add(out, day_format_iso(today + (int)number, text, sizeof text));
        str_add(out, blank ? blank : "");
    }
    free(days);
    return good;
}

bool demo_text_add(struct str *out, const char *text, int today, struct err *err)
{
    const char *open;

    while ((open = strstr(text, "{{"))) {
        const char *close = strstr(open, "}}");
        char *marker = close ? mem_text_n(open + 2, (size_t)(close - open - 2)) : mem_text(open);
        bool good;

        str_add_n(out, text, (size_t)(open - text));
        good = close && marker_add(out, marker, today);
        if (!good)
            err_set(err, ERR_INPUT, "{{%s}} is no day of the demo: write {{-3}} or {{-3 09:15}}", marker);
        free(marker);
        if (!good)
            return false;
        text = close + 2;
    }
    str_add(out, text);
    return true;
}

bool demo_file_read(const struct demo *demo, const char *name, struct str *text, struct err *err)
{
    int today = zone_day(demo->options->now, desk_zone(demo->desks[0].desk));
    char *directory = file_join(file_program_data(), "demo");
    char *path = file_join(directory, name);
    struct str bytes = {0};
    bool good = file_read(path, 0, &bytes, err) &&
                (demo_text_add(text, str_text(&bytes), today, err) || err_prefix(err, "%s", name));

    str_clear(&bytes);
    free(path);
    free(directory);
    return good;
}

bool demo_file_write(const struct demo *demo, const char *name, char **path, struct err *err)
{
    struct file_writer writer = {.descriptor = -1};
    struct str text = {0};
    bool good;

    *path = mem_format("%s.%s", demo->options->path, name);
    good = demo_file_read(demo, name, &text, err) && file_write_begin(&writer, *path, 0600, err) &&
           file_write(&writer, str_text(&text), text.length, err) && file_write_commit(&writer, err);
    str_clear(&text);
    return good;
}
