#include "config.h"
#include "cli/cli.h"

#include "desk/transfer.h"
#include "store/journal.h"

int cli_check(struct cli *cli, struct err *err)
{
    bool mend = command_option(&cli->line, "mend") != NULL, good;
    struct str findings = {0};
    int64_t checked = 0, differing = 0;

    if (mend) {
        desk_close(cli->desk);
        cli->desk = NULL;
        if (!cli_open(cli, false, err))
            return -1;
    }
    cli_long_work();
    good = desk_check(cli->desk, mend, &findings, &checked, &differing, err) &&
           cli_print(str_text(&findings), err);
    str_clear(&findings);
    if (!good)
        return -1;
    cli_say("%lld accounts and their duties checked, %lld differ%s", (long long)checked, (long long)differing,
            differing && mend ? "ed and were mended" : "");
    return differing && !mend ? 1 : 0;
}

int cli_verify(struct cli *cli, struct err *err)
{
    struct journal_proof proof = {0};
    struct str findings = {0};
    int64_t count = 0;
    bool good;

    cli_long_work();
    good = store_journal_verify(desk_store(cli->desk), &proof, err) &&
           store_journal_compare(desk_store(cli->desk), &findings, &count, err) &&
           cli_print(str_text(&findings), err);

    str_clear(&findings);
    if (!good)
        return -1;
    if (proof.broken) {
        cli_say("the journal is broken at entry %lld of %lld: it was changed by hand, or the file is damaged",
                (long long)proof.broken, (long long)proof.entries);
        return 1;
    }
    cli_say("the journal is whole: %lld entries, head %s", (long long)proof.entries, proof.head);
    if (count)
        cli_say("but the file was changed by hand: what it holds is not what the journal tells");
    return count ? 1 : 0;
}

int cli_backup(struct cli *cli, struct err *err)
{
    cli_long_work();
    if (!store_backup(desk_store(cli->desk), cli->line.arguments[0], err))
        return -1;
    cli_say("%s: a copy of %s", cli->line.arguments[0], desk_path(cli->desk));
    return 0;
}
