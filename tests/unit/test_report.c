/* Reports in each format, byte for byte. */
#include "config.h"

#include "report/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define ROWS_MOST 4

static const struct report_column columns[] = {
    {.name = "number", .title = "account number", .width = 8},
    {.name = "left", .title = "left", .width = 5, .number = true},
    {.name = "text", .title = "text", .width = 0},
};

#define COLUMN_COUNT (sizeof columns / sizeof columns[0])

/* Writes rows up to one that is all NULL and compares. */
static void expect(struct report_options options, const char *const rows[ROWS_MOST][COLUMN_COUNT],
                   const char *wanted, size_t wanted_length)
{
    struct report_writer writer;
    struct str out = {0};
    struct err err = {0};

    assert_true(report_begin(&writer, &options, columns, COLUMN_COUNT, report_sink_str(&out), &err));
    for (size_t i = 0; i < ROWS_MOST && rows[i][0]; i++) {
        assert_true(report_row(&writer, rows[i], &err));
        assert_int_equal(writer.row_count, i + 1);
    }
    assert_true(report_end(&writer, &err));
    assert_string_equal(str_text(&out), wanted);
    assert_int_equal(out.length, wanted_length);
    assert_memory_equal(str_text(&out), wanted, wanted_length);
    report_clear(&writer);
    str_clear(&out);
}

#define EXPECT(options, rows, wanted) expect(options, rows, wanted, sizeof(wanted) - 1)

static void refuse(struct report_options options, enum err_kind kind, const char *part)
{
    struct report_writer writer;
    struct str out = {0};
    struct err err = {0};
    const char *const row[COLUMN_COUNT] = {"A", "1", "\xE2\x82\xAC"};
    bool ok = report_begin(&writer, &options, columns, COLUMN_COUNT, report_sink_str(&out), &err) &&
              report_row(&writer, row, &err);

    assert_false(ok);
    assert_int_equal(err.kind, kind);
    assert_non_null(strstr(err.text, part));
    report_clear(&writer);
    str_clear(&out);
}

static void csv_is_quoted_where_needed(void **state)
{
    static const char *const rows[ROWS_MOST][COLUMN_COUNT] = {
        {"A-1", "-5", "plain"},
        {"A,2", NULL, "say \"no\""},
        {"", "0", "one\ntwo\r\n"},
        {"A;4", "25", " ends "},
    };

    (void)state;
    EXPECT((struct report_options){.format = REPORT_CSV}, rows,
           "account number,left,text\r\n"
           "A-1,-5,plain\r\n"
           "\"A,2\",,\"say \"\"no\"\"\"\r\n"
           ",0,\"one\ntwo\r\n\"\r\n"
           "\"A;4\",25,\" ends \"\r\n");
}

static void csv_formulas_are_neutral_unless_raw(void **state)
{
    static const char *const rows[ROWS_MOST][COLUMN_COUNT] = {{"=1+1", "-5", "@x, \"y\""}};

    (void)state;
    EXPECT((struct report_options){.format = REPORT_CSV}, rows,
           "account number,left,text\r\n'=1+1,-5,\"'@x, \"\"y\"\"\"\r\n");
    EXPECT(((struct report_options){.format = REPORT_CSV, .raw = true}), rows,
           "account number,left,text\r\n=1+1,-5,\"@x, \"\"y\"\"\"\r\n");
}

static void csv_of_one_empty_cell_is_a_row(void **state)
{
    struct report_writer writer;
    struct str out = {0};
    const char *const row[] = {NULL};

    (void)state;
    assert_true(report_begin(&writer, &(struct report_options){.format = REPORT_CSV}, columns, 1,
                             report_sink_str(&out), NULL));
    assert_true(report_row(&writer, row, NULL));
    assert_true(report_end(&writer, NULL));
    assert_string_equal(str_text(&out), "account number\r\n\"\"\r\n");
    report_clear(&writer);
    str_clear(&out);
}

static void csv_comes_in_other_charsets(void **state)
{
    static const char *const rows[ROWS_MOST][COLUMN_COUNT] = {{"\xC3\xA4", NULL, NULL}};

    (void)state;
    EXPECT(((struct report_options){.format = REPORT_CSV, .bom = true, .charset = "utf-8"}), rows,
           "\xEF\xBB\xBF"
           "account number,left,text\r\n\xC3\xA4,,\r\n");
    EXPECT(((struct report_options){.format = REPORT_CSV, .charset = "ISO-8859-1"}), rows,
           "account number,left,text\r\n\xE4,,\r\n");
    EXPECT(((struct report_options){.format = REPORT_CSV, .charset = "UTF-16"}), rows,
           "\xFF\xFE"
           "a\0c\0c\0o\0u\0n\0t\0 "
           "\0n\0u\0m\0b\0e\0r\0,\0l\0e\0f\0t\0,\0t\0e\0x\0t\0\r\0\n\0\xE4\0,\0,\0\r\0\n\0");
    refuse((struct report_options){.format = REPORT_CSV, .charset = "ISO-8859-1"}, ERR_INPUT, "row 1: ");
    refuse((struct report_options){.format = REPORT_CSV, .charset = "ISO-8859-1", .bom = true}, ERR_USAGE,
           "--bom");
    refuse((struct report_options){.format = REPORT_CSV, .charset = "no-such"}, ERR_USAGE, "no-such");
    refuse((struct report_options){.format = REPORT_JSON, .bom = true}, ERR_USAGE, "JSON is UTF-8");
    refuse((struct report_options){.format = REPORT_JSON, .charset = "latin1"}, ERR_USAGE, "JSON is UTF-8");
    refuse((struct report_options){.format = REPORT_TABLE, .bom = true}, ERR_USAGE, "table");
}

