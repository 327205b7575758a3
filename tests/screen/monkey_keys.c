#include "config.h"

#include "monkey_keys.h"

#include <signal.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum mood { WALKING, ACTING, FILLING, PROMPTING, FINDING, RAGING, MOODS };

#define ACTION(id, name, keys, screens, needs, bar, help) {name, keys},
static const struct {
    const char *name, *keys;
} actions[] = {
#include "tui/action.def"
};
#undef ACTION

static const char *const walks[] = {
    "j",     "k",     "j",     "k",       "<Down>",  "<Up>",    "<PgDn>", "<PgUp>", "g", "G", "<Home>",
    "<End>", "<C-d>", "<C-u>", "<Enter>", "<Enter>", "<Enter>", "<Esc>",  "h",      "l", "1", "2",
    "3",     "4",     "<Tab>", "<S-Tab>", "<Space>", "z",       "5",      "9",      "0"};
static const char *const fills[] = {"<Tab>",   "<Tab>",   "<Tab>",   "<S-Tab>", "<Up>",   "<Down>", "<Left>",
                                    "<Right>", "<Space>", "<Enter>", "<Enter>", "<Home>", "<End>",  "<BS>",
                                    "<Del>",   "<C-s>",   "<C-s>",   "<C-u>",   "<C-k>",  "<C-w>",  "<C-a>",
                                    "<C-e>",   "<PgUp>",  "<PgDn>",  "y",       "n",      "m",      "<Esc>",
                                    "?",       "<C-x>",   "<F1>",    "<C-z>"};
/* No absolute path: the monkey writes exports where it likes. */
static const char *const words[] = {
    "a",
    "dana",
    "lee",
    "A-100002",
    "A-104233, A-100007",
    "Harbor",
    "today",
    "+3",
    "2014-04-20",
    "29 Feb 2015",
    "No. We object.",
    "legal",
    "opt_out",
    "out.csv",
    "x/y.csv",
    "=1+1",
    "\xc3\xa9\xc3\xbc\xc3\x9f",
    "\xe6\xa0\xaa\xe5\xbc\x8f\xe4\xbc\x9a\xe7\xa4\xbe",
    "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xd8\xb3\xd9\x84\xd8\xa7\xd9\x85",
    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7",
    "e\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86\xcc\x87\xcc\x88\xcc\x89\xcc\x8a",
    ("\xe2\x80\xae"
     "evil\xe2\x80\xac"),
    "\xe2\x80\x8b\xe2\x80\x8b",
    "\xef\xbc\xa6\xef\xbd\x95\xef\xbd\x8c\xef\xbd\x8c",
};
static const char *const filters[] = {
    "left<=7",
    "standing:held",
    "(",
    ")",
    "\"",
    " or ",
    "owner:me",
    "-flag:press",
    "due:..today",
    "place:DE",
    "-",
    ":",
    "level>=lead",
    "number:A-1",
    "notice:2014-03-27..",
    " ",
    "left:-",
};
static const char *const raw_bytes[] = {
    "\033[M !!",
    "\033[<0;5;5M",
    "\033[200~",
    "\033[201~",
    "\033[999;999R",
    "\033OX",
    "\033[1;5C",
    "\033\033",
    "\xff",
    "\xc3",
    "\xe2\x82",
    "\xf4\x90\x80\x80",
    ("\xc2\x9b"
     "31m"),
    "\033",
    "\033[",
    "\033[200~half",
    "\033[15~",
    "\033]0;t\007",
};

/* xorshift64*: the same numbers on every machine. */
static size_t below(struct monkey *monkey, size_t limit)
{
    monkey->state ^= monkey->state >> 12;
    monkey->state ^= monkey->state << 25;
    monkey->state ^= monkey->state >> 27;
    return (size_t)((monkey->state * 0x2545F4914F6CDD1DU) >> 33) % limit;
}

void monkey_begin(struct monkey *monkey, uint64_t seed)
{
    *monkey = (struct monkey){.state = (seed + 1) * 0x9E3779B97F4A7C15U};
    if (!monkey->state)
        monkey->state = 1;
    str_init(&monkey->queue);
}

/* Takes the first key of the queue. */
static void take_queued(struct monkey *monkey, struct str *text)
{
    const char *queue = str_text(&monkey->queue), *end = strchr(queue, '>');
    size_t length = 1;
    struct str rest;

    if (*queue == '<' && end)
        length = (size_t)(end - queue) + 1;
    else
        while (((unsigned char)queue[length] & 0xc0) == 0x80)
            length++;
    str_add_n(text, queue, length);
    str_init(&rest);
    str_add(&rest, queue + length);
    str_clear(&monkey->queue);
    monkey->queue = rest;
}

