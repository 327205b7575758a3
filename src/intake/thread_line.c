#include "config.h"
#include "intake/thread_line.h"

#include <string.h>

#include "base/ascii.h"
#include "base/str.h"
#include "intake/line.h"

#define THREAD_LINE_BYTES   80
#define THREAD_AUTHOR_BYTES 40
#define THREAD_AUTHOR_WORDS 3
#define THREAD_ROLE_WORDS   4

static const char *const counted[] = {"post",     "posts",   "message",         "messages", "comment",
                                      "comments", "beitrag", "beitr\xC3\xA4ge", NULL};

static const char *const buttons[] = {"reply",
                                      "quote",
                                      "like",
                                      "likes",
                                      "report",
                                      "share",
                                      "kudos",
                                      "kudo",
                                      "top",
                                      "back to top",
                                      "permalink",
                                      "link",
                                      "flag",
                                      "options",
                                      "mark as new",
                                      "bookmark",
                                      "subscribe",
                                      "mute",
                                      "helpful",
                                      "upvote",
                                      "downvote",
                                      "edit",
                                      "delete",
                                      "replies",
                                      "reply with quote",
                                      "multi-quote",
                                      "report post",
                                      "report abuse",
                                      "report inappropriate content",
                                      "mark as solution",
                                      "accept as solution",
                                      "accepted solution",
                                      "email to a friend",
                                      "print",
                                      "highlight",
                                      "show more",
                                      "expand post",
                                      "view profile",
                                      "send private message",
                                      "antworten",
                                      "zitieren",
                                      "melden",
                                      "nach oben",
                                      "teilen",
                                      "gef\xC3\xA4llt mir",
                                      NULL};

static const char *const states[] = {"unsolved", "solved",       "answered", "unanswered", "closed",
                                     "resolved", "unresolved",   "locked",   "archived",   "open",
                                     "pending",  "not answered", NULL};

static const char *const navigation[] = {"start a conversation",
                                         "start a topic",
                                         "no events found!",
                                         "home",
                                         "forum",
                                         "forums",
                                         "community",
                                         "search",
                                         "log in",
                                         "login",
                                         "sign in",
                                         "sign up",
                                         "register",
                                         "menu",
                                         "next",
                                         "previous",
                                         "next page",
                                         "previous page",
                                         "skip to content",
                                         "skip to main content",
                                         "new topic",
                                         "post reply",
                                         "reply to this topic",
                                         "log in to reply",
                                         "sign in to reply",
                                         "all forum topics",
                                         "previous topic",
                                         "next topic",
                                         "view all replies",
                                         "load more",
                                         "help",
                                         "faq",
                                         "members",
                                         "privacy policy",
                                         "terms of use",
                                         "contact us",
                                         "imprint",
                                         "impressum",
                                         "datenschutz",
                                         "follow",
                                         "unfollow",
                                         NULL};

static const char *const navigation_starts[] = {"this post is more than ",
                                                "this topic is more than ",
                                                "this thread is more than ",
                                                "this thread has been closed",
                                                "this topic has been closed",
                                                "powered by ",
                                                "\xC2\xA9 ",
                                                "copyright ",
                                                "all times are ",
                                                "you must be logged in",
                                                "you must log in",
                                                "please log in",
                                                "page ",
                                                "go to page",
                                                "jump to",
                                                "views:",
                                                "replies:",
                                                "showing ",
                                                NULL};

static const char *const profile_starts[] = {
    "join date",  "joined",  "member since", "registered:", "registered since", "location:",   "reputation:",
    "rep power:", "thanks:", "liked:",       "likes:",      "likes received",   "kudos:",      "solutions:",
    "rank:",      "level:",  "points:",      "badges",      "mitglied seit",    "registriert", "wohnort:",
    "from:",      "status:", "offline",      "online",      "user avatar",      "avatar",      NULL};

/* The last word of a role, and words that make it one of a forum. */
static const char *const role_ends[] = {
    "manager",     "moderator",  "administrator",  "admin",  "member", "employee", "staff",
    "contributor", "user",       "guru",           "expert", "rookie", "newbie",   "regular",
    "veteran",     "champion",   "representative", "rep",    "team",   "leader",   "poster",
    "master",      "apprentice", "visitor",        "guest",  "novice", "advisor",  "specialist",
    "engineer",    "mitglied",   "benutzer",       NULL};
static const char *const role_words[] = {"community", "forum",    "moderator", "administrator", "admin",
                                         "member",    "employee", "staff",     "contributor",   "rookie",
                                         "newbie",    "mitglied", "benutzer",  "poster",        NULL};
static const char *const staff_words[] = {"moderator", "administrator", "admin", "employee", "staff", NULL};
static const char *const staff_firsts[] = {"community", "official", "company", "support", "forum", NULL};
static const char *const staff_lasts[] = {"manager",    "representative", "rep",  "team",
                                          "specialist", "advisor",        "lead", NULL};

static const char *const no_authors[] = {"thanks",
                                         "thank you",
                                         "regards",
                                         "best regards",
                                         "kind regards",
                                         "cheers",
                                         "sincerely",
                                         "yours",
                                         "best",
                                         "hello",
                                         "hi",
                                         "hi all",
                                         "hello all",
                                         "thanks all",
                                         "many thanks",
                                         "thanks again",
                                         "yes",
                                         "no",
                                         "ok",
                                         "okay",
                                         "agreed",
                                         "bump",
                                         "edit",
                                         "update",
                                         "gr\xC3\xBC\xC3\x9F"
                                         "e",
                                         "danke",
                                         NULL};

