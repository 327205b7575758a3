#include "config.h"
#include "core/text_item.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define TEXT_ITEM(id, name, title, defect) {name, title},
static const struct word words[] = {
#include "core/text_item.def"
};
#undef TEXT_ITEM

#define TEXT_ITEM(id, name, title, defect) defect,
static const char *const defects[] = {
#include "core/text_item.def"
};
#undef TEXT_ITEM

const struct word_list text_item_words = {words, text_item_count};

static bool is_item(enum text_item item)
{
    return (size_t)item < text_item_words.count;
}

const char *text_item_name(enum text_item item)
{
    return is_item(item) ? words[item].name : "?";
}

const char *text_item_title(enum text_item item)
{
    return is_item(item) ? words[item].title : "?";
}

const char *text_item_defect(enum text_item item)
{
    return is_item(item) ? defects[item] : "?";
}

static bool word_add(const char *text, size_t length, unsigned *items)
{
    char *word = mem_text_n(text, length);
    size_t index = 0;
    bool all = str_equal_ascii(word, "all"), good = all || word_find(&text_item_words, word, &index);

    free(word);
    if (good)
        *items |= all ? TEXT_ITEM_ALL : 1u << index;
    return good;
}

bool text_item_set_parse(const char *text, unsigned *items, const char **bad)
{
    static const char between[] = " ,;";

    *items = 0;
    for (text += strspn(text, between); *text; text += strspn(text, between)) {
        size_t length = strcspn(text, between);

        *bad = text;
        if (!word_add(text, length, items))
            return false;
        text += length;
    }
    return true;
}

enum text_state text_state_of(bool checked, unsigned items)
{
    if (!checked)
        return TEXT_STATE_UNCHECKED;
    return items == TEXT_ITEM_ALL ? TEXT_STATE_CHECKED : TEXT_STATE_DEFECTIVE;
}

void text_item_add_defect(struct str *out, unsigned items)
{
    bool first = true;

    for (enum text_item i = 0; i < text_item_count; i++) {
        if (items & 1u << i)
            continue;
        str_add(out, first ? "" : ", ");
        str_add(out, defects[i]);
        first = false;
    }
}
