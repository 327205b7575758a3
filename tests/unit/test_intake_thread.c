#include "config.h"
#include "intake/thread.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"
#include "intake/printed_time.h"
#include "intake/staff_edit.h"

/* Writes a thread as one line a post: author/role/posts day hour:minute precision {body}. */
static char *written(const struct draft_thread *thread)
{
    struct str out;
    char iso[16];

    str_init(&out);
    str_add_format(&out, "[%s] [%s]\n", thread->title, thread->state);
    for (size_t i = 0; i < thread->count; i++) {
        const struct draft_message *message = &thread->messages[i];

        str_add_format(&out, "%s/%s/%s %s %d:%02d %s%s%s {", message->author, message->role,
                       message->post_count, day_format_iso(message->day, iso, sizeof iso), message->hour,
                       message->minute, precision_name(message->precision), *message->zone ? " " : "",
                       message->zone);
        for (const char *at = message->body; *at; at++)
            str_add_char(&out, *at == '\n' ? '~' : *at);
        str_add_format(&out, "}%s%s\n", message->staff ? " staff" : "",
                       message->staff_edited ? " edited" : "");
    }
    return str_take(&out);
}

static void expect_bytes(const char *page, size_t length, const char *expected)
{
    struct draft_thread thread;
    struct err err = {0};
    char *found;

    if (!thread_parse(page, length, &thread, &err))
        fail_msg("%s", err.text);
    found = written(&thread);
    assert_string_equal(found, expected);
    free(found);
    draft_thread_clear(&thread);
}

static void expect(const char *page, const char *expected)
{
    expect_bytes(page, strlen(page), expected);
}

#define ALONE                                                                                                \
    "Start a Conversation\n\nUnsolved\n\nThis post is more than 5 years old\n\n35519\n\n"                    \
    "March 27th, 2014 10:00\n\nThey mean to share our data!?\n\nIt says on March 27th, 2014 at noon we:\n"   \
    "459 Posts\nwere asked.\n\nTop\n\n"                                                                      \
    "459 Posts\n\nMarch 27th, 2014 10:00\n\nYou can opt out.\n\n"                                            \
    "Community Manager\n\n\xC2\xA0\xE2\x80\xA2\xC2\xA0\n\n54.9K Posts\n\nMarch 28th, 2014 16:00\n\n"         \
    "OldIron,\n\nwe will post.\n\nNo Events found!\n\nTop\n"

#define ALONE_READ                                                                                           \
    "[They mean to share our data!?] [Unsolved]\n"                                                           \
    "// 2014-03-27 10:00 hour {It says on March 27th, 2014 at noon we:~459 Posts~were asked.}\n"             \
    "//459 2014-03-27 10:00 hour {You can opt out.}\n"                                                       \
    "/Community Manager/54.9K 2014-03-28 16:00 hour {OldIron,~~we will post.} staff\n"

static void test_times_alone(void **state)
{
    (void)state;
    expect(ALONE, ALONE_READ);
}

/* The same page with other line ends, odd blanks and invisible characters. */
static void test_line_ends(void **state)
{
    struct str page;

    (void)state;
    str_init(&page);
    for (const char *at = ALONE; *at; at++)
        str_add(&page, *at == '\n' ? "\r\n" : (char[]){*at, '\0'});
    expect(page.text, ALONE_READ);
    str_reset(&page);
    for (const char *at = ALONE; *at; at++)
        str_add_char(&page, *at == '\n' ? '\r' : *at);
    expect(page.text, ALONE_READ);
    str_clear(&page);
    expect("\xEF\xBB\xBFMarch\xC2\xA0"
           "27th,\xE2\x80\x8B 2014\xC2\xA0"
           "10:00 \n\n\xC2\xA0\nbody\n",
           "[] []\n// 2014-03-27 10:00 hour {body}\n");
    expect_bytes("March 27th, 2014 10:05\na\0b\n", 27,
                 "[] []\n// 2014-03-27 10:05 minute {a\xEF\xBF\xBD"
                 "b}\n");
}

