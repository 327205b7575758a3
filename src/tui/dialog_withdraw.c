#include "config.h"

#include "base/day.h"
#include "base/zone.h"
#include "desk/consent.h"
#include "store/nouns.h"
#include "tui/dialog.h"

static void describe(const struct desk *desk, const struct record_consent *consent, struct str *text)
{
    char day[24];

    str_add_format(text, "%s of %s, %s, known by %s, recorded by %s\n\n%s", source_title(consent->source),
                   day_format_long(zone_day(consent->received, desk_zone(desk)), day, sizeof day),
                   voice_title(consent->voice), identity_title(consent->identity), consent->agent,
                   consent->words);
}

static bool withdraw_build(struct dialog *dialog, struct err *err)
{
    struct record_consent consent = {0};
    struct form_field *words;
    struct str text = {0};
    int64_t id = dialog->selection->consent;
    bool good = desk_may(dialog->desk, FACT_WITHDRAWAL, err) &&
                store_consent_get(desk_store(dialog->desk), id, &consent, err);

    if (good && (!consent.id || consent.withdrawn)) {
        good = err_set(err, ERR_RULE, "consent %lld is withdrawn already", (long long)id);
    }
    if (good) {
        describe(dialog->desk, &consent, &text);
        field_pager_add(dialog->form, "consent", "", str_text(&text), 3, 10);
        words = field_words_add(dialog->form, "words", "words", "", 2, 6);
        words->required = "write down what was said";
        words->help = "What was said when it was taken back. What the yes had ended is in force again.";
    }
    str_clear(&text);
    record_consent_clear(&consent);
    return good;
}

static bool withdraw_apply(struct dialog *dialog, const struct selection *selection, struct str *said,
                           struct err *err)
{
    if (!desk_consent_withdraw(dialog->desk, selection->consent,
                               field_words_text(form_find(dialog->form, "words")), err)) {
        return false;
    }
    str_add_format(said, "consent %lld is withdrawn", (long long)selection->consent);
    dialog_say_standing(dialog, selection->account, said);
    return true;
}

static const struct dialog_class withdraw_class = {
    .name = "withdraw",
    .title = "Withdraw a consent",
    .about = NEED_CONSENT,
    .needs = NEED_CONSENT,
    .build = withdraw_build,
    .apply = withdraw_apply,
};

bool dialog_withdraw(struct app *app, const struct selection *selection)
{
    return dialog_run(app, &withdraw_class, selection);
}
