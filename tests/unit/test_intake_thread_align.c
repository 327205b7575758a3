#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "intake/thread.h"

#define POSTS_MAX 16

/* A post as "hour author: body"; the day is always the same. */
static void parse_post(const char *post, char **author, char **body, int *hour)
{
    const char *blank = strchr(post, ' '), *colon = strchr(post, ':');

    *hour = atoi(post);
    *author = mem_text_n(blank + 1, (size_t)(colon - blank - 1));
    *body = mem_text(colon[1] ? colon + 2 : "");
}

/* Aligns two lists of posts that end with NULL and writes, for each fresh post, s (same), c (changed) or n
 * (new) with the known post's number, then v and the number of each that vanished. */
static char *align(const char *const *fresh, const char *const *old)
{
    struct draft_message messages[POSTS_MAX] = {0};
    struct draft_thread thread = {.messages = messages};
    struct thread_known known[POSTS_MAX] = {0};
    char *authors[POSTS_MAX], *bodies[POSTS_MAX];
    enum thread_change changes[POSTS_MAX];
    int matches[POSTS_MAX];
    bool vanished[POSTS_MAX];
    size_t count = 0;
    struct str out;

    for (; fresh[thread.count]; thread.count++)
        parse_post(fresh[thread.count], &messages[thread.count].author, &messages[thread.count].body,
                   &messages[thread.count].hour);
    for (; old[count]; count++) {
        parse_post(old[count], &authors[count], &bodies[count], &known[count].hour);
        known[count].author = authors[count];
        known[count].body = bodies[count];
    }
    thread_align(&thread, known, count, changes, matches, vanished);
    str_init(&out);
    for (size_t i = 0; i < thread.count; i++) {
        str_add_format(&out, "%c%d ", "snc"[changes[i]], matches[i]);
        free(messages[i].author);
        free(messages[i].body);
    }
    for (size_t k = 0; k < count; k++) {
        if (vanished[k])
            str_add_format(&out, "v%d ", (int)k);
        free(authors[k]);
        free(bodies[k]);
    }
    return str_take(&out);
}

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})
#define NOTHING   ((const char *const[]){NULL})

static void expect(const char *const *fresh, const char *const *known, const char *result)
{
    char *found = align(fresh, known);

    assert_string_equal(found, result);
    free(found);
}

static void test_same(void **state)
{
    (void)state;
    expect(NOTHING, NOTHING, "");
    expect(LIST("10 : a", "10 : b"), LIST("10 : a", "10 : b"), "s0 s1 ");
    expect(LIST("10 Lee: A \xC2\xA0 b"), LIST("10 lee: a B"), "s0 ");
}

static void test_longer_and_shorter(void **state)
{
    (void)state;
    expect(LIST("10 : a", "11 : b", "11 : c"), LIST("10 : a"), "s0 n-1 n-1 ");
    expect(LIST("10 : a"), LIST("10 : a", "11 : b"), "s0 v1 ");
    expect(NOTHING, LIST("10 : a"), "v0 ");
    expect(LIST("10 : a"), NOTHING, "n-1 ");
}

static void test_changed(void **state)
{
    (void)state;
    expect(LIST("10 : a", "10 : please read it (edited by staff)", "12 : c"),
           LIST("10 : a", "10 : please read it", "12 : c"), "s0 c1 s2 ");
    /* Another printed time, or another author, is another post. */
    expect(LIST("10 : a", "11 : b changed", "12 : c"), LIST("10 : a", "10 : b", "12 : c"), "s0 n-1 s2 v1 ");
    expect(LIST("10 Lee: b changed"), LIST("10 Kim: b"), "n-1 v0 ");
    /* An author who was not shown before may be the same. */
    expect(LIST("10 Lee: b changed"), LIST("10 : b"), "c0 ");
    /* Between different neighbours nothing is paired. */
    expect(LIST("10 : a", "10 : b", "10 : x"), LIST("10 : y", "10 : a", "10 : b"), "s1 s2 n-1 v0 ");
}

static void test_likest_of_several(void **state)
{
    (void)state;
    expect(LIST("10 : quite new", "10 : the long old text, edited", "12 : c"),
           LIST("10 : the long old text", "12 : c"), "n-1 c0 s1 ");
    expect(LIST("10 : one one!", "10 : two two!"), LIST("10 : one one", "10 : two two"), "c0 c1 ");
}

static void test_moved(void **state)
{
    (void)state;
    expect(LIST("12 : c", "10 : a", "11 : b"), LIST("10 : a", "11 : b", "12 : c"), "s2 s0 s1 ");
    expect(LIST("12 : c", "10 : a!", "11 : b"), LIST("10 : a", "11 : b", "12 : c"), "s2 n-1 s1 v0 ");
}

static void test_twins(void **state)
{
    (void)state;
    expect(LIST("10 : bump", "10 : bump", "10 : bump"), LIST("10 : bump", "10 : bump"), "s0 s1 n-1 ");
    expect(LIST("10 : bump"), LIST("10 : bump", "10 : bump"), "s0 v1 ");
}

/* Thousands of posts that all differ at one printed time: paired in order. */
static void test_many(void **state)
{
    const size_t count = 20000;
    struct draft_thread thread = {.messages = mem_new_array(count, sizeof *thread.messages), .count = count};
    struct thread_known *known = mem_new_array(count, sizeof *known);
    enum thread_change *changes = mem_new_array(count, sizeof *changes);
    int *matches = mem_new_array(count, sizeof *matches);
    bool *vanished = mem_new_array(count, sizeof *vanished);
    char(*texts)[32] = mem_new_array(count * 2, sizeof *texts);

    (void)state;
    for (size_t i = 0; i < count; i++) {
        snprintf(texts[i], sizeof texts[i], "old %zu", i);
        snprintf(texts[count + i], sizeof texts[i], "fresh %zu", i);
        known[i].body = texts[i];
        thread.messages[i].author = texts[0] + 31;
        thread.messages[i].body = texts[count + i];
    }
    thread_align(&thread, known, count, changes, matches, vanished);
    assert_int_equal(changes[0], THREAD_CHANGED);
    assert_int_equal(matches[count - 1], count - 1);
    free(thread.messages);
    free(known);
    free(changes);
    free(matches);
    free(vanished);
    free(texts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same),    cmocka_unit_test(test_longer_and_shorter),
        cmocka_unit_test(test_changed), cmocka_unit_test(test_likest_of_several),
        cmocka_unit_test(test_moved),   cmocka_unit_test(test_twins),
        cmocka_unit_test(test_many),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
