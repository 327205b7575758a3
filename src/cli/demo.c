#include "config.h"
#include "cli/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "desk/demo.h"

/* Returns a new directory of our own; the caller frees. NULL with a sentence. */
static char *directory_make(struct err *err)
{
    const char *parent = getenv("TMPDIR");
    char *directory = file_join(str_blank(parent) ? "/tmp" : parent, "demur-demo-XXXXXX");

    if (mkdtemp(directory))
        return directory;
    err_set(err, ERR_INPUT, "%s: %s; name a directory: demur demo DIR", directory, strerror(errno));
    free(directory);
    return NULL;
}

static void directory_remove(const char *directory)
{
    static const char *const names[] = {"desk.db", "desk.db-wal", "desk.db-shm", "desk.db-journal"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char *path = file_join(directory, names[i]);

        unlink(path);
        free(path);
    }
    rmdir(directory);
}

int cli_demo(struct cli *cli, struct err *err)
{
    bool throw_away = cli->line.argument_count == 0;
    char *directory = throw_away ? directory_make(err) : mem_text(cli->line.arguments[0]);
    char *path = NULL;
    int status = -1;

    if (!directory || (!throw_away && !file_exists(directory) && !file_make_directory(directory, err)))
        goto out;
    path = file_join(directory, "desk.db");
    cli->options.path = path;
    cli->options.program = NULL;
    if (!throw_away && file_exists(path)) {
        err_set(err, ERR_USAGE, "%s is there already: open it with `demur -f %s`, or name another directory",
                path, path);
        goto out;
    }
    if (desk_demo_make(&cli->options, err))
        status = cli_desk(cli, err);
    if (status >= 0 && !throw_away)
        cli_say("the demo is kept in %s", path);
out:
    desk_close(cli->desk);
    cli->desk = NULL;
    if (throw_away && directory)
        directory_remove(directory);
    free(directory);
    free(path);
    return status;
}
