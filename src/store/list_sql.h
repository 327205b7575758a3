/* Pieces of SQL that the fields of a list and the list itself are made of. In all of them: a is the account,
 * h and s its standing in the program and the kind that it is, o the objection, m the message, d the duty or
 * dispute. */
#ifndef DEMUR_STORE_LIST_SQL_H
#define DEMUR_STORE_LIST_SQL_H

/* Accounts an objection is tied to: the first, how many, their numbers, their companies. */
#define TIED_FIRST                                                                                           \
    "(SELECT t.account FROM objection_account t WHERE t.objection = o.id ORDER BY t.id LIMIT 1)"
#define TIED_COUNT "(SELECT count(*) FROM objection_account t WHERE t.objection = o.id)"
#define TIED_ALL(column)                                                                                     \
    "(SELECT group_concat(" column                                                                           \
    ", ' ') FROM objection_account t JOIN account b ON b.id = t.account WHERE t.objection = o.id)"
#define TIED_ONE "CASE " TIED_COUNT " WHEN 1 THEN a.id END"
#define SPEAKER  "coalesce(nullif(m.author, ''), nullif(m.role, ''), 'post ' || m.position)"
#define SPEAKER  "coalesce(nullif(m.author, ''), nullif(m.role, ''), 'post ' || m.position)"
#define KNOWN                                                                                                \
    "(SELECT coalesce(nullif(x.name, ''), nullif(x.handle, ''), nullif(x.company, ''), nullif(x.mail, ''))"  \
    " FROM objector x WHERE x.objection = o.id)"
#define TIED_NAME                                                                                            \
    "CASE WHEN a.id IS NULL AND m.staff THEN " SPEAKER " || ' (ours)'"                                       \
    " WHEN a.id IS NULL THEN coalesce(" SPEAKER " || ' ', " KNOWN " || ' ', '') || '(not identified)'"       \
    " WHEN " TIED_COUNT " > 1 THEN a.company || ' +' || (" TIED_COUNT " - 1) ELSE a.company END"
#define TIED_NAMES     "coalesce(" TIED_ALL("b.company") ", a.company, m.author)"
#define NEWEST_DISPUTE "(SELECT max(x.id) FROM dispute x WHERE x.objection = o.id)"

#define STANDING_NOW                                                                                         \
    "CASE WHEN a.id IS NULL THEN NULL WHEN s.id IS NULL THEN 'unnotified'"                                   \
    " WHEN s.settles <= :now THEN s.settled WHEN s.closes <= :now THEN s.after ELSE s.before END"
#define REASON_NOW                                                                                           \
    "CASE WHEN s.id IS NULL THEN 'no notice was sent' WHEN s.settles <= :now THEN s.reason_settled"          \
    " WHEN s.closes <= :now THEN s.reason_after ELSE s.reason_before END"
#define PLACE     "coalesce(nullif(CASE WHEN s.id IS NULL THEN a.country ELSE s.place END, ''), '?')"
#define DAYS_LEFT "days_left(s.last_day, s.zone, :now)"
#define JOIN_STANDING                                                                                        \
    " LEFT JOIN standing h ON h.program = :program AND h.account = a.id"                                     \
    " LEFT JOIN standing_kind s ON s.id = h.kind"

/* A message's newest text. */
#define BODY_NOW                                                                                             \
    "coalesce((SELECT c.body FROM message_change c WHERE c.message = m.id AND c.body IS NOT NULL"            \
    " ORDER BY c.id DESC LIMIT 1), m.body)"

/* A message whose text changed after it was last read counts as unread. */
#define CHANGED_SINCE                                                                                        \
    "EXISTS (SELECT 1 FROM message_change c WHERE c.message = m.id AND c.kind = 'changed'"                   \
    " AND c.readings >= coalesce(r.version, 0))"
#define READ_AS "CASE WHEN r.id IS NULL OR " CHANGED_SINCE " THEN 'unread' ELSE r.reading END"

#endif
