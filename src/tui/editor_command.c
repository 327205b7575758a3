#include "config.h"

#include "tui/editor.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static bool is_blank(char character)
{
    return character == ' ' || character == '\t';
}

/* Copies one word without its quotes from *from to *to; returns false for an open quote. */
static bool copy_word(const char **from, char **to)
{
    const char *at = *from;
    char *out = *to;
    char quote = '\0';

    while (*at && (quote || !is_blank(*at))) {
        if (quote ? *at == quote : (*at == '"' || *at == '\'')) {
            quote = quote ? '\0' : *at;
        } else if (*at == '\\' && quote != '\'' && at[1]) {
            *out++ = *++at;
        } else {
            *out++ = *at;
        }
        at++;
    }
    *out++ = '\0';
    *from = at;
    *to = out;
    return quote == '\0';
}

char **editor_command_parse(const char *command, size_t *count)
{
    size_t length = strlen(command);
    char *words = mem_new(length + 2);
    char **argv = mem_new_array(length / 2 + 3, sizeof *argv);
    char *to = words;
    bool closed = true;

    *count = 0;
    while (closed) {
        while (is_blank(*command)) {
            command++;
        }
        if (!*command) {
            break;
        }
        argv[(*count)++] = to;
        closed = copy_word(&command, &to);
    }
    if (!closed || *count == 0) {
        free(words);
        free(argv);
        return NULL;
    }
    return argv;
}
