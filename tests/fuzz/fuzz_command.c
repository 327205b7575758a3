/* Any command line; each line of the text is an argument. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "tests/fuzz/fuzz.h"

const char *const fuzz_name = "command";

const char *const fuzz_tokens[] = {"--",
                                   "-",
                                   "\n",
                                   "=",
                                   "queue",
                                   "accounts",
                                   "log",
                                   "--limit",
                                   "--format=json",
                                   "-f",
                                   "-fdesk.db",
                                   "--as-of",
                                   "--colums",
                                   "help",
                                   "import",
                                   "--no",
                                   "\xff",
                                   "\x1b]0;t\x07",
                                   "\xe2\x80\xae",
                                   "-nh",
                                   NULL};

enum { ARGUMENTS = 40 };

const char *fuzz_one(const char *bytes, size_t length)
{
    char *text = mem_text_n(bytes, length), *arguments[ARGUMENTS + 1] = {(char[]){"demur"}};
    struct command_line line = {0};
    struct err err = {0};
    const char *breach = NULL;
    int count = 1;

    for (char *at = text; at && count < ARGUMENTS; count++) {
        arguments[count] = at;
        at = strchr(at, '\n');
        if (at)
            *at++ = '\0';
    }
    arguments[count] = NULL;
    if (!command_parse(count, arguments, &line, &err)) {
        char *printable = utf8_printable(err.text);

        if (err.kind != ERR_USAGE || !*err.text || !str_equal(printable, err.text))
            breach = "a mistake was refused without a printable sentence";
        free(printable);
    }
    command_line_clear(&line);
    free(text);
    return breach;
}
