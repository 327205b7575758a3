/* CSV rows: what comes out of text as people send it, and what is said of a row that is not clean. */
#include "config.h"

#include "intake/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct csv_reader reader;

static void begin(const char *text, char delimiter)
{
    csv_clear(&reader);
    csv_init(&reader, text, strlen(text), delimiter);
}

static int finish(void **state)
{
    (void)state;
    csv_clear(&reader);
    return 0;
}

/* Reads the next row and compares its cells, written with '/' between them. */
static const struct csv_row *expect(const char *cells)
{
    const struct csv_row *row = csv_next(&reader);
    struct str joined = {0};

    assert_non_null(row);
    for (size_t i = 0; i < row->count; i++) {
        str_add_format(&joined, "%s%s", i ? "/" : "", row->cells[i].text);
    }
    assert_string_equal(str_text(&joined), cells);
    str_clear(&joined);
    return row;
}

static void expect_clean(const char *cells)
{
    assert_int_equal(expect(cells)->problem_count, 0);
}

static const struct csv_row *expect_problem(const char *cells, enum csv_problem_kind kind, size_t line,
                                            size_t column)
{
    const struct csv_row *row = expect(cells);

    assert_true(row->problem_count >= 1);
    assert_int_equal(row->problems[0].kind, kind);
    assert_int_equal(row->problems[0].line, line);
    assert_int_equal(row->problems[0].column, column);
    assert_true(strlen(row->problems[0].text) > 20);
    return row;
}

static void expect_end(void)
{
    assert_null(csv_next(&reader));
    assert_null(csv_next(&reader));
}

static void empty_texts_have_no_rows(void **state)
{
    static const char *const texts[] = {"", "\n", "\r\n\r\n", " \n\t\n", ",,\n;;\n\"\",\"\"", "\xC2\xA0,\n"};
    static const size_t empty[] = {0, 1, 2, 2, 3, 1};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        begin(texts[i], i == 4 ? ',' : '\0');
        if (i == 4) {
            expect_clean(";;");
        }
        expect_end();
        assert_int_equal(reader.empty_rows, empty[i] - (i == 4 ? 1 : 0));
    }
}

static void line_ends_of_any_kind_end_rows(void **state)
{
    (void)state;
    begin("a,b\r\nc,d\re,f\n\ng,h", ',');
    assert_int_equal(expect("a/b")->end_length, 2);
    assert_int_equal(expect("c/d")->end_length, 1);
    assert_int_equal(expect("e/f")->line, 3);
    const struct csv_row *row = expect("g/h");
    assert_int_equal(row->line, 5);
    assert_int_equal(row->end_length, 0);
    expect_end();
    assert_int_equal(reader.row_count, 4);
    assert_int_equal(reader.empty_rows, 1);
}

static void quotes_keep_delimiters_quotes_and_lines(void **state)
{
    (void)state;
    begin("\"a,b\",\"say \"\"no\"\"\",\"one\r\ntwo\rthree\",\"\"\nx,\" y \", z ,\n", ',');
    assert_int_equal(expect("a,b/say \"no\"/one\r\ntwo\rthree/")->raw_length, 38);
    const struct csv_row *row = expect("x/ y / z /");
    assert_int_equal(row->line, 4);
    assert_int_equal(row->problem_count, 0);
    assert_memory_equal(row->raw, "x,\" y \", z ,\n", row->raw_length + row->end_length);
    expect_end();
}

