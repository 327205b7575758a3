/* What the notices of a program have in common: the texts that were sent, and the house's allowances. */
#include "config.h"
#include "store/facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/text_item.h"

static bool texts_ask(struct facts_walk *walk)
{
    return store_text_kept(walk->store, walk->program, &walk->texts_kept, walk->err);
}

static bool program_take(struct facts_walk *walk)
{
    struct statement statement;

    statement_begin(&statement, walk->store,
                    "SELECT p.email_allowance, p.home_post_days, p.foreign_post_days FROM program p"
                    " WHERE p.id = :program",
                    walk->err);
    statement_bind_number(&statement, ":program", walk->program);
    if (statement_row(&statement)) {
        for (int i = 0; i < FACTS_ALLOWANCES; i++)
            walk->allowances[i] = statement_take_int(&statement);
    }
    return statement_end(&statement);
}

static bool settings_take(struct facts_walk *walk)
{
    struct statement statement;

    statement_begin(
        &statement, walk->store,
        "SELECT CASE s.name WHEN 'email_allowance' THEN 0 WHEN 'home_post_days' THEN 1 ELSE 2 END,"
        " s.at, s.value FROM setting s WHERE s.program = :program"
        " AND s.name IN ('email_allowance', 'home_post_days', 'foreign_post_days') ORDER BY s.id",
        walk->err);
    statement_bind_number(&statement, ":program", walk->program);
    while (statement_row(&statement)) {
        struct facts_setting *setting;

        mem_grow(walk->settings, walk->setting_count, walk->settings_held);
        setting = &walk->settings[walk->setting_count++];
        setting->allowance = statement_take_int(&statement);
        setting->at = statement_take_number(&statement);
        setting->value = statement_take_int(&statement);
    }
    return statement_end(&statement);
}

bool facts_program_read(struct facts_walk *walk)
{
    return texts_ask(walk) && program_take(walk) && settings_take(walk);
}

/* What held when it was recorded, or a larger number of later. */
void facts_allowances_set(const struct facts_walk *walk, struct standing_notice *notice)
{
    int *const into[FACTS_ALLOWANCES] = {&notice->window.email_allowance, &notice->window.home_post_days,
                                         &notice->window.foreign_post_days};

    for (int i = 0; i < FACTS_ALLOWANCES; i++) {
        int then = walk->allowances[i], later = 0;

        for (size_t j = 0; j < walk->setting_count; j++) {
            const struct facts_setting *setting = &walk->settings[j];

            if (setting->allowance != i)
                continue;
            if (setting->at <= notice->recorded)
                then = setting->value;
            else if (setting->value > later)
                later = setting->value;
        }
        *into[i] = later > then ? later : then;
    }
}

/* A text without a check is not in order. */
static void version_take(struct statement *statement, struct facts_version *version)
{
    struct str defect = {0};
    bool checked;

    version->hash = statement_take_text(statement);
    version->days = statement_next_is_null(statement) ? -1 : 0;
    version->days += statement_take_int(statement);
    checked = !statement_next_is_null(statement);
    if (!checked)
        str_add(&defect, *version->hash ? "its text has not been checked" : "");
    text_item_add_defect(&defect, checked ? (unsigned)statement_take_number(statement) : TEXT_ITEM_ALL);
    version->defect = str_take(&defect);
}

static void version_clear(struct facts_version *version)
{
    free(version->version);
    free(version->hash);
    free(version->defect);
    memset(version, 0, sizeof *version);
}

#define LAST_OF_TEXT " FROM text_check k WHERE k.text = t.id ORDER BY k.id DESC LIMIT 1)"

static bool version_read(struct facts_walk *walk, const char *name, struct facts_version *version)
{
    struct statement statement;

    version->version = mem_text(name);
    version->days = -1;
    if (walk->texts_kept) {
        statement_begin(&statement, walk->store,
                        "SELECT t.hash, coalesce((SELECT k.days" LAST_OF_TEXT
                        ", t.days), (SELECT k.items" LAST_OF_TEXT " FROM notice_text t"
                        " WHERE t.program = :program AND t.version = :version",
                        walk->err);
        statement_bind_number(&statement, ":program", walk->program);
        statement_bind_text(&statement, ":version", name);
        if (statement_row(&statement))
            version_take(&statement, version);
        if (!statement_end(&statement))
            return false;
    }
    if (!version->hash) {
        version->hash = mem_text("");
        version->defect = mem_text("");
    }
    return true;
}

static const struct facts_version *version_find(const struct facts_walk *walk, const char *name)
{
    for (size_t i = 0; i < walk->version_count; i++) {
        if (strcmp(walk->versions[i].version, name) == 0)
            return &walk->versions[i];
    }
    return NULL;
}

/* Of the days that a notice and its text promise the larger number binds. */
static void version_give(struct facts_walk *walk, const struct facts_version *version,
                         struct standing_notice *notice)
{
    notice->text_hash = facts_copy(walk, version->hash, strlen(version->hash));
    notice->defect = facts_copy(walk, version->defect, strlen(version->defect));
    notice->days_listed = notice->window.days;
    notice->days_in_text = version->days;
    if (version->days > notice->window.days)
        notice->window.days = version->days;
}

bool facts_version_set(struct facts_walk *walk, struct standing_notice *notice)
{
    const struct facts_version *known = version_find(walk, notice->text_version);
    bool full = walk->version_count == FACTS_VERSIONS_KEPT;
    struct facts_version read = {0};

    if (known) {
        version_give(walk, known, notice);
        return true;
    }
    if (!version_read(walk, notice->text_version, &read)) {
        version_clear(&read);
        return false;
    }
    version_give(walk, &read, notice);
    if (full)
        version_clear(&read);
    else
        walk->versions[walk->version_count++] = read;
    return true;
}

void facts_program_clear(struct facts_walk *walk)
{
    for (size_t i = 0; i < walk->version_count; i++)
        version_clear(&walk->versions[i]);
    free(walk->settings);
}
