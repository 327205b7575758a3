#include "config.h"
#include "tui/term.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "tui/draw.h"
#include "tui/term_info.h"
#include "tui/term_rescue.h"

#define TICK_MILLISECONDS   1000
#define ESCAPE_MILLISECONDS 50
/* Between two digits of one number, and between two letters of one text. */
#define SOON_MILLISECONDS 300
#define REST_MILLISECONDS 250
/* What ends a paste, with room: when no more than this is left to read, it is over. */
#define PASTE_TAIL 16
#define PASTE_ON   "\033[?2004h"
#define PASTE_OFF  "\033[?2004l"
/* Keys of our own, above those of curses. */
enum { PASTE_BEGIN = KEY_MAX + 1, PASTE_END };

static SCREEN *screen;
static bool utf8, colours, can_paste, in_paste, pasted;
/* A return was read last, with no wait since: a line feed behind it belongs to the same line end. */
static bool after_return;
static int sync_descriptor = -1;
static int held = TERM_KEY_NONE;     /* read ahead, not yet returned */
static volatile sig_atomic_t ticked; /* by a test */

/* Keys that terminals send whatever TERM says: with the wrong TERM, Page Down must not become Esc and
 * letters. */
static const struct {
    const char *sequence;
    int key;
} common_keys[] = {
    {"\033[A", KEY_UP},       {"\033[B", KEY_DOWN}, {"\033[C", KEY_RIGHT},  {"\033[D", KEY_LEFT},
    {"\033OA", KEY_UP},       {"\033OB", KEY_DOWN}, {"\033OC", KEY_RIGHT},  {"\033OD", KEY_LEFT},
    {"\033[H", KEY_HOME},     {"\033[F", KEY_END},  {"\033OH", KEY_HOME},   {"\033OF", KEY_END},
    {"\033[1~", KEY_HOME},    {"\033[4~", KEY_END}, {"\033[7~", KEY_HOME},  {"\033[8~", KEY_END},
    {"\033[2~", KEY_IC},      {"\033[3~", KEY_DC},  {"\033[5~", KEY_PPAGE}, {"\033[6~", KEY_NPAGE},
    {"\033[Z", KEY_BTAB},     {"\033OP", KEY_F(1)}, {"\033[11~", KEY_F(1)}, {"\033[200~", PASTE_BEGIN},
    {"\033[201~", PASTE_END},
};

static void put(const char *text)
{
    fputs(text, stdout);
    fflush(stdout);
}

static void set_modes(void)
{
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    /* A list that moves by a row is moved by the terminal. */
    idlok(stdscr, TRUE);
    set_escdelay(ESCAPE_MILLISECONDS);
    for (size_t i = 0; i < sizeof common_keys / sizeof common_keys[0]; i++)
        if (key_defined(common_keys[i].sequence) <= 0)
            define_key(common_keys[i].sequence, common_keys[i].key);
}

static void on_test_tick(int number)
{
    (void)number;
    ticked = 1;
}

/* A test that answers each wait has no clock to wait for: its signal ticks. */
static void test_start(void)
{
    struct sigaction action = {.sa_handler = on_test_tick};

    sigemptyset(&action.sa_mask);
    sigaction(SIGUSR1, &action, NULL);
}