static void quote_never_closed_costs_one_line(void **state)
{
    (void)state;
    begin("1,\xC3\xA4,\"open,3\n4,5,6,7\n\"8\",9\n", ',');
    const struct csv_row *row = expect_problem("1/\xC3\xA4/open,3", CSV_QUOTE_OPEN, 1, 5);
    assert_int_equal(row->problem_count, 1);
    assert_int_equal(row->raw_length, strlen("1,\xC3\xA4,\"open,3"));
    assert_non_null(strstr(row->problems[0].text, "closed lines later"));
    expect_clean("4/5/6/7");
    expect_clean("8/9");
    expect_end();

    begin("1,\"open\n2,3\n4,5", ',');
    row = expect_problem("1/open", CSV_QUOTE_OPEN, 1, 3);
    assert_non_null(strstr(row->problems[0].text, "never closed"));
    expect_clean("2/3");
    expect_clean("4/5");
    expect_end();
    assert_int_equal(reader.bad_count, 1);
}

static void quote_broken_in_a_later_line_costs_the_first(void **state)
{
    (void)state;
    begin("1,\"a\n2,b\",\"c,5\n6,7\n", ',');
    expect_problem("1/a", CSV_QUOTE_OPEN, 2, 6);
    expect_problem("2/b\"/c,5", CSV_QUOTE_INSIDE, 2, 4);
    expect_clean("6/7");
    expect_end();
}

static void text_after_quotes_and_quotes_in_text_are_told(void **state)
{
    (void)state;
    begin("1,\"missed \" it\",3\n2,so \"called\" x,4\n5,6,7\n", ',');
    expect_problem("1/missed  it\"/3", CSV_QUOTE_AFTER, 1, 12);
    expect_problem("2/so \"called\" x/4", CSV_QUOTE_INSIDE, 2, 6);
    expect_clean("5/6/7");
    expect_end();
}

static void stray_quote_trusts_no_later_one_over_lines(void **state)
{
    (void)state;
    begin("a\",\"b\na\",\"c\n1,2\n", ',');
    assert_int_equal(expect_problem("a\"/b", CSV_QUOTE_INSIDE, 1, 2)->problem_count, 2);
    expect_problem("a\"/c", CSV_QUOTE_INSIDE, 2, 2);
    expect_clean("1/2");
    expect_end();
}

static void cells_are_counted_against_the_header(void **state)
{
    (void)state;
    begin("1,2\n1,2,3\n1,2,3,,\n1,2,3,4\n", ',');
    reader.columns = 3;
    expect_problem("1/2", CSV_FEWER, 1, 1);
    expect_clean("1/2/3");
    expect_clean("1/2/3//");
    const struct csv_row *row = expect_problem("1/2/3/4", CSV_MORE, 4, 1);
    assert_non_null(strstr(row->problems[0].text, "4 cells"));
    assert_int_equal(reader.bad_count, 2);
}

static void nul_bytes_are_told_and_reading_goes_on(void **state)
{
    static const char text[] = "a,b\0c\n\"\0\",d\n\0\ne,f";

    (void)state;
    csv_clear(&reader);
    csv_init(&reader, text, sizeof text - 1, ',');
    const struct csv_row *row = expect_problem("a/b", CSV_NUL, 1, 4);
    assert_int_equal(row->cells[1].length, 3);
    row = expect_problem("/d", CSV_NUL, 2, 2);
    assert_string_equal(row->cells[1].text, "d");
    expect_problem("", CSV_NUL, 3, 1);
    expect_clean("e/f");
    expect_end();
}

static void huge_cells_and_rows_are_refused(void **state)
{
    struct str text = {0};

    (void)state;
    str_add(&text, "1,");
    for (size_t i = 0; i < CSV_CELL_LIMIT; i++) {
        str_add_char(&text, 'x');
    }
    str_add(&text, "\n1,\"");
    for (size_t i = 0; i <= CSV_CELL_LIMIT; i++) {
        str_add_char(&text, '\n');
    }
    str_add(&text, "\",2\n");
    for (size_t i = 0; i < CSV_CELLS_LIMIT; i++) {
        str_add(&text, "a,");
    }
    str_add(&text, "b\nc,d\n");
    begin(str_text(&text), ',');
    const struct csv_row *row = csv_next(&reader);
    assert_int_equal(row->problem_count, 0);
    assert_int_equal(row->cells[1].length, CSV_CELL_LIMIT);
    expect_problem("1//2", CSV_LONG, 2, 3);
    row = csv_next(&reader);
    assert_int_equal(row->count, CSV_CELLS_LIMIT);
    assert_int_equal(row->problems[0].kind, CSV_MANY);
    expect_clean("c/d");
    expect_end();
    csv_clear(&reader);
    str_clear(&text);
}

