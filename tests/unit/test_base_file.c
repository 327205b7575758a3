/* Files: read whole, written beside their place, nothing left behind. */
#include "config.h"
#include "base/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"

#include "unit.h"

static char directory[64];

static int directory_make(void **state)
{
    (void)state;
    snprintf(directory, sizeof directory, "test_base_file.XXXXXX");
    umask(022);
    return mkdtemp(directory) ? 0 : -1;
}

static void remove_all(const char *path)
{
    DIR *listing = opendir(path);
    struct dirent *entry;

    while (listing && (entry = readdir(listing))) {
        char *inner = file_join(path, entry->d_name);

        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 && unlink(inner) != 0)
            remove_all(inner);
        free(inner);
    }
    if (listing)
        closedir(listing);
    rmdir(path);
}

static int directory_remove(void **state)
{
    (void)state;
    remove_all(directory);
    return 0;
}

/* Returns a path in the test's directory; valid for four calls. */
static const char *in(const char *name)
{
    static char paths[4][256];
    static int next;
    char *path = paths[next++ % 4];

    snprintf(path, sizeof paths[0], "%s/%s", directory, name);
    return path;
}

static int entries(void)
{
    DIR *listing = opendir(directory);
    int count = 0;

    assert_non_null(listing);
    while (readdir(listing))
        count++;
    closedir(listing);
    return count - 2;
}

static void put(const char *path, const char *bytes)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(bytes, file);
    assert_int_equal(fclose(file), 0);
}

static void holds(const char *path, const char *wanted)
{
    struct str found = {0};
    struct err err = {0};

    if (!file_read(path, 0, &found, &err))
        fail_msg("%s", err.text);
    assert_string_equal(found.text, wanted);
    str_clear(&found);
}

static unsigned mode_of(const char *path)
{
    struct stat status;

    assert_int_equal(stat(path, &status), 0);
    return status.st_mode & 07777;
}

static void begin(struct file_writer *writer, const char *path, unsigned mode)
{
    struct err err = {0};

    if (!file_write_begin(writer, path, mode, &err))
        fail_msg("%s", err.text);
}

static void commit(struct file_writer *writer)
{
    struct err err = {0};

    if (!file_write_commit(writer, &err))
        fail_msg("%s", err.text);
}

static void reading_replaces(void **state)
{
    struct str out = {0};

    (void)state;
    put(in("a"), "text");
    str_add(&out, "before");
    assert_true(file_read(in("a"), 0, &out, NULL));
    assert_string_equal(out.text, "text");
    put(in("empty"), "");
    assert_true(file_read(in("empty"), 0, &out, NULL));
    assert_string_equal(out.text, "");
    assert_int_equal(out.length, 0);
    str_clear(&out);
}

static void read_fails(const char *path, size_t limit, const char *word)
{
    struct str out = {0};
    struct err err = {0};

    str_add(&out, "before");
    assert_false(file_read(path, limit, &out, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    if (!strstr(err.text, word) || !strstr(err.text, path))
        fail_msg("\"%s\" does not say %s", err.text, word);
    assert_string_equal(out.text, "");
    str_clear(&out);
}

static void reading_refuses(void **state)
{
    (void)state;
    read_fails(in("none"), 0, "No such file");
    read_fails(directory, 0, "directory");
    put(in("a"), "12345");
    read_fails(in("a"), 4, "larger than 4");
    holds(in("a"), "12345");
}

static void the_limit_itself_fits(void **state)
{
    struct str out = {0};

    (void)state;
    put(in("a"), "12345");
    assert_true(file_read(in("a"), 5, &out, NULL));
    assert_int_equal(out.length, 5);
    str_clear(&out);
}

static void pipes_are_limited_too(void **state)
{
    int ends[2], saved = dup(STDIN_FILENO);
    struct str out = {0};
    struct err err = {0};

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "123456", 6), 6);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    assert_false(file_read("-", 5, &out, &err));
    assert_non_null(strstr(err.text, "standard input"));
    dup2(saved, STDIN_FILENO);
    close(saved);
    str_clear(&out);
}

static void standard_input(void **state)
{
    int ends[2], saved = dup(STDIN_FILENO);
    struct str out = {0};

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "typed\0in", 8), 8);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    assert_true(file_read("-", 0, &out, NULL));
    assert_int_equal(out.length, 8);
    assert_memory_equal(out.text, "typed\0in", 9);
    dup2(saved, STDIN_FILENO);
    close(saved);
    str_clear(&out);
}

