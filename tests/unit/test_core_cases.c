/* The table of cases against the rules that come with the program: each row is a test of its own. */
#include "config.h"

#include "unit.h"

#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/zone.h"
#include "case_file.h"

static bool reads_as(const char *text, const char *wanted)
{
    size_t length = strlen(wanted);

    if (str_ends(wanted, "..."))
        return strncmp(text, wanted, length - 3) == 0;
    return str_equal(text, wanted);
}

static void describe(struct str *out, const char *standing, int last_day, int left, const char *governs,
                     const char *because)
{
    char day[16];

    str_add_format(out, "%s | %s | ", standing,
                   last_day == DAY_NONE ? "-" : day_format_iso(last_day, day, sizeof day));
    if (last_day == DAY_NONE)
        str_add(out, "- | ");
    else
        str_add_format(out, "%d | ", left);
    str_add_format(out, "%s | %s", governs, because);
}

static void row_holds(void **state)
{
    const struct case_row *row = *state;
    struct standing_result result = {0};
    struct str governs = {0}, wanted = {0}, given = {0};
    int last_day, left;

    standing_of_with_proof(&row->facts, row->asked, &result);
    last_day = result.has_window ? result.window.last_day : DAY_NONE;
    left = result.has_window ? window_left(last_day, result.window.zone, row->asked) : 0;
    str_add_format(&governs, "%s %s", *result.place ? result.place : "?", regime_name(result.rule->regime));
    if (!str_equal(str_text(&result.place_of), "the account"))
        str_add_format(&governs, " of %s", str_text(&result.place_of));
    describe(&wanted, standing_name(row->standing), row->last_day, row->left, row->governs, row->because);
    describe(&given, standing_name(result.value), last_day, left, str_text(&governs),
             reads_as(standing_reason(&result), row->because) ? row->because : standing_reason(&result));
    if (!str_equal(str_text(&given), str_text(&wanted)))
        fail_msg("cases line %zu: %s\n  wanted %s\n  given  %s\n%s", row->line, row->name, str_text(&wanted),
                 str_text(&given), str_text(&result.proof));
    str_clear(&governs);
    str_clear(&wanted);
    str_clear(&given);
    standing_clear(&result);
}

/* A table that lost its rows would hold too. */
static void table_is_whole(void **state)
{
    const struct case_file *file = *state;
    unsigned seen = 0;

    assert_true(file->count >= 150);
    for (size_t i = 0; i < file->count; i++)
        seen |= 1u << file->rows[i].standing;
    assert_int_equal(seen, (1u << standing_count) - 1);
}

int main(void)
{
    struct case_file file;
    struct CMUnitTest *tests;
    int failed;

    case_file_read(&file);
    tests = mem_new_array(file.count + 1, sizeof *tests);
    for (size_t i = 0; i < file.count; i++)
        tests[i] = (struct CMUnitTest){
            .name = file.rows[i].name, .test_func = row_holds, .initial_state = &file.rows[i]};
    tests[file.count] = (struct CMUnitTest){
        .name = "the table is whole", .test_func = table_is_whole, .initial_state = &file};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    failed = _cmocka_run_group_tests("cases", tests, file.count + 1, NULL, NULL);
    free(tests);
    case_file_clear(&file);
    return failed;
}