static void delimiter_is_found(void **state)
{
    static const struct {
        const char *text;
        char delimiter;
    } cases[] = {
        {"a,b\n1,2\n", ','},
        {"a;b\n1,5;2,5\n", ';'},
        {"a\tb\n1,5\t2;x\n", '\t'},
        {"a|b|c\n1|2|3", '|'},
        {"a;b\n\"1,2,3\";\"4,5,6\"\n\"7,8,9\";0\n", ';'},
        {"names, of all; kinds\n\nid;name\n1;Ash, Elm\n2;Oak\n3;Fir\n", ';'},
        {"id,note\n1,a;b\n2,c;d\n3,e;f\n", ','},
        {"company\nHarbor, Pine\nBirch\nAlder\nWillow\nBeech\n", ','},
        {"one\ntwo\n", ','},
        {"", ','},
        {"\"a;b\";c\n\"x\ny\";z\n", ';'},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        begin(cases[i].text, '\0');
        assert_int_equal(reader.delimiter, cases[i].delimiter);
    }
}

static void separator_line_names_the_delimiter(void **state)
{
    (void)state;
    begin("sep=^\r\na^b,c\r\n", '\0');
    const struct csv_row *row = expect("a/b,c");
    assert_int_equal(row->line, 2);
    begin("\"sep=;\"\na;b\n", ',');
    expect_clean("a;b");
    begin("sep=ab,c\n", '\0');
    expect_clean("sep=ab/c");
}

static void delimiters_have_names(void **state)
{
    struct err err = {0};
    char delimiter = 'x';

    (void)state;
    assert_true(csv_delimiter_parse("tab", &delimiter, &err));
    assert_int_equal(delimiter, '\t');
    assert_true(csv_delimiter_parse("\\t", &delimiter, &err));
    assert_int_equal(delimiter, '\t');
    assert_true(csv_delimiter_parse("Semicolon", &delimiter, &err));
    assert_int_equal(delimiter, ';');
    assert_true(csv_delimiter_parse("^", &delimiter, &err));
    assert_int_equal(delimiter, '^');
    assert_true(csv_delimiter_parse("auto", &delimiter, &err));
    assert_int_equal(delimiter, 0);
    assert_false(csv_delimiter_parse("\"", &delimiter, &err));
    assert_int_equal(err.kind, ERR_USAGE);
    assert_false(csv_delimiter_parse("", &delimiter, &err));
    assert_false(csv_delimiter_parse("\xC3\xA4", &delimiter, &err));
    assert_false(csv_delimiter_parse("ab", &delimiter, &err));
    assert_string_equal(csv_delimiter_name('|'), "pipe");
    assert_string_equal(csv_delimiter_name('^'), "other");
}

static void reading_can_go_back(void **state)
{
    (void)state;
    begin("a\nb\"\n\nc\n", ',');
    expect_clean("a");
    struct csv_place place = csv_tell(&reader);
    expect_problem("b\"", CSV_QUOTE_INSIDE, 2, 2);
    expect_clean("c");
    csv_seek(&reader, &place);
    assert_int_equal(reader.row_count, 1);
    expect_problem("b\"", CSV_QUOTE_INSIDE, 2, 2);
    assert_int_equal(expect("c")->line, 4);
    assert_int_equal(reader.empty_rows, 1);
    assert_int_equal(reader.bad_count, 1);
}

struct pieces {
    const char *text;
    size_t length, at, size;
};

