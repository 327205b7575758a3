/* Any text as a configuration; its keys. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "tests/fuzz/fuzz.h"
#include "tui/keymap.h"
#include "tui/rc.h"

const char *const fuzz_name = "demurrc";

const char *const fuzz_tokens[] = {"key ",
                                   "theme ",
                                   "dark",
                                   "mono",
                                   "quit",
                                   "open",
                                   "tag-all",
                                   "<",
                                   ">",
                                   "<C-",
                                   "<S-Tab>",
                                   "<F12>",
                                   "<lt>",
                                   "<M-x>",
                                   "\n",
                                   "#",
                                   " ",
                                   "\t",
                                   "\r\n",
                                   "none",
                                   "<C-\xff>",
                                   "\xe2\x80\xae",
                                   "\x1b[31m",
                                   "<Space>",
                                   "\xe6\x97\xa5",
                                   "1",
                                   NULL};

const char *fuzz_one(const char *bytes, size_t length)
{
    char *text = mem_text_n(bytes, length), *printable;
    struct str complaints = {0};
    const char *breach;
    char name[16];

    rc_parse(text, &complaints);
    printable = utf8_printable(str_text(&complaints));
    breach = str_equal(printable, str_text(&complaints)) ? NULL : "a complaint cannot be printed";
    for (int i = 0; !breach && i < action_count; i++) {
        keymap_key_name((enum action)i, name, sizeof name);
        if (utf8_valid_length(name, strlen(name)) != strlen(name))
            breach = "the name of a key is cut";
    }
    free(printable);
    free(text);
    str_clear(&complaints);
    return breach;
}
