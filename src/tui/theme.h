/* What things look like, by meaning. Screens never name a colour. */
#ifndef DEMUR_TUI_THEME_H
#define DEMUR_TUI_THEME_H

enum style {
    STYLE_TEXT,
    STYLE_TITLE,
    STYLE_PLACE,
    STYLE_PLACE_HERE,
    STYLE_HEAD,
    STYLE_SELECTED,
    STYLE_TAGGED,
    STYLE_OVERDUE,
    STYLE_TODAY,
    STYLE_YES,
    STYLE_NO,
    STYLE_LABEL,
    STYLE_DIM,
    STYLE_KEY,
    STYLE_BAR,
    STYLE_LINE,
    STYLE_FIELD,
    STYLE_FIELD_HERE,
    STYLE_ERROR,
    STYLE_INFO,
    STYLE_MATCH,
    style_count
};

/* Chooses dark, light or mono: mono for NO_COLOR and a terminal without colours, else as $DEMUR_THEME or the
 * configuration says, else by the background the terminal tells of. Call after term_start and rc_read. */
void theme_start(void);
/* Returns the curses attributes of a style. */
unsigned long theme_attributes(enum style style);

#endif