static void test_author_above(void **state)
{
    (void)state;
    expect("Home > Community > Accounts\nSearch\nLog in\n\nSharing our account data with resellers\n\n"
           "GreenKite\nMember\n12 Posts\n\n\xE2\x80\x8E"
           "03-28-2014 09:15 AM\n\n"
           "Hello all,\n\nI got a letter.\n\nTop\n\nIt was agreed on\nMarch 27th, 2014 12:00\nit "
           "says.\n\nThanks\nDana\n\n"
           "0 Kudos\nReply\n\n"
           "Old Iron\nSenior Member\n1,204 Posts\n\n03-28-2014 10:40 AM\n\nRe: Sharing our account data with "
           "resellers\n\n"
           "You can just opt out.\n\n2 Kudos\nReply\n\n"
           "LeeOfTheDesk\nCommunity Manager\n54K Posts\n\n03-29-2014 12:05 PM\n\n"
           "Re: Sharing our account data with resellers\n\nWe are looking into this.\n\n0 Kudos\nReply\n\n"
           "Back to top\nPage 1 of 2\nPrivacy Policy\n",
           "[Sharing our account data with resellers] []\n"
           "GreenKite/Member/12 2014-03-28 9:15 minute {Hello all,~~I got a letter.~~Top~~It was agreed "
           "on~March 27th, "
           "2014 12:00~it says.~~Thanks~Dana}\n"
           "Old Iron/Senior Member/1,204 2014-03-28 10:40 minute {You can just opt out.}\n"
           "LeeOfTheDesk/Community Manager/54K 2014-03-29 12:05 minute {We are looking into this.} staff\n");
}

static void test_posted_by(void **state)
{
    (void)state;
    expect("A reseller will get our data?\n\nPosted by GreenKite on 2014-03-28 09:15\nWe object to this.\n\n"
           "Posted by Old Iron on 2014-03-28 09:17\n\n"
           "Posted by Lee (Community Manager) on 2014-03-29 11:00 UTC\nWe will answer by Friday.\n",
           "[A reseller will get our data?] []\n"
           "GreenKite// 2014-03-28 9:15 minute {We object to this.}\n"
           "Old Iron// 2014-03-28 9:17 minute {}\n"
           "Lee/Community Manager/ 2014-03-29 11:00 minute UTC {We will answer by Friday.} staff\n");
}

static void test_answers(void **state)
{
    (void)state;
    expect("Partner programme\n\nPartner programme\nby GreenKite \xC2\xBB Fri Mar 28, 2014 9:15 am\n\nHas "
           "anybody got this?\n\n"
           "Re: Partner programme\nby OldIron \xC2\xBB Fri Mar 28, 2014 9:40 pm\n\nPlease remove us.\n"
           "(I removed your phone number. Lee)\n\n"
           "Re: Partner programme\nby Dana Lee \xC2\xBB Sat Mar 29, 2014 12:00 am\n\n"
           "Last edited by Dana Lee on Sat Mar 29, 2014 1:00 pm, edited 1 time in total.\nSame here.\n",
           "[Partner programme] []\n"
           "GreenKite// 2014-03-28 9:15 minute {Has anybody got this?}\n"
           "OldIron// 2014-03-28 21:40 minute {Please remove us.~(I removed your phone number. Lee)} edited\n"
           "Dana Lee// 2014-03-29 0:00 minute {Last edited by Dana Lee on Sat Mar 29, 2014 1:00 pm, edited 1 "
           "time in "
           "total.~Same here.}\n");
}

static void test_day_first(void **state)
{
    (void)state;
    expect("Weitergabe unserer Daten\n\nGr\xC3\xBCnspecht\nMitglied\n28.03.2014, 09:15 Uhr\n\nWir "
           "widersprechen.\n\n"
           "Alter Amboss\nAdministrator\n02.04.2014, 10:20 Uhr\n\nDanke.\n",
           "[Weitergabe unserer Daten] []\n"
           "Gr\xC3\xBCnspecht/Mitglied/ 2014-03-28 9:15 minute {Wir widersprechen.}\n"
           "Alter Amboss/Administrator/ 2014-04-02 10:20 minute {Danke.} staff\n");
    /* One date of the page that can only be read day first tells how the others are read. */
    expect("03/04/2014 09:15\n\na\n\n28/04/2014 09:15\n\nb\n",
           "[] []\n// 2014-04-03 9:15 minute {a}\n// 2014-04-28 9:15 minute {b}\n");
    expect("03/04/2014 09:15\n\na\n\n04/28/2014 09:15\n\nb\n",
           "[] []\n// 2014-03-04 9:15 minute {a}\n// 2014-04-28 9:15 minute {b}\n");
    /* Where none tells, the day stays unknown. */
    expect("03/04/2014 09:15\n\na\n\n04/05/2014 09:15\n\nb\n",
           "[] []\n//  9:15 minute {a}\n//  9:15 minute {b}\n");
}

