#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/cue.h"
#include "core/suggest.h"

/* One sentence of a customer, and what must be read out of it. */
struct sentence {
    const char *body;
    const char *reading, *ruling, *voice, *flags;
};

static const struct sentence sentences[] = {
    /* plain opt-outs */
    {"Please remove us from the program.", "objection", "opt_out", "company", ""},
    {"Please remove our company from this list.", "objection", "opt_out", "company", ""},
    {"Remove me from your list.", "objection", "opt_out", "contact", ""},
    {"Do not share our data with anyone.", "objection", "opt_out", "company", ""},
    {"Don\xE2\x80\x99t share my details with any reseller.", "objection", "opt_out", "contact", ""},
    {"dont share our data", "objection", "opt_out", "company", ""},
    {"We opt out.", "objection", "opt_out", "company", ""},
    {"OPT OUT", "objection", "opt_out", "unknown", ""},
    {"Unsubscribe", "objection", "opt_out", "unknown", ""},
    {"We would like to opt out of the partner program.", "objection", "opt_out", "company", ""},
    {"Please consider this our formal opt-out.", "objection", "opt_out", "unknown", ""},
    {"I hereby object to the disclosure of my information.", "objection", "opt_out", "contact", ""},
    {"Our company does not consent to the sharing of our account data.", "objection", "opt_out", "company",
     ""},
    {"I do not give you permission to share my phone number.", "objection", "opt_out", "contact", ""},
    {"No.", "objection", "opt_out", "unknown", ""},
    {"No thanks.", "objection", "opt_out", "unknown", ""},
    {"Hi Tom, please keep our information private.", "objection", "opt_out", "company", ""},
    {"Our data must not be passed to third parties.", "objection", "opt_out", "company", ""},
    {"I want nothing to do with your resellers.", "objection", "opt_out", "contact", ""},
    {"We are not comfortable with this.", "objection", "opt_out", NULL, ""},
    {"I have already opted out twice and got a bounce.", "objection", "opt_out", NULL, ""},
    {"I wrote \"please do not share our data with any of your partners\" two weeks ago.", "objection",
     "opt_out", "unknown", ""},
    {"We do not object to the transfer but do not share our prices.", "objection", "opt_out", "company", ""},
    /* the basis */
    {"This is illegal. You have no right to pass our order history to a third party.", "objection", "dispute",
     "company", "legal"},
    {"Silence is not consent.", "objection", "dispute", "unknown", ""},
    {"You should ask for opt-in instead.", "objection", "dispute", "unknown", ""},
    {"You never asked us for permission.", "objection", "dispute", "unknown", ""},
    {"Selling records without asking is a disgrace.", "objection", "dispute", "unknown", ""},
    /* representatives and lawyers */
    {"None of our customers agreed to this.", "objection", "dispute", "representative", ""},
    {"Please keep the data of all our clients out of this.", "objection", "opt_out", "representative", ""},
    {"On behalf of Harbor & Pine and Cobalt Labs, we opt out of the sharing.", "objection", "opt_out",
     "representative", ""},
    {"As IT consultant for the following companies we object: Ridgeway Dental, Oakfield Motors.", "objection",
     "opt_out", "representative", ""},
    {"We act for Marlow Tiles. Our client objects to the disclosure, which lacks any lawful "
     "basis.\n\nPettigrew & "
     "Lowe, Solicitors",
     "objection", "opt_out", "representative", "legal"},
    {"You will hear from our lawyers.", "objection", "threat", "unknown", "legal"},
    /* threats */
    {"If this goes ahead, we will speak to the press.", "objection", "threat", NULL, "press"},
    {"You may not pass on our data. My notes are with the trade press.", "objection", "opt_out", NULL,
     "press"},
    {"I will post this on social media and call every journalist I know.", "objection", "threat", NULL,
     "press"},
    {"We will cancel all our orders if you do this.", "objection", "threat", NULL, "orders"},
    {"If you go through with this we will take our business to Quillmark.", "objection", "threat", "company",
     "competitor"},
    {"We will take you to court.", "objection", "threat", NULL, "legal"},
    /* questions */
    {"Could you tell me which partners will receive our data?", "objection", "question", "company", ""},
    {"Until when can we object?", "objection", "question", "company", ""},
    {"Please clarify whether our price list is part of this.", "objection", "question", "company", ""},
    {"When does the new catalogue arrive?", "unread", "unread", "unknown", ""},
    /* sarcasm is no thanks */
    {"Oh great, thanks for giving my data away.", "objection", "dispute", "contact", ""},
    {"Wow, just what we needed. Thanks a lot!", "objection", "unread", NULL, ""},
    {"Thanks for nothing.", "objection", "unread", "unknown", ""},
    {"How thoughtful of you to sell our records.", "objection", NULL, "company", ""},
    /* no objection, and negations */
    {"We do not object.", "no_objection", "not_objection", "company", ""},
    {"We have no objection to the transfer.", "no_objection", "not_objection", "unknown", ""},
    {"I don't mind.", "no_objection", "not_objection", "contact", ""},
    {"That is fine with us, please go ahead.", "no_objection", "not_objection", NULL, ""},
    {"Thank you for the information.", "no_objection", "not_objection", "unknown", ""},
    {"I consent.", "no_objection", "not_objection", "contact", ""},
    {"We will not cancel our orders, no worries.", "no_objection", "not_objection", NULL, ""},
    {"The link in the post is broken, here is a copy of the page.", "no_objection", "not_objection",
     "unknown", ""},
    {"The link in the post is broken. People are already moving to the competition.", "no_objection",
     "not_objection", "unknown", "competitor"},
    /* bystanders */
    {"Relax, you can just opt out. They only want to improve their service.", "bystander", "not_objection",
     "unknown", ""},
    {"I am not a customer, but everyone does this, it's no big deal.", "bystander", "not_objection",
     "unknown", ""},
    {"They only want to improve their service, but do not share our data.", "objection", "opt_out", "company",
     ""},
    /* nothing to go by */
    {"", "unread", "unread", "unknown", ""},
    {"qwerty asdf zxcv", "unread", "unread", "unknown", ""},
    {"Wir ziehen im Mai um.", "unread", "unread", "unknown", ""},
    {"We are moving to a new office in May, please update our address.", "unread", "unread", NULL, ""},
    {"Please press the button on page two.", "unread", "unread", "unknown", ""},
};

