#include "config.h"

#include "script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

enum shape { SHAPE_WORD, SHAPE_ARGUMENT, SHAPE_ROWS, SHAPE_HERE };

static const struct {
    const char *word;
    enum statement_kind kind;
    enum shape shape;
} statement_words[] = {
    {"size", STATEMENT_SIZE, SHAPE_ARGUMENT},     {"env", STATEMENT_ENV, SHAPE_ARGUMENT},
    {"run", STATEMENT_RUN, SHAPE_ARGUMENT},       {"run!", STATEMENT_RUN_ANY, SHAPE_ARGUMENT},
    {"file", STATEMENT_FILE, SHAPE_HERE},         {"start", STATEMENT_START, SHAPE_ARGUMENT},
    {"keys", STATEMENT_KEYS, SHAPE_ARGUMENT},     {"screen", STATEMENT_SCREEN, SHAPE_ROWS},
    {"cursor", STATEMENT_CURSOR, SHAPE_ARGUMENT}, {"attributes", STATEMENT_ATTRIBUTES, SHAPE_ROWS},
    {"resize", STATEMENT_RESIZE, SHAPE_ARGUMENT}, {"signal", STATEMENT_SIGNAL, SHAPE_ARGUMENT},
    {"hangup", STATEMENT_HANGUP, SHAPE_WORD},     {"exit", STATEMENT_EXIT, SHAPE_ARGUMENT},
    {"paste", STATEMENT_PASTE, SHAPE_HERE},       {"type", STATEMENT_TYPE, SHAPE_ARGUMENT},
    {"bytes", STATEMENT_BYTES, SHAPE_ARGUMENT},
};

bool script_size(const char *text, int *columns, int *rows)
{
    char after;

    return sscanf(text, "%dx%d%c", columns, rows, &after) == 2 && *columns >= 1 && *columns <= 1000 &&
           *rows >= 1 && *rows <= 1000;
}

static void split_lines(struct script *script, const char *text)
{
    while (*text) {
        size_t length = strcspn(text, "\n");

        mem_grow(script->lines, script->line_count, script->line_capacity);
        script->lines[script->line_count++] = mem_text_n(text, length);
        text += length;
        if (*text)
            text++;
    }
}

static bool fail(const struct script *script, size_t line, struct err *err, const char *why)
{
    return err_set(err, ERR_INPUT, "%s:%zu: %s", script->path, line, why);
}

/* Takes the lines up to end as the statement's block. */
static bool read_block(struct script *script, struct statement *statement, const char *end, bool rows,
                       struct err *err)
{
    struct str block;

    str_init(&block);
    for (size_t at = statement->line; at < script->line_count; at++) {
        const char *line = script->lines[at];
        size_t length = strlen(line);

        if (strcmp(line, end) == 0) {
            statement->last_line = at + 1;
            statement->block = str_take(&block);
            return true;
        }
        if (rows && (length < 2 || line[0] != '|' || line[length - 1] != '|')) {
            str_clear(&block);
            return fail(script, at + 1, err,
                        "a row is written |between bars|, and the last is followed by `end`");
        }
        str_add(&block, line);
        str_add_char(&block, '\n');
    }
    str_clear(&block);
    return fail(script, statement->line, err, "its last line is missing");
}

/* `file NAME << END` and `paste << END`: keeps the name as the argument and reads up to END. */
static bool read_here(struct script *script, struct statement *statement, struct err *err)
{
    char *mark = strstr(statement->argument, "<<");
    char *end = mark ? str_trim(mark + 2) : NULL;

    if (!mark || !*end)
        return fail(script, statement->line, err,
                    "written `file NAME << END` or `paste << END`, its lines, `END`");
    *mark = '\0';
    if (!read_block(script, statement, end, false, err))
        return false;
    end = mem_text(str_trim(statement->argument));
    free(statement->argument);
    statement->argument = end;
    return true;
}

static bool read_statement(struct script *script, size_t line, const char *title, struct err *err)
{
    const char *text = script->lines[line - 1];
    size_t length = strcspn(text, " ");
    struct statement *statement;

    for (size_t i = 0; i < sizeof statement_words / sizeof statement_words[0]; i++) {
        if (strlen(statement_words[i].word) != length || strncmp(text, statement_words[i].word, length) != 0)
            continue;
        mem_grow(script->statements, script->count, script->capacity);
        statement = &script->statements[script->count++];
        *statement = (struct statement){.kind = statement_words[i].kind,
                                        .line = line,
                                        .last_line = line,
                                        .title = title,
                                        .argument = mem_text(text[length] ? text + length + 1 : "")};
        if (statement_words[i].shape == SHAPE_HERE)
            return read_here(script, statement, err);
        if ((statement_words[i].shape == SHAPE_ARGUMENT) == (*statement->argument == '\0'))
            return fail(script, line, err, "something is missing or too much after its first word");
        return statement_words[i].shape != SHAPE_ROWS || read_block(script, statement, "end", true, err);
    }
    return fail(script, line, err, "there is no such statement");
}

bool script_read(struct script *script, const char *path, struct err *err)
{
    struct str text;
    const char *title = "";
    bool in_comment = false;
    bool read;

    *script = (struct script){.path = mem_text(path)};
    str_init(&text);
    read = file_read(path, 0, &text, err);
    if (read)
        split_lines(script, str_text(&text));
    str_clear(&text);
    for (size_t line = 1; read && line <= script->line_count; line++) {
        const char *first = script->lines[line - 1];

        if (first[0] == '#') {
            if (!in_comment)
                title = first + 1 + strspn(first + 1, " ");
            in_comment = true;
            continue;
        }
        in_comment = false;
        if (str_blank(first))
            continue;
        read = read_statement(script, line, title, err);
        if (read)
            line = script->statements[script->count - 1].last_line;
    }
    return read;
}

bool script_rewrite(const struct script *script, struct err *err)
{
    struct file_writer writer;
    struct str text;
    size_t next = 1;
    bool written;

    str_init(&text);
    for (size_t i = 0; i < script->count; i++) {
        const struct statement *statement = &script->statements[i];
        bool block = statement->block != NULL;

        if (!statement->accepted)
            continue;
        for (; next < statement->line + (block ? 1 : 0); next++)
            str_add_format(&text, "%s\n", script->lines[next - 1]);
        str_add(&text, statement->accepted);
        next = statement->last_line + (block ? 0 : 1);
    }
    for (; next <= script->line_count; next++)
        str_add_format(&text, "%s\n", script->lines[next - 1]);
    written = file_write_begin(&writer, script->path, 0644, err);
    if (written && !file_write(&writer, str_text(&text), text.length, err)) {
        file_write_abandon(&writer);
        written = false;
    }
    str_clear(&text);
    return written && file_write_commit(&writer, err);
}

void script_clear(struct script *script)
{
    for (size_t i = 0; i < script->count; i++) {
        free(script->statements[i].argument);
        free(script->statements[i].block);
        free(script->statements[i].accepted);
    }
    for (size_t i = 0; i < script->line_count; i++)
        free(script->lines[i]);
    free(script->statements);
    free(script->lines);
    free(script->path);
    *script = (struct script){0};
}
