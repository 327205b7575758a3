/* A representative's authority in SQL. */
#ifndef DEMUR_STORE_AUTHORITY_SQL_H
#define DEMUR_STORE_AUTHORITY_SQL_H

/* The word for the authority of an objection for an account. Before authority was kept account by account it
 * was proven when the duty to get it was marked done by hand. */
#define AUTHORITY_OF(objection_id, account_id)                                                               \
    "coalesce((SELECT x.state FROM authority x WHERE x.objection = " objection_id                            \
    " AND x.account = " account_id " ORDER BY x.id DESC LIMIT 1),"                                           \
    " CASE WHEN EXISTS (SELECT 1 FROM duty y JOIN journal j ON j.sequence = y.discharge"                     \
    "   WHERE y.objection = " objection_id " AND y.kind = 'authority' AND j.fact = 'done'"                   \
    "   AND (y.account IS NULL OR y.account = " account_id ")) THEN 'proven' ELSE 'asserted' END)"

/* The representative whose objection it is; NULL none on record. */
#define REPRESENTATIVE_OF(objection_id)                                                                      \
    "(SELECT x.representative FROM objection_representative x WHERE x.objection = " objection_id ")"

#endif
