#include "config.h"
#include "store/release.h"

#include "store/record_clear.h"

CLEAR(intent, record->path, record->temporary, record->partner_name, record->hash)
CLEAR(release, record->agent, record->path, record->hash, record->filter, record->partner_name)
CLEAR(release_count, record->cause)
CLEAR(release_rule, record->code, record->hash)
CLEAR(recall, record->reason, record->partner_name, record->number, record->company)
CLEAR(recall_answer, record->words)

void record_release_row_clear(struct record_release_row *record)
{
    free(record->reason);
    free(record->partner_name);
    for (size_t i = 0; i < release_field_count; i++)
        free(record->cells[i]);
    memset(record, 0, sizeof *record);
}

CLEAR_LIST(intent)
CLEAR_LIST(release)
CLEAR_LIST(release_row)
CLEAR_LIST(release_count)
CLEAR_LIST(release_rule)
CLEAR_LIST(recall)
CLEAR_LIST(recall_answer)
