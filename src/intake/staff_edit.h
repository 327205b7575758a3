/* A mark that staff left in somebody else's post: "(I fixed it for you. Lee)", "[edited by moderator]". */
#ifndef DEMUR_INTAKE_STAFF_EDIT_H
#define DEMUR_INTAKE_STAFF_EDIT_H

#include <stdbool.h>
#include <stddef.h>

/* Looks for such a mark in body; author is "" where it is not known. Sets the byte range of the first one. An
 * author's note on an edit of his own is none. */
bool staff_edit_find(const char *body, const char *author, size_t *start, size_t *end);

#endif