static void a_new_file(void **state)
{
    struct file_writer writer;

    (void)state;
    begin(&writer, in("new"), 0644);
    assert_true(file_write(&writer, "one\n", 4, NULL));
    assert_false(file_exists(in("new")));
    assert_int_equal(entries(), 1);
    assert_int_equal(mode_of(writer.temporary), 0600);
    assert_true(file_write(&writer, "two\n", 4, NULL));
    commit(&writer);
    holds(in("new"), "one\ntwo\n");
    assert_int_equal(mode_of(in("new")), 0644);
    assert_int_equal(entries(), 1);
}

static void the_umask_counts_for_a_new_file(void **state)
{
    struct file_writer writer;

    (void)state;
    umask(077);
    begin(&writer, in("new"), 0644);
    commit(&writer);
    assert_int_equal(mode_of(in("new")), 0600);
    assert_int_equal(umask(022), 077);
}

static void an_existing_file_keeps_its_mode(void **state)
{
    struct file_writer writer;

    (void)state;
    put(in("old"), "before");
    assert_int_equal(chmod(in("old"), 0640), 0);
    begin(&writer, in("old"), 0600);
    assert_true(file_write(&writer, "after", 5, NULL));
    assert_int_equal(mode_of(writer.temporary), 0600);
    holds(in("old"), "before");
    commit(&writer);
    holds(in("old"), "after");
    assert_int_equal(mode_of(in("old")), 0640);
}

