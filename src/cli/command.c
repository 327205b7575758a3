#include "config.h"
#include "cli/command.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define NONE  OPENS_NONE
#define READ  OPENS_READ
#define WRITE OPENS_WRITE
#define COMMAND(id, name, arguments, least, most, opens, help, exits)                                        \
    [COMMAND_##id] = {name, arguments, least, most, opens, help, exits},
static const struct command_row commands[command_count] = {
#include "cli/command.def"
};
#undef COMMAND

#define C(id)                                      (UINT64_C(1) << COMMAND_##id)
#define LISTS                                      (C(QUEUE) | C(ACCOUNTS) | C(INBOX) | C(DISPUTES) | C(OBJECTIONS) | C(NOTICES) | C(JOURNAL))
#define EVERY                                      UINT64_MAX
#define OPTION(bits, name, letter, argument, help) {bits, name, letter, argument, help},
static const struct command_option_row options[] = {
#include "cli/command.def"
};
#undef OPTION
#define OPTION_COUNT (sizeof options / sizeof options[0])

const struct command_row *command_get(enum command command)
{
    return &commands[command];
}

bool command_find(const char *name, enum command *command)
{
    for (int i = 0; i < command_count; i++) {
        if (str_equal(commands[i].name, name)) {
            *command = (enum command)i;
            return true;
        }
    }
    return false;
}

const struct command_option_row *command_option_at(size_t index)
{
    return index < OPTION_COUNT ? &options[index] : NULL;
}

bool command_option_fits(const struct command_option_row *option, enum command command)
{
    return option->commands == EVERY || (command < command_count && (option->commands >> command & 1));
}

/* The same name may stand for several commands; the first that fits is taken, else any (for a better
 * sentence). */
static const struct command_option_row *option_find(const char *name, size_t length, char letter,
                                                    enum command command)
{
    const struct command_option_row *other = NULL;

    for (size_t i = 0; i < OPTION_COUNT; i++) {
        bool named = letter ? options[i].letter == letter
                            : strlen(options[i].name) == length && !strncmp(options[i].name, name, length);

        if (named && command_option_fits(&options[i], command))
            return &options[i];
        if (named)
            other = &options[i];
    }
    return other;
}

static size_t common_letters(const char *a, const char *b)
{
    size_t count = 0;

    while (a[count] && a[count] == b[count])
        count++;
    return count;
}

static const char *command_near(const char *name)
{
    const char *best = NULL;
    size_t most = 1;

    for (int i = 0; i < command_count; i++) {
        size_t common = common_letters(name, commands[i].name);

        if (common > most) {
            most = common;
            best = commands[i].name;
        }
    }
    return best;
}

struct parse {
    int argc;
    char **argv;
    int next;
    bool only_arguments;
    struct command_line *line;
};

static bool option_keep(struct parse *parse, const struct command_option_row *option, const char *value,
                        struct err *err)
{
    struct command_line *line = parse->line;

    if (line->option_count == COMMAND_OPTION_LIMIT)
        return err_set(err, ERR_USAGE, "too many options: %d at most", COMMAND_OPTION_LIMIT);
    line->options[line->option_count].name = option->name;
    line->options[line->option_count++].value = value;
    return true;
}

static bool option_parse(struct parse *parse, const char *word, struct err *err)
{
    bool is_long = word[1] == '-';
    const char *name = word + (is_long ? 2 : 1);
    size_t length = is_long ? strcspn(name, "=") : 1;
    const char *value = name[length] == '=' && is_long ? name + length + 1
                        : !is_long && name[1]          ? name + 1
                                                       : NULL;
    const struct command_option_row *option =
        option_find(name, length, is_long ? '\0' : *name, parse->line->command);

    if (!option)
        return err_set(err, ERR_USAGE, "%s: there is no such option; see `demur --help`", word);
    if (!*option->argument) {
        if (value)
            return err_set(err, ERR_USAGE, "--%s takes no value", option->name);
        return option_keep(parse, option, "", err);
    }
    if (!value) {
        if (parse->next >= parse->argc)
            return err_set(err, ERR_USAGE, "--%s needs a value: --%s %s", option->name, option->name,
                           option->argument);
        value = parse->argv[parse->next++];
    }
    return option_keep(parse, option, value, err);
}

static bool word_parse(struct parse *parse, const char *word, struct err *err)
{
    struct command_line *line = parse->line;

    if (!parse->only_arguments && str_equal(word, "--")) {
        parse->only_arguments = true;
        return true;
    }
    /* A filter may begin with a dash ("-flag:press"): what is no option of ours but has a colon is one. */
    if (!parse->only_arguments && word[0] == '-' && word[1] && !strchr(word, ':'))
        return option_parse(parse, word, err);
    if (!parse->only_arguments && word[0] == '-' && word[1] == '-')
        return option_parse(parse, word, err);
    if (line->command == COMMAND_DESK) {
        const char *near = command_near(word);

        if (command_find(word, &line->command))
            return true;
        return near ? err_set(err, ERR_USAGE, "there is no command %s; is it %s?", word, near)
                    : err_set(err, ERR_USAGE, "there is no command %s; see `demur --help`", word);
    }
    line->arguments[line->argument_count++] = word;
    return true;
}

static bool line_valid(const struct command_line *line, struct err *err)
{
    const struct command_row *row;

    for (int i = 0; i < line->option_count; i++) {
        const char *name = line->options[i].name;

        if (!command_option_fits(option_find(name, strlen(name), '\0', line->command), line->command))
            return err_set(err, ERR_USAGE, "--%s does not go with %s; see `demur help%s%s`", name,
                           line->command == COMMAND_DESK ? "the desk" : commands[line->command].name,
                           line->command == COMMAND_DESK ? "" : " ",
                           line->command == COMMAND_DESK ? "" : commands[line->command].name);
    }
    if (line->command == COMMAND_DESK || command_option(line, "help") || command_option(line, "version"))
        return true;
    row = &commands[line->command];
    if (line->argument_count < row->least || (row->most >= 0 && line->argument_count > row->most))
        return err_set(err, ERR_USAGE, "%s: too %s arguments; it goes demur %s%s%s", row->name,
                       line->argument_count < row->least ? "few" : "many", row->name,
                       *row->arguments ? " " : "", row->arguments);
    return true;
}

bool command_parse(int argc, char **argv, struct command_line *line, struct err *err)
{
    struct parse parse = {.argc = argc, .argv = argv, .next = 1, .line = line};

    *line = (struct command_line){.command = COMMAND_DESK};
    line->arguments = mem_new_array((size_t)argc + 1, sizeof *line->arguments);
    while (parse.next < argc) {
        const char *word = argv[parse.next++];

        if (!word_parse(&parse, word, err))
            return false;
    }
    return line_valid(line, err);
}

void command_line_clear(struct command_line *line)
{
    free(line->arguments);
    line->arguments = NULL;
    line->argument_count = 0;
}

const char *command_option(const struct command_line *line, const char *name)
{
    for (int i = line->option_count - 1; i >= 0; i--) {
        if (str_equal(line->options[i].name, name))
            return line->options[i].value;
    }
    return NULL;
}

char *command_join(const struct command_line *line, int first)
{
    struct str out = {0};

    for (int i = first; i < line->argument_count; i++)
        str_add_format(&out, "%s%s", i > first ? " " : "", line->arguments[i]);
    return str_take(&out);
}

static void option_head(const struct command_option_row *option, struct str *out)
{
    if (option->letter)
        str_add_format(out, "-%c, ", option->letter);
    str_add_format(out, "--%s", option->name);
    if (*option->argument)
        str_add_format(out, " %s", option->argument);
}

static void options_help(enum command command, bool every, struct str *out)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        struct str head = {0};

        if ((options[i].commands == EVERY) != every || !command_option_fits(&options[i], command))
            continue;
        option_head(&options[i], &head);
        str_add_format(out, "  %-22s %s\n", str_text(&head), options[i].help);
        str_clear(&head);
    }
}

