#include "config.h"
#include "intake/thread.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

#define ALIGN_PAIRS_MAX 1024

/* A post of either copy, with what makes it the same post. */
struct post_key {
    char *key; /* printed time, author and folded body */
    const char *author;
    int day, hour;
    size_t index;
};

static char *key_of(int day, int hour, const char *author, const char *body)
{
    char *folded_author = utf8_fold(author), *folded_body = utf8_fold(body);
    const char *at;
    struct str key;
    bool blank = true;

    str_init(&key);
    str_add_format(&key, "%d %d %s\n", day, hour, folded_author);
    for (at = folded_body; *at; at++) {
        bool odd = (unsigned char)at[0] == 0xC2 && (unsigned char)at[1] == 0xA0;

        if (ascii_space(*at) || odd) {
            blank = true;
            at += odd;
            continue;
        }
        if (blank)
            str_add_char(&key, ' ');
        blank = false;
        str_add_char(&key, *at);
    }
    free(folded_author);
    free(folded_body);
    return str_take(&key);
}

static int compare_keys(const void *a, const void *b)
{
    const struct post_key *left = *(const struct post_key *const *)a,
                          *right = *(const struct post_key *const *)b;
    int order = strcmp(left->key, right->key);

    if (order)
        return order;
    return left->index < right->index ? -1 : left->index > right->index;
}

static struct post_key **sorted(struct post_key *keys, size_t count)
{
    struct post_key **list = mem_new_array(count, sizeof *list);
    size_t i;

    for (i = 0; i < count; i++)
        list[i] = &keys[i];
    qsort(list, count, sizeof *list, compare_keys);
    return list;
}

/* Matches equal posts wherever they stand, the first with the first: a post moved is the same post. */
static void match_equal(struct post_key *fresh, size_t fresh_count, struct post_key *known,
                        size_t known_count, int *matches, int *owners)
{
    struct post_key **a = sorted(fresh, fresh_count), **b = sorted(known, known_count);
    size_t i = 0, k = 0;

    while (i < fresh_count && k < known_count) {
        int order = strcmp(a[i]->key, b[k]->key);

        if (!order) {
            matches[a[i]->index] = (int)b[k]->index;
            owners[b[k]->index] = (int)a[i]->index;
        }
        i += order <= 0;
        k += order >= 0;
    }
    free(a);
    free(b);
}

/* True when a changed text could still be the same post: same printed time, and no two different authors. */
static bool may_be_changed(const struct post_key *fresh, const struct post_key *known)
{
    return fresh->day == known->day && fresh->hour == known->hour &&
           (!*fresh->author || !*known->author || str_equal_ascii(fresh->author, known->author));
}

/* Counts the bytes at both ends that two keys share; a mark put into a post leaves most of both ends. */
static size_t likeness(const char *a, const char *b)
{
    size_t a_length = strlen(a), b_length = strlen(b), front = 0, back = 0;
    size_t shorter = a_length < b_length ? a_length : b_length;

    while (front < shorter && a[front] == b[front])
        front++;
    while (back < shorter - front && a[a_length - 1 - back] == b[b_length - 1 - back])
        back++;
    return front + back;
}

/* Pairs in order, as they stand. */
static void pair_in_order(const struct post_key *fresh, size_t from, size_t to, const struct post_key *known,
                          size_t low, size_t high, int *matches, int *owners)
{
    for (; from < to && low < high; from++) {
        size_t k = low;

        while (k < high && (owners[k] >= 0 || !may_be_changed(&fresh[from], &known[k])))
            k++;
        if (k == high)
            continue;
        matches[from] = (int)k;
        owners[k] = (int)from;
        low = k + 1;
    }
}

