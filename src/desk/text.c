#include "config.h"
#include "desk/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/charset.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "desk/private.h"

static const char *version_or_none(const char *version)
{
    return version ? version : "";
}

bool desk_text_find(struct desk *desk, const char *version, struct record_text *text, struct err *err)
{
    if (!store_text_find(desk->store, desk->program.id, version_or_none(version), text, err))
        return false;
    if (text->id)
        return store_text_count(desk->store, text, err);
    return err_set(err, ERR_USAGE,
                   "no text is kept of version \"%s\": `demur text list` names those that are",
                   version_or_none(version));
}

bool desk_text_list(struct desk *desk, struct record_text_list *list, struct err *err)
{
    return store_text_list(desk->store, desk->program.id, list, err);
}

void desk_text_add_state(struct str *out, const struct record_text *text)
{
    if (!text->id) {
        str_add(out, "its text is not in the file");
    } else if (!text->checked) {
        str_add(out, "its text has not been checked");
    } else {
        str_add(out, text->items == TEXT_ITEM_ALL ? "checked, it has all it must say" : "defective: ");
        text_item_add_defect(out, text->items);
    }
}

void desk_text_describe(const struct desk *desk, const struct record_text *text, struct str *out)
{
    char at[24];

    str_add_format(out, "version   %s\n", *text->version ? text->version : "(of notices that name none)");
    if (*text->language)
        str_add_format(out, "language  %s\n", text->language);
    str_add_format(out, "taken in  %s by %s, %s\nSHA-256   %s\n",
                   instant_format_local(text->at, desk->program.zone, at, sizeof at), text->agent,
                   text->charset, text->hash);
    if (text->notices)
        str_add_format(out, "notices   %lld\n", (long long)text->notices);
    if (text->days >= 0)
        str_add_format(out, "days      %d\n", text->days);
    str_add(out, "check     ");
    desk_text_add_state(out, text);
    if (text->checked)
        str_add_format(out, ", by %s on %s: %s", text->check_agent,
                       instant_format_local(text->check_at, desk->program.zone, at, sizeof at),
                       text->check_words);
    str_add_format(out, "\n\n%s", text->text);
    if (!str_ends(text->text, "\n"))
        str_add(out, "\n");
}

static bool text_read(const struct desk_text *given, struct record_text *text, struct err *err)
{
    struct str bytes = {0}, decoded = {0};
    const char *charset = NULL;
    char hash[HASH_HEX_SIZE];
    bool good = file_read(given->path, 0, &bytes, err);

    if (good && !charset_decode(str_text(&bytes), bytes.length, given->charset, &decoded, &charset, err))
        good = err_prefix(err, "%s", given->path);
    if (good && memchr(str_text(&decoded), '\0', decoded.length))
        good = err_set(err, ERR_INPUT, "%s: this is no text: give the notice as plain text", given->path);
    if (good && str_blank(str_text(&decoded)))
        good = err_set(err, ERR_INPUT, "%s: there is no text in it", given->path);
    if (good) {
        hash_hex(str_text(&bytes), bytes.length, hash);
        text->hash = mem_text(hash);
        text->charset = mem_text(charset);
        text->text = str_take(&decoded);
        text->raw_length = bytes.length;
        text->raw = str_take(&bytes);
    }
    str_clear(&bytes);
    str_clear(&decoded);
    return good;
}

/* Says whether the version is there already, with the same bytes. */
static bool text_known(struct desk *desk, const struct record_text *text, bool *known, bool *first,
                       struct err *err)
{
    struct record_text kept = {0};
    bool any = false, good = store_text_find(desk->store, text->program, text->version, &kept, err) &&
                             store_text_kept(desk->store, text->program, &any, err);

    *known = good && kept.id;
    *first = !any;
    if (*known && !str_equal(kept.hash, text->hash))
        good = err_set(
            err, ERR_RULE,
            "version \"%s\" is in the file with another text, which stays: give this one a version of "
            "its own",
            text->version);
    record_text_clear(&kept);
    return good;
}

static bool account_anew(int64_t account, void *context, struct err *err)
{
    return desk_standing_refresh(context, account, err) && desk_resend_refresh(context, account, 0, err);
}

/* From the first text on a notice whose version has none is not in order: it is about every account then. */
static bool text_apply(struct desk *desk, struct record_text *text, const struct text_suggestion *suggestion,
                       bool first, struct err *err)
{
    struct record_text_check check = {.items = suggestion->items,
                                      .days = -1,
                                      .words = "each was found by its words when the text was taken in"};

    if (!store_text_add(desk->store, text, err))
        return false;
    check.text = text->id;
    return (check.items != TEXT_ITEM_ALL || store_text_check_add(desk->store, text->version, &check, err)) &&
           store_text_accounts(desk->store, text->program, first ? NULL : text->version, account_anew, desk,
                               err);
}

bool desk_text_add(struct desk *desk, const struct desk_text *given, struct record_text *text,
                   struct text_suggestion *suggestion, bool *added, struct err *err)
{
    char *version = utf8_printable(version_or_none(given->version));
    bool known = false, first = false, good;

    memset(text, 0, sizeof *text);
    text->program = desk->program.id;
    text->version = mem_text(str_trim(version));
    text->language = utf8_printable(given->language);
    free(version);
    text_check_suggest("", suggestion);
    if (!text_read(given, text, err))
        return false;
    text_suggestion_clear(suggestion);
    text_check_suggest(text->text, suggestion);
    text->days = suggestion->days;
    if (!desk_begin(desk, err))
        return false;
    good = desk_may(desk, FACT_TEXT, err) && text_known(desk, text, &known, &first, err) &&
           (known || text_apply(desk, text, suggestion, first, err));
    *added = good && !known;
    return desk_end(desk, good, err);
}

static bool check_valid(const struct desk_text_check *check, struct err *err)
{
    if (check->has & check->lacks)
        return err_set(err, ERR_USAGE, "an item is said both to be there and to be lacking: say one of them");
    if (check->days != -1 && (check->days < 1 || check->days > 365))
        return err_set(err, ERR_USAGE, "the days a text promises are a number from 1 to 365");
    return !str_blank(check->words) ||
           err_set(err, ERR_USAGE, "a check needs words: what was read, and where it stands in the text");
}

/* What nobody has said yet is as its words suggest. */
static unsigned items_before(const struct record_text *text)
{
    struct text_suggestion suggestion;
    unsigned items;

    if (text->checked)
        return text->items;
    text_check_suggest(text->text, &suggestion);
    items = suggestion.items;
    text_suggestion_clear(&suggestion);
    return items;
}

bool desk_text_check(struct desk *desk, const struct desk_text_check *given, struct record_text *text,
                     struct err *err)
{
    struct record_text_check check = {.days = given->days, .words = given->words};
    bool good;

    memset(text, 0, sizeof *text);
    if (!check_valid(given, err) || !desk_begin(desk, err))
        return false;
    good = desk_may(desk, FACT_TEXT_CHECK, err) && desk_text_find(desk, given->version, text, err);
    if (good) {
        check.text = text->id;
        check.items = (items_before(text) | given->has) & ~given->lacks;
        good = store_text_check_add(desk->store, text->version, &check, err) &&
               store_text_accounts(desk->store, text->program, text->version, account_anew, desk, err);
    }
    if (good) {
        record_text_clear(text);
        good = desk_text_find(desk, given->version, text, err);
    }
    return desk_end(desk, good, err);
}
