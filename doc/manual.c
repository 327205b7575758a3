/* Prints the man page with its generated sections brought up to date: what stands between a marker and its
 * end in the page given is replaced by what the tables say.
 *
 *   doc/manual PAGE > NEW */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "cli/command.h"
#include "core/fact.h"
#include "core/field.h"
#include "tui/action.h"

static void fields_add(struct str *out)
{
    for (int list = 0; list < list_count; list++) {
        enum field fields[field_count];
        size_t count = list_is_shown((enum list)list) ? field_all_columns((enum list)list, fields) : 0;

        if (!count)
            continue;
        str_add_format(out, ".TP\n.B %s\n", list_name((enum list)list));
        for (size_t i = 0; i < count; i++)
            str_add_format(out, "%s%s", i ? ", " : "", field_get(fields[i])->name);
        str_add(out, "\n");
    }
}

static void imports_add(struct str *out)
{
    for (int list = 0; list < list_count; list++) {
        enum field fields[field_count];
        size_t required = 0, count;

        if (!list_is_imported((enum list)list))
            continue;
        count = field_import_columns((enum list)list, fields, &required);
        str_add_format(out, ".TP\n.B %s\n", list_name((enum list)list));
        for (size_t i = 0; i < count; i++)
            str_add_format(out, "%s%s%s%s", i ? ", " : "", i < required ? "\\fB" : "",
                           field_get(fields[i])->title, i < required ? "\\fR" : "");
        str_add(out, "\n");
    }
}

static void facts_add(struct str *out)
{
    for (int fact = 0; fact < fact_count; fact++)
        str_add_format(out, ".TP\n.B %s\n%s\n", fact_name((enum fact)fact), fact_effect((enum fact)fact));
}

static const struct {
    const char *name;
    void (*add)(struct str *out);
} sections[] = {
    {"commands", command_add_manual}, {"keys", action_add_manual}, {"fields", fields_add},
    {"imports", imports_add},         {"facts", facts_add},
};

/* A marker is the line: .\" begin NAME (made from ...); its end the line: .\" end NAME */
static bool section_add(const char *line, struct str *out)
{
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        size_t length = strlen(sections[i].name);

        if (str_starts(line, ".\\\" begin ") && !strncmp(line + 10, sections[i].name, length) &&
            line[10 + length] == ' ') {
            sections[i].add(out);
            return true;
        }
    }
    return false;
}

static void page_add(const char *page, struct str *out)
{
    bool inside = false;

    while (*page) {
        size_t length = strcspn(page, "\n");

        if (inside && str_starts(page, ".\\\" end "))
            inside = false;
        if (!inside) {
            str_add_n(out, page, length);
            str_add(out, "\n");
            inside = section_add(page, out);
        }
        page += length + (page[length] == '\n');
    }
}

int main(int argc, char **argv)
{
    struct str page = {0}, out = {0};
    struct err err = {0};

    if (argc != 2 || !file_read(argv[1], 0, &page, &err)) {
        fprintf(stderr, "manual: %s\n", argc == 2 ? err.text : "usage: manual PAGE");
        return 2;
    }
    page_add(str_text(&page), &out);
    fputs(str_text(&out), stdout);
    str_clear(&page);
    str_clear(&out);
    return fflush(stdout) ? 1 : 0;
}
