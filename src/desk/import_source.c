#include "config.h"
#include "desk/import_source.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/stop.h"

#define PIECE_SIZE ((size_t)64 * 1024)

static bool piece_read(struct import_source *source, size_t *length)
{
    if (!file_source_read(&source->file, source->piece, PIECE_SIZE, length, source->err))
        return false;
    source->given += *length;
    return true;
}

/* What a mark decides while no charset is said. */
static bool is_marked(const char *bytes, size_t length)
{
    return length >= 2 &&
           (!memcmp(bytes, "\xff\xfe", 2) || !memcmp(bytes, "\xfe\xff", 2) || !memcmp(bytes, "\xef\xbb", 2));
}

static bool piece_decode(struct import_source *source, size_t length, struct str *out)
{
    return charset_reader_add(&source->charset, source->piece, length, length == 0, out, source->err) ||
           err_prefix(source->err, "%s", source->path);
}

/* Goes to the start and reads the first piece, by which the charset is known. */
static bool turn_begin(struct import_source *source, size_t *length)
{
    charset_reader_clear(&source->charset);
    file_source_rewind(&source->file);
    source->given = 0;
    source->ended = false;
    if (!piece_read(source, length))
        return false;
    source->marked = is_marked(source->piece, *length);
    return charset_reader_begin(&source->charset, source->piece, *length, source->file.size, source->said,
                                source->err) ||
           err_prefix(source->err, "%s", source->path);
}

/* The first turn: nothing is taken from a list that cannot be read to its end. */
static bool all_read(struct import_source *source)
{
    struct hash *hash = hash_begin();
    struct str text = {0};
    size_t length;
    bool good = turn_begin(source, &length);

    while (good && length) {
        hash_add(hash, source->piece, length);
        str_reset(&text);
        good = piece_decode(source, length, &text) && piece_read(source, &length);
        if (stop_asked())
            good = stop_say(source->err, "stopped");
    }
    good = good && piece_decode(source, 0, &text);
    str_clear(&text);
    hash_end(hash, source->hash);
    return good;
}

bool import_source_open(struct import_source *source, const char *path, const char *charset,
                        const char *directory, struct err *err)
{
    memset(source, 0, sizeof *source);
    if (!file_source_open(&source->file, path, directory, err))
        return false;
    source->path = path;
    source->said = charset;
    source->err = err;
    source->piece = mem_new(PIECE_SIZE);
    if (all_read(source)) {
        source->given = 0;
        return true;
    }
    import_source_close(source);
    return false;
}

bool import_source_more(void *context, struct str *window)
{
    struct import_source *source = context;
    size_t length = 0;
    bool good;

    if (source->ended)
        return false;
    good = source->given ? piece_read(source, &length) : turn_begin(source, &length);
    good = good && piece_decode(source, length, window);
    source->failed = !good;
    source->ended = !good || !length;
    return good;
}

void import_source_close(struct import_source *source)
{
    charset_reader_clear(&source->charset);
    file_source_close(&source->file);
    free(source->piece);
    memset(source, 0, sizeof *source);
}