bool term_start(struct err *err)
{
    const char *sync = getenv("DEMUR_TEST_SYNC");
    int64_t descriptor;
    struct str reset;

    setlocale(LC_CTYPE, "");
    utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    /* Where nothing is said of the terminal it shows ASCII alone, but what is typed is most likely UTF-8. */
    if (strcmp(nl_langinfo(CODESET), "ANSI_X3.4-1968") == 0 || strcmp(nl_langinfo(CODESET), "US-ASCII") == 0)
        setlocale(LC_CTYPE, "C.UTF-8");
    if (!term_info_check(err))
        return false;
    sync_descriptor = sync && str_to_number(sync, &descriptor) && descriptor >= 0 && descriptor < 1024
                          ? (int)descriptor
                          : -1;
    if (sync_descriptor >= 0)
        test_start();
    can_paste = term_info_pastes();
    str_init(&reset);
    term_info_reset(&reset);
    rescue_start(str_text(&reset), reset.length);
    str_clear(&reset);
    rescue_errors_hold();
    screen = newterm(NULL, stdout, stdin);
    if (!screen) {
        rescue_errors_release();
        rescue_end();
        return err_set(err, ERR_INPUT, "the desk: curses does not start on the terminal \"%s\"",
                       getenv("TERM"));
    }
    set_modes();
    colours = has_colors();
    if (can_paste)
        put(PASTE_ON);
    atexit(term_end);
    return true;
}

void term_end(void)
{
    if (!screen)
        return;
    if (can_paste)
        put(PASTE_OFF);
    endwin();
    delscreen(screen);
    screen = NULL;
    rescue_end();
    rescue_errors_release();
}

void term_suspend(void)
{
    if (can_paste)
        put(PASTE_OFF);
    def_prog_mode();
    endwin();
    rescue_errors_release();
}

void term_resume(void)
{
    rescue_errors_hold();
    reset_prog_mode();
    clearok(curscr, TRUE);
    refresh();
    if (can_paste)
        put(PASTE_ON);
}

/* Reads what is left of an escape sequence nobody defined, so that it does not act as letters. One that ends
 * a paste and came too slowly for curses ends it here. */
static bool swallow_sequence(void)
{
    wint_t character;
    char sequence[8] = "";
    size_t length = 0;

    if (get_wch(&character) != OK)
        return false;
    if (character == 'O') {
        get_wch(&character);
        return true;
    }
    if (character != '[') {
        unget_wch((wchar_t)character);
        return false;
    }
    while (get_wch(&character) == OK) {
        if (length + 1 < sizeof sequence && character < 0x80)
            sequence[length++] = (char)character;
        if (character >= 0x40 && character <= 0x7e)
            break;
    }
    if (strcmp(sequence, "201~") == 0)
        in_paste = false;
    return true;
}

static int function_key(wint_t key)
{
    static const struct {
        wint_t curses;
        int key;
    } keys[] = {
        {KEY_ENTER, TERM_KEY_ENTER},     {KEY_BTAB, TERM_KEY_BACKTAB},  {KEY_BACKSPACE, TERM_KEY_BACKSPACE},
        {KEY_DC, TERM_KEY_DELETE},       {KEY_IC, TERM_KEY_INSERT},     {KEY_UP, TERM_KEY_UP},
        {KEY_DOWN, TERM_KEY_DOWN},       {KEY_LEFT, TERM_KEY_LEFT},     {KEY_RIGHT, TERM_KEY_RIGHT},
        {KEY_HOME, TERM_KEY_HOME},       {KEY_END, TERM_KEY_END},       {KEY_PPAGE, TERM_KEY_PAGE_UP},
        {KEY_NPAGE, TERM_KEY_PAGE_DOWN}, {KEY_RESIZE, TERM_KEY_RESIZE},
    };

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (keys[i].curses == key)
            return keys[i].key;
    if (key >= KEY_F(1) && key <= KEY_F(12))
        return TERM_KEY_F1 + (int)(key - KEY_F(1));
    return TERM_KEY_NONE;
}

/* Stops the program until the shell lets it go on; curses brings the terminal back both ways. */
static void stop(void)
{
    if (can_paste)
        put(PASTE_OFF);
    raise(SIGTSTP);
    if (can_paste)
        put(PASTE_ON);
}

static int plain_key(wint_t character)
{
    switch (character) {
    case '\r':
    case '\n':
        return TERM_KEY_ENTER;
    case '\t':
        return TERM_KEY_TAB;
    case 0x08:
    case 0x7f:
        return TERM_KEY_BACKSPACE;
    case 0x03:
        return TERM_KEY_ESCAPE;
    case 0x1a:
        stop();
        return TERM_KEY_RESIZE;
    case 0x1b:
        return swallow_sequence() || in_paste ? TERM_KEY_NONE : TERM_KEY_ESCAPE;
    default:
        return character < 0x110000 ? (int)character : TERM_KEY_NONE;
    }
}

