#include "config.h"

#include "tui/form.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "tui/form_field.h"
#include "tui/form_parts.h"
#include "tui/stamp.h"
#include "tui/term.h"

/* So many changes may be lost to a machine that dies; a lost terminal loses none. */
enum { CHANGES_PER_DRAFT = 8, PASTED_PER_DRAFT = 512, HANGUP_TRIES = 10 };

/* So many bytes behind a key were not typed one by one. */
enum { BURST = 24 };

enum form_end { FORM_STAYS, FORM_SAVED, FORM_LEFT };

struct form *form_new(struct app *app, const char *name, const char *subject, const char *title)
{
    struct form *form = mem_new(sizeof *form);

    form->app = app;
    form->name = mem_text(name);
    form->subject = mem_text(subject);
    form->title = mem_text(title);
    form->top = -1;
    form->pushed = TERM_KEY_NONE;
    return form;
}

void form_free(struct form *form)
{
    if (!form) {
        return;
    }
    for (size_t i = 0; i < form->count; i++) {
        struct form_field *field = form->fields[i];

        free(field->error);
        if (field->class->free) {
            field->class->free(field);
        }
        free(field);
    }
    free(form->fields);
    free(form->name);
    free(form->subject);
    free(form->title);
    free(form->other);
    str_clear(&form->line);
    free(form);
}

struct app *form_app(const struct form *form)
{
    return form->app;
}

void form_rename(struct form *form, const char *subject, const char *title)
{
    if (subject) {
        form_draft_move(form, subject);
    }
    free(form->title);
    form->title = mem_text(title);
}

void form_add(struct form *form, struct form_field *field, const struct form_field_class *class,
              const char *name, const char *label)
{
    field->class = class;
    field->form = form;
    field->name = name;
    field->label = label;
    mem_grow(form->fields, form->count, form->capacity);
    form->fields[form->count++] = field;
    if (form->fields[form->here]->class->pager) {
        form->here = form->count - 1;
    }
}

struct form_field *form_find(const struct form *form, const char *name)
{
    for (size_t i = 0; i < form->count; i++) {
        if (str_equal(form->fields[i]->name, name)) {
            return form->fields[i];
        }
    }
    return NULL;
}

static void say(struct form *form, bool error, const char *text)
{
    str_reset(&form->line);
    str_add(&form->line, text);
    form->line_is_error = error;
}

void form_say(struct form *form, const char *format, ...)
{
    va_list list;

    va_start(list, format);
    str_reset(&form->line);
    str_add_format_list(&form->line, format, list);
    va_end(list);
    form->line_is_error = false;
}

int form_ask(struct form *form, const char *choices, const char *format, ...)
{
    va_list list;
    int key;

    va_start(list, format);
    str_reset(&form->line);
    str_add_format_list(&form->line, format, list);
    va_end(list);
    form->line_is_error = false;
    do {
        form_draw(form);
        key = app_key(form->app);
    } while (key != TERM_KEY_ESCAPE && key != TERM_KEY_HANGUP &&
             !(key > ' ' && key < 0x7f && strchr(choices, key)));
    str_reset(&form->line);
    return key < 0x7f ? key : 0;
}

void form_field_touch(struct form_field *field)
{
    struct form *form = field->form;

    field->changed = true;
    free(field->error);
    field->error = NULL;
    form->changed = true;
    form->keys++;
    if (form->actions && form->actions->changed) {
        form->actions->changed(form, field, form->context);
    }
}

static bool field_check(struct form_field *field)
{
    const struct form_field_class *class = field->class;
    struct err err = {0};

    free(field->error);
    field->error = NULL;
    if (field->required && class->blank && class->blank(field)) {
        field->error = mem_text(field->required);
    } else if (class->check && !class->check(field, &err)) {
        field->error = mem_text(err.text);
    }
    return field->error == NULL;
}

void form_focus(struct form *form, struct form_field *field)
{
    for (size_t i = 0; i < form->count; i++) {
        if (form->fields[i] == field && !field->class->pager) {
            form->here = i;
        }
    }
}

static bool is_last(const struct form *form)
{
    size_t i = form->here + 1;

    while (i < form->count && form->fields[i]->class->pager) {
        i++;
    }
    return i == form->count;
}

