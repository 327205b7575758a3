/* What a release can carry, and whose domain says nothing. */
#include "config.h"
#include "core/release.h"

#include "core/mail_provider.h"
#include "unit.h"

static void reads(const char *text, const char *wanted)
{
    struct str names = {0};
    struct err err = {0};
    unsigned fields = 0;

    assert_true(release_fields_parse(text, &fields, &err));
    release_fields_add(&names, fields, ",", false);
    assert_string_equal(str_text(&names), wanted);
    str_clear(&names);
}

static void refuses(const char *text)
{
    struct err err = {0};
    unsigned fields = 7;

    assert_false(release_fields_parse(text, &fields, &err));
    assert_int_equal(err.kind, ERR_USAGE);
    assert_int_equal(fields, 7);
}

#define ALL "number,company,country,zone,parent,segment,manager,name,email,phone"

static void columns_are_named_or_taken_out(void **state)
{
    (void)state;
    reads(NULL, ALL);
    reads("  ", ALL);
    reads("phone,number", "number,phone");
    reads(" Account Number , contact-email", "number,email");
    reads("-phone,-email", "number,company,country,zone,parent,segment,manager,name");
    reads("number,company,-number", "company");
    refuses("shoe");
    refuses("number,-shoe");
    refuses("number,-number");
    refuses(",");
}

static void every_field_has_a_category(void **state)
{
    unsigned all = 0;

    (void)state;
    for (int i = 0; i < category_count; i++) {
        unsigned fields = release_fields_of(1u << i);

        assert_int_not_equal(fields, 0);
        assert_int_equal(all & fields, 0);
        all |= fields;
    }
    assert_int_equal(all, RELEASE_ALL);
    assert_int_equal(release_fields_of(CATEGORY_ALL), RELEASE_ALL);
    assert_int_equal(release_fields_of(CATEGORY_PERSON),
                     1u << RELEASE_NAME | 1u << RELEASE_EMAIL | 1u << RELEASE_PHONE);
}

static void titles_are_read_back_as_names(void **state)
{
    struct str titles = {0};

    (void)state;
    release_fields_add(&titles, RELEASE_ALL, ",", true);
    reads(str_text(&titles), ALL);
    str_clear(&titles);
}

static void public_providers_are_known(void **state)
{
    (void)state;
    assert_false(mail_provider_is_public(""));
    assert_true(mail_provider_is_public("gmail.com"));
    assert_true(mail_provider_is_public("GMAIL.com"));
    assert_true(mail_provider_is_public("mail.web.de"));
    assert_false(mail_provider_is_public("notgmail.com"));
    assert_false(mail_provider_is_public("gmail.com.example"));
    assert_false(mail_provider_is_public("com"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_named_or_taken_out),
        cmocka_unit_test(every_field_has_a_category),
        cmocka_unit_test(titles_are_read_back_as_names),
        cmocka_unit_test(public_providers_are_known),
    };

    return UNIT_RUN(tests);
}
