/* CSV that nobody here wrote: what others' test suites expect, and no row lost of what people published. */
#include "config.h"

#include "tests/corpus/corpus.h"

#include <dirent.h>

#include "base/charset.h"
#include "intake/csv.h"
#include "intake/csv_map.h"
#include "report/formula.h"
#include "report/report.h"
#include "tests/lib/csv_check.h"
#include "tests/lib/json.h"

/* Calls visit for each file in a folder of the corpus whose name ends so, in the order of names; path is
 * relative to the corpus. Returns how many. */
static int corpus_each(const char *folder, const char *ending, void (*visit)(const char *path, void *context),
                       void *context)
{
    char *whole = corpus_path(folder);
    struct dirent **names = NULL;
    int count = scandir(whole, &names, NULL, alphasort);
    int visited = 0;

    for (int i = 0; i < count; i++) {
        if (names[i]->d_name[0] != '.' && str_ends(names[i]->d_name, ending)) {
            char *path = file_join(folder, names[i]->d_name);
            visit(path, context);
            visited++;
            free(path);
        }
        free(names[i]);
    }
    free(names);
    free(whole);
    return visited;
}

/* Returns the path with one folder and the ending changed; the caller frees. */
static char *expected_path(const char *path, const char *folder)
{
    const char *name = strrchr(path, '/') + 1;

    return mem_format("%s/%.*s.json", folder, (int)(strlen(name) - strlen(".csv")), name);
}

static void compare_cell(const char *path, const char *text, const struct json *expected)
{
    if (!expected || expected->kind != JSON_STRING || !str_equal(text, expected->text)) {
        fail_msg("%s: \"%s\" is not what is expected", path, text);
    }
}

static bool all_empty(const struct json *row)
{
    for (size_t i = 0; i < row->count; i++) {
        if (!str_blank(row->items[i].text)) {
            return false;
        }
    }
    return true;
}

/* Compares with an array of arrays. Rows of empty cells are skipped, and counted. */
static void compare_arrays(const char *path, struct csv_reader *reader, const struct json *expected)
{
    size_t empty = 0;

    for (size_t i = 0; i < expected->count; i++) {
        const struct json *wanted = &expected->items[i];
        if (all_empty(wanted)) {
            empty++;
            continue;
        }
        const struct csv_row *row = csv_next(reader);
        assert_non_null(row);
        assert_int_equal(row->problem_count, 0);
        assert_int_equal(row->count, wanted->count);
        for (size_t j = 0; j < row->count; j++) {
            compare_cell(path, row->cells[j].text, &wanted->items[j]);
        }
    }
    assert_null(csv_next(reader));
    assert_int_equal(reader->empty_rows, empty);
}

/* Compares with an array of objects by header. */
static void compare_objects(const char *path, struct csv_reader *reader, const struct json *expected)
{
    const struct csv_row *row = csv_next(reader);
    size_t count;
    char **names;

    assert_non_null(row);
    count = row->count;
    names = mem_new_array(count, sizeof *names);
    for (size_t i = 0; i < count; i++) {
        names[i] = mem_text(row->cells[i].text);
    }
    reader->columns = count;
    for (size_t i = 0; i < expected->count; i++) {
        row = csv_next(reader);
        assert_non_null(row);
        assert_int_equal(row->problem_count, 0);
        assert_int_equal(expected->items[i].count, count);
        for (size_t j = 0; j < count; j++) {
            compare_cell(path, row->cells[j].text, json_member(&expected->items[i], names[j]));
        }
    }
    assert_null(csv_next(reader));
    for (size_t i = 0; i < count; i++) {
        free(names[i]);
    }
    free(names);
}

