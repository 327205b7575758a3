/* demur: a desk for the answers to a notice of disclosure. */
#include "config.h"
#include "cli/cli.h"
#include "tui/app.h"

int main(int argc, char **argv)
{
    return cli_main(argc, argv, app_run);
}