static struct suggestion suggest(const char *subject, const char *body, bool staff)
{
    struct suggest_message message = {.subject = subject, .body = body, .staff = staff};
    struct suggestion suggestion;

    suggest_reading(&message, &suggestion);
    return suggestion;
}

static void expect_word(const char *body, const char *expected, const char *found)
{
    if (expected && strcmp(expected, found) != 0)
        fail_msg("\"%s\": %s, not %s", body, found, expected);
}

static void test_sentences(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        const struct sentence *sentence = &sentences[i];
        struct suggestion suggestion = suggest("", sentence->body, false);
        struct str flags;

        str_init(&flags);
        flag_set_add(&flags, suggestion.flags, " ", false);
        expect_word(sentence->body, sentence->reading, reading_name(suggestion.reading));
        expect_word(sentence->body, sentence->ruling, ruling_name(suggestion.ruling));
        expect_word(sentence->body, sentence->voice, voice_name(suggestion.voice));
        expect_word(sentence->body, sentence->flags, str_text(&flags));
        str_clear(&flags);
        suggestion_clear(&suggestion);
    }
}

static void test_staff(void **state)
{
    static const struct {
        const char *body;
        enum reading reading;
    } rows[] = {
        {"We will post an update by Friday 4 April.", READING_STAFF_PROMISE},
        {"We are looking into this and will get back to you.", READING_STAFF_PROMISE},
        {"You can expect an answer soon.", READING_STAFF_PROMISE},
        {"We will not post anything on this.", READING_STAFF_STATEMENT},
        {"This was approved by our legal department.", READING_STAFF_STATEMENT_CLEARED},
        {"This was approved by our legal department. We will post more on Friday.", READING_STAFF_PROMISE},
        {"This has not been cleared by legal.", READING_STAFF_STATEMENT},
        {"You can reply within the thirty days.", READING_STAFF_STATEMENT},
        {"Write to our lawyers if you object.", READING_STAFF_STATEMENT},
        {" \n", READING_UNREAD},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct suggestion suggestion = suggest("", rows[i].body, true);

        expect_word(rows[i].body, reading_name(rows[i].reading), reading_name(suggestion.reading));
        assert_int_equal(suggestion.flags, 0);
        suggestion_clear(&suggestion);
    }
}

static void expect_scope(const char *body, const char *scope)
{
    struct suggestion suggestion = suggest("", body, false);

    assert_string_equal(suggestion.scope, scope);
    suggestion_clear(&suggestion);
}

static void test_scope(void **state)
{
    (void)state;
    expect_scope("Keep your hands off the data of ANY of our customers.", "any of our customers");
    expect_scope("If a single client of ours suffers I will move every client of mine.",
                 "every client of mine");
    expect_scope("On behalf of Harbor & Pine, Cobalt Labs and Borealis Foods, we opt out.",
                 "Harbor & Pine, Cobalt Labs and Borealis Foods");
    expect_scope("I speak for nobody. Remove me.", "");
    expect_scope("We object for the following accounts: A-1, A-2\nand nothing else",
                 "the following accounts: A-1, A-2");
    expect_scope("Please remove us.", "");
}

static void expect_addressed(const char *body, const char *name)
{
    struct suggestion suggestion = suggest("", body, true);

    assert_string_equal(suggestion.addressed_to, name);
    suggestion_clear(&suggestion);
}

