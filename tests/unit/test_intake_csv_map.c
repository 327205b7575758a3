/* CSV headers: found below titles, matched by name, title and synonym, or as --map says. */
#include "config.h"

#include "intake/csv_map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { NUMBER, COMPANY, COUNTRY, EMAIL, COLUMN_COUNT };

static const struct csv_column columns[COLUMN_COUNT] = {
    [NUMBER] = {"number", "account number", "acct|customer no|Kundennummer", true},
    [COMPANY] = {"company", NULL, "company name|customer|soci\xC3\xA9t\xC3\xA9", true},
    [COUNTRY] = {"country", "country", "land", false},
    [EMAIL] = {"email", "mail address", NULL, false},
};

static struct csv_reader reader;
static struct csv_map map;
static struct err err;

static bool read_map(const char *text, const char *overrides)
{
    csv_map_clear(&map);
    csv_clear(&reader);
    err_clear(&err);
    csv_init(&reader, text, strlen(text), '\0');
    return csv_map_read(&map, &reader, columns, COLUMN_COUNT, overrides, &err);
}

static int finish(void **state)
{
    (void)state;
    csv_map_clear(&map);
    csv_clear(&reader);
    return 0;
}

static void expect_cells(size_t number, size_t company, size_t country, size_t email)
{
    const size_t wanted[COLUMN_COUNT] = {number, company, country, email};

    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        assert_int_equal(csv_map_cell(&map, i), wanted[i]);
    }
}

static void expect_refused(enum err_kind kind, const char *part)
{
    assert_int_equal(err.kind, kind);
    if (!strstr(err.text, part)) {
        fail_msg("\"%s\" is not in: %s", part, err.text);
    }
    assert_null(map.cell_of);
}

static void names_titles_and_synonyms_match_folded(void **state)
{
    (void)state;
    assert_true(read_map("ACCOUNT_NUMBER,Societe,Land:,E-Mail\nA-1,Ash,DE,a@ash.example\n", NULL));
    expect_cells(1, 2, 3, 4);
    assert_int_equal(map.warning_count, 0);
    const struct csv_row *row = csv_next(&reader);
    assert_string_equal(csv_map_text(&map, row, EMAIL), "a@ash.example");

    assert_true(read_map("Mail Address;x;Soci\xC3\xA9t\xC3\xA9;Customer-No.\n;;Elm;A-2\n", ""));
    expect_cells(4, 3, 0, 1);
    row = csv_next(&reader);
    assert_string_equal(csv_map_text(&map, row, NUMBER), "A-2");
    assert_string_equal(csv_map_text(&map, row, EMAIL), "");
    assert_null(csv_map_text(&map, row, COUNTRY));
    assert_null(csv_map_text(&map, row, COLUMN_COUNT));
}

static void names_go_before_synonyms(void **state)
{
    (void)state;
    assert_true(read_map("customer,company,acct\nx,y,z\n", NULL));
    expect_cells(3, 2, 0, 0);
    assert_int_equal(map.warning_count, 1);
    assert_non_null(strstr(map.warnings[0], "\"customer\" (column 1)"));
    assert_non_null(strstr(map.warnings[0], "country, email"));
}

static void header_is_found_below_titles(void **state)
{
    (void)state;
    assert_true(
        read_map("\n\nCustomers of spring,,\nCompany,of,2014\n,,\nNumber,Company,Country\n1,Ash,DE\n", NULL));
    assert_int_equal(map.header_line, 6);
    assert_int_equal(map.title_rows, 2);
    assert_int_equal(reader.columns, 3);
    assert_int_equal(map.warning_count, 1);
    assert_non_null(strstr(map.warnings[0], "2 rows"));
    assert_int_equal(csv_next(&reader)->line, 7);
    assert_null(csv_next(&reader));
}

static void first_of_equal_headers_counts(void **state)
{
    (void)state;
    assert_true(read_map("number,company\n1,Ash\nnumber,company\n", NULL));
    assert_int_equal(map.header_line, 1);
    assert_int_equal(map.title_rows, 0);
}

static void blank_header_cells_at_the_end_are_no_columns(void **state)
{
    (void)state;
    assert_true(read_map("number,company,,\n1,Ash,,\n2,Elm\n3,Oak,,x\n", NULL));
    assert_int_equal(reader.columns, 2);
    assert_int_equal(csv_next(&reader)->problem_count, 0);
    assert_int_equal(csv_next(&reader)->problem_count, 0);
    assert_int_equal(csv_next(&reader)->problem_count, 1);
}

