#include "config.h"

#include "intake/csv.h"

#include <string.h>

#define SAMPLE_ROWS  100
#define SAMPLE_CELLS 256 /* rows of more cells tell nothing */

/* In order of preference where all fit as well: a comma comes up inside cells (1,5) far more often than the
 * others. */
static const struct delimiter {
    char character;
    const char *name;
} delimiters[] = {{'\t', "tab"}, {'|', "pipe"}, {';', "semicolon"}, {',', "comma"}};

#define DELIMITER_COUNT (sizeof delimiters / sizeof delimiters[0])

/* How well a delimiter fits: of the rows, those that are clean and have the most common number of cells
 * above 1. */
struct fit {
    size_t rows;
    size_t regular;
};

static struct fit delimiter_fit(const char *text, size_t length, bool whole, char delimiter)
{
    size_t rows_of[SAMPLE_CELLS] = {0};
    struct csv_reader reader;
    const struct csv_row *row;
    struct fit fit = {0};

    csv_init(&reader, text, length, delimiter);
    while (fit.rows < SAMPLE_ROWS && (row = csv_next(&reader))) {
        if (!whole && row->end_length == 0) {
            break;
        }
        fit.rows++;
        if (row->problem_count == 0 && row->count > 1 && row->count < SAMPLE_CELLS) {
            rows_of[row->count]++;
        }
    }
    csv_clear(&reader);
    for (size_t i = 2; i < SAMPLE_CELLS; i++) {
        fit.regular = rows_of[i] > fit.regular ? rows_of[i] : fit.regular;
    }
    return fit;
}

char csv_delimiter_find(const char *text, size_t length)
{
    bool whole = length <= CSV_SAMPLE_LENGTH;
    struct fit best = {.rows = 1};
    char found = ',';

    for (size_t i = 0; i < DELIMITER_COUNT; i++) {
        struct fit fit =
            delimiter_fit(text, whole ? length : CSV_SAMPLE_LENGTH, whole, delimiters[i].character);
        /* A column of texts, some with a delimiter in them, stays one column. */
        if (fit.regular * 4 >= fit.rows && fit.regular * best.rows > best.regular * fit.rows) {
            best = fit;
            found = delimiters[i].character;
        }
    }
    return found;
}

bool csv_delimiter_parse(const char *text, char *delimiter, struct err *err)
{
    if (str_equal_ascii(text, "auto")) {
        *delimiter = '\0';
        return true;
    }
    if (str_equal(text, "\\t")) {
        *delimiter = '\t';
        return true;
    }
    for (size_t i = 0; i < DELIMITER_COUNT; i++) {
        if (str_equal_ascii(text, delimiters[i].name)) {
            *delimiter = delimiters[i].character;
            return true;
        }
    }
    if (strlen(text) == 1 && !strchr("\"\r\n", text[0]) && (unsigned char)text[0] < 0x80) {
        *delimiter = text[0];
        return true;
    }
    return err_set(err, ERR_USAGE,
                   "%s: no delimiter; give one character, or comma, semicolon, tab, pipe, auto", text);
}

const char *csv_delimiter_name(char delimiter)
{
    for (size_t i = 0; i < DELIMITER_COUNT; i++) {
        if (delimiters[i].character == delimiter) {
            return delimiters[i].name;
        }
    }
    return "other";
}
