/* Memory: what comes back zeroed, and that running out ends the program with a sentence. */
#include "config.h"
#include "base/mem.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit.h"

static void new_is_zeroed(void **state)
{
    char *bytes = mem_new(100);

    (void)state;
    for (int i = 0; i < 100; i++)
        assert_int_equal(bytes[i], 0);
    free(bytes);
}

static void nothing_is_still_memory(void **state)
{
    void *none = mem_new(0);
    void *no_elements = mem_new_array(0, 8);
    void *resized = mem_resize(NULL, 0, 8);

    (void)state;
    assert_non_null(none);
    assert_non_null(no_elements);
    assert_non_null(resized);
    free(none);
    free(no_elements);
    free(resized);
}

static void texts_are_copied(void **state)
{
    char original[] = "Borealis";
    char *copy = mem_text(original);
    char *part = mem_text_n(original, 4);
    char *empty = mem_text_n(NULL, 0);
    char *formatted = mem_format("%s has %d", original, 3);

    (void)state;
    original[0] = 'X';
    assert_string_equal(copy, "Borealis");
    assert_string_equal(part, "Bore");
    assert_string_equal(empty, "");
    assert_string_equal(formatted, "Borealis has 3");
    assert_null(mem_text(NULL));
    free(copy);
    free(part);
    free(empty);
    free(formatted);
}

static void growing_keeps_what_is_there(void **state)
{
    int *numbers = NULL;
    size_t count = 0, capacity = 0;

    (void)state;
    for (int i = 0; i < 1000; i++) {
        mem_grow(numbers, count, capacity);
        numbers[count++] = i;
    }
    assert_true(capacity >= 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(numbers[i], i);
    free(numbers);
}

/* Runs end() in a child with its standard error in a pipe; returns what it wrote and how it ended. */
static int ending(void (*end)(void), char *message, size_t size)
{
    int ends[2];
    int status;
    size_t length = 0;
    ssize_t count;
    pid_t child;

    assert_int_equal(pipe(ends), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct rlimit none = {0, 0};

        signal(SIGABRT, SIG_DFL);
        setrlimit(RLIMIT_CORE, &none);
        dup2(ends[1], STDERR_FILENO);
        end();
        _exit(0);
    }
    close(ends[1]);
    while ((count = read(ends[0], message + length, size - 1 - length)) > 0)
        length += (size_t)count;
    message[length] = '\0';
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static void overflow(void)
{
    volatile size_t many = SIZE_MAX / 2;

    free(mem_resize(NULL, many, 4));
}

static void running_out_ends_the_program(void **state)
{
    char message[512];
    int status = ending(mem_end, message, sizeof message);

    (void)state;
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGABRT);
    assert_non_null(strstr(message, "demur: out of memory"));
}

static void overflow_ends_the_program(void **state)
{
    char message[512];
    int status = ending(overflow, message, sizeof message);

    (void)state;
    assert_true(WIFSIGNALED(status));
    assert_non_null(strstr(message, "demur: out of memory"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(new_is_zeroed),
        cmocka_unit_test(nothing_is_still_memory),
        cmocka_unit_test(texts_are_copied),
        cmocka_unit_test(growing_keeps_what_is_there),
        cmocka_unit_test(running_out_ends_the_program),
        cmocka_unit_test(overflow_ends_the_program),
    };

    return UNIT_RUN(tests);
}
