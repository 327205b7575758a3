/* When each fact was recorded, so that a past day can be seen as the desk knew it; what edits changed;
 * consents, conditions and the limits of objections. */
#include "config.h"
#include "store/schema.h"

/* The instant it was recorded. */
#define RECORDED(table) "ALTER TABLE " table " ADD COLUMN recorded INTEGER NOT NULL DEFAULT 0;\n"

/* The instant of the journal's entry of a kind about a message that as many stand before as before the row.
 */
#define NTH_ENTRY(table, fact, before)                                                                       \
    "UPDATE " table " SET recorded = coalesce((SELECT j.at FROM journal j WHERE j.message = " table          \
    ".message AND j.fact = '" fact "' AND (SELECT count(*) FROM journal k WHERE k.message = j.message"       \
    " AND k.fact = j.fact AND k.sequence < j.sequence) = " before "), 0);\n"

/* clang-format off */
const char schema_facts[] =
    RECORDED("account")
    RECORDED("contact")
    RECORDED("notice")
    RECORDED("delivery")
    RECORDED("message")
    RECORDED("message_change")
    RECORDED("reading")
    RECORDED("objection")
    RECORDED("objection_account")
    RECORDED("note")
    RECORDED("duty")
    MAY_BE_FILLED("notice")
    MAY_BE_FILLED("delivery")
    MAY_BE_FILLED("message")
    MAY_BE_FILLED("message_change")
    MAY_BE_FILLED("reading")
    MAY_BE_FILLED("objection")
    MAY_BE_FILLED("objection_account")
    MAY_BE_FILLED("note")
    "CREATE INDEX step_notice ON journal(notice, fact) WHERE notice IS NOT NULL; -- of this step alone\n"
    "UPDATE account SET recorded = coalesce((SELECT min(j.at) FROM journal j\n"
    "  WHERE j.account = account.id AND j.fact = 'account'), 0);\n"
    "UPDATE contact SET recorded = coalesce((SELECT min(j.at) FROM journal j\n"
    "  WHERE j.account = contact.account AND j.fact IN ('account', 'contact')), 0);\n"
    "UPDATE notice SET recorded = coalesce((SELECT min(j.at) FROM journal j\n"
    "  WHERE j.notice = notice.id AND j.fact = 'notice'), sent);\n"
    "UPDATE delivery SET recorded = coalesce((SELECT min(j.at) FROM journal j\n"
    "  WHERE j.notice = delivery.notice AND j.fact = 'delivery' AND j.happened = delivery.at), at);\n"
    "UPDATE message SET recorded = coalesce((SELECT min(j.at) FROM journal j\n"
    "  WHERE j.message = message.id AND j.fact = 'message'), received);\n"
    "UPDATE objection SET recorded = coalesce((SELECT min(j.at) FROM journal j\n"
    "  WHERE j.objection = objection.id AND j.fact = 'objection'), received);\n"
    "UPDATE objection_account SET recorded = coalesce((SELECT min(j.at) FROM journal j\n"
    "  WHERE j.objection = objection_account.objection AND j.account = objection_account.account\n"
    "  AND j.fact = 'tie'), (SELECT o.recorded FROM objection o WHERE o.id = objection_account.objection));\n"
    "UPDATE note SET recorded = coalesce((SELECT min(j.at) FROM journal j WHERE j.fact = 'note'\n"
    "  AND j.account IS note.account AND j.message IS note.message AND j.dispute IS note.dispute), 0);\n"
    "UPDATE duty SET recorded = coalesce((SELECT d.opened FROM dispute d WHERE d.id = duty.dispute),\n"
    "  (SELECT o.recorded FROM objection o WHERE o.id = duty.objection),\n"
    "  (SELECT m.recorded FROM message m WHERE m.id = duty.message),\n"
    "  (SELECT n.recorded FROM notice n WHERE n.id = duty.notice), 0);\n"
    "DROP INDEX step_notice;\n"
    NTH_ENTRY("message_change", "message_change",
              "(SELECT count(*) FROM message_change c WHERE c.message = message_change.message"
              " AND c.id < message_change.id)")
    NTH_ENTRY("reading", "reading", "reading.version - 1")
    STAYS_AGAIN("notice")
    STAYS_AGAIN("delivery")
    STAYS_AGAIN("message")
    STAYS_AGAIN("message_change")
    STAYS_AGAIN("reading")
    STAYS_AGAIN("objection")
    STAYS_AGAIN("objection_account")
    STAYS_AGAIN("note")
    "CREATE TABLE account_was( -- facts: what stood of an account before an edit\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  account INTEGER NOT NULL REFERENCES account,\n"
    "  country TEXT NOT NULL, zone TEXT NOT NULL, parent TEXT NOT NULL,\n"
    "  edited INTEGER NOT NULL              -- instant of the edit: it stood until then\n"
    ");\n"
    "CREATE INDEX account_was_by_account ON account_was(account, id);\n"
    "CREATE TABLE contact_was( -- facts: what stood of a contact before an edit\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  contact INTEGER NOT NULL REFERENCES contact,\n"
    "  country TEXT NOT NULL, zone TEXT NOT NULL,\n"
    "  edited INTEGER NOT NULL              -- instant of the edit: it stood until then\n"
    ");\n"
    "CREATE INDEX contact_was_by_contact ON contact_was(contact, id);\n"
    "CREATE TABLE consent( -- facts: affirmative acts; never silence\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  program INTEGER NOT NULL REFERENCES program,\n"
    "  account INTEGER NOT NULL REFERENCES account,\n"
    "  contact INTEGER REFERENCES contact,  -- who gave it, of a contact's voice\n"
    "  representative INTEGER,              -- who gave it, of a representative's voice\n"
    "  voice TEXT NOT NULL,                 -- company, contact, representative\n"
    "  source TEXT NOT NULL,                -- call, mail, forum, letter, visit\n"
    "  received INTEGER NOT NULL,           -- instant\n"
    "  precision TEXT NOT NULL,             -- of received\n"
    "  identity TEXT NOT NULL,              -- how it is known who gave it: reply, callback, portal, signed\n"
    "  words TEXT NOT NULL,                 -- the words of the yes\n"
    "  agent TEXT NOT NULL,\n"
    "  recorded INTEGER NOT NULL            -- instant it was recorded\n"
    ");\n"
    "CREATE INDEX consent_by_account ON consent(account, program);\n"
    "CREATE TABLE withdrawal( -- facts: the end of a consent\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  consent INTEGER NOT NULL UNIQUE REFERENCES consent,\n"
    "  words TEXT NOT NULL,\n"
    "  recorded INTEGER NOT NULL            -- instant it was recorded\n"
    ");\n"
    "CREATE TABLE condition_tick( -- facts: a condition ticked for the window of a notice, or open again\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  notice INTEGER NOT NULL REFERENCES notice,\n"
    "  condition TEXT NOT NULL,\n"
    "  version INTEGER NOT NULL,            -- 1 the first; the last one counts\n"
    "  ticked INTEGER NOT NULL,             -- 0: open again\n"
    "  words TEXT NOT NULL,                 -- what the agent looked at\n"
    "  agent TEXT NOT NULL,\n"
    "  recorded INTEGER NOT NULL,           -- instant it was recorded\n"
    "  UNIQUE(notice, condition, version)\n"
    ");\n"
    "CREATE TABLE objection_limit( -- facts: what an objection is limited to\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  objection INTEGER NOT NULL REFERENCES objection,\n"
    "  version INTEGER NOT NULL,            -- 1 the first; the last one counts\n"
    "  speaker INTEGER REFERENCES contact,  -- whose voice it is\n"
    "  categories INTEGER NOT NULL,         -- bits of the categories of data; 0 all\n"
    "  contact INTEGER REFERENCES contact,  -- whose data alone; NULL the whole account's\n"
    "  reason TEXT NOT NULL,\n"
    "  recorded INTEGER NOT NULL,           -- instant it was recorded\n"
    "  UNIQUE(objection, version)\n"
    ");\n"
    "CREATE TABLE objection_limit_partner( -- facts: the only partners a limited objection is about\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  limitation INTEGER NOT NULL REFERENCES objection_limit,\n"
    "  partner INTEGER NOT NULL REFERENCES partner,\n"
    "  UNIQUE(limitation, partner)\n"
    ");\n"
    ONLY_ADDED("account_was")
    ONLY_ADDED("contact_was")
    ONLY_ADDED("consent")
    ONLY_ADDED("withdrawal")
    ONLY_ADDED("condition_tick")
    ONLY_ADDED("objection_limit")
    ONLY_ADDED("objection_limit_partner")
    "DELETE FROM standing; -- derived anew\n";
/* clang-format on */
