/* The words of a cell of the table of cases, taken one by one. */
#ifndef DEMUR_TESTS_CASE_WORDS_H
#define DEMUR_TESTS_CASE_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct words {
    size_t line;
    char *word[48];
    size_t count, at;
};

struct case_row;

/* Splits text, which is changed, at any of the separators; a text in double quotes is one word. "-" alone is
 * no word. */
void words_split(struct words *words, char *text, const char *separators);
/* Reads each part of a cell between semicolons. */
void words_each(struct words *words, char *cell, void (*read)(struct words *words, struct case_row *row),
                struct case_row *row);
bool words_next(const struct words *words);
/* Returns the next word without taking it, or takes it; NULL at the end. */
const char *words_peek(const struct words *words);
char *words_take(struct words *words);
int words_take_number(struct words *words);
/* Takes "2014-03-27", "2014-03-27 23:59" or "2014-03-27 23:59 Europe/Berlin": noon, unless the hour is said.
 */
int64_t words_take_instant(struct words *words, const char *zone);
/* Fails the test: the line cannot be read because of a word. */
void words_refuse(const struct words *words, const char *word);

#endif
