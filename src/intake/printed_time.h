/* A time as forums print it above a post: recognised in a whole line, never inside a sentence. */
#ifndef DEMUR_INTAKE_PRINTED_TIME_H
#define DEMUR_INTAKE_PRINTED_TIME_H

#include <stdbool.h>
#include <stddef.h>

/* What stands around the time on its line. */
enum printed_frame {
    PRINTED_BARE,   /* March 27th, 2014 10:00 */
    PRINTED_POSTED, /* Posted by GreenKite on 2014-03-28 09:15; by GreenKite >> Fri Mar 28, 2014 9:15 am */
    PRINTED_WROTE,  /* GreenKite wrote on 28 March 2014 at 09:15: */
    PRINTED_INLINE  /* GreenKite, 28.03.2014 09:15; 28.03.2014 09:15 - GreenKite */
};

enum printed_order {
    PRINTED_NAMED,
    PRINTED_ISO,
    PRINTED_DAY_FIRST,
    PRINTED_MONTH_FIRST,
    PRINTED_EITHER,
    PRINTED_AGO
};

struct printed_time {
    enum printed_frame frame;
    enum printed_order order;  /* EITHER: 03/04/2014, which only the rest of the page can tell */
    char separator;            /* of a numeric date; ' ' else */
    int day;                   /* civil day; DAY_NONE for EITHER and AGO */
    int first, second, year;   /* numbers of an EITHER date */
    int hour, minute, seconds; /* -1 not printed */
    bool halves;               /* AM or PM was printed */
    size_t author, author_end; /* bytes in the line; equal when it shows no author */
    size_t zone, zone_end;     /* the same for a zone ("UTC") */
};

/* Recognises a line (plain, see line.h) that is a printed time and its frame and nothing else. */
bool printed_time_parse(const char *plain, struct printed_time *time);

/* True when both are printed in the same form, so that they can be headers of one page. A relative time ("3
 * days ago") has the form of any time in the same frame. */
bool printed_time_same_form(const struct printed_time *a, const struct printed_time *b);

#endif
