/* Questions about ASCII characters that no locale changes. */
#ifndef DEMUR_BASE_ASCII_H
#define DEMUR_BASE_ASCII_H

#include <stdbool.h>

static inline bool ascii_digit(char character)
{
    return character >= '0' && character <= '9';
}

static inline bool ascii_letter(char character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

/* True for the blank, tab, line feed, vertical tab, form feed and carriage return. */
static inline bool ascii_space(char character)
{
    return character == ' ' || (character >= '\t' && character <= '\r');
}

/* Returns the small letter of a capital; every other byte as it is. */
static inline char ascii_lower(char character)
{
    return character >= 'A' && character <= 'Z' ? (char)(character - 'A' + 'a') : character;
}

/* Returns the capital of a small letter; every other byte as it is. */
static inline char ascii_upper(char character)
{
    return character >= 'a' && character <= 'z' ? (char)(character - 'a' + 'A') : character;
}

#endif
