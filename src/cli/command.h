/* The command table and what derives from it: parsing, help, completion, the man page's sections. */
#ifndef DEMUR_CLI_COMMAND_H
#define DEMUR_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

#define COMMAND(id, name, arguments, least, most, opens, help, exits) COMMAND_##id,
enum command {
#include "cli/command.def"
    command_count,
    COMMAND_DESK = command_count /* no command: the desk */
};
#undef COMMAND

enum command_opens { OPENS_NONE, OPENS_READ, OPENS_WRITE };

struct command_row {
    const char *name, *arguments;
    int least, most;
    enum command_opens opens;
    const char *help, *exits;
};

struct command_option_row {
    uint64_t commands; /* bits: 1 << enum command; all of them: every command and the desk itself */
    const char *name;
    char letter;          /* 0 none */
    const char *argument; /* "" a switch */
    const char *help;
};

#define COMMAND_OPTION_LIMIT 16

/* A parsed command line; borrows argv. */
struct command_line {
    enum command command;
    const char **arguments;
    int argument_count;
    struct {
        const char *name, *value;
    } options[COMMAND_OPTION_LIMIT];
    int option_count;
};

/* Returns the option in the table's order; NULL behind the last. */
const struct command_option_row *command_option_at(size_t index);
/* True when an option goes with a command (COMMAND_DESK: with none). */
bool command_option_fits(const struct command_option_row *option, enum command command);
const struct command_row *command_get(enum command command);
bool command_find(const char *name, enum command *command);
/* Parses argv (argv[0] is the program's name); a mistake is ERR_USAGE with the nearest right word. The caller
 * clears. */
bool command_parse(int argc, char **argv, struct command_line *line, struct err *err);
void command_line_clear(struct command_line *line);
/* Returns an option's value ("" for a switch), NULL if it was not given. */
const char *command_option(const struct command_line *line, const char *name);
/* Returns the arguments from first on joined by blanks; the caller frees. */
char *command_join(const struct command_line *line, int first);

/* Appends the help of a command, or of all (COMMAND_DESK). */
void command_add_help(enum command command, struct str *out);
/* Appends the man page's sections COMMANDS and OPTIONS (roff). */
void command_add_manual(struct str *out);
/* completion.c: appends a completion script; ERR_USAGE for a shell other than bash or zsh. */
bool command_add_completion(const char *shell, struct str *out, struct err *err);

#endif
