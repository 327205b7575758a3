#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/day.h"
#include "core/calendar.h"

/* Two years of a country, and what one of its regions has besides. */
static struct calendar_book book_of(void)
{
    struct calendar_book book = {0};
    calendar_book_cover(&book, "US", 2015);
    calendar_book_cover(&book, "US", 2014);
    calendar_book_cover(&book, "US", 2015);
    calendar_book_cover(&book, "US-CA", 2014);
    assert_true(calendar_book_add(&book, "US", day_from_civil(2014, 7, 4), "Independence Day"));
    assert_true(calendar_book_add(&book, "US", day_from_civil(2014, 5, 26), "Memorial Day"));
    assert_true(calendar_book_add(&book, "US", day_from_civil(2015, 1, 1), "New Year's Day"));
    assert_true(calendar_book_add(&book, "US-CA", day_from_civil(2014, 3, 31), "Cesar Chavez Day"));
    return book;
}

static void weekends_follow_the_country(void **state)
{
    (void)state;
    unsigned western = 1u << DAY_SATURDAY | 1u << DAY_SUNDAY;
    assert_int_equal(calendar_of(NULL, "US").weekend, western);
    assert_int_equal(calendar_of(NULL, "").weekend, western);
    assert_int_equal(calendar_of(NULL, NULL).weekend, western);
    static const char *const others[] = {"EG", "SA", "BH", "QA", "OM", "JO", "KW", "IL", "EG-C"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(calendar_of(NULL, others[i]).weekend, 1u << DAY_FRIDAY | 1u << DAY_SATURDAY);
}

static void days_roll_forward_only(void **state)
{
    (void)state;
    struct calendar calendar = calendar_of(NULL, "US");
    int friday = day_from_civil(2014, 4, 25);
    assert_int_equal(calendar_roll(&calendar, friday), friday);
    assert_int_equal(calendar_roll(&calendar, friday + 1), friday + 3);
    assert_int_equal(calendar_roll(&calendar, friday + 2), friday + 3);
    assert_int_equal(calendar_add_business(&calendar, friday, 0), friday);
    assert_int_equal(calendar_add_business(&calendar, friday, 1), friday + 3);
    assert_int_equal(calendar_add_business(&calendar, friday + 1, 1), friday + 3);
    assert_int_equal(calendar_add_business(&calendar, friday, 6), friday + 10);
    struct calendar cairo = calendar_of(NULL, "EG");
    assert_int_equal(calendar_roll(&cairo, friday), friday + 2);
}

static void holidays_are_no_working_days(void **state)
{
    (void)state;
    struct calendar_book book = book_of();
    struct calendar calendar = calendar_of(&book, "US");
    int fourth = day_from_civil(2014, 7, 4); /* a Friday */
    assert_string_equal(calendar_holiday(&calendar, fourth), "Independence Day");
    assert_null(calendar_holiday(&calendar, fourth - 1));
    assert_null(calendar_holiday(&calendar, fourth + 1));
    assert_false(calendar_works(&calendar, fourth));
    assert_true(calendar_works(&calendar, fourth - 1));
    assert_int_equal(calendar_roll(&calendar, fourth), fourth + 3);
    assert_int_equal(calendar_add_business(&calendar, fourth - 1, 1), fourth + 3);
    assert_int_equal(calendar_add_business(&calendar, day_from_civil(2014, 5, 23), 5),
                     day_from_civil(2014, 6, 2));
    calendar_book_clear(&book);
}

static void a_region_has_its_own_besides_its_country_s(void **state)
{
    (void)state;
    struct calendar_book book = book_of();
    struct calendar california = calendar_of(&book, "US-CA"), texas = calendar_of(&book, "US-TX"),
                    elsewhere = calendar_of(&book, "CA"), nowhere = calendar_of(&book, "");
    int chavez = day_from_civil(2014, 3, 31), fourth = day_from_civil(2014, 7, 4);
    assert_string_equal(calendar_holiday(&california, chavez), "Cesar Chavez Day");
    assert_string_equal(calendar_holiday(&california, fourth), "Independence Day");
    assert_null(calendar_holiday(&texas, chavez));
    assert_string_equal(calendar_holiday(&texas, fourth), "Independence Day");
    assert_null(calendar_holiday(&elsewhere, fourth));
    assert_null(calendar_holiday(&nowhere, fourth));
    calendar_book_clear(&book);
}

static void a_day_is_listed_once(void **state)
{
    (void)state;
    struct calendar_book book = book_of();
    assert_false(calendar_book_add(&book, "US", day_from_civil(2014, 7, 4), "again"));
    assert_true(calendar_book_add(&book, "US-CA", day_from_civil(2014, 7, 4), "there too"));
    assert_string_equal(book.lists[0].holidays[1].name, "Independence Day");
    assert_int_equal(book.lists[0].holiday_count, 3);
    calendar_book_clear(&book);
    assert_int_equal(book.count, 0);
}

static void years_not_listed_are_not_covered(void **state)
{
    (void)state;
    struct calendar_book book = book_of();
    struct calendar calendar = calendar_of(&book, "US"), california = calendar_of(&book, "US-CA"),
                    alone = calendar_of(NULL, "US");
    int first = day_from_civil(2014, 1, 1), last = day_from_civil(2015, 12, 31);
    assert_true(calendar_covers(&calendar, first, last));
    assert_true(calendar_covers(&california, first, last));
    assert_false(calendar_covers(&calendar, first - 1, first));
    assert_false(calendar_covers(&calendar, last, last + 1));
    assert_false(calendar_covers(&calendar, first - 366, last + 366));
    assert_false(calendar_covers(&alone, first, first));
    calendar_book_clear(&book);
    /* A region's list says nothing of its country's holidays. */
    calendar_book_cover(&book, "US-CA", 2014);
    california = calendar_of(&book, "US-CA");
    assert_false(calendar_covers(&california, first, first));
    calendar_book_clear(&book);
}

static void a_newer_list_takes_the_place_of_its_years(void **state)
{
    (void)state;
    struct calendar_book present = book_of(), list = {0}, book = {0};
    calendar_book_cover(&list, "US", 2014);
    calendar_book_add(&list, "US", day_from_civil(2014, 7, 3), "Day before");
    calendar_book_compose(&present, &list, &book);
    struct calendar calendar = calendar_of(&book, "US-CA");
    assert_string_equal(calendar_holiday(&calendar, day_from_civil(2014, 7, 3)), "Day before");
    assert_null(calendar_holiday(&calendar, day_from_civil(2014, 7, 4)));
    assert_non_null(calendar_holiday(&calendar, day_from_civil(2015, 1, 1)));
    assert_non_null(calendar_holiday(&calendar, day_from_civil(2014, 3, 31)));
    assert_true(calendar_covers(&calendar, day_from_civil(2014, 1, 1), day_from_civil(2015, 12, 31)));
    assert_int_equal(calendar_book_find(&book, "US")->holiday_count, 2);
    assert_null(calendar_book_find(&book, "DE"));
    calendar_book_clear(&present);
    calendar_book_clear(&list);
    calendar_book_clear(&book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weekends_follow_the_country),
        cmocka_unit_test(days_roll_forward_only),
        cmocka_unit_test(holidays_are_no_working_days),
        cmocka_unit_test(a_region_has_its_own_besides_its_country_s),
        cmocka_unit_test(a_day_is_listed_once),
        cmocka_unit_test(years_not_listed_are_not_covered),
        cmocka_unit_test(a_newer_list_takes_the_place_of_its_years),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