/* Reads a printed count: digits with separators and perhaps K or M. Returns its length, 0 if there is none.
 */
static size_t count_length(const char *at)
{
    size_t length = 0;

    if (!ascii_digit(*at))
        return 0;
    while (ascii_digit(at[length]) ||
           ((at[length] == '.' || at[length] == ',') && ascii_digit(at[length + 1])))
        length++;
    if (at[length] && strchr("KkMm", at[length]) && !ascii_letter(at[length + 1]))
        length++;
    return length;
}

/* Returns the start of the count in "54.9K Posts" or "Posts: 12" and its length; 0 if the line is none. */
static size_t find_count(const char *plain, size_t *start)
{
    size_t length = count_length(plain), i;

    *start = 0;
    if (length) {
        const char *word = plain + length;

        while (*word == ' ')
            word++;
        return word > plain + length && line_is_one_of(word, counted) ? length : 0;
    }
    for (i = 0; counted[i]; i++) {
        size_t word = strlen(counted[i]);

        if (!line_starts(plain, counted[i]) || plain[word] != ':')
            continue;
        for (word++; plain[word] == ' '; word++)
            ;
        length = count_length(plain + word);
        *start = word;
        return length && !plain[word + length] ? length : 0;
    }
    return 0;
}

void thread_line_count(const char *plain, size_t *start, size_t *end)
{
    *end = find_count(plain, start);
    *end += *start;
}

static bool is_bullet(const char *plain)
{
    while (*plain) {
        if (str_starts(plain, "\xE2\x80\xA2"))
            plain += 3;
        else if (str_starts(plain, "\xC2\xB7"))
            plain += 2;
        else if (*plain == '|' || *plain == ' ')
            plain++;
        else
            return false;
    }
    return true;
}

/* "#3", "35519", "1,204", "1 2 3" */
static bool is_number(const char *plain)
{
    if (*plain == '#')
        plain++;
    return *plain && strspn(plain, "0123456789,. ") == strlen(plain) && *plain != '.' && *plain != ',';
}

static bool starts_with_any(const char *plain, const char *const *starts)
{
    for (; *starts; starts++)
        if (line_starts(plain, *starts))
            return true;
    return false;
}

/* "3 Likes", "0 Kudos", "Like 3", "12 views" */
static bool is_button(const char *plain)
{
    size_t length = count_length(plain);
    const char *word = plain + length;

    while (length && *word == ' ')
        word++;
    return line_is_one_of(word, buttons) ||
           (length && (str_equal_ascii(word, "views") || str_equal_ascii(word, "view")));
}

static bool word_is(const char *word, size_t length, const char *const *words)
{
    for (; *words; words++)
        if (strlen(*words) == length && line_starts(word, *words))
            return true;
    return false;
}

/* Returns the last word's start. */
static const char *last_word(const char *plain)
{
    const char *blank = strrchr(plain, ' ');

    return blank ? blank + 1 : plain;
}

static bool has_word(const char *plain, const char *const *words)
{
    while (*plain) {
        size_t length = strcspn(plain, " ");

        if (word_is(plain, length, words))
            return true;
        plain += length;
        while (*plain == ' ')
            plain++;
    }
    return false;
}

static bool is_title(const char *plain)
{
    const char *last = last_word(plain);

    return line_words(plain) <= THREAD_ROLE_WORDS && word_is(last, strlen(last), role_ends);
}

enum thread_line thread_line_kind(const char *plain)
{
    size_t start;

    if (!*plain)
        return THREAD_LINE_BLANK;
    if (line_starts(plain, "re:") || line_starts(plain, "aw:"))
        return THREAD_LINE_ANSWER;
    if (strlen(plain) > THREAD_LINE_BYTES)
        return THREAD_LINE_TEXT;
    if (find_count(plain, &start))
        return THREAD_LINE_COUNT;
    if (is_bullet(plain))
        return THREAD_LINE_BULLET;
    if (is_number(plain))
        return THREAD_LINE_NUMBER;
    if (is_button(plain))
        return THREAD_LINE_BUTTON;
    if (line_is_one_of(plain, states))
        return THREAD_LINE_STATE;
    if (line_is_one_of(plain, navigation) || starts_with_any(plain, navigation_starts))
        return THREAD_LINE_NAVIGATION;
    if (starts_with_any(plain, profile_starts))
        return THREAD_LINE_PROFILE;
    if (is_title(plain))
        return has_word(plain, role_words) ? THREAD_LINE_ROLE : THREAD_LINE_TITLE;
    return THREAD_LINE_TEXT;
}

bool thread_line_may_be_author(const char *plain)
{
    size_t length = strlen(plain), i;
    bool letter = false;

    if (!length || length > THREAD_AUTHOR_BYTES || line_words(plain) > THREAD_AUTHOR_WORDS)
        return false;
    if (strchr(".!?:;,", plain[length - 1]) || strchr("-*>\"'(.", *plain))
        return false;
    for (i = 0; i < length; i++) {
        letter = letter || ascii_letter(plain[i]) || (unsigned char)plain[i] >= 0x80;
        if (strchr("/?!<>=", plain[i]))
            return false;
    }
    return letter && !line_is_one_of(plain, no_authors);
}

bool thread_role_is_staff(const char *role)
{
    const char *last = last_word(role);

    if (has_word(role, staff_words))
        return true;
    return has_word(role, staff_firsts) && word_is(last, strlen(last), staff_lasts);
}
