/* Accounts, messages and disputes in lines, for previews and whole screens. */
#ifndef DEMUR_TUI_ABOUT_H
#define DEMUR_TUI_ABOUT_H

#include "desk/view.h"
#include "tui/sheet.h"

/* Adds company, number, place and the answer; the window with its bar; why, in at most limit lines (0: all).
 */
void about_account(struct sheet *sheet, struct desk *desk, const struct desk_account_view *view,
                   size_t limit);
/* Adds a line of what is at risk with the customer, if anything. */
void about_risk(struct sheet *sheet, unsigned flags);
/* Adds when the duty of a row of the queue is due, how late it is, who does it and why it is owed, in at
 * most limit lines (0: all). */
void about_urgent(struct sheet *sheet, struct desk *desk, const struct row *row, size_t limit);
/* Adds the first of the open duties, if there is one. */
void about_owed(struct sheet *sheet, struct desk *desk, const struct record_duty_list *duties);
/* Adds who wrote a message and when, and what it seems to be, with the cues, in at most limit lines (0: all).
 */
void about_message(struct sheet *sheet, const struct desk_message_view *view, size_t limit);
/* Adds level, age and voice of a dispute, and the words of its objection, at most limit lines of them (0:
 * all). */
void about_dispute(struct sheet *sheet, struct desk *desk, const struct desk_dispute_view *view,
                   size_t limit);

/* Appends the time as printed on a message: "Fri 28 Mar 2014 14:02, zone unknown". */
void about_message_time(const struct record_message *message, struct str *out);
/* Appends names and numbers of accounts: "Harbor & Pine Consulting A-104233, ...". */
void about_accounts(const struct record_account_list *accounts, struct str *out);
/* Appends an instant as a day, with the time where it is not midnight. */
void about_instant(int64_t instant, const char *zone, struct str *out);

/* Adds the sections that all views share; nothing for an empty list of duties. */
void about_duties(struct sheet *sheet, struct desk *desk, const struct record_duty_list *duties);
void about_timeline(struct sheet *sheet, struct desk *desk, const struct record_entry_list *timeline);

#endif