static bool piece_give(void *context, struct str *window)
{
    struct pieces *pieces = context;
    size_t left = pieces->length - pieces->at;

    left = left < pieces->size ? left : pieces->size;
    str_add_n(window, pieces->text + pieces->at, left);
    pieces->at += left;
    return left > 0;
}

/* Writes all that is said of the rows left. */
static void rows_add(struct str *out)
{
    const struct csv_row *row;

    while ((row = csv_next(&reader))) {
        str_add_format(out, "%zu [%.*s] %zu:", row->line, (int)row->raw_length, row->raw, row->end_length);
        for (size_t i = 0; i < row->count; i++) {
            str_add_format(out, " <%s>", row->cells[i].text);
        }
        for (size_t i = 0; i < row->problem_count; i++) {
            str_add_format(out, " %d at %zu,%zu", (int)row->problems[i].kind, row->problems[i].line,
                           row->problems[i].column);
        }
        str_add_char(out, '\n');
        csv_forget(&reader);
    }
}

static void pieces_of_any_size_give_the_same_rows(void **state)
{
    static const char text[] =
        "sep=;\r\nname;words\r\n\r\na;\"b;\"\"c\"\"\r\nd\"\re;f\"g\n;\n\"h\";\"i\nj;k\n"
        "\"l\" m;n\n\xc3\xa4;\"never closed\no;p";
    struct str whole = {0};

    (void)state;
    begin(text, 0);
    rows_add(&whole);
    for (size_t size = 1; size < sizeof text; size++) {
        struct pieces pieces = {.text = text, .length = sizeof text - 1, .size = size};
        struct str parts = {0};

        csv_clear(&reader);
        csv_init_pieces(&reader, piece_give, &pieces, 0);
        assert_int_equal(reader.delimiter, ';');
        rows_add(&parts);
        assert_string_equal(str_text(&parts), str_text(&whole));
        str_clear(&parts);
    }
    str_clear(&whole);
}

static void of_a_long_text_little_is_kept(void **state)
{
    enum { ROWS = 100000 };
    struct pieces pieces = {.size = 10000};
    struct str text = {0};
    const struct csv_row *row;
    size_t rows = 0;

    (void)state;
    for (int i = 0; i < ROWS; i++) {
        str_add_format(&text, "%d,\"two\nlines, and a comma\"\n", i);
    }
    pieces.text = text.text;
    pieces.length = text.length;
    csv_clear(&reader);
    csv_init_pieces(&reader, piece_give, &pieces, 0);
    while ((row = csv_next(&reader))) {
        assert_int_equal(row->line, 2 * rows + 1);
        assert_int_equal(strtol(row->cells[0].text, NULL, 10), rows);
        rows++;
        csv_forget(&reader);
        assert_true(reader.window.length < 2 * CSV_SAMPLE_LENGTH);
    }
    assert_int_equal(rows, ROWS);
    str_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_texts_have_no_rows),
        cmocka_unit_test(line_ends_of_any_kind_end_rows),
        cmocka_unit_test(quotes_keep_delimiters_quotes_and_lines),
        cmocka_unit_test(quote_never_closed_costs_one_line),
        cmocka_unit_test(quote_broken_in_a_later_line_costs_the_first),
        cmocka_unit_test(text_after_quotes_and_quotes_in_text_are_told),
        cmocka_unit_test(stray_quote_trusts_no_later_one_over_lines),
        cmocka_unit_test(cells_are_counted_against_the_header),
        cmocka_unit_test(nul_bytes_are_told_and_reading_goes_on),
        cmocka_unit_test(huge_cells_and_rows_are_refused),
        cmocka_unit_test(delimiter_is_found),
        cmocka_unit_test(separator_line_names_the_delimiter),
        cmocka_unit_test(delimiters_have_names),
        cmocka_unit_test(reading_can_go_back),
        cmocka_unit_test(pieces_of_any_size_give_the_same_rows),
        cmocka_unit_test(of_a_long_text_little_is_kept),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, finish);
}
