#include "config.h"

#include "base/day.h"
#include "base/mem.h"
#include "desk/gate.h"
#include "store/nouns.h"
#include "tui/dialog.h"

struct recall {
    int64_t id;
};

static bool recall_find(struct dialog *dialog, struct str *letter, struct err *err)
{
    struct recall *recall = mem_new(sizeof *recall);
    struct record_duty duty = {0};
    bool good = store_duty_get(desk_store(dialog->desk), dialog->selection->duty, &duty, err);

    dialog->own = recall;
    recall->id = duty.recall;
    record_duty_clear(&duty);
    return good && desk_recall_answer_may(dialog->desk, recall->id, err) &&
           desk_recall_letter(dialog->desk, recall->id, letter, err);
}

static bool recall_build(struct dialog *dialog, struct err *err)
{
    static const char letters[answer_count] = {
        [ANSWER_DELETED] = 'd', [ANSWER_STOPPED] = 's', [ANSWER_REFUSED] = 'r', [ANSWER_NONE] = 'n'};
    struct field_option options[answer_count];
    struct form_field *field;
    struct str letter = {0};
    bool good = recall_find(dialog, &letter, err);

    for (int i = 0; i < answer_count; i++) {
        options[i] = (struct field_option){i, letters[i], answer_title((enum answer)i)};
    }
    field_pager_add(dialog->form, "letter", "", str_text(&letter), 4, 20);
    str_clear(&letter);
    field = field_choice_add(dialog->form, "answer", "answer", options, answer_count, FIELD_CHOICE_NONE);
    field->required = "say what the partner answered";
    field->help = "Of a refusal, and of no answer, legal gets the recall next.";
    field = field_day_add(dialog->form, "day", "came", "today", desk_today(dialog->desk));
    field->help = "The day the answer came.";
    field_day_limit(field, DAY_NONE, desk_today(dialog->desk), "in the future: today at the latest");
    field = field_words_add(dialog->form, "words", "words", "", 2, 6);
    field->required = "say what the partner wrote or said: it is the proof";
    field->help = "What the partner wrote or said, so that it can be shown later.";
    return good;
}

static bool recall_apply(struct dialog *dialog, const struct selection *selection, struct str *said,
                         struct err *err)
{
    const struct recall *recall = dialog->own;
    enum answer answer = (enum answer)field_choice_value(form_find(dialog->form, "answer"));

    (void)selection;
    if (!desk_recall_answer(dialog->desk, recall->id, answer,
                            field_words_text(form_find(dialog->form, "words")),
                            field_day_value(form_find(dialog->form, "day")), err)) {
        return false;
    }
    str_add_format(said, "recall %lld answered: %s", (long long)recall->id, answer_title(answer));
    return true;
}

const struct dialog_class dialog_recall_class = {
    .name = "recall",
    .title = "Answer to a recall",
    .about = NEED_DUTY,
    .needs = NEED_DUTY,
    .build = recall_build,
    .apply = recall_apply,
};