static void test_author_below(void **state)
{
    (void)state;
    expect("Data sharing\n\n28-03-2014, 09:15 AM\n#1\nGreenKite\nJunior Member\nJoin Date: Mar 2010\nPosts: "
           "12\n\n"
           "Data sharing\nWe opt out.\n\n04-05-2014, 09:20 AM\n#2\nOld Iron\nSenior Member\nLocation: Leeds\n"
           "Posts: 1,204\n\nI don't mind.\n",
           "[Data sharing] []\n"
           "GreenKite/Junior Member/12 2014-03-28 9:15 minute {We opt out.}\n"
           "Old Iron/Senior Member/1,204 2014-05-04 9:20 minute {I don't mind.}\n");
}

static void test_ago(void **state)
{
    (void)state;
    expect(
        "What do they want with our data?\n\nGreenKite\n3 days ago\n\nWe opt out.\n\nOldIron\n2 hours ago\n\n"
        "It was 3 days ago\nthat I got mine.\n\nLike\nReply\n",
        "[What do they want with our data?] []\nGreenKite//  -1:-1 day {We opt out.}\n"
        "OldIron//  -1:-1 day {It was 3 days ago~that I got mine.}\n");
}

static void test_role_lines(void **state)
{
    (void)state;
    expect("Our data\n\nGreenKite\nGold Partner\n28 March 2014 at 09:15\n\na\n\nOldIron\nSilver Partner\n"
           "28 March 2014 at 09:16\n\nb\n\nLee\nSupport Team\n28 March 2014 at 10:00\n\nc\n",
           "[Our data] []\nGreenKite/Gold Partner/ 2014-03-28 9:15 minute {a}\n"
           "OldIron/Silver Partner/ 2014-03-28 9:16 minute {b}\n"
           "Lee/Support Team/ 2014-03-28 10:00 minute {c} staff\n");
}

/* A page that shows no authors: a signature at the end of a body is no author of the next post. */
static void test_signatures(void **state)
{
    (void)state;
    expect(
        "2014-03-28 09:15\n\nfirst\n\nDana\n\n2014-03-28 09:20\n\nRegards,\nDana Lee\nOffice Manager\n\n"
        "2014-03-28 09:30\n\nlast\n",
        "[] []\n// 2014-03-28 9:15 minute {first~~Dana}\n"
        "// 2014-03-28 9:20 minute {Regards,~Dana Lee~Office Manager}\n// 2014-03-28 9:30 minute {last}\n");
}

/* A time in another form than the page's belongs to a body. */
static void test_times_in_bodies(void **state)
{
    (void)state;
    expect("March 27th, 2014 10:00\n\na\n\n28.03.2014\n\nDear all\n\nDeadline: April 28th, 2014 17:00\n\n"
           "Webinar - April 28th, 2014 17:00\n\nSent: April 28th, 2014 17:00\n\nOn March 27th, 2014 10:00, "
           "Lee wrote:\n\n"
           "We came on\nMarch 27th, 2014 10:00\nand left.\n\nMarch 27th, 2014 10:30\n\nb\n",
           "[] []\n// 2014-03-27 10:00 minute {a~~28.03.2014~~Dear all~~Deadline: April 28th, 2014 "
           "17:00~~Webinar - "
           "April 28th, 2014 17:00~~Sent: April 28th, 2014 17:00~~On March 27th, 2014 10:00, Lee wrote:~~We "
           "came "
           "on~March 27th, 2014 10:00~and left.}\n// 2014-03-27 10:30 minute {b}\n");
}

static void test_one_post(void **state)
{
    static const char page[] = "GreenKite\nMember\n28 March 2014 09:15\n\nWe opt out.\n\nTop\n";

    (void)state;
    expect(page, "[] []\nGreenKite/Member/ 2014-03-28 9:15 minute {We opt out.}\n");
    assert_false(thread_recognise(page, strlen(page)));
    expect("28 March 2014 09:15", "[] []\n// 2014-03-28 9:15 minute {}\n");
}