static void required_columns_are_asked_for(void **state)
{
    (void)state;
    assert_false(read_map("title\nland,email\nDE,x\n", NULL));
    expect_refused(ERR_INPUT, "line 2: the header has no column for: account number, company;");
    expect_refused(ERR_INPUT, "--map \"their header=number\"");
    assert_false(read_map("", NULL));
    expect_refused(ERR_INPUT, "no rows");
    assert_false(read_map("qux,quux\nSecret Name,2\n", NULL));
    expect_refused(ERR_INPUT, "there is no header: none of the first 2 rows");
    assert_null(strstr(err.text, "Secret"));
}

static void two_columns_of_one_meaning_are_refused(void **state)
{
    (void)state;
    assert_false(read_map("number,company,land,Country,country\n1,2,3,4,5\n", NULL));
    expect_refused(ERR_INPUT, "columns 4 \"Country\" and 5 \"country\" both mean country");
    expect_refused(ERR_INPUT, "--map \"#4=country\"");
    assert_true(read_map("number,company,land,Country,country\n1,2,3,4,5\n", "#5=country"));
    expect_cells(1, 2, 5, 0);
    assert_false(read_map("acct,customer no,company\n1,2,3\n", NULL));
    expect_refused(ERR_INPUT, "both mean account number");
    assert_true(read_map("acct,customer no,company\n1,2,3\n", "acct="));
    expect_cells(2, 3, 0, 0);
}

static void overrides_go_first(void **state)
{
    (void)state;
    assert_true(read_map("number,ref,\"Name, legal\",company\n1,2,3,4\n",
                         "Ref=number,\"name, legal=Company\",number="));
    expect_cells(2, 3, 0, 0);
    assert_int_equal(map.warning_count, 1);
    assert_null(strstr(map.warnings[0], "\"number\""));

    assert_false(read_map("number,company\n1,2\n", "nr=number"));
    expect_refused(ERR_USAGE, "no column \"nr\"");
    assert_false(read_map("number,company\n1,2\n", "#3=email"));
    expect_refused(ERR_USAGE, "no column \"#3\"");
    assert_false(read_map("number,company\n1,2\n", "number=price"));
    expect_refused(ERR_USAGE, "\"price\" is no column here");
    expect_refused(ERR_USAGE, "number, company, country, email");
    assert_false(read_map("number,company\n1,2\n", "number"));
    expect_refused(ERR_USAGE, "not of the form");
    assert_false(read_map("number,company\n1,2\n", "=number"));
    expect_refused(ERR_USAGE, "not of the form");
    assert_false(read_map("number,company\n1,2\n", "a=number,b=number"));
    expect_refused(ERR_USAGE, "two headers");
    assert_false(read_map("number,company\n1,2\n", "\"a=number"));
    expect_refused(ERR_USAGE, "quote");
}

static void numbered_columns_prove_no_header(void **state)
{
    (void)state;
    assert_false(read_map("1,Ash\n2,Elm\n", "#1=number,#2=company"));
    expect_refused(ERR_INPUT, "there is no header");
}

static void broken_header_is_refused(void **state)
{
    (void)state;
    assert_false(read_map("number,company,\"x\n1,2,3\n", NULL));
    expect_refused(ERR_INPUT, "line 1, column 16: in the header");
}

static void hostile_headers_are_made_printable(void **state)
{
    (void)state;
    assert_true(read_map("number,company,\x1b[31mred\n1,2,3\n", NULL));
    assert_int_equal(map.warning_count, 1);
    assert_null(strchr(map.warnings[0], '\x1b'));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_titles_and_synonyms_match_folded),
        cmocka_unit_test(names_go_before_synonyms),
        cmocka_unit_test(header_is_found_below_titles),
        cmocka_unit_test(first_of_equal_headers_counts),
        cmocka_unit_test(blank_header_cells_at_the_end_are_no_columns),
        cmocka_unit_test(required_columns_are_asked_for),
        cmocka_unit_test(two_columns_of_one_meaning_are_refused),
        cmocka_unit_test(overrides_go_first),
        cmocka_unit_test(numbered_columns_prove_no_header),
        cmocka_unit_test(broken_header_is_refused),
        cmocka_unit_test(hostile_headers_are_made_printable),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, finish);
}
