/* A small curses program that keeps the contract of DEMUR_TEST_SYNC, for the harness's own tests. */
#include "config.h"

#include <curses.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int sync_descriptor = -1;
static int keys_seen;
static char typed[64];

static void draw(const char *last)
{
    int rows, columns;

    getmaxyx(stdscr, rows, columns);
    erase();
    mvprintw(0, 0, "probe %dx%d, keys %d", columns, rows, keys_seen);
    mvprintw(1, 0, "last %s", last);
    attron(A_REVERSE);
    mvprintw(2, 0, "reverse");
    attroff(A_REVERSE);
    attron(A_BOLD);
    mvprintw(2, 8, "bold");
    attroff(A_BOLD);
    attron(A_UNDERLINE | COLOR_PAIR(1));
    mvprintw(2, 13, "red");
    attroff(A_UNDERLINE | COLOR_PAIR(1));
    mvprintw(3, 0, "w\u00efde \u4e2d\u6587 e\u0301.");
    mvaddch(3, 13, ACS_HLINE);
    mvprintw(4, 0, "> %s", typed);
    mvprintw(rows - 1, columns - 3, "end");
    move(4, 2 + (int)strlen(typed));
}

/* Says that it waits for a key, unless one is there already. */
static int wait_for_key(wint_t *key)
{
    int kind;

    refresh();
    timeout(0);
    kind = get_wch(key);
    timeout(-1);
    if (kind != ERR)
        return kind;
    if (sync_descriptor >= 0 && write(sync_descriptor, ".", 1) != 1)
        _exit(4);
    return get_wch(key);
}

static void start(void)
{
    const char *descriptor = getenv("DEMUR_TEST_SYNC");

    if (descriptor)
        sync_descriptor = (int)strtol(descriptor, NULL, 10);
    setlocale(LC_ALL, "");
    set_escdelay(25);
    initscr();
    start_color();
    use_default_colors();
    init_pair(1, COLOR_RED, -1);
    raw();
    noecho();
    keypad(stdscr, TRUE);
}

/* Acts on a plain character; returns the status to end with, or -1 to go on. */
static int act(wint_t key)
{
    size_t length = strlen(typed);

    switch (key) {
    case 'Q':
        return 0;
    case 'E':
        return 3;
    case 'L': /* leaves the terminal as it is */
        _exit(0);
    case 'H': /* hangs */
        for (;;)
            pause();
    case 'I':
        curs_set(0);
        break;
    case 'S': /* sluggish: shows that it is waited for, not slept for */
        napms(300);
        break;
    default:
        if (key > ' ' && key < 0x7f && length + 1 < sizeof typed) {
            typed[length] = (char)key;
            typed[length + 1] = '\0';
        }
    }
    return -1;
}

int main(void)
{
    char last[32] = "none";
    int status = -1;
    wint_t key;

    start();
    while (status < 0) {
        int kind;

        draw(last);
        kind = wait_for_key(&key);
        keys_seen++;
        if (kind == ERR) {
            status = 5;
        } else if (kind == KEY_CODE_YES) {
            strncpy(last, keyname((int)key), sizeof last - 1);
        } else {
            strncpy(last, key_name((wchar_t)key), sizeof last - 1);
            status = act(key);
        }
    }
    endwin();
    return status;
}