void command_add_help(enum command command, struct str *out)
{
    if (command == COMMAND_DESK) {
        str_add(out, "demur: a desk for the answers to a notice of disclosure\n\n"
                     "  demur [OPTIONS]            the desk; without a terminal, the queue as text\n"
                     "  demur [OPTIONS] COMMAND    one of these; `demur help COMMAND` says more\n\n");
        for (int i = 0; i < command_count; i++)
            str_add_format(out, "  %-15s %s\n", commands[i].name, commands[i].help);
        str_add(out, "\n");
        options_help(command, true, out);
        str_add(out, "\nStatus: 0 done, 1 done with findings or refused by a rule, 2 wrong usage, 3 the file "
                     "or an input\n"
                     "could not be used.\n");
        return;
    }
    str_add_format(out, "demur %s%s%s\n\n%s\n", commands[command].name,
                   *commands[command].arguments ? " " : "", commands[command].arguments,
                   commands[command].help);
    str_add(out, "\n");
    options_help(command, false, out);
    options_help(command, true, out);
    if (*commands[command].exits)
        str_add_format(out, "\nStatus 1: %s.\n", commands[command].exits);
}

static void roff_add(struct str *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '-' || *text == '\\')
            str_add_char(out, '\\');
        str_add_char(out, *text == '\\' ? 'e' : *text);
    }
}

static void options_manual(uint64_t commands_bits, struct str *out)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        struct str head = {0};
        bool every = options[i].commands == EVERY;

        if (commands_bits == EVERY ? !every : every || !(options[i].commands & commands_bits))
            continue;
        option_head(&options[i], &head);
        str_add(out, ".TP\n.B ");
        roff_add(out, str_text(&head));
        str_add(out, "\n");
        roff_add(out, options[i].help);
        str_add(out, "\n");
        str_clear(&head);
    }
}

void command_add_manual(struct str *out)
{
    str_add(out, ".SH OPTIONS\n");
    options_manual(EVERY, out);
    str_add(out, ".SH COMMANDS\n");
    for (int i = 0; i < command_count; i++) {
        str_add_format(out, ".SS \"%s%s%s\"\n", commands[i].name, *commands[i].arguments ? " " : "",
                       commands[i].arguments);
        roff_add(out, commands[i].help);
        str_add(out, "\n");
        options_manual(UINT64_C(1) << i, out);
        if (*commands[i].exits) {
            str_add(out, ".PP\nStatus 1: ");
            roff_add(out, commands[i].exits);
            str_add(out, ".\n");
        }
    }
}
