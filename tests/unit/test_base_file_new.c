/* A new file: whole or not there, never over another, and known to be in the making. */
#include "config.h"
#include "base/file_new.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "unit.h"

static char directory[64];

static int directory_make(void **state)
{
    (void)state;
    snprintf(directory, sizeof directory, "test_base_file_new.XXXXXX");
    return mkdtemp(directory) ? 0 : -1;
}

static int directory_remove(void **state)
{
    static const char *const names[] = {"/temporary", "/file", "/link"};
    char path[128];

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s%s", directory, names[i]);
        unlink(path);
    }
    return rmdir(directory);
}

static const char *in(const char *name)
{
    static char paths[2][128];
    static int next;
    char *path = paths[next++ % 2];

    snprintf(path, sizeof paths[0], "%s/%s", directory, name);
    return path;
}

static enum file_new_state look(const char *name, char hash[HASH_HEX_SIZE])
{
    enum file_new_state state;
    struct err err = {0};

    assert_true(file_new_look(in(name), &state, hash, &err));
    return state;
}

static void it_is_locked_while_made_and_then_put_in_place(void **state)
{
    struct file_new file;
    struct err err = {0};
    struct stat status;
    char hash[HASH_HEX_SIZE], seen[HASH_HEX_SIZE];
    bool taken = true;

    (void)state;
    assert_int_equal(look("temporary", seen), FILE_NEW_MISSING);
    assert_true(file_new_begin(&file, in("temporary"), &err));
    assert_int_equal(look("temporary", seen), FILE_NEW_LIVE);
    for (int i = 0; i < 50000; i++)
        assert_true(file_new_write(&file, "abc", 3, &err));
    assert_true(file_new_finish(&file, hash, &err));
    assert_int_equal(look("temporary", seen), FILE_NEW_LIVE);
    file_new_end(&file, false);
    assert_int_equal(look("temporary", seen), FILE_NEW_LEFT);
    assert_string_equal(seen, hash);
    assert_true(file_new_place(in("temporary"), in("file"), &taken, &err));
    assert_false(taken);
    assert_int_equal(look("temporary", seen), FILE_NEW_MISSING);
    assert_int_equal(look("file", seen), FILE_NEW_LEFT);
    assert_string_equal(seen, hash);
    assert_int_equal(stat(in("file"), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_equal(status.st_size, 150000);
}

static void it_goes_over_nothing(void **state)
{
    struct file_new file;
    struct err err = {0};
    char seen[HASH_HEX_SIZE], hash[HASH_HEX_SIZE];
    bool taken = false;

    (void)state;
    look("file", hash);
    assert_true(file_new_begin(&file, in("temporary"), &err));
    assert_true(file_new_finish(&file, seen, &err));
    file_new_end(&file, false);
    assert_false(file_new_begin(&file, in("temporary"), &err));
    assert_false(file_new_place(in("temporary"), in("file"), &taken, &err));
    assert_true(taken);
    assert_int_equal(look("file", seen), FILE_NEW_LEFT);
    assert_string_equal(seen, hash);
    assert_int_equal(look("temporary", seen), FILE_NEW_LEFT);
    assert_true(file_new_remove(in("temporary"), &err));
    assert_true(file_new_remove(in("temporary"), &err));
    assert_int_equal(symlink("nowhere", in("link")), 0);
    assert_int_equal(look("link", seen), FILE_NEW_LEFT);
    assert_string_equal(seen, "");
}

static void one_given_up_is_gone(void **state)
{
    struct file_new file;
    struct err err = {0};
    char seen[HASH_HEX_SIZE];

    (void)state;
    assert_true(file_new_begin(&file, in("temporary"), &err));
    assert_true(file_new_write(&file, "abc", 3, &err));
    file_new_end(&file, true);
    assert_int_equal(look("temporary", seen), FILE_NEW_MISSING);
    file_new_end(&file, true);
    assert_false(file_new_write(&file, "abc", 3, &err));
    assert_int_equal(err.kind, ERR_INTERNAL);
}

static void a_path_is_made_absolute(void **state)
{
    struct err err = {0};
    char *path = file_new_path(in("new.csv"), &err);

    (void)state;
    assert_non_null(path);
    assert_int_equal(path[0], '/');
    assert_true(str_ends(path, "/new.csv"));
    free(path);
    assert_null(file_new_path("nowhere/new.csv", &err));
    assert_int_equal(err.kind, ERR_INPUT);
    assert_null(file_new_path("", &err));
    assert_null(file_new_path(".", &err));
    assert_null(file_new_path("/tmp/", &err));
    assert_int_equal(err.kind, ERR_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_locked_while_made_and_then_put_in_place),
        cmocka_unit_test(it_goes_over_nothing),
        cmocka_unit_test(one_given_up_is_gone),
        cmocka_unit_test(a_path_is_made_absolute),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, directory_make, directory_remove);
}