/* Returns a key that is there already or comes within a time; TERM_KEY_NONE: none. */
static int pending_key(int milliseconds)
{
    wint_t character;
    int status, key = TERM_KEY_NONE;

    timeout(sync_descriptor >= 0 ? 0 : milliseconds);
    while (key == TERM_KEY_NONE && (status = get_wch(&character)) != ERR) {
        if (status == KEY_CODE_YES && (character == PASTE_BEGIN || character == PASTE_END)) {
            in_paste = character == PASTE_BEGIN;
            continue;
        }
        if (status != KEY_CODE_YES && character == '\n' && after_return) {
            after_return = false;
            continue;
        }
        after_return = status != KEY_CODE_YES && character == '\r';
        key = status == KEY_CODE_YES ? function_key(character) : plain_key(character);
    }
    pasted = in_paste;
    return key;
}

/* Tells a test, if there is one, how far the desk is; false when it is gone. */
static bool test_say(const char *mark)
{
    return sync_descriptor < 0 || write(sync_descriptor, mark, 1) == 1;
}

/* Waits for input; returns TERM_KEY_NONE when there is some, else the key that says why not. */
static int wait_input(void)
{
    struct pollfd watched[2] = {{STDIN_FILENO, POLLIN, 0}, {rescue_descriptor(), POLLIN, 0}};
    int ready;

    if (!test_say("."))
        return TERM_KEY_HANGUP;
    ready = poll(watched, 2, sync_descriptor >= 0 ? -1 : TICK_MILLISECONDS);
    after_return = false;
    if (ready == 0 || ticked) {
        ticked = 0;
        return TERM_KEY_TICK;
    }
    if (ready < 0)
        return errno == EINTR ? TERM_KEY_NONE : TERM_KEY_HANGUP;
    if (watched[0].revents & (POLLHUP | POLLERR | POLLNVAL))
        return TERM_KEY_HANGUP;
    return TERM_KEY_NONE;
}

int term_key(void)
{
    int key = TERM_KEY_NONE;

    draw_flush();
    if (held != TERM_KEY_NONE) {
        key = held;
        held = TERM_KEY_NONE;
    }
    while (key == TERM_KEY_NONE) {
        if (rescue_signal())
            return TERM_KEY_HANGUP;
        key = pending_key(0);
        if (key == TERM_KEY_NONE)
            key = wait_input();
    }
    return key;
}

void term_show(void)
{
    draw_flush();
    test_say(",");
}

bool term_typed(void)
{
    if (held == TERM_KEY_NONE)
        held = pending_key(0);
    return held != TERM_KEY_NONE || rescue_signal();
}

int term_key_soon(void)
{
    if (held == TERM_KEY_NONE)
        held = pending_key(SOON_MILLISECONDS);
    return held;
}

void term_drop_typed(void)
{
    draw_flush();
    held = TERM_KEY_NONE;
    while (!rescue_signal() && pending_key(REST_MILLISECONDS) != TERM_KEY_NONE)
        continue;
}

int term_waiting(void)
{
    int waiting = 0;

    return ioctl(STDIN_FILENO, FIONREAD, &waiting) == 0 ? waiting : 0;
}

bool term_pasting(void)
{
    return pasted;
}

bool term_paste_waits(void)
{
    return pasted && term_waiting() > PASTE_TAIL;
}

int term_signal(void)
{
    return rescue_signal();
}

void term_beep(void)
{
    beep();
}

void term_size(int *rows, int *columns)
{
    getmaxyx(stdscr, *rows, *columns);
}

bool term_has_utf8(void)
{
    return utf8;
}

bool term_has_colours(void)
{
    return colours;
}