/* Pairs what is left of fresh [from, to) with what is left of known [low, high), the likest first. */
static void pair_changed(const struct post_key *fresh, size_t from, size_t to, const struct post_key *known,
                         size_t low, size_t high, int *matches, int *owners)
{
    size_t left = to - from;

    /* Comparing all with all is for gaps that a person could leave, not for a page made to keep us busy. */
    if (high > low && left > ALIGN_PAIRS_MAX / (high - low)) {
        pair_in_order(fresh, from, to, known, low, high, matches, owners);
        return;
    }
    for (; left; left--) {
        size_t best = 0, best_fresh = 0, best_known = 0, i, k;
        bool found = false;

        for (i = from; i < to; i++) {
            for (k = low; k < high && matches[i] < 0; k++) {
                size_t alike;

                if (owners[k] >= 0 || !may_be_changed(&fresh[i], &known[k]))
                    continue;
                alike = likeness(fresh[i].key, known[k].key);
                if (found && alike <= best)
                    continue;
                found = true;
                best = alike;
                best_fresh = i;
                best_known = k;
            }
        }
        if (!found)
            return;
        matches[best_fresh] = (int)best_known;
        owners[best_known] = (int)best_fresh;
    }
}

/* Walks the gaps of fresh between posts that matched; a gap of known lies between the same neighbours. */
static void pair_gaps(const struct post_key *fresh, size_t fresh_count, const struct post_key *known,
                      size_t known_count, int *matches, int *owners)
{
    size_t from = 0, low = 0;

    while (from < fresh_count) {
        size_t to = from, high;

        if (matches[from] >= 0) {
            low = (size_t)matches[from] + 1;
            from++;
            continue;
        }
        while (to < fresh_count && matches[to] < 0)
            to++;
        high = to < fresh_count ? (size_t)matches[to] : known_count;
        /* A moved neighbour can stand on the wrong side; then the gap reaches as far as nothing known stands
         * in it. */
        if (high < low)
            for (high = low; high < known_count && owners[high] < 0; high++)
                ;
        pair_changed(fresh, from, to, known, low, high, matches, owners);
        for (; from < to; from++)
            if (matches[from] >= 0)
                low = (size_t)matches[from] + 1;
    }
}

static void clear_keys(struct post_key *keys, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++)
        free(keys[i].key);
    free(keys);
}

void thread_align(const struct draft_thread *thread, const struct thread_known *known, size_t known_count,
                  enum thread_change *changes, int *matches, bool *vanished)
{
    struct post_key *fresh_keys = mem_new_array(thread->count, sizeof *fresh_keys);
    struct post_key *known_keys = mem_new_array(known_count, sizeof *known_keys);
    int *owners = mem_new_array(known_count, sizeof *owners);
    size_t i, k;

    for (i = 0; i < thread->count; i++) {
        const struct draft_message *message = &thread->messages[i];

        fresh_keys[i] = (struct post_key){key_of(message->day, message->hour, message->author, message->body),
                                          message->author, message->day, message->hour, i};
        matches[i] = -1;
    }
    for (k = 0; k < known_count; k++) {
        const char *author = known[k].author ? known[k].author : "";
        const char *body = known[k].body ? known[k].body : "";

        known_keys[k] = (struct post_key){key_of(known[k].day, known[k].hour, author, body), author,
                                          known[k].day, known[k].hour, k};
        owners[k] = -1;
    }
    match_equal(fresh_keys, thread->count, known_keys, known_count, matches, owners);
    for (i = 0; i < thread->count; i++)
        changes[i] = matches[i] < 0 ? THREAD_NEW : THREAD_SAME;
    pair_gaps(fresh_keys, thread->count, known_keys, known_count, matches, owners);
    for (i = 0; i < thread->count; i++)
        if (matches[i] >= 0 && changes[i] == THREAD_NEW)
            changes[i] = THREAD_CHANGED;
    for (k = 0; k < known_count; k++)
        vanished[k] = owners[k] < 0;
    clear_keys(fresh_keys, thread->count);
    clear_keys(known_keys, known_count);
    free(owners);
}
