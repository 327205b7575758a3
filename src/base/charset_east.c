#include "config.h"
#include "base/charset_east.h"

#include <iconv.h>
#include <stdint.h>
#include <string.h>
#include <unistr.h>

#include "base/str.h"

#define FILLER        0x3164
#define LETTER_FIRST  0x3131
#define LETTER_LAST   0x314e
#define VOWEL_FIRST   0x314f
#define VOWEL_LAST    0x3163
#define SYLLABLE_ZERO 0xac00
#define VOWELS        21
#define FINALS        28

bool charset_is_hz(const char *charset)
{
    return str_equal_ascii(charset, "HZ") || str_equal_ascii(charset, "HZ-GB-2312") ||
           str_equal_ascii(charset, "HZ-GB2312");
}

/* Appends the character of a pair, which is GB 2312 without its high bits. */
static bool add_pair(iconv_t converter, const char *bytes, struct str *out)
{
    char pair[2] = {(char)(bytes[0] | 0x80), (char)(bytes[1] | 0x80)};
    char character[8];
    char *input = pair, *output = character;
    size_t left = sizeof pair, room = sizeof character;

    if (iconv(converter, &input, &left, &output, &room) != 0 || left)
        return false;
    str_add_n(out, character, sizeof character - room);
    return true;
}

/* Appends what stands at bytes and returns how many it took, 0 if it does not fit. */
static size_t add_hz(iconv_t converter, const char *bytes, size_t length, bool *paired, struct str *out)
{
    if (bytes[0] == '~' && length > 1) {
        if (bytes[1] == (*paired ? '}' : '{')) {
            *paired = !*paired;
            return 2;
        }
        if (!*paired && bytes[1] == '~') {
            str_add_char(out, '~');
            return 2;
        }
        if (!*paired && bytes[1] == '\n')
            return 2;
        return 0;
    }
    if (*paired && bytes[0] != '\n' && bytes[0] != '\r')
        return length > 1 && add_pair(converter, bytes, out) ? 2 : 0;
    if ((unsigned char)bytes[0] >= 0x80)
        return 0;
    str_add_char(out, bytes[0]);
    return 1;
}

bool charset_decode_hz(const char *bytes, size_t length, struct str *out, size_t *fitted)
{
    iconv_t converter = iconv_open("UTF-8", "GB2312");
    bool paired = false;
    size_t taken = 1;

    *fitted = 0;
    if (converter == (iconv_t)-1)
        return false;
    while (*fitted < length && taken) {
        taken = add_hz(converter, bytes + *fitted, length - *fitted, &paired, out);
        *fitted += taken;
    }
    iconv_close(converter);
    return *fitted == length;
}

/* Returns the index of a letter as the first or, with final, the last of a syllable; -1 if it cannot be. */
static int consonant_index(ucs4_t letter, bool final)
{
    /* From U+3131 on, and '-' for those that cannot: the first consonants in their order, and the last ones.
     */
    static const signed char firsts[] = {0,  1, -1, 2, -1, -1, 3,  4,  5,  -1, -1, -1, -1, -1, -1,
                                         -1, 6, 7,  8, -1, 9,  10, 11, 12, 13, 14, 15, 16, 17, 18};
    static const signed char lasts[] = {1,  2,  3,  4,  5,  6,  7,  -1, 8,  9,  10, 11, 12, 13, 14,
                                        15, 16, 17, -1, 18, 19, 20, 21, 22, -1, 23, 24, 25, 26, 27};

    if (final && letter == FILLER)
        return 0;
    if (letter < LETTER_FIRST || letter > LETTER_LAST)
        return -1;
    return final ? lasts[letter - LETTER_FIRST] : firsts[letter - LETTER_FIRST];
}

/* Reads a filler and three letters, of three bytes each; returns their syllable, 0 if they make none. */
static ucs4_t syllable_at(const char *text, size_t length)
{
    ucs4_t letters[4];
    int first, last;

    if (length < 12)
        return 0;
    for (size_t i = 0; i < 4; i++)
        if (u8_mbtoucr(&letters[i], (const uint8_t *)text + 3 * i, 3) != 3)
            return 0;
    first = consonant_index(letters[1], false);
    last = consonant_index(letters[3], true);
    if (letters[0] != FILLER || first < 0 || letters[2] < VOWEL_FIRST || letters[2] > VOWEL_LAST || last < 0)
        return 0;
    return SYLLABLE_ZERO + ((ucs4_t)first * VOWELS + (letters[2] - VOWEL_FIRST)) * FINALS + (ucs4_t)last;
}

void charset_compose_hangul(struct str *text, size_t start)
{
    size_t kept = start;

    for (size_t at = start; at < text->length;) {
        ucs4_t syllable = syllable_at(text->text + at, text->length - at);

        if (syllable) {
            kept += (size_t)u8_uctomb((uint8_t *)text->text + kept, syllable, 3);
            at += 12;
        } else {
            text->text[kept++] = text->text[at++];
        }
    }
    text->length = kept;
    if (text->text)
        text->text[kept] = '\0';
}
