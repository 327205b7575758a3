/* A new file, made under a temporary name beside its place and put there whole, never over another. It is
 * locked while its maker lives, so that others can tell one that was left from one that is being made. */
#ifndef DEMUR_BASE_FILE_NEW_H
#define DEMUR_BASE_FILE_NEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/hash.h"
#include "base/str.h"

struct file_new {
    char *temporary;
    int descriptor; /* 0 or less: ended, or never begun */
    struct str pending;
    struct hash *hash;
};

/* Returns the absolute path of a file that need not be there; its directory must be. The caller frees; NULL
 * and a sentence on failure. */
char *file_new_path(const char *path, struct err *err);
/* Makes the file, readable by its owner alone, and locks it. One that is there already is refused. */
bool file_new_begin(struct file_new *file, const char *temporary, struct err *err);
bool file_new_write(struct file_new *file, const char *bytes, size_t length, struct err *err);
/* Flushes and syncs, so that it outlives a power cut under its temporary name; writes the hash of its bytes.
 */
bool file_new_finish(struct file_new *file, char hash[HASH_HEX_SIZE], struct err *err);
/* Begins anew with no bytes; the lock and the name stay. */
bool file_new_again(struct file_new *file, struct err *err);
/* Fails with ERR_BUSY when its temporary name is not its own any more: somebody removed it. */
bool file_new_named(const struct file_new *file, struct err *err);
/* Unlocks and closes; remove: takes the temporary name away as well. Safe on one that has ended. */
void file_new_end(struct file_new *file, bool remove);

/* Gives the file its name and syncs the directory. *taken: there is another by that name, which stays as it
 * is. */
bool file_new_place(const char *temporary, const char *path, bool *taken, struct err *err);

enum file_new_state {
    FILE_NEW_MISSING,
    FILE_NEW_LIVE, /* its maker is at work */
    FILE_NEW_LEFT  /* nobody is */
};
/* Looks at a file by either name; of one that was left, writes the hash of its bytes ("" for what is no
 * file).
 */
bool file_new_look(const char *path, enum file_new_state *state, char hash[HASH_HEX_SIZE], struct err *err);
/* Takes every byte out of a file that was left, and syncs it. */
bool file_new_empty(const char *path, struct err *err);
/* Removes a file that was left; one that is not there is fine. */
bool file_new_remove(const char *path, struct err *err);

#endif
