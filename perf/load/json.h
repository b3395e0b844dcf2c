/* Reads single values out of JSON text: enough for the lines of a plan and for test vectors. */
#ifndef RW_JSON_H
#define RW_JSON_H

#include <stdbool.h>
#include <stddef.h>

/* Where the value of key stands in the object that object points at; NULL when it has none, or is no object. */
const char *json_member(const char *object, const char *key);

/* Where the next element begins after element, or the first one when given the array's '['; NULL at its end. */
const char *json_next(const char *array_or_element);

/* Copies a string without escapes; false when value is no such string or does not fit. */
bool json_string(const char *value, char *to, size_t capacity);

bool json_is_true(const char *value);

#endif