static void tsv_has_one_line_a_row(void **state)
{
    static const char *const rows[ROWS_MOST][COLUMN_COUNT] = {{"A\tB", NULL, "one\r\ntwo"}, {"=1", "2", ""}};

    (void)state;
    EXPECT((struct report_options){.format = REPORT_TSV}, rows,
           "number\tleft\ttext\nA B\t\tone two\n=1\t2\t\n");
}

static void json_is_valid_and_loses_nothing(void **state)
{
    static const char *const rows[ROWS_MOST][COLUMN_COUNT] = {
        {"\"\\/\b\n\x1b", "-5", NULL},
        {"012", "012", "\xE2\x80\xAE\xC2\x9B\x7F\xE2\x82\xAC"},
        {"\xC3", "", "a\xFFz"},
    };
    static const char *const none[ROWS_MOST][COLUMN_COUNT] = {{NULL}};

    (void)state;
    EXPECT((struct report_options){.format = REPORT_JSON}, rows,
           "[\n"
           "{\"number\": \"\\\"\\\\/\\u0008\\n\\u001b\", \"left\": -5, \"text\": null},\n"
           "{\"number\": \"012\", \"left\": \"012\", \"text\": \"\\u202e\\u009b\\u007f\xE2\x82\xAC\"},\n"
           "{\"number\": \"\\ufffd\", \"left\": \"\", \"text\": \"a\\ufffdz\"}\n"
           "]\n");
    EXPECT((struct report_options){.format = REPORT_JSON}, none, "[]\n");
}

static void table_is_aligned_and_printable(void **state)
{
    static const char *const rows[ROWS_MOST][COLUMN_COUNT] = {
        {"A-1", "-5", "short"},
        {"\xE6\x9D\xB1\xE4\xBA\xAC", "25", "a text\nthat is longer\x1b[31m than that"},
        {"A-10000000000", NULL, NULL},
    };

    (void)state;
    EXPECT(((struct report_options){.format = REPORT_TABLE, .columns = 40}), rows,
           "account number   left  text\n"
           "A-1                -5  short\n"
           "\xE6\x9D\xB1\xE4\xBA\xAC               25  a text that is l~\n"
           "A-10000000000       -  -\n");
}

static void table_never_passes_the_terminal(void **state)
{
    static const char *const rows[ROWS_MOST][COLUMN_COUNT] = {{"A-1", "5", "some words in a row"}};

    (void)state;
    EXPECT(((struct report_options){.format = REPORT_TABLE, .columns = 30}), rows,
           "account number   left  text\n"
           "A-1                 5  some w~\n");
    EXPECT(((struct report_options){.format = REPORT_TABLE, .columns = 0}), rows,
           "account number   left  text\n"
           "A-1                 5  some words in a row\n");
}

static void formats_have_names(void **state)
{
    enum report_format format;
    struct err err = {0};

    (void)state;
    for (int i = 0; i < report_format_count; i++) {
        assert_true(report_format_parse(report_format_name((enum report_format)i), &format, &err));
        assert_int_equal(format, i);
    }
    assert_false(report_format_parse("xml", &format, &err));
    assert_int_equal(err.kind, ERR_USAGE);
}

static bool full_disk(void *context, const char *bytes, size_t length, struct err *err)
{
    size_t *left = context;

    (void)bytes;
    if (length > *left) {
        return err_set(err, ERR_INPUT, "the disk is full");
    }
    *left -= length;
    return true;
}

static void failing_sinks_stop_the_report(void **state)
{
    static const char *const row[COLUMN_COUNT] = {"A-1", "5", "x"};
    size_t left = 30;
    struct report_sink sink = {.write = full_disk, .context = &left};
    struct report_writer writer;
    struct err err = {0};

    (void)state;
    assert_true(report_begin(&writer, &(struct report_options){.format = REPORT_CSV}, columns, COLUMN_COUNT,
                             sink, &err));
    assert_false(report_row(&writer, row, &err));
    assert_string_equal(err.text, "the disk is full");
    assert_int_equal(writer.row_count, 0);
    report_clear(&writer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_is_quoted_where_needed),
        cmocka_unit_test(csv_formulas_are_neutral_unless_raw),
        cmocka_unit_test(csv_of_one_empty_cell_is_a_row),
        cmocka_unit_test(csv_comes_in_other_charsets),
        cmocka_unit_test(tsv_has_one_line_a_row),
        cmocka_unit_test(json_is_valid_and_loses_nothing),
        cmocka_unit_test(table_is_aligned_and_printable),
        cmocka_unit_test(table_never_passes_the_terminal),
        cmocka_unit_test(formats_have_names),
        cmocka_unit_test(failing_sinks_stop_the_report),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
