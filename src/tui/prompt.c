#include "config.h"
#include "tui/app_state.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/nouns.h"
#include "tui/term.h"

void history_add(struct history *history, const char *line)
{
    if (!*line || (history->count && str_equal(history->lines[history->count - 1], line)))
        return;
    mem_grow(history->lines, history->count, history->capacity);
    history->lines[history->count++] = mem_text(line);
}

void history_clear(struct history *history)
{
    for (size_t i = 0; i < history->count; i++)
        free(history->lines[i]);
    free(history->lines);
    memset(history, 0, sizeof *history);
}

/* Shows an earlier or later line that was entered; true if there was one. */
static bool recall(struct prompt *prompt, int step)
{
    size_t count = prompt->history ? prompt->history->count : 0;

    if ((step < 0 && prompt->at == 0) || (step > 0 && prompt->at >= count))
        return false;
    prompt->at = step < 0 ? prompt->at - 1 : prompt->at + 1;
    edit_set(&prompt->edit, prompt->at < count ? prompt->history->lines[prompt->at] : "");
    return true;
}

/* Completes the word before the cursor to what all words that fit have in common; shows them when there are
 * several. */
static bool complete(struct app *app, struct prompt *prompt)
{
    const char *text = str_text(&prompt->edit.text);
    size_t start = prompt->edit.cursor, length, common = 0, found = 0;
    struct str words, fitting;
    const char *first = NULL;
    bool changed;

    if (!prompt->complete)
        return false;
    while (start && !strchr(" (),:-", text[start - 1]))
        start--;
    length = prompt->edit.cursor - start;
    str_init(&words);
    str_init(&fitting);
    prompt->complete(app, text, &words);
    for (const char *word = str_text(&words); *word;) {
        size_t size = strcspn(word, "\n");

        if (size >= length && strncmp(word, text + start, length) == 0) {
            size_t same = 0;

            while (first && same < common && same < size && word[same] == first[same])
                same++;
            common = first ? same : size;
            first = first ? first : word;
            str_add_format(&fitting, "%s%.*s", found++ ? "  " : "", (int)size, word);
        }
        word += size + (word[size] == '\n');
    }
    changed = first && common > length;
    for (size_t i = length; changed && i < common; i++)
        edit_insert(&prompt->edit, (unsigned char)first[i]);
    if (found == 1 && first[common - 1] != ':')
        edit_insert(&prompt->edit, ' ');
    else if (found > 1)
        app_hint(app, false, str_text(&fitting));
    str_clear(&words);
    str_clear(&fitting);
    return changed;
}

/* Does a key; returns true when the text is another. */
static bool do_key(struct app *app, struct prompt *prompt, int key)
{
    bool changed = false;

    if (key == TERM_KEY_UP || key == TERM_KEY_DOWN)
        return recall(prompt, key == TERM_KEY_UP ? -1 : 1);
    if (key == TERM_KEY_TAB && !term_pasting())
        return complete(app, prompt);
    if (term_pasting() && (key == TERM_KEY_ENTER || key == TERM_KEY_TAB))
        key = ' ';
    edit_key(&prompt->edit, key, &changed);
    return changed;
}

char *prompt_ask(struct app *app, struct prompt *prompt, const char *initial)
{
    struct prompt *outer = app->prompt;
    char *answer = NULL;
    bool good = true;

    edit_set(&prompt->edit, initial);
    prompt->at = prompt->history ? prompt->history->count : 0;
    app->prompt = prompt;
    for (;;) {
        int key;

        if (!term_paste_waits())
            app_draw(app);
        key = app_key(app);
        if (key == TERM_KEY_RESIZE)
            continue;
        if (key == TERM_KEY_ESCAPE || key == TERM_KEY_HANGUP)
            break;
        if (key == TERM_KEY_ENTER && !term_pasting()) {
            if (!good && prompt->changed)
                good = prompt->changed(app, str_text(&prompt->edit.text), prompt->context);
            if (good) {
                answer = mem_text(str_text(&prompt->edit.text));
                break;
            }
            continue;
        }
        if (do_key(app, prompt, key) && prompt->changed && !term_paste_waits())
            good = prompt->changed(app, str_text(&prompt->edit.text), prompt->context);
    }
    if (answer && prompt->history)
        history_add(prompt->history, answer);
    edit_clear(&prompt->edit);
    app->prompt = outer;
    return answer;
}

