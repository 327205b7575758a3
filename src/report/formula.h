/* Cells that a spreadsheet would run as a formula, made text.
 *
 * Excel, LibreOffice and Google Sheets take a cell of a CSV, quoted or not, for a formula when its first
 * visible character is '=', '+', '-' or '@', also as a full-width form, also behind blanks, a tab or a line
 * end; and the old "program|'arguments'!cell" form (DDE) starts programs. Customers write what stands in our
 * cells, so such a cell gets an apostrophe before it, which makes it text in all three (OWASP, "CSV
 * Injection"). Where a machine reads the file instead, --raw leaves it out.
 *
 * Signed numbers are judged by what they are: "-5", "+7" and "-1,5" cannot do harm, must stay numbers for
 * sums, and stay as they are. "+49 30 123" gets the apostrophe: it is no number, a spreadsheet would try to
 * compute it, and the plus of a telephone number is worth keeping.
 *
 * A spreadsheet set to another delimiter (';' in most of Europe) ends cells in the middle of our texts,
 * whatever our quotes say. So what follows ';', a tab or a line end within a text is judged as well, more
 * mildly: a dash before a list item or a signature stays. */
#ifndef DEMUR_REPORT_FORMULA_H
#define DEMUR_REPORT_FORMULA_H

#include <stdbool.h>

struct str;

/* True when a spreadsheet might run this cell or a part of it. */
bool formula_runs(const char *text);

/* Appends text with an apostrophe before each part that a spreadsheet might run. */
void formula_add_neutral(struct str *out, const char *text);

#endif
