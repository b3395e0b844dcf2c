/* SIP messages as a caller over UDP needs them (RFC 3261): its own are written by it, those of others read here. */
#ifndef RW_SIP_MESSAGE_H
#define RW_SIP_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>

#define SIP_MAX_HEADER 512

struct sip_message {
    int status;      /* 0: it is a request */
    char method[16]; /* a request's own, a response's CSeq's */
    unsigned cseq;
    char call_id[128], to_tag[128], contact[256]; /* contact: the URI; empty when there is none */
    const char *text, *body;
};

/* text is closed by a zero; false when it is no SIP message or lacks a Call-ID or CSeq. */
bool sip_read(const char *text, struct sip_message *message);

/* The value of the first header field of that name, in its long or compact form. */
bool sip_header(const char *text, const char *name, char compact, char *to, size_t capacity);

/* The response to a request of the far end that copies what has to be copied; its length. */
size_t sip_write_response(char *to, size_t capacity, const struct sip_message *request, const char *status);

#endif
