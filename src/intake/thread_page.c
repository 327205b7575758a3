#include "config.h"
#include "intake/thread_page.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/str.h"
#include "intake/thread_line.h"

#define PAGE_FORMS_MAX   32
#define PAGE_BLOCK_LINES 12
#define PAGE_NEAR_BYTES  40
#define PAGE_NEAR_WORDS  4
#define PAGE_TITLE_BYTES 200
#define PAGE_TITLE_WORDS 3

static const char *plain_of(const struct thread_page *page, size_t line)
{
    return page->list.lines[line].plain;
}

static enum thread_line kind_of(const struct thread_page *page, size_t line)
{
    return thread_line_kind(plain_of(page, line));
}

const char *thread_page_answered(const char *plain)
{
    while (line_starts(plain, "re:") || line_starts(plain, "aw:"))
        for (plain += 3; *plain == ' '; plain++)
            ;
    return plain;
}

/* A time alone on its line is a header only where no sentence runs into it or out of it. */
static bool stands_alone(const struct thread_page *page, size_t line)
{
    const char *before = line ? plain_of(page, line - 1) : "";
    const char *behind = line + 1 < page->list.count ? plain_of(page, line + 1) : "";
    size_t length = strlen(before);

    if (!length)
        return true;
    if (length > PAGE_NEAR_BYTES || line_words(before) > PAGE_NEAR_WORDS ||
        strchr(".,;:!?", before[length - 1]))
        return kind_of(page, line - 1) == THREAD_LINE_ANSWER;
    return !(*behind >= 'a' && *behind <= 'z');
}

struct page_form {
    struct printed_time time;
    size_t uses, first;
};

/* All times of a page are printed in one form. The one used most is taken, one with a clock before one
 * without; a time in another form belongs to a body. Returns false when there is no time at all. */
static bool choose_form(const struct page_post *found, size_t count, struct printed_time *form)
{
    struct page_form forms[PAGE_FORMS_MAX];
    size_t known = 0, best = 0, i, j;

    for (i = 0; i < count; i++) {
        size_t weight = found[i].time.hour >= 0 ? 2 : 1;

        for (j = 0; j < known; j++)
            if (found[i].time.order != PRINTED_AGO && forms[j].time.order != PRINTED_AGO &&
                printed_time_same_form(&forms[j].time, &found[i].time))
                break;
        if (j == known && found[i].time.order == PRINTED_AGO)
            for (j = 0; j < known; j++)
                if (forms[j].time.order == PRINTED_AGO && forms[j].time.frame == found[i].time.frame)
                    break;
        if (j == known && known < PAGE_FORMS_MAX)
            forms[known++] = (struct page_form){.time = found[i].time, .first = i};
        if (j < known)
            forms[j].uses += weight;
    }
    for (j = 1; j < known; j++)
        if (forms[j].uses > forms[best].uses)
            best = j;
    if (known)
        *form = forms[best].time;
    return known > 0;
}

static void find_headers(struct thread_page *page)
{
    struct printed_time form;
    size_t line, i, kept = 0;

    for (line = 0; line < page->list.count; line++) {
        struct page_post post = {.header = line,
                                 .block = line,
                                 .author = PAGE_NONE,
                                 .role = PAGE_NONE,
                                 .count = PAGE_NONE,
                                 .candidate = PAGE_NONE};

        if (!printed_time_parse(plain_of(page, line), &post.time))
            continue;
        if (post.time.frame == PRINTED_BARE && !stands_alone(page, line))
            continue;
        mem_grow(page->posts, page->count, page->capacity);
        page->posts[page->count++] = post;
    }
    if (!choose_form(page->posts, page->count, &form))
        return;
    for (i = 0; i < page->count; i++)
        if (printed_time_same_form(&form, &page->posts[i].time))
            page->posts[kept++] = page->posts[i];
    page->count = kept;
}