static void compare_file(const char *path, void *folder)
{
    char *json_path = expected_path(path, folder);
    struct csv_reader reader;
    struct str text = {0};
    struct str json_text = {0};
    struct json expected = {0};

    if (!strstr(path, "/bad-")) {
        corpus_read(path, &text);
        corpus_read(json_path, &json_text);
        assert_true(json_read(str_text(&json_text), &expected));
        csv_init(&reader, str_text(&text), text.length, ',');
        if (expected.count > 0 && expected.items[0].kind == JSON_ARRAY) {
            compare_arrays(path, &reader, &expected);
        } else {
            compare_objects(path, &reader, &expected);
        }
        csv_clear(&reader);
    }
    json_clear(&expected);
    str_clear(&json_text);
    str_clear(&text);
    free(json_path);
}

static void spectrum_is_read_as_expected(void **state)
{
    char folder[] = "csv/spectrum/json";

    (void)state;
    assert_int_equal(corpus_each("csv/spectrum/csvs", ".csv", compare_file, folder), 11);
}

static void sineemore_is_read_as_expected(void **state)
{
    char folder[] = "csv/sineemore/json";

    (void)state;
    assert_int_equal(corpus_each("csv/sineemore/csv", ".csv", compare_file, folder), 25);
}

static void expect_reported(const char *path, void *count)
{
    static const struct csv_column columns[] = {{.name = "foo", .required = true},
                                                {.name = "bar", .required = true},
                                                {.name = "baz", .required = true}};
    struct csv_reader reader;
    struct csv_map map;
    struct str text = {0};
    struct err err = {0};

    if (!strstr(path, "/bad-")) {
        return;
    }
    (*(int *)count)++;
    corpus_read(path, &text);
    csv_init(&reader, str_text(&text), text.length, '\0');
    if (csv_map_read(&map, &reader, columns, 3, NULL, &err)) {
        while (csv_next(&reader)) {
        }
        if (reader.bad_count == 0) {
            fail_msg("%s is silently accepted", path);
        }
        csv_map_clear(&map);
    } else {
        assert_int_equal(err.kind, ERR_INPUT);
    }
    csv_clear(&reader);
    str_clear(&text);
}

static void bad_files_are_reported(void **state)
{
    int count = 0;

    (void)state;
    corpus_each("csv/sineemore/csv", ".csv", expect_reported, &count);
    assert_int_equal(count, 7);
}

/* Reads the file as UTF-8 or by its mark, else byte by byte: here it is the rows that count, not the letters.
 */
static void read_any(const char *path, struct str *text)
{
    struct str bytes = {0};
    struct err err = {0};

    corpus_read(path, &bytes);
    if (!charset_decode(str_text(&bytes), bytes.length, NULL, text, NULL, &err)) {
        assert_true(strlen(err.text) > 0);
        assert_true(charset_decode(str_text(&bytes), bytes.length, "ISO-8859-1", text, NULL, &err));
    }
    str_clear(&bytes);
}

static void expect_nothing_lost(const char *path, void *context)
{
    static const char delimiters[] = {'\0', ',', ';', '\t', '|'};
    struct str text = {0};

    (void)context;
    if (str_ends(path, ".md") || str_ends(path, ".xlsm")) {
        return;
    }
    read_any(path, &text);
    for (size_t i = 0; i < sizeof delimiters; i++) {
        const char *breach = csv_check(str_text(&text), text.length, delimiters[i]);
        if (breach) {
            fail_msg("%s: %s", path, breach);
        }
    }
    str_clear(&text);
}

static void no_row_is_lost_silently(void **state)
{
    (void)state;
    assert_int_equal(corpus_each("csv/messytables/horror", "", expect_nothing_lost, NULL), 21);
    assert_true(corpus_each("csv/csvlint/features/fixtures", ".csv", expect_nothing_lost, NULL) > 10);
}

/* Rows and blank rows counted by another reader (Python's csv); bad: a blank before a quote, text after one.
 */