static void test_no_posts(void **state)
{
    static const char *const pages[] = {"",
                                        "\n\n",
                                        "Please remove us.\n\nDana",
                                        "It was March 27th, 2014 10:00 or so.",
                                        "March 32nd, 2014 10:00\n\nx",
                                        "27.13.2014 10:00\n\nx",
                                        "10:00\n\nx"};

    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct draft_thread thread;
        struct err err = {0};

        assert_false(thread_parse(pages[i], strlen(pages[i]), &thread, &err));
        assert_int_equal(err.kind, ERR_INPUT);
        assert_non_null(strstr(err.text, "printed time"));
        assert_int_equal(thread.count, 0);
        assert_false(thread_recognise(pages[i], strlen(pages[i])));
        draft_thread_clear(&thread);
    }
}

static void test_recognise(void **state)
{
    static const char empty[] = "2014-03-28 09:15\n2014-03-28 09:16\n2014-03-28 09:17\n";
    static const char mail[] =
        "Date: Thu, 27 Mar 2014 10:00:00 +0000\nFrom: a@b.example\n\nDate: 27 Mar 2014 11:00\n";

    (void)state;
    assert_true(thread_recognise(ALONE, strlen(ALONE)));
    assert_false(thread_recognise(empty, strlen(empty)));
    assert_false(thread_recognise(mail, strlen(mail)));
}

/* Subject, notice and suggestion of a post; what staff and the sender of a notice wrote is not the author's.
 */
static void test_suggestions(void **state)
{
    static const char page[] =
        "Do not share our data\n\nPosted by GreenKite on 2014-03-28 09:15\nSee the subject.\n\n"
        "Posted by OldIron on 2014-03-28 09:16\nThank you.\n\nSubject: Notice\nWe will share your data; if "
        "you do not "
        "want this, reply within 30 days to a@b.example or sue us in court.\n\n"
        "Posted by Dana on 2014-03-28 09:17\nThank you. (I removed your lawyer's phone number. Lee)\n";
    struct draft_thread thread;

    (void)state;
    assert_true(thread_parse(page, strlen(page), &thread, NULL));
    assert_int_equal(thread.count, 3);
    assert_string_equal(thread.messages[0].subject, "Do not share our data");
    assert_int_equal(thread.messages[0].suggestion.ruling, RULING_OPT_OUT);
    assert_true(thread.messages[1].notice.found);
    assert_int_equal(thread.messages[1].notice.days, 30);
    assert_int_equal(thread.messages[1].suggestion.reading, READING_NO_OBJECTION);
    assert_int_equal(thread.messages[1].suggestion.flags, 0);
    assert_true(thread.messages[2].staff_edited);
    assert_int_equal(thread.messages[2].suggestion.flags, 0);
    assert_string_equal(thread.messages[2].staff_edit, "(I removed your lawyer's phone number. Lee)");
    assert_true(str_starts(thread.messages[0].raw, "Do not share our data\n\nPosted by GreenKite"));
    assert_true(str_starts(thread.messages[2].raw, "Posted by Dana"));
    draft_thread_clear(&thread);
}

static void test_printed_times(void **state)
{
    static const struct {
        const char *line;
        enum printed_frame frame;
        const char *author;
        int hour, minute;
    } rows[] = {
        {"March 27th, 2014 10:00", PRINTED_BARE, "", 10, 0},
        {"Thu, 27 Mar 2014 10:05:09", PRINTED_BARE, "", 10, 5},
        {"27 M\xC3\xA4rz 2014 um 10:05 Uhr", PRINTED_BARE, "", 10, 5},
        {"27-Mar-2014 at 12:30 a.m.", PRINTED_BARE, "", 0, 30},
        {"2014-03-27T10:05Z #3", PRINTED_BARE, "", 10, 5},
        {"10:05 AM, 27 March 2014 (edited)", PRINTED_BARE, "", 10, 5},
        {"27.03.2014", PRINTED_BARE, "", -1, -1},
        {"yesterday at 9 PM", PRINTED_BARE, "", 21, -1},
        {"Posted: Thu Mar 27, 2014 10:05 am    Post subject: Re: data", PRINTED_POSTED, "", 10, 5},
        {"Written by Old Iron, 27.03.2014 10:05", PRINTED_POSTED, "Old Iron", 10, 5},
        {"27 March 2014 10:05 by Old Iron", PRINTED_POSTED, "Old Iron", 10, 5},
        {"Old Iron wrote on 27 March 2014 at 10:05:", PRINTED_WROTE, "Old Iron", 10, 5},
        {"Old Iron \xE2\x80\xA2 27 March 2014 10:05", PRINTED_INLINE, "Old Iron", 10, 5},
        {"27.03.2014 10:05 - Old Iron", PRINTED_INLINE, "Old Iron", 10, 5},
    };
    static const char *const none[] = {"on March 27th, 2014 at noon we",
                                       "On 27 March 2014 10:05, Lee wrote:",
                                       "Date: 27 March 2014 10:05",
                                       "Last edited by Lee on 27 March 2014 10:05",
                                       "March 27th, 2014 25:00",
                                       "30 February 2014 10:00",
                                       "Version 27.03.2014.1",
                                       "call me 27 March 2014 10:05",
                                       "1.2.3",
                                       "03/27/2014 10:61"};
    struct printed_time time;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *author;

        if (!printed_time_parse(rows[i].line, &time))
            fail_msg("not read: %s", rows[i].line);
        author = mem_text_n(rows[i].line + time.author, time.author_end - time.author);
        assert_string_equal(author, rows[i].author);
        assert_int_equal(time.frame, rows[i].frame);
        assert_int_equal(time.hour, rows[i].hour);
        assert_int_equal(time.minute, rows[i].minute);
        if (time.order != PRINTED_AGO)
            assert_int_equal(time.day, day_from_civil(2014, 3, 27));
        free(author);
    }
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (printed_time_parse(none[i], &time))
            fail_msg("read as a time: %s", none[i]);
}