/* Takes a line above the printed time into the post's block; false for a line that is no part of one. */
static bool take_block_line(struct thread_page *page, struct page_post *post, size_t line, bool *counted)
{
    enum thread_line kind = kind_of(page, line);

    switch (kind) {
    case THREAD_LINE_COUNT:
        if (post->count == PAGE_NONE)
            post->count = line;
        *counted = true;
        return true;
    case THREAD_LINE_BULLET:
        *counted = true;
        return true;
    case THREAD_LINE_TITLE:
        if (!*counted)
            return false;
        if (post->role == PAGE_NONE)
            post->role = line;
        return true;
    case THREAD_LINE_ROLE:
        if (post->role == PAGE_NONE)
            post->role = line;
        return true;
    case THREAD_LINE_ANSWER:
        page->answered = line;
        return true;
    case THREAD_LINE_PROFILE:
        return true;
    case THREAD_LINE_NUMBER:
        return *plain_of(page, line) == '#';
    default:
        return false;
    }
}

/* True when the line before belongs to the end of a letter, so that a name behind it signs and heads nothing.
 */
static bool is_signature(const struct thread_page *page, size_t line, size_t floor)
{
    const char *before;
    size_t length;

    while (line > floor && line_blank(&page->list, line - 1))
        line--;
    if (line <= floor)
        return false;
    before = plain_of(page, line - 1);
    length = strlen(before);
    return before[length - 1] == ',' && line_words(before) <= PAGE_NEAR_WORDS;
}

/* Walks up from the printed time over post count, bullet, role and the like; what stands above them may be
 * the author. */
static void read_block_above(struct thread_page *page, struct page_post *post, size_t floor)
{
    size_t line = post->header, taken = 0, blanks = 0;
    bool counted = false;

    while (line > floor && taken < PAGE_BLOCK_LINES && blanks < 3) {
        if (line_blank(&page->list, line - 1)) {
            blanks++;
        } else if (take_block_line(page, post, line - 1, &counted)) {
            post->block = line - 1;
            taken++;
            blanks = 0;
        } else {
            break;
        }
        line--;
    }
    if (line > floor && blanks < 3 && post->time.author == post->time.author_end &&
        thread_line_may_be_author(plain_of(page, line - 1)) && !is_signature(page, line - 1, floor) &&
        (kind_of(page, line - 1) == THREAD_LINE_TEXT || kind_of(page, line - 1) == THREAD_LINE_TITLE))
        post->candidate = line - 1;
}

/* True when a second short line stands right above the candidate: then the upper is the author, the lower his
 * role. */
static bool has_role_line(const struct thread_page *page, const struct page_post *post, size_t floor)
{
    size_t line = post->candidate;

    return line != PAGE_NONE && post->role == PAGE_NONE && line > floor &&
           kind_of(page, line - 1) == THREAD_LINE_TEXT && thread_line_may_be_author(plain_of(page, line - 1));
}

static size_t floor_of(const struct thread_page *page, size_t index)
{
    return index ? page->posts[index - 1].header + 1 : 0;
}

/* The first post is not asked: the line above its author may be the thread's title. */
static bool shows_role_lines(const struct thread_page *page)
{
    size_t lines = 0, i;

    for (i = 1; i < page->count; i++) {
        const struct page_post *post = &page->posts[i];

        lines += has_role_line(page, post, floor_of(page, i)) &&
                 (post->candidate - 1 == floor_of(page, i) || line_blank(&page->list, post->candidate - 2));
    }
    return page->count > 1 && lines * 4 >= (page->count - 1) * 3;
}

static void take_author(struct thread_page *page, struct page_post *post, size_t floor, bool role_lines)
{
    post->author = post->candidate;
    if (role_lines && has_role_line(page, post, floor)) {
        post->role = post->candidate;
        post->author = post->candidate - 1;
    }
    post->block = post->author;
}

/* The page shows authors above the times when nearly every post has a line that could be one. The first post
 * decides most: above it there is no body whose last words could be taken for a name. */
static bool shows_authors(const struct thread_page *page)
{
    size_t candidates = 0, i;

    for (i = 0; i < page->count; i++)
        candidates += page->posts[i].candidate != PAGE_NONE;
    if (!page->count || candidates * 4 < page->count * 3)
        return false;
    if (page->posts[0].candidate != PAGE_NONE)
        return page->count > 1 || page->posts[0].block != page->posts[0].header ||
               page->posts[0].candidate + 1 == page->posts[0].header;
    return !page->posts[0].header && page->count > 2;
}

