/* The command line: one function a command. Thin: parse, call the desk, print. */
#ifndef DEMUR_CLI_CLI_H
#define DEMUR_CLI_CLI_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "cli/command.h"
#include "desk/desk.h"
#include "desk/verb.h"
#include "report/report.h"

/* Runs the screens over an open desk; returns the exit status. The screens are given by main: this floor does
 * not know them. */
typedef int cli_screens(struct desk *desk, bool now_fixed, struct err *err);

struct cli {
    cli_screens *screens;
    struct command_line line;
    struct desk_options options;
    bool now_fixed;    /* the clock was set by DEMUR_NOW or --as-of */
    struct desk *desk; /* NULL for commands that open none */
};

/* Runs the program with its arguments; returns the exit status. */
int cli_main(int argc, char **argv, cli_screens *screens);

/* Each returns the exit status when it went well, or -1 with a sentence in err. */
typedef int cli_command(struct cli *cli, struct err *err);
cli_command cli_demo, cli_init, cli_import, cli_intake, cli_list, cli_show, cli_why, cli_log, cli_classify,
    cli_escalate, cli_resolve, cli_assign, cli_done, cli_note, cli_hold, cli_lift, cli_export, cli_check,
    cli_consent, cli_withdraw, cli_conditions, cli_tick, cli_untick, cli_limit, cli_verify, cli_backup,
    cli_completion, cli_help, cli_settings, cli_rules, cli_rules_list, cli_notice_text, cli_gate, cli_recall,
    cli_representative, cli_authority, cli_candidates, cli_hold_like;

/* Opens the desk of cli->options; warnings go to standard error. */
bool cli_open(struct cli *cli, bool read_only, struct err *err);
/* Runs the screens, or prints the queue where there is no terminal. */
int cli_desk(struct cli *cli, struct err *err);

/* Prints text (printable UTF-8) to standard output; a closed pipe or full disk is ERR_INPUT. */
bool cli_print(const char *text, struct err *err);
/* The same for text that may hold a customer's words: made printable first, and cleared. */
bool cli_print_safe(struct str *text, struct err *err);
/* Begins writing a report to standard output, made harmless on a terminal; the caller commits or abandons
 * out. */
bool cli_sink_begin(struct file_writer *out, enum report_format format, struct report_sink *sink,
                    struct err *err);
/* Prints a sentence to standard error: "demur: ...". */
void cli_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* progress.c: from now on shows how far long work is, and lets SIGINT and SIGTERM ask it to stop. */
void cli_long_work(void);
/* Wipes what it shows, for other words. */
void cli_progress_wipe(void);
/* The clock by which long work is measured. */
int64_t cli_microseconds(void);
/* The columns of the terminal on standard output; 0 when it is none. */
int cli_columns(void);

/* Reads "message:7", "objection:7" or "dispute:7" (noun without ':'); false if text is not of that form. */
bool cli_noun(const char *text, const char *noun, int64_t *id);
/* Reads the first argument as the number of a noun, with or without "noun:" before it. */
bool cli_number(struct cli *cli, const char *noun, int64_t *id, struct err *err);
/* Finds an account by its number; none is ERR_USAGE. */
bool cli_account(struct cli *cli, const char *number, int64_t *id, struct err *err);
/* Finds the accounts of numbers joined by commas; the caller frees. */
bool cli_accounts(struct cli *cli, const char *numbers, int64_t **ids, size_t *count, struct err *err);
/* Reads an option as a day relative to the desk's today; DAY_NONE when not given. */
bool cli_day(struct cli *cli, const char *option, int *day, struct err *err);
/* Reads the code of a place as rules have it: ISO 3166, a country's name, or ZZ. */
bool cli_rules_code(const char *text, char *code, size_t size, struct err *err);
/* Reads what log and representative object share: source, received, text, ruling, flags, reason; the caller
 * frees *words, which the objection borrows. */
bool cli_objection(struct cli *cli, struct desk_objection *objection, char **words, struct err *err);
/* Reads --representative as one on file; 0 when not given. */
bool cli_speaker(struct cli *cli, int64_t *id, struct err *err);
/* Reads --received as a day, with hour and minute (-1 not said); today when not given. */
bool cli_received(struct cli *cli, int *day, int *hour, int *minute, struct err *err);
/* Finds the contact of an account that an option names by e-mail or name; 0 when not given. */
bool cli_contact(struct cli *cli, const char *option, int64_t account, int64_t *id, struct err *err);
/* Finds the partners that an option names, comma between; none when not given. The caller frees. */
bool cli_partners(struct cli *cli, const char *option, int64_t **ids, size_t *count, struct err *err);
/* Reads --flags as bits; leaves *flags when not given. */
bool cli_flags(struct cli *cli, unsigned *flags, struct err *err);
/* Returns an option's text, reading standard input for "-"; NULL when not given. The caller frees. */
bool cli_text(struct cli *cli, const char *option, char **text, struct err *err);
/* Reads a word of a closed list from an option; leaves *value when it was not given. */
#define CLI_WORD(cli, option, noun, value, err)                                                              \
    (!command_option(&(cli)->line, option) || noun##_parse(command_option(&(cli)->line, option), value) ||   \
     err_set(err, ERR_USAGE, "--%s %s: there is no such word; see `demur help %s`", option,                  \
             command_option(&(cli)->line, option), command_get((cli)->line.command)->name))

#endif