/* Leaves the field for the next (step 1) or the one before (-1), round the ends. A blank required field is
 * left in peace: that is said when saving. */
static void move(struct form *form, int step)
{
    struct form_field *field = form->fields[form->here];
    struct err err = {0};

    free(field->error);
    field->error = NULL;
    if (field->class->check && !field->class->check(field, &err)) {
        field->error = mem_text(err.text);
    }
    do {
        form->here = (form->here + form->count + (size_t)step) % form->count;
    } while (form->fields[form->here]->class->pager);
}

/* The floors below know no agent's clock. */
static void say_failure(struct form *form, const struct err *err)
{
    const struct desk *desk = app_desk(form->app);
    struct str text = {0};

    stamp_add_local(&text, err->text, desk_zone(desk), desk_today(desk));
    say(form, true, str_text(&text));
    str_clear(&text);
}

static enum form_end save(struct form *form)
{
    struct err err = {0};
    struct form_field *wrong = NULL;

    for (size_t i = form->count; i-- > 0;) {
        if (!field_check(form->fields[i])) {
            wrong = form->fields[i];
        }
    }
    if (wrong) {
        form_focus(form, wrong);
        say(form, true, wrong->error);
        return FORM_STAYS;
    }
    if (form->actions->save(form, form->context, &err)) {
        form_draft_drop(form);
        return FORM_SAVED;
    }
    if (err.kind != ERR_NONE) {
        say_failure(form, &err);
    }
    return FORM_STAYS;
}

bool form_has_words(const struct form *form)
{
    for (size_t i = 0; i < form->count; i++) {
        const struct form_field *field = form->fields[i];

        if (field->class->typed && field->changed && !(field->class->blank && field->class->blank(field))) {
            return true;
        }
    }
    return false;
}

void form_save(struct form *form)
{
    form->pushed = TERM_CTRL('s');
}

void form_saved(struct form *form)
{
    for (size_t i = 0; i < form->count; i++) {
        form->fields[i]->changed = false;
    }
    form->changed = false;
    form->keys = 0;
    form_draft_drop(form);
}

static void say_kept(const struct form *form)
{
    char *title = mem_text(form->title);

    app_say(form->app, "a draft is kept, and the same action brings it back: %s", str_trim(title));
    free(title);
}

static bool is_text(int key)
{
    return key >= ' ' && key < KEY_BASE_SPECIAL;
}

/* Tries to keep what was typed for as long as a write waits; nobody is there to try again. */
static void keep_at_last(struct form *form)
{
    int tries = 0;

    while (tries < HANGUP_TRIES && !form_draft_keep(form)) {
        tries++;
    }
}

/* Waits for a key that decides; what is typed instead goes on. Only what is kept is left. */
static enum form_end ask_leave(struct form *form, bool kept)
{
    int key;

    do {
        form_say(form, "Leave? Esc again leaves and keeps what you typed, ^X throws it away.");
        form_draw(form);
        key = app_key(form->app);
    } while (key == TERM_KEY_RESIZE || key == TERM_KEY_NONE);
    str_reset(&form->line);
    if (key == TERM_CTRL('x')) {
        form_draft_drop(form);
        return FORM_LEFT;
    }
    if (key == TERM_KEY_HANGUP) {
        if (!kept) {
            keep_at_last(form);
        }
        return FORM_LEFT;
    }
    if (key == TERM_KEY_ESCAPE) {
        if (!kept && !form_draft_keep(form)) {
            return FORM_STAYS;
        }
        say_kept(form);
        return FORM_LEFT;
    }
    form->pushed = is_text(key) ? key : TERM_KEY_NONE;
    return FORM_STAYS;
}

static enum form_end leave(struct form *form)
{
    if (!form_has_words(form) || desk_read_only(app_desk(form->app))) {
        return FORM_LEFT;
    }
    if (!form->changed) {
        say_kept(form);
        return FORM_LEFT;
    }
    return ask_leave(form, form_draft_keep(form));
}

