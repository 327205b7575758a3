/* A list of holidays: whatever it says, it is refused with a sentence, or every day of it is of a year
 * covered. */
#include "config.h"

#include <string.h>

#include "base/day.h"
#include "intake/holiday_list.h"
#include "tests/fuzz/fuzz.h"

const char *const fuzz_name = "holidays";

const char *const fuzz_tokens[] = {"# years: 2014, 2024-2027\n",
                                   "# years: 2014\n",
                                   "# years: 2200-1900\n",
                                   "# years: 1900-2200\n",
                                   "#\n",
                                   "country,day,name\n",
                                   "US,2014-07-04,Independence Day\n",
                                   "US-CA,2014-03-31,Cesar Chavez Day\n",
                                   "DE,3 October 2014,Unity\n",
                                   "2014-02-30",
                                   "2201-01-01",
                                   "1899-12-31",
                                   ",",
                                   ";",
                                   "\"",
                                   "\r\n",
                                   "\n",
                                   NULL};

static const char *list_check(const struct calendar_list *list, const char *country)
{
    if (strncmp(list->code, country, 2) != 0)
        return "a list is of two countries";
    if (!list->year_count)
        return "a list covers no year";
    for (size_t i = 0; i < list->holiday_count; i++) {
        int year, month, day;
        size_t at = 0;

        if (!day_in_use(list->holidays[i].day) || !*list->holidays[i].name)
            return "a day that was to be refused";
        if (i && list->holidays[i].day <= list->holidays[i - 1].day)
            return "days are not in their order";
        day_to_civil(list->holidays[i].day, &year, &month, &day);
        while (at < list->year_count && list->years[at] != year)
            at++;
        if (at == list->year_count)
            return "a day of a year that is not covered";
    }
    return NULL;
}

const char *fuzz_one(const char *bytes, size_t length)
{
    struct calendar_book book = {0};
    struct err err = {0};
    const char *breach = NULL;

    if (!holiday_list_read(bytes, length, &book, &err))
        breach = err.kind == ERR_INPUT && err.text[0] ? NULL : "a list was refused without a sentence";
    else if (!book.count || !holiday_list_is(bytes, length))
        breach = "no list was taken for one";
    else
        for (size_t i = 0; !breach && i < book.count; i++)
            breach = list_check(&book.lists[i], book.lists[0].code);
    calendar_book_clear(&book);
    return breach;
}