static void test_addressed(void **state)
{
    (void)state;
    expect_addressed("GreenKite,\n\nyour post was read.", "GreenKite");
    expect_addressed("\xC2\xA0\nOld_Iron-7:\nthank you", "Old_Iron-7");
    expect_addressed("@OldIron you are right.", "OldIron");
    expect_addressed("Dear Dana, thank you.", "Dana");
    expect_addressed("Hello all,\nplease read", "");
    expect_addressed("No, this will not do.", "");
    expect_addressed("However,\nwe disagree", "");
    expect_addressed("", "");
}

static void test_subject(void **state)
{
    struct suggestion suggestion;

    (void)state;
    suggestion = suggest("Do not share our data", "See subject.", false);
    assert_int_equal(suggestion.reading, READING_OBJECTION);
    suggestion_clear(&suggestion);
    suggestion = suggest("Re: Do not share our data?", "Thank you.", false);
    assert_int_equal(suggestion.reading, READING_NO_OBJECTION);
    suggestion_clear(&suggestion);
    suggestion = suggest(NULL, NULL, false);
    assert_int_equal(suggestion.reading, READING_UNREAD);
    assert_string_equal(suggestion.cues, "");
    suggestion_clear(&suggestion);
}

static void test_cues_shown(void **state)
{
    struct suggestion suggestion =
        suggest("", "Please\nstop sharing this, or we take our business to Quillmark.", false);

    (void)state;
    assert_string_equal(suggestion.cues, "stop sharing; take our business to");
    suggestion_clear(&suggestion);
}

/* Invisible characters and odd blanks inside a cue do not hide it. */
static void test_hostile_spelling(void **state)
{
    struct suggestion suggestion = suggest("",
                                           "Do\xC2\xA0not sh\xE2\x80\x8B"
                                           "are\r\nour data \x1B[2J \xFF\xFE",
                                           false);

    (void)state;
    assert_int_equal(suggestion.ruling, RULING_OPT_OUT);
    suggestion_clear(&suggestion);
}

static void test_huge(void **state)
{
    size_t size = 256 * 1024, i;
    char *body = mem_new(size + 1);
    struct suggestion suggestion;

    (void)state;
    for (i = 0; i < size; i++)
        body[i] = "we not do \"no\" "[i % 15];
    suggestion = suggest("", body, false);
    suggestion_clear(&suggestion);
    memset(body, '\n', size);
    suggestion = suggest("", body, false);
    assert_int_equal(suggestion.reading, READING_UNREAD);
    suggestion_clear(&suggestion);
    free(body);
}

static void expect_match(const char *source, const char *body, bool matches)
{
    struct cue_pattern pattern;
    struct cue_text text;
    size_t at, end;
    bool matched = false;

    assert_true(cue_pattern_compile(&pattern, source));
    cue_text_init(&text, "", body);
    for (at = 0; at < text.count; at++)
        matched |= cue_match(&text, at, &pattern, &end);
    if (matched != matches)
        fail_msg("'%s' %s '%s'", source, matched ? "matched" : "did not match", body);
    cue_text_clear(&text);
}

static void test_patterns(void **state)
{
    struct cue_pattern pattern;

    (void)state;
    assert_false(cue_pattern_compile(&pattern, ""));
    assert_false(cue_pattern_compile(&pattern, "a b c d e f g h i j k l m"));
    assert_false(cue_pattern_compile(&pattern, "a ..x b"));
    assert_false(cue_pattern_compile(&pattern, "a ~ b"));
    expect_match("terminat*", "Terminating it", true);
    expect_match("a|bc|d", "x bc y", true);
    expect_match("a|bc|d", "x b y", false);
    expect_match("take ..2 to", "take one two to", true);
    expect_match("take ..2 to", "take one two three to", false);
    expect_match("take .. to", "take it. To go", false);
    expect_match("take ~it off", "take off", true);
    expect_match("go to ^court", "go to court", false);
    expect_match("go to ^court", "go to", true);
    expect_match("< no $", "Well. No! Yes", true);
    expect_match("< no $", "no way", false);
    expect_match("!cancel", "we will not cancel", false);
    expect_match("!cancel", "if not, cancel", true);
    expect_match("!cancel", "we will not hesitate to cancel", true);
    expect_match("!we .. cancel", "we would never cancel", false);
    expect_match("why ?", "why?", true);
    expect_match("will not", "they won't", true);
    expect_match("opt out", "Write to opt-out@partners.example", false);
    expect_match("opt", "> opt\nno", false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_staff),
        cmocka_unit_test(test_scope),
        cmocka_unit_test(test_addressed),
        cmocka_unit_test(test_subject),
        cmocka_unit_test(test_cues_shown),
        cmocka_unit_test(test_hostile_spelling),
        cmocka_unit_test(test_huge),
        cmocka_unit_test(test_patterns),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