static void known_files_have_their_rows(void **state)
{
    static const struct {
        const char *path;
        char delimiter;
        size_t rows, bad, empty;
    } files[] = {
        {"csv/messytables/horror/begrotingsanalyse-2011.csv", ',', 42, 0, 1},
        {"csv/messytables/horror/characters.csv", ',', 383, 0, 0},
        {"csv/messytables/horror/complex.csv", ',', 4, 1, 0},
        {"csv/messytables/horror/example.tsv", '\t', 141, 0, 0},
        {"csv/messytables/horror/excel_pasting.csv", ',', 19, 0, 2},
        {"csv/messytables/horror/long.csv", ',', 4000, 0, 0},
        {"csv/messytables/horror/mixedGLB.csv", ',', 136, 0, 1},
        {"csv/messytables/horror/simple.psv", '|', 29, 0, 0},
        {"csv/messytables/horror/simple.ssv", ';', 7, 0, 0},
        {"csv/messytables/horror/spanish_chars.csv", ',', 116, 0, 1},
        {"csv/messytables/horror/sparse_with_column_errors.csv", ',', 2201, 0, 37},
        {"csv/messytables/horror/utf-16le_encoded.csv", ',', 328, 0, 0},
        {"csv/messytables/horror/weird_head_padding.csv", ';', 83, 0, 11},
        {"csv/csvlint/features/fixtures/cr-line-endings.csv", ',', 3, 0, 0},
        {"csv/csvlint/features/fixtures/inconsistent-line-endings.csv", ',', 3, 0, 0},
        {"csv/csvlint/features/fixtures/invalid_many_rows.csv", ',', 10, 1, 2},
    };

    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        struct csv_reader reader;
        struct str text = {0};
        read_any(files[i].path, &text);
        csv_init(&reader, str_text(&text), text.length, '\0');
        while (csv_next(&reader)) {
        }
        if (reader.delimiter != files[i].delimiter || reader.row_count != files[i].rows ||
            reader.bad_count != files[i].bad || reader.empty_rows != files[i].empty) {
            fail_msg("%s: '%c', %zu rows, %zu bad, %zu empty", files[i].path, reader.delimiter,
                     reader.row_count, reader.bad_count, reader.empty_rows);
        }
        csv_clear(&reader);
        str_clear(&text);
    }
}

/* Writes one cell as our CSV and returns it as a spreadsheet would read it; the caller frees. */
static char *exported(const char *text)
{
    const struct report_column column = {.name = "text", .title = "text"};
    struct report_options options = {.format = REPORT_CSV};
    struct report_writer writer;
    struct csv_reader reader;
    struct str out = {0};
    char *cell;

    assert_true(report_begin(&writer, &options, &column, 1, report_sink_str(&out), NULL));
    assert_true(report_row(&writer, &text, NULL));
    assert_true(report_end(&writer, NULL));
    csv_init(&reader, str_text(&out), out.length, ',');
    csv_next(&reader);
    cell = mem_text(csv_next(&reader)->cells[0].text);
    csv_clear(&reader);
    report_clear(&writer);
    str_clear(&out);
    return cell;
}

static void payloads_are_neutral_in_an_export(void **state)
{
    struct str text = {0};
    int payloads = 0;
    char *line;
    char *rest;

    (void)state;
    corpus_read("csv/injection/README.md", &text);
    line = strstr(text.text, "```");
    assert_non_null(line);
    for (line = strtok_r(line + 3, "\r\n", &rest); line && !str_equal(line, "```");
         line = strtok_r(NULL, "\r\n", &rest)) {
        char *cell = exported(line);
        assert_true(formula_runs(line));
        assert_false(formula_runs(cell));
        assert_int_equal(cell[0], '\'');
        assert_string_equal(cell + 1, line);
        free(cell);
        payloads++;
    }
    assert_int_equal(payloads, 6);
    str_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spectrum_is_read_as_expected), cmocka_unit_test(sineemore_is_read_as_expected),
        cmocka_unit_test(bad_files_are_reported),       cmocka_unit_test(no_row_is_lost_silently),
        cmocka_unit_test(known_files_have_their_rows),  cmocka_unit_test(payloads_are_neutral_in_an_export),
    };

    if (!corpus_has("csv")) {
        return 0;
    }
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
