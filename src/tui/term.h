/* The terminal: start, rescue, keys, size. The only file besides draw.c and theme.c that starts or ends
 * curses. */
#ifndef DEMUR_TUI_TERM_H
#define DEMUR_TUI_TERM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

/* Keys: a Unicode code point, or one of these. */
enum {
    KEY_BASE_SPECIAL = 0x200000,
    TERM_KEY_ENTER,
    TERM_KEY_ESCAPE,
    TERM_KEY_TAB,
    TERM_KEY_BACKTAB,
    TERM_KEY_BACKSPACE,
    TERM_KEY_DELETE,
    TERM_KEY_INSERT,
    TERM_KEY_UP,
    TERM_KEY_DOWN,
    TERM_KEY_LEFT,
    TERM_KEY_RIGHT,
    TERM_KEY_HOME,
    TERM_KEY_END,
    TERM_KEY_PAGE_UP,
    TERM_KEY_PAGE_DOWN,
    TERM_KEY_F1,
    TERM_KEY_F12 = TERM_KEY_F1 + 11,
    TERM_KEY_RESIZE, /* the size changed: lay out and draw again */
    TERM_KEY_TICK,   /* nothing typed for a while: look at clock and file */
    TERM_KEY_HANGUP, /* the terminal is gone or we are asked to end */
    TERM_KEY_NONE    /* not a key of ours */
};
/* A control key: TERM_CTRL('s'). */
#define TERM_CTRL(letter) ((letter)&0x1f)

/* Starts curses. An unknown TERM, no terminal, or one that cannot move its cursor fails with a sentence.
 * Saves stray standard error while curses runs and shows it at the end. Signals that end the program leave
 * the terminal sane first. */
bool term_start(struct err *err);
void term_end(void);
/* Leaves curses for another program on the terminal and comes back. */
void term_suspend(void);
void term_resume(void);
/* Draws what is pending (one doupdate) and waits for a key; TERM_KEY_TICK after a second without one. If the
 * environment has DEMUR_TEST_SYNC=FD, writes one byte to it each time it is about to wait with no input
 * pending, and ticks only on SIGUSR1: each byte then answers a key. A bracketed paste comes as its
 * characters. A line end of two characters is one Enter. ^C is Esc; ^Z stops the program. */
int term_key(void);
/* Draws what is pending now (one doupdate). With DEMUR_TEST_SYNC a "," says that the frame is out, while the
 * desk may have something to do before it waits. */
void term_show(void);
/* True when a key waits, which the next term_key returns, or the program is asked to end. */
bool term_typed(void);
/* Returns the key typed within the blink of an eye after the last, which the next term_key returns again;
 * TERM_KEY_NONE: none. With DEMUR_TEST_SYNC: what is there already. */
int term_key_soon(void);
/* Draws what is pending and throws away what is typed until the hands rest for a moment: it was meant for
 * something that did not open. With DEMUR_TEST_SYNC: what is there already. */
void term_drop_typed(void);
/* Returns how many bytes were typed or pasted and are not read yet. */
int term_waiting(void);
/* True while the key last returned came from a bracketed paste: its line ends and letters are text, not
 * commands. */
bool term_pasting(void);
/* True in the midst of a paste, while more of it waits to be read: drawing or searching for each of its
 * characters would take minutes for a letter. */
bool term_paste_waits(void);
/* Returns the signal that asked the program to end; 0 none. */
int term_signal(void);
/* Rings the bell, where there is one. */
void term_beep(void);
void term_size(int *rows, int *columns);
/* True when lines and marks beyond ASCII can be shown. */
bool term_has_utf8(void);
bool term_has_colours(void);
/* term_key.c, free of curses. Parses "<Enter>", "<C-s>", "<S-Tab>", "<F1>", "<lt>" or one character at *text
 * and moves on; TERM_KEY_NONE at an error. */
int term_key_parse(const char **text);
/* Writes a key's name as in help ("Enter", "^S", "F1", "j"); returns buffer. */
char *term_key_name(int key, char *buffer, size_t size);
/* Appends the character of a key to a text; nothing for keys that are none. */
void term_key_add(struct str *out, int key);

#endif
