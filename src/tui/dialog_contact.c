#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "store/nouns.h"
#include "tui/dialog.h"

struct people {
    struct field_option *options;
    size_t count, capacity;
};

static void add(struct people *people, int64_t id, char *title)
{
    mem_grow(people->options, people->count, people->capacity);
    people->options[people->count++] = (struct field_option){id, 0, title};
}

static bool read_people(struct dialog *dialog, int64_t account, struct people *people, struct err *err)
{
    struct record_contact_list contacts = {0};
    bool good = store_contact_list(desk_store(dialog->desk), account, &contacts, err);

    for (size_t i = 0; good && i < contacts.count; i++) {
        const struct record_contact *contact = &contacts.items[i];

        add(people, contact->id, mem_text(str_blank(contact->name) ? contact->email : contact->name));
    }
    record_contact_list_clear(&contacts);
    return good;
}

struct form_field *dialog_add_contact(struct dialog *dialog, const char *name, const char *label,
                                      const int64_t *accounts, size_t count, const char *none, int64_t chosen,
                                      struct err *err)
{
    struct people people = {0};
    struct form_field *field = NULL;
    bool good = true;

    if (none) {
        add(&people, 0, mem_text(none));
    }
    for (size_t i = 0; good && i < count; i++) {
        good = read_people(dialog, accounts[i], &people, err);
    }
    if (good) {
        field = field_choice_add(dialog->form, name, label, people.options, people.count, chosen);
        field_choice_spell(field);
    }
    for (size_t i = 0; i < people.count; i++) {
        free((char *)(uintptr_t)people.options[i].title);
    }
    free(people.options);
    return field;
}
