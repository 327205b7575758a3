/* CSV of any text, under each delimiter, and its header. */
#include "config.h"

#include "base/utf8.h"
#include "intake/csv.h"
#include "intake/csv_map.h"
#include "tests/fuzz/fuzz.h"
#include "tests/lib/csv_check.h"

const char *const fuzz_name = "csv";

const char *const fuzz_tokens[] = {"\"",
                                   "\"\"",
                                   "\"\"\"",
                                   ",",
                                   ";",
                                   "\t",
                                   "|",
                                   "\n",
                                   "\r",
                                   "\r\n",
                                   "\",\"",
                                   "a\",\"",
                                   "\"\n\"",
                                   "\n\"",
                                   "\"\n",
                                   "sep=;\n",
                                   "=1+1",
                                   "number",
                                   "company",
                                   "'",
                                   "-5",
                                   "+49 30",
                                   "@x(",
                                   "x|y!z",
                                   " ",
                                   "\xC2\xA0",
                                   "\xEF\xBC\x9D",
                                   "\xE2\x80\xAE",
                                   "\xF0\x9F\x8C\xB2",
                                   "\x1b[31m",
                                   NULL};

static const struct csv_column columns[] = {
    {.name = "number", .title = "account number", .synonyms = "account|id", .required = true},
    {.name = "company", .title = "company", .synonyms = "name|firma", .required = true},
    {.name = "country", .title = "country"},
};

#define COLUMN_COUNT (sizeof columns / sizeof columns[0])

static const char *map_check(const char *text, size_t length)
{
    struct csv_reader reader;
    struct csv_map map;
    struct err err = {0};
    const struct csv_row *row;
    const char *breach = NULL;

    csv_init(&reader, text, length, '\0');
    if (!csv_map_read(&map, &reader, columns, COLUMN_COUNT, NULL, &err)) {
        breach = err.kind == ERR_INPUT && err.text[0] ? NULL : "a header was refused without a sentence";
    } else {
        while (!breach && (row = csv_next(&reader))) {
            if (row->problem_count == 0 && (!csv_map_text(&map, row, 0) || row->line <= map.header_line)) {
                breach = "a clean row has not the required columns";
            }
        }
    }
    csv_map_clear(&map);
    csv_clear(&reader);
    return breach;
}

const char *fuzz_one(const char *bytes, size_t length)
{
    static const char delimiters[] = {'\0', ',', ';', '\t', '|', 'a'};
    const char *breach = NULL;

    /* The reader's texts come from base/charset.h. */
    length = utf8_valid_length(bytes, length);
    for (size_t i = 0; !breach && i < sizeof delimiters; i++) {
        breach = csv_check(bytes, length, delimiters[i]);
    }
    return breach ? breach : map_check(bytes, length);
}