static void links_stay(void **state)
{
    struct file_writer writer;
    struct stat status;

    (void)state;
    assert_int_equal(mkdir(in("sub"), 0700), 0);
    put(in("sub/target"), "before");
    assert_int_equal(symlink("sub/target", in("link")), 0);
    assert_int_equal(symlink("link", in("second")), 0);
    begin(&writer, in("second"), 0600);
    assert_true(file_write(&writer, "after", 5, NULL));
    commit(&writer);
    holds(in("sub/target"), "after");
    assert_int_equal(lstat(in("link"), &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_int_equal(lstat(in("second"), &status), 0);
    assert_true(S_ISLNK(status.st_mode));
}

static void links_to_nothing_make_it(void **state)
{
    struct file_writer writer;

    (void)state;
    assert_int_equal(symlink("target", in("link")), 0);
    begin(&writer, in("link"), 0600);
    assert_true(file_write(&writer, "x", 1, NULL));
    commit(&writer);
    holds(in("target"), "x");
}

static void write_fails(const char *path, const char *word)
{
    struct file_writer writer;
    struct err err = {0};

    assert_false(file_write_begin(&writer, path, 0600, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    if (!strstr(err.text, word) || !strstr(err.text, path))
        fail_msg("\"%s\" does not say %s", err.text, word);
    file_write_abandon(&writer);
}

static void writing_refuses(void **state)
{
    (void)state;
    assert_int_equal(symlink("round", in("round")), 0);
    write_fails(in("round"), "symbolic links");
    write_fails(directory, "directory");
    write_fails(in("no/such"), "No such file");
    assert_int_equal(entries(), 1);
}

/* The superuser may write everything, so another user tries in a child process. */
static void a_file_that_may_not_be_written(void **state)
{
    int status;
    pid_t child;

    (void)state;
    put(in("fixed"), "x");
    assert_int_equal(chmod(in("fixed"), 0444), 0);
    assert_int_equal(chmod(directory, 0777), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct file_writer writer;
        struct err err = {0};

        if (geteuid() == 0 && setuid(65534) != 0)
            _exit(2);
        _exit(file_write_begin(&writer, in("fixed"), 0600, &err) || !strstr(err.text, "Permission denied"));
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_int_equal(entries(), 1);
}

static void abandoning_leaves_nothing(void **state)
{
    struct file_writer writer;

    (void)state;
    put(in("old"), "before");
    begin(&writer, in("old"), 0600);
    assert_true(file_write(&writer, "after", 5, NULL));
    file_write_abandon(&writer);
    holds(in("old"), "before");
    assert_int_equal(entries(), 1);
    file_write_abandon(&writer);
}

static void finished_writers(void **state)
{
    struct file_writer writer = {0};
    struct err err = {0};

    (void)state;
    file_write_abandon(&writer);
    assert_int_not_equal(fcntl(STDIN_FILENO, F_GETFD), -1);
    begin(&writer, in("new"), 0600);
    commit(&writer);
    file_write_abandon(&writer);
    assert_true(file_exists(in("new")));
    assert_false(file_write(&writer, "x", 1, &err));
    assert_int_equal(err.kind, ERR_INTERNAL);
    assert_false(file_write_commit(&writer, &err));
    assert_int_equal(err.kind, ERR_INTERNAL);
}

static void a_failed_commit_leaves_nothing(void **state)
{
    struct file_writer writer;
    struct err err = {0};

    (void)state;
    begin(&writer, in("place"), 0600);
    assert_int_equal(mkdir(in("place"), 0700), 0);
    assert_false(file_write_commit(&writer, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    assert_int_equal(entries(), 1);
}

/* Bounds the size of files, so that writing fails as on a full disk; returns the bound before. */
static rlim_t bound_size(rlim_t size)
{
    struct rlimit limit;
    rlim_t before;

    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    before = limit.rlim_cur;
    limit.rlim_cur = size;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    return before;
}

static void a_full_disk_is_told(void **state)
{
    struct file_writer writer;
    struct err err = {0};
    char *some = mem_new(60000);
    rlim_t before;
    bool written, committed;

    (void)state;
    put(in("old"), "before");
    begin(&writer, in("old"), 0600);
    before = bound_size(1000);
    written = file_write(&writer, some, 60000, &err);
    committed = file_write_commit(&writer, &err);
    bound_size(before);
    free(some);
    assert_true(written);
    assert_false(committed);
    assert_int_equal(err.kind, ERR_INPUT);
    assert_non_null(strstr(err.text, "old: cannot be written: "));
    holds(in("old"), "before");
    assert_int_equal(entries(), 1);
}

static void failed_writes_abandon(void **state)
{
    struct file_writer writer;
    struct err err = {0};
    char *much = mem_new(200000);
    rlim_t before;
    bool written;

    (void)state;
    begin(&writer, in("new"), 0600);
    before = bound_size(1000);
    written = file_write(&writer, much, 200000, &err);
    bound_size(before);
    free(much);
    assert_false(written);
    assert_int_equal(err.kind, ERR_INPUT);
    assert_int_equal(entries(), 0);
    assert_false(file_write_commit(&writer, &err));
}

/* A pipe stands for all that is no file; devices are the machine's, and a test that failed would replace
 * them. */
static void pipes_are_written_in_place(void **state)
{
    struct file_writer writer;
    struct stat status;
    char found[8] = "";
    int reader;

    (void)state;
    assert_int_equal(mkfifo(in("pipe"), 0600), 0);
    reader = open(in("pipe"), O_RDONLY | O_NONBLOCK);
    assert_true(reader >= 0);
    begin(&writer, in("pipe"), 0600);
    assert_null(writer.temporary);
    assert_true(file_write(&writer, "x", 1, NULL));
    commit(&writer);
    assert_int_equal(read(reader, found, sizeof found - 1), 1);
    assert_string_equal(found, "x");
    close(reader);
    assert_int_equal(stat(in("pipe"), &status), 0);
    assert_true(S_ISFIFO(status.st_mode));
    assert_int_equal(entries(), 1);
}

static void much_is_written(void **state)
{
    struct file_writer writer;
    struct str wanted = {0};

    (void)state;
    begin(&writer, in("big"), 0600);
    for (int i = 0; i < 50000; i++) {
        str_add_format(&wanted, "%d,", i);
        assert_true(file_write(&writer, wanted.text + wanted.length - 2, 2, NULL));
    }
    assert_true(file_write(&writer, wanted.text, wanted.length, NULL));
    commit(&writer);
    {
        struct str found = {0};

        assert_true(file_read(in("big"), 0, &found, NULL));
        assert_int_equal(found.length, wanted.length + 100000);
        assert_memory_equal(found.text + 100000, wanted.text, wanted.length);
        str_clear(&found);
    }
    str_clear(&wanted);
}

static void standard_output(void **state)
{
    struct file_writer writer;
    int ends[2], saved;
    char found[8] = "";

    (void)state;
    fflush(stdout);
    saved = dup(STDOUT_FILENO);
    assert_int_equal(pipe(ends), 0);
    dup2(ends[1], STDOUT_FILENO);
    close(ends[1]);
    begin(&writer, "-", 0600);
    file_write(&writer, "out", 3, NULL);
    commit(&writer);
    file_write_abandon(&writer);
    dup2(saved, STDOUT_FILENO);
    close(saved);
    assert_int_equal(read(ends[0], found, sizeof found - 1), 3);
    assert_string_equal(found, "out");
    close(ends[0]);
}

static void plain_names(void **state)
{
    struct file_writer writer;

    (void)state;
    assert_int_equal(chdir(directory), 0);
    begin(&writer, "plain", 0600);
    file_write(&writer, "x", 1, NULL);
    commit(&writer);
    holds("plain", "x");
    assert_int_equal(chdir(".."), 0);
}

static void directories(void **state)
{
    struct err err = {0};

    (void)state;
    assert_true(file_make_directory(in("a/b//c/"), &err));
    assert_int_equal(mode_of(in("a/b/c")), 0700);
    assert_true(file_make_directory(in("a/b/c"), &err));
    assert_true(file_make_directory("/", &err));
    put(in("file"), "");
    assert_false(file_make_directory(in("file"), &err));
    assert_non_null(strstr(err.text, "Not a directory"));
    assert_false(file_make_directory(in("file/under"), &err));
    assert_int_equal(err.kind, ERR_INPUT);
}

static void joining(void **state)
{
    static const char *const rows[][3] = {
        {"a", "b", "a/b"}, {"a/", "b", "a/b"}, {"/", "b", "/b"}, {"", "b", "b"}};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *joined = file_join(rows[i][0], rows[i][1]);

        assert_string_equal(joined, rows[i][2]);
        free(joined);
    }
}

static void data_home(const char *data, const char *home, const char *wanted)
{
    struct err err = {0};
    char *found;

    if (data)
        setenv("XDG_DATA_HOME", data, 1);
    else
        unsetenv("XDG_DATA_HOME");
    if (home)
        setenv("HOME", home, 1);
    else
        unsetenv("HOME");
    found = file_data_home(&err);
    if (wanted) {
        assert_string_equal(found, wanted);
    } else {
        assert_null(found);
        assert_non_null(strstr(err.text, "HOME"));
    }
    free(found);
}

static void data_homes(void **state)
{
    (void)state;
    data_home("/data", "/home/dana", "/data/demur");
    data_home(NULL, "/home/dana", "/home/dana/.local/share/demur");
    data_home("", "/home/dana", "/home/dana/.local/share/demur");
    data_home("relative", "/home/dana", "/home/dana/.local/share/demur");
    data_home("relative", NULL, NULL);
    data_home(NULL, "", NULL);
}

static void program_data(void **state)
{
    (void)state;
    setenv("DEMUR_DATA", "/elsewhere", 1);
    assert_string_equal(file_program_data(), "/elsewhere");
    unsetenv("DEMUR_DATA");
    assert_true(file_program_data()[0] == '/');
    assert_string_not_equal(file_program_data(), "/elsewhere");
}

#define in_directory(test) cmocka_unit_test_setup_teardown(test, directory_make, directory_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_directory(reading_replaces),
        in_directory(reading_refuses),
        in_directory(the_limit_itself_fits),
        cmocka_unit_test(pipes_are_limited_too),
        cmocka_unit_test(standard_input),
        in_directory(a_new_file),
        in_directory(the_umask_counts_for_a_new_file),
        in_directory(an_existing_file_keeps_its_mode),
        in_directory(links_stay),
        in_directory(links_to_nothing_make_it),
        in_directory(writing_refuses),
        in_directory(a_file_that_may_not_be_written),
        in_directory(abandoning_leaves_nothing),
        in_directory(finished_writers),
        in_directory(a_failed_commit_leaves_nothing),
        in_directory(a_full_disk_is_told),
        in_directory(failed_writes_abandon),
        in_directory(pipes_are_written_in_place),
        in_directory(much_is_written),
        cmocka_unit_test(standard_output),
        in_directory(plain_names),
        in_directory(directories),
        cmocka_unit_test(joining),
        cmocka_unit_test(data_homes),
        cmocka_unit_test(program_data),
    };

    return UNIT_RUN(tests);
}
