/* Files: read whole, write beside and rename; where the desk keeps its own. */
#ifndef DEMUR_BASE_FILE_H
#define DEMUR_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

/* Reads the whole file ("-" is standard input) into out, in the place of what out held; out is empty on
 * failure. Directories, and files over limit bytes (0: 1 GiB), are refused. */
bool file_read(const char *path, size_t limit, struct str *out, struct err *err);

/* A file being written beside its final place, readable by its owner alone until renamed. */
struct file_writer {
    char *path;      /* final place, or NULL for standard output */
    char *temporary; /* beside it; NULL for standard output */
    int descriptor;  /* 0 or less: finished, or never begun */
    unsigned mode;   /* of the file once in place */
    struct str pending;
};

/* Starts writing path ("-" is standard output). mode, less the umask, applies to a new file; an existing
 * file's mode is kept, and a file that may not be written is refused. A symbolic link is followed so that the
 * link stays. A device or a pipe is written to in place. */
bool file_write_begin(struct file_writer *writer, const char *path, unsigned mode, struct err *err);
/* Adds length bytes; on failure the writer is abandoned. */
bool file_write(struct file_writer *writer, const char *bytes, size_t length, struct err *err);
/* Flushes, syncs and renames into place; the writer is finished either way, and on failure leaves nothing
 * behind. */
bool file_write_commit(struct file_writer *writer, struct err *err);
/* Gives up and removes what was written; safe on a finished writer. */
void file_write_abandon(struct file_writer *writer);

bool file_exists(const char *path);
/* Lists the files of a directory whose names end in end, as paths in the order of their names; the caller
 * frees each and the array. */
bool file_list(const char *directory, const char *end, char ***paths, size_t *count, struct err *err);
/* True when both paths lead to the same file; false where either does not exist. */
bool file_same(const char *a, const char *b);
/* Makes the directory and its missing parents, mode 0700. */
bool file_make_directory(const char *path, struct err *err);
/* Returns the directory part of path ("." without one); the caller frees. */
char *file_directory(const char *path);
/* Makes what was renamed or made in the directory of path last through a power cut. */
bool file_sync_directory(const char *path, struct err *err);
/* Returns directory joined with name; the caller frees. */
char *file_join(const char *directory, const char *name);
/* Returns $XDG_DATA_HOME/demur (or ~/.local/share/demur); the caller frees. NULL and a sentence without HOME.
 */
char *file_data_home(struct err *err);
/* Returns the directory of the program's own data ($DEMUR_DATA or where it was installed); static. */
const char *file_program_data(void);

#endif