/* Puts one of an action's keys into text. */
static void add_action_key(struct monkey *monkey, struct str *text)
{
    const char *keys = actions[below(monkey, COUNT(actions))].keys;
    size_t length = strcspn(keys, " ");

    /* A tagged action every now and then. */
    if (below(monkey, 8) == 0) {
        str_add(text, "T");
        str_add(&monkey->queue, ";");
    } else {
        str_add_n(text, keys, length);
        return;
    }
    str_add_n(&monkey->queue, keys, length);
}

/* Queues a word as keys. */
static void queue_word(struct monkey *monkey, const char *word)
{
    for (; *word; word++)
        if (*word == '<')
            str_add(&monkey->queue, "<lt>");
        else
            str_add_char(&monkey->queue, *word);
}

static enum deed rage(struct monkey *monkey, struct str *text)
{
    static const char *const modified[] = {"<C-", "<M-"};
    size_t count;

    switch (below(monkey, 5)) {
    case 0:
        str_add(text, raw_bytes[below(monkey, COUNT(raw_bytes))]);
        return DEED_SEND;
    case 1:
        str_add_format(text, "%s%c>", modified[below(monkey, 2)], (char)('a' + below(monkey, 26)));
        return DEED_PRESS;
    case 2:
        str_add_format(text, "<F%d>", (int)below(monkey, 12) + 1);
        return DEED_PRESS;
    case 3:
        count = below(monkey, 40) ? below(monkey, 30) : 2000;
        for (size_t i = 0; i <= count; i++) {
            str_add(text, words[below(monkey, COUNT(words))]);
            str_add(text, below(monkey, 4) ? " " : "\n");
        }
        return DEED_PASTE;
    default:
        str_add_char(text, (char)(1 + below(monkey, 255)));
        return DEED_SEND;
    }
}

static void another(struct monkey *monkey, struct str *text)
{
    static const char *const commands[] = {
        "note A-104233 'by another'",
        "log A-100006 --text 'No.' --ruling opt_out",
        "assign 1 lee",
        "hold A-100007",
        "log A-100001 --text 'Unlawful.' --ruling dispute",
    };

    str_add(text, commands[below(monkey, COUNT(commands))]);
}

/* Rare things that may come in any mood. */
static bool surprise(struct monkey *monkey, enum deed *deed, struct str *text, int *columns, int *rows)
{
    size_t chance = below(monkey, 1000);

    if (chance < 15) {
        *columns = 20 + (int)below(monkey, chance < 8 ? 80 : 201);
        *rows = 5 + (int)below(monkey, chance < 8 ? 30 : 66);
        *deed = DEED_RESIZE;
    } else if (chance < 17) {
        another(monkey, text);
        *deed = DEED_ANOTHER;
    } else if (chance == 17 && below(monkey, 4) == 0) {
        static const int signals[] = {SIGKILL, SIGTERM, SIGHUP};

        *columns = signals[below(monkey, COUNT(signals))];
        str_add_format(text, "%d", *columns);
        *deed = DEED_SIGNAL;
    } else {
        return false;
    }
    return true;
}

static void press(struct monkey *monkey, struct str *text)
{
    switch (monkey->mood) {
    case ACTING:
        add_action_key(monkey, text);
        monkey->mood = FILLING;
        break;
    case FILLING:
        if (below(monkey, 3))
            str_add(text, fills[below(monkey, COUNT(fills))]);
        else
            queue_word(monkey, words[below(monkey, COUNT(words))]);
        break;
    case PROMPTING:
        str_add(text, ":");
        queue_word(monkey, actions[below(monkey, COUNT(actions))].name);
        str_add(&monkey->queue, below(monkey, 4) ? "<Enter>" : "<Tab><Up><Down><Enter>");
        monkey->mood = FILLING;
        break;
    case FINDING:
        str_add(text, "/");
        for (size_t i = below(monkey, 4) + 1; i > 0; i--)
            queue_word(monkey, filters[below(monkey, COUNT(filters))]);
        str_add(&monkey->queue, below(monkey, 3) ? "<Enter>" : "<Esc>");
        monkey->mood = WALKING;
        break;
    default:
        str_add(text, walks[below(monkey, COUNT(walks))]);
        break;
    }
    if (text->length == 0)
        take_queued(monkey, text);
}

enum deed monkey_next(struct monkey *monkey, struct str *text, int *columns, int *rows)
{
    static const int moods[] = {WALKING, WALKING, ACTING, ACTING, ACTING, ACTING, PROMPTING, FINDING, RAGING};
    enum deed deed = DEED_PRESS;

    str_reset(text);
    if (surprise(monkey, &deed, text, columns, rows))
        return deed;
    if (monkey->queue.length > 0) {
        take_queued(monkey, text);
        return DEED_PRESS;
    }
    if (monkey->patience-- <= 0) {
        monkey->mood = moods[below(monkey, COUNT(moods))];
        monkey->patience = 1 + (int)below(monkey, 25);
    }
    if (monkey->mood == RAGING)
        return rage(monkey, text);
    press(monkey, text);
    return DEED_PRESS;
}