static void read_blocks(struct thread_page *page)
{
    bool role_lines;
    size_t i;

    for (i = 0; i < page->count; i++)
        read_block_above(page, &page->posts[i], floor_of(page, i));
    if (!shows_authors(page))
        return;
    role_lines = shows_role_lines(page);
    for (i = 0; i < page->count; i++)
        if (page->posts[i].candidate != PAGE_NONE)
            take_author(page, &page->posts[i], floor_of(page, i), role_lines);
}

/* Some forums print the author below the time: a name, then lines of which one at least is a profile's.
 * Returns the line behind the block, or where it started. */
static size_t read_block_below(struct thread_page *page, struct page_post *post, size_t end)
{
    size_t line = post->header + 1, start = line, taken = 0, author = PAGE_NONE, role = PAGE_NONE,
           count = PAGE_NONE;
    bool profile = false;

    for (; line < end && taken < PAGE_BLOCK_LINES; line++) {
        enum thread_line kind = kind_of(page, line);

        if (kind == THREAD_LINE_BLANK && (profile || author != PAGE_NONE))
            break;
        if (kind == THREAD_LINE_BLANK || kind == THREAD_LINE_NUMBER)
            continue;
        taken++;
        if (kind == THREAD_LINE_COUNT)
            count = line;
        else if ((kind == THREAD_LINE_ROLE || kind == THREAD_LINE_TITLE) && author != PAGE_NONE)
            role = line;
        else if (kind == THREAD_LINE_TEXT && author == PAGE_NONE &&
                 thread_line_may_be_author(plain_of(page, line)))
            author = line;
        else if (kind != THREAD_LINE_PROFILE)
            break;
        profile = profile || kind == THREAD_LINE_COUNT || kind == THREAD_LINE_PROFILE;
    }
    if (!profile || author == PAGE_NONE || post->author != PAGE_NONE ||
        post->time.author < post->time.author_end)
        return start;
    post->author = author;
    post->role = role == PAGE_NONE ? post->role : role;
    post->count = count == PAGE_NONE ? post->count : count;
    return line;
}

static size_t last_line(const struct thread_page *page, const struct page_post *post)
{
    size_t line = post->body_end;

    while (line > post->body && line_blank(&page->list, line - 1))
        line--;
    return line > post->body ? line - 1 : PAGE_NONE;
}

/* True when a neighbour's body ends with the same words: then they are a button of the page, not of the
 * author. */
static bool neighbour_ends_alike(const struct thread_page *page, size_t post, const size_t *lasts)
{
    const char *own = plain_of(page, lasts[post]);

    return (post && lasts[post - 1] != PAGE_NONE && str_equal_ascii(own, plain_of(page, lasts[post - 1]))) ||
           (post + 1 < page->count && lasts[post + 1] != PAGE_NONE &&
            str_equal_ascii(own, plain_of(page, lasts[post + 1])));
}

static bool is_furniture(enum thread_line kind, bool page_end)
{
    return kind == THREAD_LINE_BUTTON ||
           (page_end && (kind == THREAD_LINE_NAVIGATION || kind == THREAD_LINE_NUMBER));
}

/* Cuts buttons off a body's end, and page numbers and links off the page's end. A word that follows the
 * author's text without a blank line, or is all there is, stays his unless the next posts end with it too. */
static void cut_furniture(struct thread_page *page, size_t index, const size_t *lasts)
{
    struct page_post *post = &page->posts[index];
    bool page_end = index + 1 == page->count;
    bool alike = lasts[index] != PAGE_NONE && neighbour_ends_alike(page, index, lasts);
    size_t line;

    while ((line = last_line(page, post)) != PAGE_NONE && is_furniture(kind_of(page, line), page_end)) {
        bool navigation = page_end && kind_of(page, line) != THREAD_LINE_BUTTON;
        bool apart = line > post->body &&
                     (line_blank(&page->list, line - 1) || is_furniture(kind_of(page, line - 1), page_end));

        if (!alike && !navigation && !apart && !(page_end && line == post->body))
            break;
        post->body_end = line;
    }
    line = last_line(page, post);
    post->body_end = line == PAGE_NONE ? post->body : line + 1;
}

