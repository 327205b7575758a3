/* Long work behind the screens: Esc (and ^C) stops it. */
#ifndef DEMUR_TUI_WORK_H
#define DEMUR_TUI_WORK_H

/* From now on Esc, and the loss of the terminal, ask the work to stop (base/stop.h). */
void work_begin(void);
/* Ends that, and forgets that it was asked. */
void work_end(void);

#endif
