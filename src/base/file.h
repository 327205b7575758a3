/* Files: read whole, write beside and rename; where the desk keeps its own. */
#ifndef DEMUR_BASE_FILE_H
#define DEMUR_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

/* Reads the whole file ("-" is standard input) into out. Directories, and files over limit bytes
 * (0: 1 GiB), are refused. */
bool file_read(const char *path, size_t limit, struct str *out, struct err *err);

/* A file being written beside its final place, readable by its owner alone until renamed. */
struct file_writer {
    char *path;      /* final place, or NULL for standard output */
    char *temporary; /* beside it; NULL for standard output */
    int descriptor;
    struct str pending;
};

/* Starts writing path ("-" is standard output). mode applies to a new file; an existing file's mode is kept.
 * A symbolic link is followed so that the link stays. */
bool file_write_begin(struct file_writer *writer, const char *path, unsigned mode, struct err *err);
bool file_write(struct file_writer *writer, const char *bytes, size_t length, struct err *err);
/* Flushes, syncs and renames into place; the writer is finished either way, and on failure leaves nothing behind. */
bool file_write_commit(struct file_writer *writer, struct err *err);
/* Gives up and removes what was written; safe on a finished writer. */
void file_write_abandon(struct file_writer *writer);

bool file_exists(const char *path);
/* Makes the directory and its missing parents, mode 0700. */
bool file_make_directory(const char *path, struct err *err);
/* Returns directory joined with name; the caller frees. */
char *file_join(const char *directory, const char *name);
/* Returns $XDG_DATA_HOME/demur (or ~/.local/share/demur); the caller frees. NULL and a sentence without HOME. */
char *file_data_home(struct err *err);
/* Returns the directory of the program's own data ($DEMUR_DATA or where it was installed); static. */
const char *file_program_data(void);

#endif