static bool scroll_pager(struct form *form, int key)
{
    for (size_t i = 0; i < form->count; i++) {
        if (form->fields[i]->class->pager && form->fields[i]->class->key &&
            form->fields[i]->class->key(form->fields[i], key)) {
            return true;
        }
    }
    return false;
}

/* What is pasted is text, wherever its line ends fall: it neither leaves a field nor saves. */
static void paste(struct form_field *field, int key)
{
    if (key == TERM_KEY_TAB || (key == TERM_KEY_ENTER && !field->class->several)) {
        key = ' ';
    }
    if (field->class->typed && (key == TERM_KEY_ENTER || is_text(key))) {
        field->class->key(field, key);
    }
}

/* A key that would have acted is named once, so that nobody waits for it. */
static void burst(struct form *form, int key)
{
    form->burst_taken =
        form->burst_taken || key == TERM_KEY_TAB || key == TERM_KEY_ESCAPE || key == TERM_CTRL('s');
    paste(form->fields[form->here], key);
    if (form->burst_taken) {
        form_say(form, "What came all at once was taken as text, its Tab, Esc and ^S too; ^S saves.");
    }
}

static enum form_end do_key(struct form *form, int key)
{
    struct form_field *field = form->fields[form->here];

    if (term_pasting()) {
        paste(field, key);
        return FORM_STAYS;
    }
    if (form->burst) {
        burst(form, key);
        return FORM_STAYS;
    }
    if (key == TERM_CTRL('s')) {
        return save(form);
    }
    if (key == TERM_CTRL('x') && form->other) {
        form_draft_swap(form);
        return FORM_STAYS;
    }
    if (field->class->key(field, key)) {
        return FORM_STAYS;
    }
    switch (key) {
    case TERM_KEY_ESCAPE:
        return leave(form);
    case TERM_KEY_TAB:
    case TERM_KEY_DOWN:
        move(form, 1);
        break;
    case TERM_KEY_BACKTAB:
    case TERM_KEY_UP:
        move(form, -1);
        break;
    case TERM_KEY_ENTER:
        if (is_last(form)) {
            return save(form);
        }
        move(form, 1);
        break;
    default:
        scroll_pager(form, key);
        break;
    }
    return FORM_STAYS;
}

/* True in the midst of a paste: drawing and keeping each of its characters would take minutes for a letter.
 */
static bool paste_goes_on(const struct form *form)
{
    return term_paste_waits() || (form->burst && term_waiting() >= BURST);
}

static int next_key(struct form *form)
{
    int key = form->pushed;

    if (key != TERM_KEY_NONE) {
        form->pushed = TERM_KEY_NONE;
        return key;
    }
    if (form->burst && term_waiting() == 0) {
        form->burst = form->burst_taken = false;
    }
    key = app_key_or_tick(form->app);
    form->burst = !term_pasting() && (form->burst || term_waiting() >= BURST);
    return key;
}

/* Nothing was typed for a while: what was typed before is kept. */
static void rest(struct form *form)
{
    if (form->keys > 0) {
        form_draft_keep(form);
    }
}

static enum form_end one_key(struct form *form)
{
    int key = next_key(form);
    enum form_end end = FORM_STAYS;

    if (key == TERM_KEY_HANGUP) {
        if (form->changed) {
            keep_at_last(form);
        }
        return FORM_LEFT;
    }
    if (key == TERM_KEY_TICK) {
        rest(form);
        return FORM_STAYS;
    }
    if (key != TERM_KEY_RESIZE && key != TERM_KEY_NONE) {
        str_reset(&form->line);
        end = do_key(form, key);
    }
    if (end == FORM_STAYS &&
        form->keys >= (term_pasting() || form->burst ? PASTED_PER_DRAFT : CHANGES_PER_DRAFT)) {
        form_draft_keep(form);
    }
    return end;
}

bool form_run(struct form *form, const struct form_actions *actions, void *context)
{
    enum form_end end = FORM_STAYS;

    form->actions = actions;
    form->context = context;
    app_draw(form->app);
    form_draft_load(form);
    while (end == FORM_STAYS) {
        if (!paste_goes_on(form)) {
            form_draw(form);
        }
        end = one_key(form);
    }
    form->actions = NULL;
    return end == FORM_SAVED;
}