static bool repeats_title(const struct thread_page *page, size_t line)
{
    const char *plain = plain_of(page, line), *answered = thread_page_answered(plain);

    if (page->title != PAGE_NONE && line != page->title &&
        line_same_words(answered, plain_of(page, page->title)))
        return true;
    return answered != plain && page->answered != PAGE_NONE &&
           line_same_words(answered, thread_page_answered(plain_of(page, page->answered)));
}

static void skip_blanks(const struct thread_page *page, struct page_post *post)
{
    while (post->body < post->body_end && line_blank(&page->list, post->body))
        post->body++;
}

static void read_bodies(struct thread_page *page)
{
    size_t *lasts = mem_new_array(page->count, sizeof *lasts), i;

    for (i = 0; i < page->count; i++) {
        struct page_post *post = &page->posts[i];

        post->body_end = i + 1 < page->count ? page->posts[i + 1].block : page->list.count;
        post->body = read_block_below(page, post, post->body_end);
        skip_blanks(page, post);
        if (post->body < post->body_end && repeats_title(page, post->body)) {
            post->body++;
            skip_blanks(page, post);
        }
    }
    for (i = 0; i < page->count; i++)
        lasts[i] = last_line(page, &page->posts[i]);
    for (i = 0; i < page->count; i++)
        cut_furniture(page, i, lasts);
    free(lasts);
}

/* A trail like "Home > Forums > Accounts" names places, not the thread. */
static bool is_trail(const char *plain)
{
    return strstr(plain, " > ") || strstr(plain, " \xC2\xBB ") || strstr(plain, " \xE2\x80\xBA ");
}

/* Looks for title and state above the first post: the last line of two words or more that is no furniture. */
static void read_top(struct thread_page *page)
{
    size_t line;

    for (line = 0; line < page->posts[0].block; line++) {
        const char *plain = plain_of(page, line);
        enum thread_line kind = kind_of(page, line);

        if (kind == THREAD_LINE_STATE && page->state == PAGE_NONE)
            page->state = line;
        if (kind == THREAD_LINE_TEXT && line_words(plain) > 1 && strlen(plain) <= PAGE_TITLE_BYTES &&
            !is_trail(plain))
            page->title = line;
    }
}

static bool is_salutation(const char *plain)
{
    return line_starts(plain, "hi ") || line_starts(plain, "hello ") || line_starts(plain, "dear ") ||
           line_starts(plain, "hey ");
}

/* Where nothing above names the thread, the first post may begin with the title: one line, no sentence, text
 * behind. */
static void read_title_in_body(struct thread_page *page)
{
    struct page_post *post = &page->posts[0];
    const char *plain;
    size_t length;

    if (page->title != PAGE_NONE || post->body + 2 >= post->body_end ||
        !line_blank(&page->list, post->body + 1))
        return;
    plain = plain_of(page, post->body);
    length = strlen(plain);
    if (length > PAGE_TITLE_BYTES || line_words(plain) < PAGE_TITLE_WORDS ||
        strchr(".,:;>", plain[length - 1]) || *plain == '>' || is_salutation(plain))
        return;
    page->title = post->body++;
    skip_blanks(page, post);
}

void thread_page_init(struct thread_page *page, const char *text, size_t length)
{
    memset(page, 0, sizeof *page);
    page->title = page->answered = page->state = PAGE_NONE;
    line_list_init(&page->list, text, length);
    find_headers(page);
    if (!page->count)
        return;
    read_blocks(page);
    read_top(page);
    read_bodies(page);
    read_title_in_body(page);
}

void thread_page_clear(struct thread_page *page)
{
    line_list_clear(&page->list);
    free(page->posts);
    memset(page, 0, sizeof *page);
}