static void test_staff_edits(void **state)
{
    static const struct {
        const char *body, *author, *mark;
    } rows[] = {
        {"It is broken (I fixed it for you. Kim), but read it", "", "(I fixed it for you. Kim)"},
        {"a [edited by moderator] b", "", "[edited by moderator]"},
        {"a (phone number removed by staff)", "", "(phone number removed by staff)"},
        {"a\nModerator note: phone number removed\nb", "", "Moderator note: phone number removed"},
        {"a\nEdited by Kim on Monday", "Old Iron", "Edited by Kim on Monday"},
        {"a\nEdited by Old Iron on Monday", "Old Iron", ""},
        {"a\nEdited by Kim on Monday", "", ""},
        {"I fixed it for you. Kim", "", ""},
        {"a (I fixed it myself) b (and you know it. Kim)", "", ""},
        {"((((((", "", ""},
        {"", "", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t start = 0, end = 0;
        bool found = staff_edit_find(rows[i].body, rows[i].author, &start, &end);
        char *mark = mem_text_n(rows[i].body + start, end - start);

        assert_string_equal(mark, rows[i].mark);
        assert_int_equal(found, *rows[i].mark != '\0');
        free(mark);
    }
}

/* Pages made to keep us busy: time must not grow with their square. */
static void test_huge(void **state)
{
    static const char *const pieces[] = {"March 27th, 2014 10:00\n",
                                         "\n",
                                         "(",
                                         "459 Posts\n",
                                         "Lee\n3 days ago\nReply\n",
                                         "Re: x\n\n",
                                         "by by by by 1 2 3 4 5 6 7 8 9 ",
                                         "x\n2014-01-01 01:01\n\n\n"};
    const size_t size = 200 * 1000;

    (void)state;
    for (size_t piece = 0; piece < sizeof pieces / sizeof *pieces; piece++) {
        struct draft_thread thread;
        struct str page;

        str_init(&page);
        str_add(&page, "March 27th, 2014 10:00\n\nx\n\nMarch 27th, 2014 10:00\n");
        while (page.length < size)
            str_add(&page, pieces[piece]);
        assert_true(thread_parse(page.text, page.length, &thread, NULL));
        draft_thread_clear(&thread);
        str_clear(&page);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_times_alone),     cmocka_unit_test(test_line_ends),
        cmocka_unit_test(test_author_above),    cmocka_unit_test(test_posted_by),
        cmocka_unit_test(test_answers),         cmocka_unit_test(test_day_first),
        cmocka_unit_test(test_author_below),    cmocka_unit_test(test_ago),
        cmocka_unit_test(test_role_lines),      cmocka_unit_test(test_signatures),
        cmocka_unit_test(test_times_in_bodies), cmocka_unit_test(test_one_post),
        cmocka_unit_test(test_no_posts),        cmocka_unit_test(test_recognise),
        cmocka_unit_test(test_suggestions),     cmocka_unit_test(test_printed_times),
        cmocka_unit_test(test_staff_edits),     cmocka_unit_test(test_huge),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
