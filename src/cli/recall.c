#include "config.h"
#include "cli/cli.h"

#include <stdlib.h>

#include "desk/gate.h"

static bool answer_record(struct cli *cli, int64_t id, const char *text, struct err *err)
{
    enum answer answer;
    char *words = NULL;
    int day;
    bool good =
        answer_parse(text, &answer) ||
        err_set(err, ERR_USAGE, "--answer %s: the answers are deleted, stopped, refused and none", text);

    good = good && cli_text(cli, "words", &words, err) && cli_day(cli, "day", &day, err) &&
           desk_recall_answer(cli->desk, id, answer, words, day, err);
    if (good)
        cli_say("recall:%lld is answered: %s", (long long)id, answer_title(answer));
    free(words);
    return good;
}

int cli_recall(struct cli *cli, struct err *err)
{
    const char *answer = command_option(&cli->line, "answer");
    struct str out = {0};
    int64_t id;
    bool good = cli_open(cli, !answer, err) && cli_number(cli, "recall", &id, err);

    if (good && answer)
        good = answer_record(cli, id, answer, err);
    else if (good)
        good = desk_recall_letter(cli->desk, id, &out, err) && cli_print_safe(&out, err);
    str_clear(&out);
    return good ? 0 : -1;
}
