/* Words of a message and patterns over them: the machinery beneath suggest. Knows no domain. */
#ifndef DEMUR_CORE_CUE_H
#define DEMUR_CORE_CUE_H

#include <stdbool.h>
#include <stddef.h>

/* One word: lower-cased, contractions opened ("don't" is "do" and "not"), a question mark a word of its own.
 */
struct cue_word {
    const char *text;
    size_t start, end; /* bytes in cue_text.clean */
    unsigned sentence;
    bool clause; /* a comma, colon, bracket or dash stands before it */
    bool quoted; /* inside quotation marks, in a quotation of five words or more */
};

/* A text cut into words. clean is the text with odd blanks, quotes and zero-width characters made plain. */
struct cue_text {
    char *clean;
    char *folded; /* what words[].text point into */
    struct cue_word *words;
    size_t count, capacity;
};

/* Cuts subject, then body, into words; either may be "". Lines that begin with '>' are left out. The caller
 * clears. */
void cue_text_init(struct cue_text *text, const char *subject, const char *body);
void cue_text_clear(struct cue_text *text);

/* Returns body with no-break and other odd blanks as ' ', typographic quotes as '"' and '\'', dashes as '-',
 * zero-width characters and carriage returns left out; the caller frees. */
char *cue_clean(const char *body);

#define CUE_ELEMENTS_MAX 12

enum cue_element_kind {
    CUE_WORD,     /* one of these words */
    CUE_OPTIONAL, /* one of these words, or nothing */
    CUE_NOT,      /* what comes next is none of these words */
    CUE_GAP,      /* up to so many words */
    CUE_START,    /* the sentence starts here */
    CUE_END       /* the sentence ends here */
};

struct cue_element {
    enum cue_element_kind kind;
    const char *words; /* in the pattern: alternatives split by '|', a trailing '*' stands for any ending */
    size_t length;
    unsigned gap;
};

struct cue_pattern {
    struct cue_element elements[CUE_ELEMENTS_MAX];
    size_t count;
    bool positive;       /* does not count after a negation, and no gap takes one in */
    unsigned long first; /* bit per letter with which a match can begin; all bits: any */
};

/* Compiles "!we|i ~do object .. to ^him" : '!' not negated, '~' optional, '^' not, ".." a gap of up to six
 * words
 * ("..3": three), '<' start and '$' end of sentence. The pattern keeps pointers into source. Returns false
 * when source is too long or has an empty element. */
bool cue_pattern_compile(struct cue_pattern *pattern, const char *source);

/* True when pattern matches at word `at`, within its sentence; *end is set to the word behind the match. */
bool cue_match(const struct cue_text *text, size_t at, const struct cue_pattern *pattern, size_t *end);

/* True when the pattern compiled from source matches anywhere; *end (may be NULL) is set to the word behind
 * the first match. A source that does not compile is a mistake in the program and ends it. */
bool cue_text_has(const struct cue_text *text, const char *source, size_t *end);

#endif
