/* The agent's own editor on a text. */
#ifndef DEMUR_TUI_EDITOR_H
#define DEMUR_TUI_EDITOR_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

/* Opens $VISUAL, else $EDITOR, else vi on a temporary file of the owner alone, waits, and puts what was saved
 * in place of text. The command is divided at blanks (quotes keep some) and run without a shell. On failure
 * text is as it was. Leaves curses meanwhile. */
bool editor_edit(struct str *text, struct err *err);

/* Divides a command line at blanks; single and double quotes keep blanks, a backslash keeps the next
 * character. Returns NULL for an open quote or no word. The caller frees the array and its first element,
 * which holds all words; *argv ends with NULL and has room for one more. */
char **editor_command_parse(const char *command, size_t *count);

#endif
