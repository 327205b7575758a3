#include "config.h"
#include "cli/command.h"

#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "core/field.h"
#include "core/word.h"

static void list_add(const struct word_list *list, struct str *out)
{
    for (size_t i = 0; i < list->count; i++)
        str_add_format(out, " %s", list->words[i].name);
}

static void lists_add(bool (*wanted)(enum list), struct str *out)
{
    for (int i = 0; i < list_count; i++) {
        if (wanted((enum list)i))
            str_add_format(out, " %s", list_name((enum list)i));
    }
}

static void commands_add(struct str *out)
{
    for (int i = 0; i < command_count; i++)
        str_add_format(out, " %s", command_get((enum command)i)->name);
}

/* Appends the words of "list|show". */
static void alternatives_add(const char *argument, struct str *out)
{
    str_add_char(out, ' ');
    for (; *argument; argument++)
        str_add_char(out, *argument == '|' ? ' ' : *argument);
}

/* Appends the words that may stand for an argument as the table names it; none for what is free or a file. */
static void argument_add(enum command command, const char *argument, struct str *out)
{
    static const struct {
        const char *argument;
        const struct word_list *words;
    } lists[] = {
        {"SOURCE", &source_words}, {"VOICE", &voice_words}, {"RULING", &ruling_words},
        {"FLAGS", &flag_words},    {"LEVEL", &level_words}, {"OUTCOME", &outcome_words},
        {"OFFICE", &office_words},
    };

    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        if (str_equal(argument, lists[i].argument))
            list_add(lists[i].words, out);
    }
    if (str_equal(argument, "LIST"))
        lists_add(list_is_shown, out);
    else if (str_equal(argument, "[COMMAND]"))
        commands_add(out);
    else if (strchr(argument, '|') && ascii_letter(*argument))
        alternatives_add(argument, out);
    else if (str_equal(argument, "FORMAT"))
        str_add(out, command == COMMAND_EXPORT ? " csv tsv json" : " table csv tsv json");
    else if (str_equal(argument, "KIND") && command == COMMAND_IMPORT)
        lists_add(list_is_imported, out);
    else if (str_equal(argument, "KIND"))
        str_add(out, " thread");
}

/* Appends "    PATTERN) words='...' ;;" unless there are no words. */
static void case_add(const char *pattern, const struct str *words, struct str *out)
{
    if (words->length)
        str_add_format(out, "    %s) words='%s' ;;\n", pattern, str_text(words) + 1);
}

static void options_add(struct str *out)
{
    for (int command = 0; command <= command_count; command++) {
        const struct command_option_row *option;
        struct str words = {0};

        for (size_t i = 0; (option = command_option_at(i)); i++) {
            if (command_option_fits(option, (enum command)command))
                str_add_format(&words, " --%s", option->name);
        }
        case_add(command == command_count ? "''" : command_get((enum command)command)->name, &words, out);
        str_clear(&words);
    }
}

/* One case for each argument of each command, "COMMAND:POSITION". */
static void arguments_add(struct str *out)
{
    struct str words = {0};

    commands_add(&words);
    case_add(":0", &words, out);
    str_clear(&words);
    for (int command = 0; command < command_count; command++) {
        const char *at = command_get((enum command)command)->arguments;

        for (int position = 0; *at; position++) {
            char argument[32], pattern[64];
            size_t length = strcspn(at, " ");

            snprintf(argument, sizeof argument, "%.*s", (int)length, at);
            snprintf(pattern, sizeof pattern, "%s:%d", command_get((enum command)command)->name, position);
            argument_add((enum command)command, argument, &words);
            case_add(pattern, &words, out);
            str_clear(&words);
            at += length + (at[length] == ' ');
        }
    }
}

/* One case for each option that takes a value, "COMMAND:--NAME". */
static void values_add(struct str *out)
{
    const struct command_option_row *option;

    for (size_t i = 0; (option = command_option_at(i)); i++) {
        for (int command = 0; command < command_count; command++) {
            struct str words = {0};
            char pattern[64];

            if (!command_option_fits(option, (enum command)command))
                continue;
            snprintf(pattern, sizeof pattern, "%s:--%s", command_get((enum command)command)->name,
                     option->name);
            argument_add((enum command)command, option->argument, &words);
            case_add(pattern, &words, out);
            str_clear(&words);
        }
    }
}

static void valued_options_add(struct str *out)
{
    const struct command_option_row *option;
    const char *between = "";

    for (size_t i = 0; (option = command_option_at(i)); i++) {
        if (!*option->argument)
            continue;
        str_add_format(out, "%s--%s", between, option->name);
        if (option->letter)
            str_add_format(out, "|-%c", option->letter);
        between = "|";
    }
}

/* bash splits "--format=csv" at the sign; zsh runs the same through bashcompinit. Where no word is known the
 * shell completes files. */
bool command_add_completion(const char *shell, struct str *out, struct err *err)
{
    bool zsh = str_equal(shell, "zsh");

    if (!zsh && !str_equal(shell, "bash"))
        return err_set(err, ERR_USAGE, "there is a completion for bash and for zsh, not for %s", shell);
    if (zsh)
        str_add(out, "#compdef demur\nautoload -U +X compinit && compinit\n"
                     "autoload -U +X bashcompinit && bashcompinit\n");
    str_add(out, "_demur() {\n"
                 "    local word=\"${COMP_WORDS[COMP_CWORD]}\" option= command= words= i count=0\n"
                 "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                 "        case \"${COMP_WORDS[i]}\" in\n        ");
    valued_options_add(out);
    str_add(out,
            ")\n"
            "            option=\"${COMP_WORDS[i]}\"\n"
            "            [ \"${COMP_WORDS[i + 1]}\" = = ] && ((i++))\n"
            "            ((i++))\n"
            "            ((i < COMP_CWORD)) && option= ;;\n"
            "        -*) ;;\n"
            "        *) if [ -z \"$command\" ]; then command=\"${COMP_WORDS[i]}\"; else ((count++)); fi ;;\n"
            "        esac\n"
            "    done\n"
            "    [ \"$word\" = = ] && word=\n"
            "    if [ -n \"$option\" ]; then\n    case \"$command:$option\" in\n");
    values_add(out);
    str_add(out, "    esac\n    elif [ \"${word#-}\" != \"$word\" ]; then\n    case \"$command\" in\n");
    options_add(out);
    str_add(out, "    esac\n    else\n    case \"$command:$count\" in\n");
    arguments_add(out);
    str_add(out, "    esac\n    fi\n"
                 "    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
                 "}\n"
                 "complete -o default -F _demur demur\n");
    return true;
}