char *app_ask_line(struct app *app, const char *label, const char *initial,
                   bool (*changed)(struct app *app, const char *text, void *context), void *context)
{
    struct prompt prompt = {.label = label, .changed = changed, .context = context};

    return prompt_ask(app, &prompt, initial);
}

static void complete_command(struct app *app, const char *text, struct str *out)
{
    (void)text;
    for (int i = 0; i < action_count; i++)
        if (action_on_screen((enum action)i, app->top->class->id))
            str_add_format(out, "%s\n", action_get((enum action)i)->name);
    str_add(out, "show\ntext\n");
}

/* Goes to an account by its number, or to message:N or dispute:N; false when there is none. */
static bool open_named(struct app *app, const char *name)
{
    struct record_account account = {0};
    const char *colon = strchr(name, ':');
    struct err err = {0};
    int64_t number;
    bool found;

    if (colon && str_to_number(colon + 1, &number) && number > 0) {
        if (str_starts(name, "message:"))
            app_screen_push(app, message_new(number));
        else if (str_starts(name, "dispute:"))
            app_screen_push(app, dispute_new(number));
        else
            return false;
        return true;
    }
    if (!store_account_find(desk_store(app->desk), name, &account, &err)) {
        app_fail(app, &err);
        return true;
    }
    found = account.id != 0;
    if (found)
        app_screen_push(app, account_new(account.id));
    record_account_clear(&account);
    return found;
}

/* Shows why an account, by its number, may be disclosed or not; false when there is none. */
static bool why_named(struct app *app, const char *name)
{
    struct record_account account = {0};
    struct err err = {0};
    bool found;

    if (!store_account_find(desk_store(app->desk), name, &account, &err)) {
        app_fail(app, &err);
        return true;
    }
    found = account.id != 0;
    if (found && !pager_why(app, &(struct selection){.account = account.id}, &err))
        app_fail(app, &err);
    record_account_clear(&account);
    return found;
}

/* Shows the text of a version of the notice. */
static void text_named(struct app *app, const char *version)
{
    struct err err = {0};

    if (!pager_text(app, version, &err))
        app_fail(app, &err);
}

/* Goes to a place with a filter. */
static void show_place(struct app *app, int place, const char *filter)
{
    struct err err = {0};

    app_place_go(app, place);
    if (!place_filter(app->top, app, filter, &err))
        app_fail(app, &err);
}

/* Does a command that takes words: a place and a filter, find, show, why or text; false for others. */
static bool do_with_words(struct app *app, const char *verb, const char *words)
{
    enum action action;
    bool found = true;

    if (str_equal(verb, "show") || str_equal(verb, "open"))
        found = open_named(app, words);
    else if (str_equal(verb, "why"))
        found = why_named(app, words);
    else if (str_equal(verb, "text"))
        text_named(app, words);
    else if (!action_find(verb, SCREEN_QUEUE, &action))
        return false;
    else if (action >= ACTION_QUEUE && action <= ACTION_DISPUTES)
        show_place(app, (int)action - ACTION_QUEUE, words);
    else if (action == ACTION_FIND)
        show_place(app, app->place, words);
    else
        return false;
    if (!found)
        app_say(app, "there is no \"%s\"; %s", words,
                str_equal(verb, "why") ? "an account number is wanted"
                                       : "an account number is wanted, message:N or dispute:N");
    return true;
}

static void do_command(struct app *app, char *line)
{
    char *word = str_trim(line), *verb;
    size_t length = strcspn(word, " ");
    enum action action;
    int64_t number;

    if (!*word)
        return;
    verb = mem_text_n(word, length);
    if (str_to_number(word, &number) && number > 0 && number < 1000000000)
        app_do(app, ACTION_FIRST, (int)number);
    else if (action_find(word, app->top->class->id, &action))
        app_do(app, action, 0);
    else if (!(word[length] && do_with_words(app, verb, word + length + strspn(word + length, " "))) &&
             !open_named(app, word))
        app_say(app,
                "nothing here is called \"%s\"; an action is (Tab shows them), a place with a filter, show "
                "or why "
                "with an account number, message:N, dispute:N",
                word);
    free(verb);
}

void prompt_command(struct app *app)
{
    struct prompt prompt = {.label = ":", .history = &app->commands, .complete = complete_command};
    char *line = prompt_ask(app, &prompt, "");

    if (line)
        do_command(app, line);
    free(line);
}
