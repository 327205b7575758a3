/* Any text as a notice: what is found in it is shown by words of it, and by nothing else. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "intake/text_check.h"
#include "tests/fuzz/fuzz.h"

const char *const fuzz_name = "text";

const char *const fuzz_tokens[] = {"\n",
                                   "\r\n",
                                   ", ",
                                   ",,,,",
                                   ". ",
                                   "Date: ",
                                   "27 March 2014",
                                   "Quillmark Ltd",
                                   "within thirty days",
                                   "0 days",
                                   "999999999999 days",
                                   "two weeks",
                                   "including the following: ",
                                   "- ",
                                   " and ",
                                   "our resellers",
                                   "If you do not want this",
                                   "reply to this e-mail",
                                   "opt-out@quillmark.example",
                                   "toll free call",
                                   "registered letter",
                                   "> ",
                                   "\xC2\xA0",
                                   "\xE2\x80\x8B",
                                   "\xE2\x80\xAE",
                                   "\x1b[31m",
                                   "\xe6\xa0\xaa\xe5\xbc\x8f\xe4\xbc\x9a\xe7\xa4\xbe",
                                   NULL};

static const char *item_check(const struct text_suggestion *suggestion, enum text_item item)
{
    const char *words = suggestion->words[item];
    char *printable = utf8_printable(words);
    const char *breach = NULL;

    if (!words || ((suggestion->items & 1u << item) != 0) != (*words != '\0'))
        breach = "an item was found by nothing, or words stand for nothing";
    else if (utf8_valid_length(words, strlen(words)) != strlen(words) || utf8_width(words) > 90)
        breach = "what was relied on is cut wrongly";
    else if (strcmp(printable, words) != 0)
        breach = "what was relied on is not printable";
    free(printable);
    return breach;
}

const char *fuzz_one(const char *bytes, size_t length)
{
    struct text_suggestion suggestion;
    char *text = mem_text_n(bytes, utf8_valid_length(bytes, length));
    const char *breach = NULL;

    text_check_suggest(text, &suggestion);
    for (enum text_item i = 0; !breach && i < text_item_count; i++)
        breach = item_check(&suggestion, i);
    if (!breach && (suggestion.days == 0 || suggestion.days < -1 || suggestion.days > 366))
        breach = "a number of days is none";
    if (!breach && ((suggestion.items & 1u << TEXT_ITEM_DAYS) != 0) != (suggestion.days > 0))
        breach = "days were found without a number";
    text_suggestion_clear(&suggestion);
    free(text);
    return breach;
}
