#include "config.h"
#include "intake/notice_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"

/* Joins the categories with " / " and clears nothing. */
static char *joined(const struct draft_notice *notice)
{
    struct str out;

    str_init(&out);
    for (size_t i = 0; i < notice->category_count; i++)
        str_add_format(&out, "%s%s", i ? " / " : "", notice->categories[i]);
    return str_take(&out);
}

static void expect(const char *body, const char *subject, int days, const char *address,
                   const char *categories, const char *text)
{
    struct draft_notice notice;
    size_t start, end;
    char *list;

    notice_text_find(body, &notice, &start, &end);
    assert_true(notice.found);
    assert_string_equal(notice.subject, subject);
    assert_int_equal(notice.days, days);
    assert_string_equal(notice.opt_out_address, address);
    list = joined(&notice);
    assert_string_equal(list, categories);
    free(list);
    assert_string_equal(notice.text, text);
    assert_int_equal(end - start, strlen(text));
    assert_memory_equal(body + start, text, end - start);
    draft_notice_clear(&notice);
}

static void expect_none(const char *body)
{
    struct draft_notice notice;
    size_t start, end;

    notice_text_find(body, &notice, &start, &end);
    assert_false(notice.found);
    assert_int_equal(notice.days, -1);
    assert_int_equal(notice.category_count, 0);
    assert_string_equal(notice.opt_out_address, "");
    assert_string_equal(notice.text, "");
    assert_int_equal(start, end);
    draft_notice_clear(&notice);
}

#define ONE_PIECE                                                                                            \
    "To: Harbor & Pine\nFrom: Quillmark Subject: Your account\n"                                             \
    "Dear, we will share your account information with a partner, including the following: company name "    \
    "(including branches, if any) and addresses; contact names, phone numbers, and email addresses; and "    \
    "data related to your account such as, but not limited to, past orders, prices and discounts (see your " \
    "contract), and orders in the pipeline. If your company does not want this, reply to this email or "     \
    "write to partners_opt-out@quillmark.example within thirty days. Thank you for choosing Quillmark.\n"    \
    "Quillmark Accounts"

static void test_one_piece(void **state)
{
    (void)state;
    expect("This came today:\n" ONE_PIECE "\n\nIf they share our data within 10 days we leave.",
           "Your account", 30, "partners_opt-out@quillmark.example",
           "company name (including branches, if any) / addresses / contact names / phone numbers / email "
           "addresses / "
           "past orders / prices and discounts (see your contract) / orders in the pipeline",
           ONE_PIECE);
}

#define LETTER                                                                                               \
    "From: notices@quillmark.example\nSent: Thursday\nSubject: Changes to how we serve you\n\n"              \
    "Dear customer,\n\nFrom May on our resellers will serve you. We will disclose your company information " \
    "to them:\n\nThe data consists of information such as:\n- company name\n- names and phone numbers\n"     \
    "* order history\n\nIf you object, visit https://quillmark.example/opt-out or call us. You have 45 "     \
    "calendar days.\n\nKind regards\nQuillmark\n+1 555 0100"

static void test_paragraphs(void **state)
{
    (void)state;
    expect("Look at this:\n\n" LETTER "\n\nI am appalled.", "Changes to how we serve you", 45,
           "https://quillmark.example/opt-out", "company name / names and phone numbers / order history",
           LETTER);
}

#define QUOTED                                                                                               \
    "> Subject: Data notice\n>\n> Unless you object within 2 weeks we will pass your details to a "          \
    "reseller,\n"                                                                                            \
    "> namely names, numbers and orders."

static void test_quoted(void **state)
{
    (void)state;
    expect("Hi,\n" QUOTED "\nWe do object.", "Data notice", 14, "", "names / numbers / orders", QUOTED);
}

static void test_without_headers(void **state)
{
    (void)state;
    expect(
        "They wrote to me:\n\nWe will share your data with resellers. If you do not want this, write to "
        "privacy@quillmark.example within twenty-one days.\n\nThis is mad.",
        "", 21, "privacy@quillmark.example", "",
        "We will share your data with resellers. If you do not want this, write to privacy@quillmark.example "
        "within twenty-one days.");
}

static void test_none(void **state)
{
    (void)state;
    expect_none("");
    expect_none("\n\n\n");
    expect_none("They plan to share our data within 30 days unless we opt out.");
    expect_none("From: Dana\nTo: Lee\nSubject: lunch\n\nLet us meet within two days at cafe@harbor.example.");
    expect_none("If you share my data I will write to privacy@harbor.example within 10 days, so opt out of "
                "your plan.");
    expect_none(
        "You can respond within 30 days to opt out, or ask us not to share your account information.");
}

static void test_days(void **state)
{
    static const struct {
        const char *words;
        int days;
    } rows[] = {
        {"within thirty days", 30},      {"within thirty (30) days", 30},
        {"within 30 calendar days", 30}, {"in a 45-day period, 45 days", 45},
        {"within six weeks", 42},        {"within ninety-nine days", 99},
        {"within one day", 1},           {"after 5 days, but within 14 days", 14},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *body =
            mem_format("Subject: x\nWe will share your data. If you do not want it reply %s to a@b.example.",
                       rows[i].words);
        struct draft_notice notice;
        size_t start, end;

        notice_text_find(body, &notice, &start, &end);
        assert_int_equal(notice.days, rows[i].days);
        draft_notice_clear(&notice);
        free(body);
    }
}

/* Many headers, brackets and numbers in one line each: time must not grow with their square. */
static void test_huge(void **state)
{
    static const char *const pieces[] = {"From: a\nSubject: b\nx\n", "such as ((((, and ", "30 (30) thirty ",
                                         "> Subject: x\n> y\n\n"};
    const size_t size = 300 * 1000;

    (void)state;
    for (size_t piece = 0; piece < sizeof pieces / sizeof *pieces; piece++) {
        struct draft_notice notice;
        struct str body;
        size_t start, end;

        str_init(&body);
        while (body.length < size)
            str_add(&body, pieces[piece]);
        notice_text_find(str_text(&body), &notice, &start, &end);
        draft_notice_clear(&notice);
        str_clear(&body);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_piece), cmocka_unit_test(test_paragraphs),
        cmocka_unit_test(test_quoted),    cmocka_unit_test(test_without_headers),
        cmocka_unit_test(test_none),      cmocka_unit_test(test_days),
        cmocka_unit_test(test_huge),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
